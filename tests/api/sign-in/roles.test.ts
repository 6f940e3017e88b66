/** Every role at every address of operators. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../../../assets/api/http/answer';
import type { Request } from '../../../assets/api/http/request';
import { erase } from '../../../assets/api/ops/erase.private';
import { handover } from '../../../assets/api/ops/handover.private';
import { reconcile } from '../../../assets/api/ops/reconcile.private';
import { release } from '../../../assets/api/ops/release.private';
import { replay } from '../../../assets/api/ops/replay.private';
import { undo } from '../../../assets/api/ops/undo.private';
import { duty } from '../../../assets/api/reports/duty.private';
import { leavers } from '../../../assets/api/reports/leavers.private';
import { roster } from '../../../assets/api/roster.private';
import { publish, rollback } from '../../../assets/api/roster-publish.private';
import { rosterHistory, rosterSource } from '../../../assets/api/roster-source.private';
import { override } from '../../../assets/api/shifts-override.private';
import { why } from '../../../assets/api/why.private';
import { type OperatorAddress, ROLE_NEEDED } from '../../../assets/domain/policies/roles';
import { ROLES, type Role } from '../../../assets/domain/roster/operators';
import type { Ports } from '../../../assets/main/ports';
import { KEYS, keyOf, NAMES, OPERATORS } from '../../support/named-operators';
import { rosterOf } from '../../support/roster';
import { withWorld } from '../../support/with-world';
import { SECRETS } from '../../support/world';

type Door = (request: Request | undefined, ports: Ports) => Promise<Answer>;
const DOORS: Readonly<Record<OperatorAddress, Door>> = {
  '/roster': roster,
  '/people/why': why,
  '/roster/source': rosterSource,
  '/roster/history': rosterHistory,
  '/reports/leavers': leavers,
  '/reports/duty': duty,
  '/roster/publish': publish,
  '/roster/rollback': rollback,
  '/shifts/override': override,
  '/ops/release': release,
  '/ops/replay': replay,
  '/ops/undo': undo,
  '/ops/erase': erase,
  '/ops/reconcile': reconcile,
  '/ops/handover': handover,
};
const ADDRESSES = Object.keys(DOORS).filter((address): address is OperatorAddress => address in ROLE_NEEDED);

const ALL: readonly Role[] = ['viewer', 'editor', 'admin'];
const PLANNING: readonly Role[] = ['editor', 'admin'];
/** Written out a second time, so that neither the table nor the order of the roles can change unseen. */
const LETS_IN: Readonly<Record<OperatorAddress, readonly Role[]>> = {
  '/roster': ALL,
  '/people/why': ALL,
  '/roster/source': ALL,
  '/roster/history': ALL,
  '/reports/leavers': ALL,
  '/reports/duty': ALL,
  '/roster/publish': PLANNING,
  '/roster/rollback': PLANNING,
  '/shifts/override': PLANNING,
  '/ops/release': ['admin'],
  '/ops/replay': ['admin'],
  '/ops/undo': ['admin'],
  '/ops/erase': ['admin'],
  '/ops/reconcile': ['admin'],
  '/ops/handover': ['admin'],
};

/** Entry points that operators do not call: they have secrets or signatures of their own, or none. */
const OTHERS = /^\/(webhooks\/.*|shifts\/tick|roster\/ics|sign-in(\/token)?|health|metrics|.*\.protected)$/;

const world = withWorld(rosterOf(['ana'], { more: OPERATORS }), { users: [] });

/** Nothing accepts this field, so whoever gets in is told so, and nothing is done. */
async function knock(address: OperatorAddress, authorization: string | undefined) {
  const headers = { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) };
  const { status, body } = await DOORS[address]({ headers, payload: { nonsense: 1 } }, world.execution());
  const { code, ...members }: { code: string; role?: Role; needed?: Role } = JSON.parse(JSON.stringify(body));
  return { status, code, ...(members.needed && { role: members.role, needed: members.needed }) };
}

const LET_IN = { status: 400, code: 'invalid_payload' };
const UNKNOWN = { status: 401, code: 'unauthorized' };

test('every entry point that operators call has a role in the table', () => {
  const functions = join(__dirname, '../../../functions');
  const entries = readdirSync(functions, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const addresses = entries.map((file) => `/${file.replaceAll('\\', '/').replace(/\.ts$/, '')}`);
  // `functions/roster/ics.ts` is `/roster/ics`.
  const ofOperators = addresses.filter((address) => !OTHERS.test(address));
  expect(ofOperators.sort()).toEqual(Object.keys(ROLE_NEEDED).sort());
});

describe.each(ADDRESSES)('%s', (address) => {
  const needed = ROLE_NEEDED[address];

  test.each(ROLES)('lets a %s in if that is enough, and says what is needed if not', async (role) => {
    const expected = LETS_IN[address].includes(role) ? LET_IN : { status: 403, code: 'forbidden', role, needed };
    expect(await knock(address, `Bearer ${KEYS[role]}`)).toEqual(expected);
  });

  test('lets OPS_SECRET in', async () => {
    expect(await knock(address, `Bearer ${SECRETS.OPS_SECRET}`)).toEqual(LET_IN);
  });

  test.each([
    ['no credentials', undefined],
    ['another key', `Bearer ${keyOf('x')}`],
    ['the digest of a key', `Bearer ${/[0-9a-f]{64}/.exec(OPERATORS)?.[0]}`],
    ['a name', `Bearer ${NAMES.admin}`],
    ['a key in another scheme', `Basic ${KEYS.admin}`],
    ['a key with something behind it', `Bearer ${KEYS.admin}x`],
    ['the secret of the scheduler', `Bearer ${SECRETS.TICK_SECRET}`],
    ['a token, where OpenID Connect is not configured', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln'],
  ])('refuses %s', async (_, authorization) => {
    expect(await knock(address, authorization)).toEqual(UNKNOWN);
  });
});
