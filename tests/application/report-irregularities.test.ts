import { receiveDelivery } from '../../assets/api/webhook';
import type { Provider } from '../../assets/providers/provider';
import { standard } from '../../assets/providers/standard/receive';
import { jsonOf } from '../api/http/body';
import { deliver, type Received, signedDelivery } from '../support/deliveries';
import { operate } from '../support/operators';
import { rosterOf } from '../support/roster';
import { fromNoon, withWorld } from '../support/with-world';

const ADA = 'ada@example.com';

const world = withWorld(rosterOf(['ada']));

const alerts = () => world.logged.filter((line) => line.includes('"alert"')).join();

describe('an event id that is used for two events about one person', () => {
  const first = { type: 'staff.offboarded', id: 'evt_1', timestamp: fromNoon(-3), data: { identity: ADA } };
  const back = { type: 'staff.reinstated', id: 'evt_2', timestamp: fromNoon(-2), data: { identity: ADA } };
  const second = { ...first, timestamp: fromNoon(-1) };

  test('locks out when the second one is a later offboarding, and is alerted', async () => {
    for (const event of [first, back]) await deliver(world, event);
    expect(await world.user(ADA)).toMatchObject({ state: 'active' });
    expect(alerts()).not.toContain('reused-id');
    expect(await deliver(world, second)).toMatchObject({ status: 200, results: [{ outcome: 'applied' }] });
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated' });
    expect(alerts()).toContain('reused-id');
    expect(world.logged.join()).toContain('evt_1');
  });

  test('locks out also when all three come in one delivery', async () => {
    const events = [first, back, second].flatMap(
      (payload) => standard.toEvents({ headers: {}, payload }, world.execution()).events,
    );
    expect(events).toHaveLength(3);
    const batch: Provider = { ...standard, toEvents: () => ({ events, unmapped: [], ignored: [], faults: [] }) };
    const answer = await receiveDelivery(batch, signedDelivery(world, first), world.execution());
    const { results }: { results?: Received['results'] } = jsonOf(answer.body);
    expect(results?.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied']);
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated' });
    expect(alerts()).toContain('reused-id');
  });

  test('is answered 409, has no effect, and is alerted when the second one is anything else', async () => {
    await deliver(world, first);
    const other = await deliver(world, { ...back, id: 'evt_1' });
    expect(other).toMatchObject({ status: 409, code: 'payload_conflict' });
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated' });
    expect(alerts()).toContain('reused-id');
    expect(world.logged.join()).toContain('An event id was used before');
  });
});

test('a leave for which the record has no room is answered ignored and alerted, and does not displace the one under way', async () => {
  await world.put(ADA, { is_available: true });
  const leave = (n: number) => ({
    type: 'staff.leave',
    id: `leave-${n}`,
    data: { identity: ADA, from: fromNoon(n * 1440), to: fromNoon((n + 1) * 1440) },
  });
  expect((await deliver(world, leave(0))).results).toMatchObject([{ outcome: 'applied' }]);
  for (let n = 1; n < 60; n++) await deliver(world, leave(n));
  expect(alerts()).not.toContain('record-full');
  expect((await deliver(world, leave(60))).results).toMatchObject([{ outcome: 'ignored' }]);
  expect(alerts()).toContain('record-full');
  expect(await world.user(ADA)).toMatchObject({ is_available: false });
});

test('an offboarding of 31 days ago is held and alerted, and released only by name', async () => {
  const old = { type: 'staff.offboarded', id: 'old', timestamp: fromNoon(-31 * 1440), data: { identity: ADA } };
  expect((await deliver(world, old)).results).toMatchObject([{ outcome: 'held' }]);
  expect(alerts()).toContain('held-old');
  expect((await deliver(world, old)).results).toMatchObject([{ outcome: 'held' }]);
  expect((await operate(world, 'release')).outcomes).toEqual([]);
  expect(await world.user(ADA)).toMatchObject({ state: 'active' });
  expect((await operate(world, 'release', { person: 'ada' })).outcomes).toEqual(['applied']);
  expect(await world.user(ADA)).toMatchObject({ state: 'deactivated' });
});

test('an availability of two days ago without an end is stale and switches nobody off', async () => {
  await world.put(ADA, { is_available: true });
  for (const [id, minutes] of [
    ['days', -2 * 1440],
    ['years', -400 * 1440],
  ] as const) {
    const off = {
      type: 'staff.availability',
      id,
      timestamp: fromNoon(minutes),
      data: { identity: ADA, available: false },
    };
    expect((await deliver(world, off)).results).toMatchObject([{ outcome: 'stale' }]);
  }
  expect(await world.user(ADA)).toMatchObject({ is_available: true });
});
