import { tick } from '../../assets/application/tick/tick';
import { deliver, deliverOkta } from '../support/deliveries';
import { operate } from '../support/operators';
import { id, ROSTER } from '../support/team';
import { MONDAY_NOON, withWorld } from '../support/with-world';

// Somebody was locked out while Sync could not be used: nothing of it is on record.

const world = withWorld(ROSTER);

const OUTAGE = { host: 'sync.twilio.com', status: 503 };
const at = (seconds: number) => new Date(Date.parse(MONDAY_NOON) + seconds * 1000).toISOString();
const wait = (seconds: number) => {
  world.clock.now += seconds * 1000;
};
const leave = (key: string, seconds: number) =>
  deliver(world, { type: 'staff.offboarded', id: `left-${key}`, timestamp: at(seconds), data: { identity: id(key) } });
const comeBack = (key: string, seconds: number, effectiveAt: string) =>
  deliver(world, {
    type: 'staff.reinstated',
    id: `back-${key}`,
    timestamp: at(seconds),
    data: { identity: id(key), effectiveAt },
  });
const eventsOf = async (key: string) =>
  (await world.execution().records.read(id(key))).record?.employmentEvents.map(({ kind }) => kind);

/** p0 is locked out at 12:02 in an outage that ends at once. */
async function lockOutUnrecorded(): Promise<void> {
  wait(120);
  await world.fault(OUTAGE);
  expect((await leave('p0', 120)).results[0]?.outcome).toBe('applied');
  await world.mend();
  expect(await world.user(id('p0'))).toMatchObject({ state: 'deactivated' });
  expect(await eventsOf('p0')).toBeUndefined();
}

test('The next tick of the process records the lock-out', async () => {
  await lockOutUnrecorded();
  wait(60);
  await tick(world.execution());
  expect(await eventsOf('p0')).toEqual(['offboarded']);
  expect(await world.user(id('p0'))).toMatchObject({ state: 'deactivated' });
  expect(await world.calls('frontline', 'POST')).toHaveLength(1 + 11); // p0 goes, and eleven come on duty
});

test('A return that was announced before the lock-out, and came due in the outage, does not let the leaver in', async () => {
  expect((await comeBack('p0', 0, at(90))).results[0]?.outcome).toBe('deferred');
  wait(120);
  await world.fault(OUTAGE);
  await leave('p0', 120);
  await world.mend();
  for (let minute = 0; minute < 3; minute++) {
    wait(60);
    await tick(world.execution());
  }
  expect(await world.user(id('p0'))).toMatchObject({ state: 'deactivated' });
});

test('The next delivery of the process records the lock-out as well', async () => {
  await lockOutUnrecorded();
  await leave('p1', 125);
  expect(await eventsOf('p0')).toEqual(['offboarded']);
});

test('Whoever has come back on record since stays, and nothing is done twice', async () => {
  await lockOutUnrecorded();
  wait(60);
  const other = { ...world.execution(), memory: { ...world.execution().memory, unrecorded: new Map() } };
  await deliver(
    world,
    { type: 'staff.reinstated', id: 'back', timestamp: at(180), data: { identity: id('p0') } },
    other,
  );
  expect(await world.user(id('p0'))).toMatchObject({ state: 'active' });
  await tick(world.execution());
  await tick(world.execution());
  expect(await world.user(id('p0'))).toMatchObject({ state: 'active' });
});

test('A lock-out that cannot be recorded yet waits for the execution after that', async () => {
  await lockOutUnrecorded();
  await world.fault({ ...OUTAGE, path: '/v1/Services/default/Maps*' });
  await tick(world.execution()).catch(() => undefined);
  await world.mend();
  expect(await eventsOf('p0')).toBeUndefined();
  wait(60);
  await tick(world.execution());
  expect(await eventsOf('p0')).toEqual(['offboarded']);
});

test('What is older than six hours is not recorded any more: the person may have been erased', async () => {
  await lockOutUnrecorded();
  wait(6 * 3600 + 1);
  await tick(world.execution());
  expect(await eventsOf('p0')).toBeUndefined();
});

describe('The first request after the outage, before any tick,', () => {
  const older = { type: 'staff.reinstated', id: 'older', timestamp: at(60), data: { identity: id('p0') } };

  test.each([0, 1200, 1800])('that is an older return, with Sync at %i ms a call, lets nobody in', async (delayMs) => {
    await lockOutUnrecorded();
    const before = (await world.calls('frontline', 'POST')).length;
    if (delayMs > 0) await world.fault({ host: 'sync.twilio.com', delayMs });
    const { status, results } = await deliver(world, older);
    expect([200, 503]).toContain(status);
    expect(results.map(({ outcome }) => outcome)).not.toContain('applied');
    const made = (await world.calls('frontline', 'POST')).slice(before);
    expect(made.filter(({ form }) => form.State === 'active')).toEqual([]);
    expect(await world.user(id('p0'))).toMatchObject({ state: 'deactivated' });
  });

  test('that brings an older leaving and a return after it, still older than the lock-out, lets nobody in', async () => {
    await lockOutUnrecorded();
    const before = (await world.calls('frontline', 'POST')).length;
    const okta = (eventType: string, seconds: number) => ({
      uuid: `okta-${seconds}`,
      eventType,
      published: at(seconds),
      target: [{ id: 'u0', type: 'User', alternateId: id('p0'), displayName: 'P' }],
      outcome: { result: 'SUCCESS' },
    });
    await deliverOkta(world, [okta('user.lifecycle.deactivate', 30), okta('user.lifecycle.reactivate', 60)]);
    const made = (await world.calls('frontline', 'POST')).slice(before);
    expect(made.filter(({ form }) => form.State === 'active')).toEqual([]);
    expect(await world.user(id('p0'))).toMatchObject({ state: 'deactivated' });
  });

  test('that is an undo lets the person in again', async () => {
    await lockOutUnrecorded();
    expect((await operate(world, 'undo', { person: 'p0' })).outcomes).toEqual(['applied']);
    expect(await world.user(id('p0'))).toMatchObject({ state: 'active' });
  });

  test('that erases the person is the end of it: no tick records the lock-out', async () => {
    await lockOutUnrecorded();
    await operate(world, 'erase', { person: 'p0' });
    wait(60);
    await tick(world.execution());
    expect(await eventsOf('p0')).toBeUndefined();
  });

  test('that erases the person in another process is the end of it as well', async () => {
    await lockOutUnrecorded();
    wait(10);
    const other = { ...world.execution(), memory: { ...world.execution().memory, unrecorded: new Map() } };
    await operate(world, 'erase', { person: 'p0' }, { ports: other });
    wait(60);
    await tick(world.execution());
    expect(await eventsOf('p0')).toBeUndefined();
  });
});

test('A lock-out without a record that follows an erasure is recorded', async () => {
  await operate(world, 'erase', { person: 'p0' });
  await lockOutUnrecorded();
  wait(60);
  await tick(world.execution());
  expect(await eventsOf('p0')).toEqual(['offboarded']);
});
