import { erase } from '../../assets/api/ops/erase.private';
import { handover } from '../../assets/api/ops/handover.private';
import { reconcile } from '../../assets/api/ops/reconcile.private';
import { release } from '../../assets/api/ops/release.private';
import { replay } from '../../assets/api/ops/replay.private';
import { undo } from '../../assets/api/ops/undo.private';
import { roster } from '../../assets/api/roster.private';
import { publish, rollback } from '../../assets/api/roster-publish.private';
import { rosterHistory, rosterSource } from '../../assets/api/roster-source.private';
import { override } from '../../assets/api/shifts-override.private';
import type { RosterView, WhyView } from '../../assets/api/views/views';
import { why } from '../../assets/api/why.private';
import { jsonOf } from '../api/http/body';
import { described } from './described';
import { SECRETS, type World } from './world';

const DOORS = {
  release,
  replay,
  undo,
  erase,
  handover,
  reconcile,
  override,
  publish,
  rollback,
  rosterSource,
  rosterHistory,
};

const ADDRESS = {
  release: ['post', '/ops/release'],
  replay: ['post', '/ops/replay'],
  undo: ['post', '/ops/undo'],
  erase: ['post', '/ops/erase'],
  handover: ['post', '/ops/handover'],
  reconcile: ['post', '/ops/reconcile'],
  override: ['post', '/shifts/override'],
  publish: ['post', '/roster/publish'],
  rollback: ['post', '/roster/rollback'],
  rosterSource: ['get', '/roster/source'],
  rosterHistory: ['get', '/roster/history'],
} as const satisfies Record<keyof typeof DOORS, readonly ['get' | 'post', string]>;

interface Body {
  readonly results?: { readonly outcome?: string; readonly type: string; readonly person?: string }[];
  readonly code?: string;
  readonly errors?: { readonly path: string; readonly message: string }[];
}

/** What an operator's address answers, in an execution of its own. */
export async function operate(
  world: World,
  door: keyof typeof DOORS,
  payload: Record<string, unknown> = {},
  { secret = SECRETS.OPS_SECRET, ports = world.execution() } = {},
) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
  const [method, path] = ADDRESS[door];
  const answer = described(method, path, await DOORS[door]({ headers, payload }, ports));
  await ports.audit.flush();
  const body: Body = jsonOf(answer.body);
  return { status: answer.status, body, outcomes: (body.results ?? []).map(({ outcome }) => outcome) };
}

/** What `GET /roster` shows. */
export async function showRoster(world: World, query: Record<string, string> = {}, more: Record<string, string> = {}) {
  const headers = { accept: '*/*', authorization: `Bearer ${SECRETS.OPS_SECRET}`, ...more };
  const answer = described('get', '/roster', await roster({ headers, payload: query }, world.execution()));
  const body: RosterView & Body = JSON.parse(JSON.stringify(answer.body));
  return { ...answer, body };
}

/** What `GET /people/why` shows. */
export async function showWhy(world: World, query: Record<string, string>) {
  const headers = { accept: '*/*', authorization: `Bearer ${SECRETS.OPS_SECRET}` };
  const answer = described('get', '/people/why', await why({ headers, payload: query }, world.execution()));
  const body: WhyView & Body = JSON.parse(JSON.stringify(answer.body));
  return { status: answer.status, body };
}
