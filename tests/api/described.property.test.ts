import fc from 'fast-check';
import { z } from 'zod';
import type { Answer } from '../../assets/api/http/answer';
import type { Request } from '../../assets/api/http/request';
import { erase } from '../../assets/api/ops/erase.private';
import { handover } from '../../assets/api/ops/handover.private';
import { reconcile } from '../../assets/api/ops/reconcile.private';
import { release } from '../../assets/api/ops/release.private';
import { replay } from '../../assets/api/ops/replay.private';
import { undo } from '../../assets/api/ops/undo.private';
import { duty } from '../../assets/api/reports/duty.private';
import { leavers } from '../../assets/api/reports/leavers.private';
import { roster } from '../../assets/api/roster.private';
import { publish, rollback } from '../../assets/api/roster-publish.private';
import { rosterSource } from '../../assets/api/roster-source.private';
import { override } from '../../assets/api/shifts-override.private';
import { shiftsTick } from '../../assets/api/shifts-tick.private';
import { redeemCode } from '../../assets/api/sign-in/redeem-code';
import { why } from '../../assets/api/why.private';
import type { Ports } from '../../assets/main/ports';
import { ADDRESSES } from '../../cli/openapi/addresses';
import { requestSchema } from '../../cli/openapi/describe';
import { DESCRIPTION, described, faultIn } from '../support/described';
import { objectsOf } from '../support/from-schema';
import { identityOf, rosterOf } from '../support/roster';
import { withWorld } from '../support/with-world';
import { SECRETS } from '../support/world';

const ROSTER = rosterOf(['ada', 'ben'], { onDuty: ['ada'], to: '20:00' });
const world = withWorld(ROSTER);

type Handler = (request: Request, ports: Ports) => Promise<Answer>;
const HANDLERS: Readonly<Record<string, Handler>> = {
  '/shifts/tick': shiftsTick,
  '/shifts/override': override,
  '/roster': roster,
  '/people/why': why,
  '/roster/source': rosterSource,
  '/reports/leavers': leavers,
  '/reports/duty': duty,
  '/roster/publish': publish,
  '/roster/rollback': rollback,
  '/ops/release': release,
  '/ops/replay': replay,
  '/ops/undo': undo,
  '/ops/erase': erase,
  '/ops/reconcile': reconcile,
  '/ops/handover': handover,
  '/sign-in/token': redeemCode,
};
const FUZZED = ADDRESSES.filter(({ path }) => Object.hasOwn(HANDLERS, path)).map((address) => ({
  ...address,
  schema: address.body?.schema ?? address.query,
  handle: HANDLERS[address.path] ?? fail(address.path),
}));

function fail(path: string): never {
  throw new Error(`no handler of ${path}`);
}

const WORDS = [
  'ada',
  'ben',
  identityOf('ada'),
  'v'.repeat(43),
  'nobody',
  '.',
  '..',
  '1',
  '2',
  'close',
  'manager',
  'UTC',
  'é',
  '\t',
  ' '.padEnd(201, 'x'),
  ROSTER,
];

test('every address with a request of ours is fuzzed', () => {
  const own = ADDRESSES.filter(({ body, query }) => query || body?.schema instanceof z.ZodType)
    .map(({ path }) => path)
    .filter((path) => !/^\/(webhooks|frontline|sms)\//.test(path) && path !== '/roster/ics');
  expect(FUZZED.map(({ path }) => path).sort()).toEqual(own.sort());
});

// A failure prints its seed and the smallest request that fails: fc.assert(…, { seed, path }).
describe.each(FUZZED)('$method $path', ({ method, path, body, schema, handle }) => {
  if (!(schema instanceof z.ZodType)) throw new Error(`${path} has no schema`);
  const media = DESCRIPTION.paths[path]?.[method]?.requestBody?.content['application/json']?.schema;
  const requests = objectsOf(requestSchema(schema), WORDS);
  const secret = path === '/shifts/tick' ? SECRETS.TICK_SECRET : SECRETS.OPS_SECRET;
  const headers = {
    ...(body ? { 'content-type': 'application/json' } : { accept: '*/*' }),
    authorization: `Bearer ${secret}`,
  };

  test('answers as described whatever it is sent, refuses what its schema refuses, and never fails', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (payload) => {
        const { success } = schema.safeParse(payload);
        const ports = world.execution();
        const answer = described(method, path, await handle({ headers, payload }, ports));
        await ports.audit.flush();
        expect(answer.status).toBeLessThan(500);
        // The tick passes over what it does not know.
        if (!success && path !== '/shifts/tick') expect(answer.status).toBe(400);
        if (answer.status === 200) expect(success || path === '/shifts/tick').toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('is sent both what its schema accepts and what it refuses', () => {
    const sent = fc.sample(requests, { seed: 1, numRuns: 300 }).map((payload) => schema.safeParse(payload).success);
    expect(new Set(sent)).toEqual(new Set([true, false]));
  });

  if (!media) return;
  test('is described as its schema reads it: only rules of our own are not in the description', () => {
    fc.assert(
      fc.property(requests, (payload) => {
        const { success, error } = schema.safeParse(payload);
        const isDescribed = faultIn(media, payload) === undefined;
        if (success) expect(isDescribed).toBe(true);
        else if (isDescribed) expect(error.issues.every(({ code }) => code === 'custom')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
