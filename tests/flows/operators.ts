import { erase, reconcile, release, replay, undo } from '../../assets/flows/ops.private';
import type { Answer } from '../../assets/http/answer';
import { jsonOf } from '../http/body';
import { SECRETS, type World } from './world';

const DOORS = { release, replay, undo, erase, reconcile };

/** What an operator's address answers, in an execution of its own. */
export async function operate(
  world: World,
  door: keyof typeof DOORS,
  payload: Record<string, unknown> = {},
  { secret = SECRETS.OPS_SECRET, ports = world.execution() } = {},
) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
  const answer: Answer = await DOORS[door]({ headers, payload }, ports);
  await ports.audit.flush();
  const body: { results?: { outcome?: string; type: string; person?: string }[]; code?: string } = jsonOf(answer.body);
  return { status: answer.status, body, outcomes: (body.results ?? []).map(({ outcome }) => outcome) };
}
