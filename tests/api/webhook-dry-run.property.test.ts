import fc from 'fast-check';
import { receiveDelivery } from '../../assets/api/webhook';
import { standard } from '../../assets/providers/standard/receive';
import type { Memory } from '../fuzz/memory';
import { NOW } from '../providers/requests';
import { ALL, sample, signed, world } from '../providers/sending';
import { jsonOf } from './http/body';

// Whatever was delivered before, a dry run says what the delivery then does, and leaves no trace.

const MINUTE = 60_000;
const samples = ALL.flatMap(({ sender }) => Object.keys(sender.events).map((event) => ({ sender, event })));
const [byStandard] = ALL.filter(({ provider }) => provider === standard);
if (!byStandard) throw new Error('no Standard Webhooks');

const instant = fc.integer({ min: -3 * 1440, max: 4 }).map((minutes) => new Date(NOW + minutes * MINUTE).toISOString());
const later = fc.integer({ min: -60, max: 3 * 1440 }).map((minutes) => new Date(NOW + minutes * MINUTE).toISOString());

/** StaffEvents about two people whom the roster knows and one whom it does not, with ids that come again. */
const event = fc
  .record({
    type: fc.constantFrom(
      'staff.offboarded',
      'staff.offboarded',
      'staff.offboarding_cancelled',
      'staff.reinstated',
      'staff.leave',
      'staff.availability',
      'staff.profile',
    ),
    id: fc.constantFrom('one', 'two', 'three', 'four', 'five'),
    timestamp: instant,
    identity: fc.constantFrom('ana@example.com', 'ana@example.com', 'ben@example.com', 'nobody@example.com'),
    day: later,
    announced: fc.boolean(),
    available: fc.boolean(),
  })
  .map(({ type, id, timestamp, identity, day, announced, available }) => {
    const takesDay = type === 'staff.offboarded' || type === 'staff.reinstated';
    const data = {
      identity,
      ...(takesDay && announced && { effectiveAt: day }),
      ...(type === 'staff.leave' && { from: timestamp, to: new Date(Date.parse(day) + 120 * MINUTE).toISOString() }),
      ...(type === 'staff.availability' && { available }),
      ...(type === 'staff.profile' && { friendlyName: id }),
    };
    return { provider: standard, posted: signed(byStandard.sender, type, { type, id, timestamp, data }, { id }) };
  });

const sent = fc
  .record({ one: fc.constantFrom(...samples), id: fc.constantFrom('sample-1', 'sample-2') })
  .map(({ one: { sender, event: name }, id }) => ({ provider: sender.provider, posted: sample(sender, name, { id }) }));

type Posted = Parameters<typeof receiveDelivery>[1];

interface Body {
  readonly dryRun?: boolean;
  readonly results?: readonly object[];
}

async function receive(here: Memory, provider: typeof standard, posted: Posted) {
  const { status, body } = await receiveDelivery(provider, posted, here.ports);
  const parsed: Body = jsonOf(body);
  return { status, body: parsed };
}

/** All that deliveries can change. */
async function traces({ ports, users, changes }: Memory) {
  const { records } = await ports.records.all();
  const { lockouts, employment } = ports.memory;
  return structuredClone({
    records,
    users: [...users],
    changes: changes.count,
    lockouts: [...lockouts],
    employment: [...employment],
  });
}

test('a dry run leaves no trace, and is answered what the delivery is then answered', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ arbitrary: event, weight: 3 }, sent), { minLength: 1, maxLength: 12 }),
      async (deliveries) => {
        const here = world();
        for (const { provider, posted } of deliveries) {
          const before = await traces(here);
          const headers = { ...posted.headers, 'rosterline-dry-run': 'true' };
          const dry = await receive(here, provider, { ...posted, headers });
          expect(await traces(here)).toEqual(before);
          const real = await receive(here, provider, posted);
          const { dryRun, ...body } = dry.body;
          const results = body.results?.map((line) =>
            Object.fromEntries(Object.entries(line).filter(([name]) => name !== 'would')),
          );
          expect(dryRun).toBe(true);
          expect({ status: dry.status, body: { ...body, ...(results && { results }) } }).toEqual(real);
          const says = body.results?.some((line) => 'would' in line) ?? false;
          if (real.status === 200) expect(says).toBe((await traces(here)).changes > before.changes);
          here.clock.now += 1000;
        }
      },
    ),
    { numRuns: 120 },
  );
});
