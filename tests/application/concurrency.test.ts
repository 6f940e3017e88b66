import fc from 'fast-check';
import { tick } from '../../assets/application/tick/tick';
import { employmentAt } from '../../assets/domain/person/employment-history';
import { deliver } from '../support/deliveries';
import { rosterOf } from '../support/roster';
import { MONDAY_NOON, withWorld } from '../support/with-world';

const ADA = 'ada@example.com';
const EXECUTIONS = 30;

const world = withWorld(rosterOf(['ada']));

/** Thirty words on one person, no two of the same second; which is said when is drawn. */
const words = fc
  .tuple(
    fc.array(fc.constantFrom('offboarded', 'reinstated'), { minLength: EXECUTIONS, maxLength: EXECUTIONS }),
    fc.shuffledSubarray([...Array(EXECUTIONS).keys()], { minLength: EXECUTIONS }),
    fc.nat(),
  )
  .map(([types, order, seed]) => ({ seed, all: order.map((second, index) => ({ type: types[index] ?? '', second })) }));

test('thirty executions at once on one person end in one record, and the user is as the newest word says', async () => {
  await fc.assert(
    fc.asyncProperty(words, async ({ all }) => {
      await world.reset(MONDAY_NOON);
      await world.seed();
      // Calls overtake each other: some are slow, at random.
      await world.fault({ delayMs: 3, probability: 0.3 }, { delayMs: 11, probability: 0.2 });
      const answers = await Promise.all(
        all.map(({ type, second }) =>
          deliver(world, {
            type: `staff.${type}`,
            id: `${second}`,
            timestamp: new Date(Date.parse(MONDAY_NOON) - 3_600_000 + second * 1000).toISOString(),
            data: { identity: ADA },
          }),
        ),
      );
      // Who was told to send it again does so, as senders do.
      for (const [index, { status }] of answers.entries()) {
        const word = all[index];
        if (status !== 503 || !word) continue;
        const timestamp = new Date(Date.parse(MONDAY_NOON) - 3_600_000 + word.second * 1000).toISOString();
        await deliver(world, { type: `staff.${word.type}`, id: `${word.second}`, timestamp, data: { identity: ADA } });
      }
      await world.mend();
      world.clock.now += 15 * 60_000;
      await tick(world.execution());

      const newest = all.reduce((latest, word) => (word.second > latest.second ? word : latest));
      const left = newest.type === 'offboarded';
      const { records } = await world.execution().records.all();
      expect(records).toHaveLength(1);
      const [record] = records;
      expect(record && employmentAt(record.employmentEvents, world.clock.now).left).toBe(left);
      expect(record?.deliveries).toHaveLength(EXECUTIONS);
      expect(record?.targets.frontline?.pending).toBeUndefined();
      expect(await world.user(ADA)).toMatchObject({ state: left ? 'deactivated' : 'active', is_available: !left });
    }),
    { numRuns: 5 },
  );
});

test('a lock-out that a newer reinstatement overtakes on its way to Frontline is taken back', async () => {
  const word = (type: string, minutes: number) => ({
    type: `staff.${type}`,
    id: type,
    timestamp: new Date(Date.parse(MONDAY_NOON) - 3_600_000 + minutes * 60_000).toISOString(),
    data: { identity: ADA },
  });
  await world.fault({ host: 'frontline-api.twilio.com', method: 'POST', delayMs: 500, times: 1 });
  const slow = deliver(world, word('offboarded', 0));
  await world.sleep(250);
  expect(await world.calls('frontline', 'POST')).toHaveLength(1);
  await deliver(world, word('reinstated', 1));
  await slow;
  expect(await world.user(ADA)).toMatchObject({ state: 'active', is_available: true });
});
