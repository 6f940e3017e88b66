import { tick } from '../../../assets/application/tick/tick';
import { ALERTS, MONDAY_NOON, withWorld } from '../../support/with-world';

const ROSTER = `
version: 1
zone: UTC
people:
  ada: { identity: ada@example.com }
shifts:
  - { id: early, days: [mon], from: "08:00", to: "16:00", who: [ada] }
`;

const world = withWorld(ROSTER, { env: ALERTS });

/** A tick with a roster that has holidays of countries up to the end of a year. */
const run = async (last?: number) => {
  const ports = world.execution();
  await tick({
    ...ports,
    roster: { ...ports.roster, ...(last !== undefined && { holidayYears: { first: 2023, last } }) },
  });
};

const alerts = async () => {
  const { body } = await world.twilio.call<{ body: string }[]>('/_local/messages');
  return body.map((message) => message.body).filter((text) => text.includes('holidays'));
};

test('holidays of countries that end within half a year raise an alert every two days', async () => {
  await run(2026);
  world.clock.now = Date.parse(MONDAY_NOON) + 86_400_000;
  await run(2026);
  expect(await alerts()).toHaveLength(1);
  expect((await alerts())[0]).toContain('known until the end of 2026');
  world.clock.now += 2 * 86_400_000;
  await run(2026);
  expect(await alerts()).toHaveLength(2);
});

test('holidays of countries that go on for longer raise no alert, nor does a roster without any', async () => {
  await run(2027);
  world.clock.now += 86_400_000;
  await run();
  expect(await alerts()).toEqual([]);
});
