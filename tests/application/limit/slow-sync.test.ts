import type { Fault } from '../../../emulator/faults';
import { deliver } from '../../support/deliveries';
import { ALERTS, MONDAY_NOON, withWorld } from '../../support/with-world';
import { crowdOf, held, identityOf, leave, leaveInOneDelivery, lockedOut, numbers } from './deliveries';

// A lock-out does not wait for Sync, and without a record it is done only where nothing newer can be on record.

const SYNC = 'sync.twilio.com';
const SLOW_FRONTLINE: Fault = { host: 'frontline-api.twilio.com', delayMs: 1500 };
/** All that a Function has, ms. */
const LONGEST = 10_000;

const world = withWorld(crowdOf(12), { env: ALERTS });

const user = (person: number) => world.user(identityOf(person));
const MAPS = '/v1/Services/default/Maps*';
/** Which roster counts is known at once, as in a process that has just asked. */
const ROSTER_AT_ONCE = { host: SYNC, path: '/v1/Services/default/Documents/rosterline-roster', delayMs: 1 };
/** Whether the person was erased is known at once. */
const ERASED_AT_ONCE = { host: SYNC, path: '/v1/Services/default/Maps/rosterline-erasures*', delayMs: 1 };
const GUARD = '/v1/Services/default/Documents/rosterline-guard';
/** Creates the Maps of the records, which takes a new account three calls more. */
const makeMaps = async () => {
  for (const person of [4, 5, 6, 7, 8, 9, 10, 11]) await reinstate(person, MONDAY_NOON);
};
const writeGuard = (data: object) =>
  world.twilio.call('/v1/Services/default/Documents', {
    host: SYNC,
    form: { UniqueName: 'rosterline-guard', Data: JSON.stringify(data) },
  });
const instant = (seconds: number) => new Date(Date.parse(MONDAY_NOON) + seconds * 1000).toISOString();
const reinstate = (person: number, timestamp: string) =>
  deliver(world, { type: 'staff.reinstated', id: `back-${person}`, timestamp, data: { identity: identityOf(person) } });

describe('a lock-out is done within the request, with Frontline at 1.5 s a call', () => {
  test.each<[string, Fault]>([
    ['takes 1.5 s a call', { host: SYNC, delayMs: 1500 }],
    ['takes 2.4 s a call', { host: SYNC, delayMs: 2400 }],
    ['answers every call 503', { host: SYNC, status: 503 }],
    ['answers every call 429', { host: SYNC, status: 429 }],
    ['hangs', { host: SYNC, delayMs: 60_000 }],
  ])('when Sync %s', async (_, fault) => {
    await world.fault(fault, SLOW_FRONTLINE);
    const began = world.clock.now;
    const { status, results } = await leave(world, 0);
    expect({ status, results }).toMatchObject({ status: 200, results: [{ outcome: 'applied' }] });
    expect(await user(0)).toMatchObject({ state: 'deactivated', is_available: false });
    const calls = (await world.calls('frontline', 'POST')).map(({ at }) => Date.parse(at) - began);
    process.stdout.write(
      `Sync ${_}: locked out after ${calls.join(', ')} ms, answered after ${world.clock.now - began} ms\n`,
    );
    expect(Math.max(...calls)).toBeLessThanOrEqual(8500);
    await world.mend();
  });

  test('when Sync takes 1.5 s a call, and the lock-out is on record afterwards, without an alert', async () => {
    await makeMaps();
    await world.fault({ host: SYNC, delayMs: 1500 });
    await leave(world, 0);
    await world.mend();
    const { record } = await world.execution().records.read(identityOf(0));
    expect(record?.employmentEvents).toMatchObject([{ kind: 'offboarded' }]);
    expect(record?.targets.frontline?.pending).toBeUndefined();
    expect(await world.texts()).toEqual([]);
  });

  test('when the count of the limit is slow and others write it, and is counted before the answer is sent', async () => {
    await makeMaps();
    await writeGuard({ v: 2, since: world.clock.now, lockedOut: {} });
    await world.fault(
      { host: SYNC, method: 'GET', path: GUARD, delayMs: 1700, times: 1 },
      { host: SYNC, method: 'GET', path: GUARD, delayMs: 1500, times: 1 },
      { host: SYNC, method: 'POST', path: GUARD, delayMs: 1600, status: 412, times: 1 },
      { host: SYNC, delayMs: 300 },
    );
    expect((await leave(world, 0)).results).toMatchObject([{ outcome: 'applied' }]);
    const writes = (await world.calls('sync', 'POST')).filter(({ path }) => path === GUARD);
    expect(writes.map(({ status }) => status)).toEqual([412, 200]);
  });

  test('when Sync hangs for a delivery of several people: as many as the limit allows, and the answer is 503', async () => {
    await world.fault({ host: SYNC, delayMs: 60_000 });
    const began = world.clock.now;
    const answer = await leaveInOneDelivery(world, numbers(8));
    expect(answer.status).toBe(503);
    expect(answer.headers['Retry-After']).toBeDefined();
    expect(await lockedOut(world)).toBe(5);
    expect(world.clock.now - began).toBeLessThanOrEqual(LONGEST);
    await world.mend();
    world.passMinutes();
    expect(await leaveInOneDelivery(world, numbers(8))).toMatchObject({ status: 200 });
  });
});

describe('a lock-out that was done before a slow record could be read', () => {
  test('is taken back when the record turns out to say that the person has come back', async () => {
    await makeMaps();
    await world.fault(ROSTER_AT_ONCE, ERASED_AT_ONCE, { host: SYNC, delayMs: 600 });
    const leaving = leave(world, 0, instant(0));
    await world.sleep(1000); // the record was read: there is none
    world.restart(); // a process remembers the return that it recorded: this one comes to another
    const back = reinstate(0, instant(20));
    await world.sleep(1300); // the return is on record, which makes the other recording begin again, slower
    await world.mend();
    await world.fault(
      ROSTER_AT_ONCE,
      ERASED_AT_ONCE,
      { host: SYNC, method: 'GET', path: MAPS, delayMs: 1400 },
      { host: SYNC, delayMs: 300 },
    );
    const [answer] = await Promise.all([leaving, back]);
    expect(answer).toMatchObject({ status: 200, results: [{ outcome: 'stale' }] });
    const changes = (await world.calls('frontline', 'POST')).map(({ form }) => form.State);
    expect(changes).toEqual(['deactivated', 'active']);
    expect(await user(0)).toMatchObject({ state: 'active' });
    expect(await world.texts()).toEqual([expect.stringContaining('gets access back')]);
  });

  test('is not done when the record was read in time and says that the person has come back since', async () => {
    await leave(world, 0, instant(0));
    await reinstate(0, instant(20));
    world.passMinutes();
    await world.fault({ host: SYNC, delayMs: 2400 });
    const before = (await world.calls('frontline', 'POST')).length;
    await deliver(world, {
      type: 'staff.offboarded',
      id: 'other',
      timestamp: instant(10),
      data: { identity: identityOf(0) },
    });
    expect((await world.calls('frontline', 'POST')).length).toBe(before);
    expect(await user(0)).toMatchObject({ state: 'active' });
  });
});

describe('during an outage of Sync', () => {
  test('an old offboarding of somebody who came back since is answered 503 and changes nothing', async () => {
    await leave(world, 0, instant(0));
    await reinstate(0, instant(60));
    world.clock.now += 10 * 60_000;
    await world.fault({ host: SYNC, status: 503 });
    expect(await leave(world, 0, instant(0))).toMatchObject({ status: 503, code: 'upstream_unavailable' });
    expect(await user(0)).toMatchObject({ state: 'active' });
    expect(await world.texts()).toEqual([expect.stringContaining('older than 5 minutes')]);
  });

  test('as many are locked out by one process within the hour as the limit allows, those it admitted before included', async () => {
    await leave(world, 0);
    await leave(world, 1);
    await world.fault({ host: SYNC, status: 503 });
    const statuses: number[] = [];
    for (const person of [2, 3, 4, 5, 6]) statuses.push((await leave(world, person)).status);
    expect(statuses).toEqual([200, 200, 200, 503, 503]);
    expect((await leave(world, 2)).status).toBe(200); // again
    expect(await lockedOut(world)).toBe(5);
    expect(await world.texts()).toContainEqual(expect.stringContaining('as OFFBOARDING_LIMIT allows'));
    world.clock.now += 3_600_000;
    expect((await leave(world, 5)).status).toBe(200);
  });

  test('a person whom the roster protects is never locked out', async () => {
    world.deploy(`${crowdOf(12)}\nprotect: [${identityOf(0)}]`);
    await world.fault({ host: SYNC, status: 503 });
    expect((await leave(world, 0)).status).toBe(503);
    expect(await user(0)).toMatchObject({ state: 'active' });
    world.deploy(crowdOf(12));
  });

  test('an offboarding that is announced for later is answered 503', async () => {
    await world.fault({ host: SYNC, status: 503 });
    const data = { identity: identityOf(0), effectiveAt: instant(3600) };
    expect((await deliver(world, { type: 'staff.offboarded', id: 'later', data })).status).toBe(503);
    expect(await user(0)).toMatchObject({ state: 'active' });
  });
});

describe('a Sync that answers 429', () => {
  test('to everything is an outage, also if it answered a minute ago: the lock-out is done within the request', async () => {
    await deliver(world, { type: 'staff.profile', id: 'n', data: { identity: identityOf(1), friendlyName: 'Ana' } });
    await world.fault({ host: SYNC, status: 429 });
    world.clock.now += 30_000;
    expect((await leave(world, 0)).status).toBe(200);
    expect(await user(0)).toMatchObject({ state: 'deactivated' });
  });

  test('to the records alone is no outage: 503, and nobody is locked out', async () => {
    await world.fault({ host: SYNC, path: '/v1/Services/default/Maps', status: 429 });
    const answer = await leave(world, 0);
    expect(answer.status).toBe(503);
    expect(answer.headers['Retry-After']).toBeDefined();
    expect(await user(0)).toMatchObject({ state: 'active' });
  });

  test('during an outage does not lock out whom this process knows to have come back since', async () => {
    await leave(world, 0, instant(0));
    await reinstate(0, instant(20));
    world.clock.now += 40_000;
    await world.fault({ host: SYNC, status: 503 });
    expect((await leave(world, 0, instant(0))).status).toBe(503);
    expect(await user(0)).toMatchObject({ state: 'active' });
  });

  test('to a new process is asked again before it counts as an outage, also where it names a time', async () => {
    await world.fault({ host: SYNC, path: '/v1/Services/default/Maps', status: 429, retryAfter: 5 });
    expect((await leave(world, 0)).status).toBe(503);
    expect(await user(0)).toMatchObject({ state: 'active' });
  });
});

describe('the hourly limit when the count cannot be used', () => {
  const GUARD = '/v1/Services/default/Documents/rosterline-guard';
  const UNCHECKED = [expect.stringContaining('could not check how many were locked out')];

  test.each([429, 412, 413, 500])('holds and alerts where its Document is answered %i', async (status) => {
    await leave(world, 1);
    await world.fault({ host: SYNC, path: GUARD, status });
    const { results } = await leave(world, 0);
    expect(results).toMatchObject([{ outcome: 'held' }]);
    expect(await user(0)).toMatchObject({ state: 'active' });
    expect([await held(world), await world.texts()]).toEqual([1, UNCHECKED]);
    expect(world.logged.some((line) => line.includes('The hourly limit cannot be checked'))).toBe(true);
  });

  test.each<[string, object]>([
    ['wrong types', { v: 1, lockedOut: 'nobody' }],
    ['another version', { v: 9 }],
    ['times in a far future', { v: 2, since: Date.parse('2036-01-01T00:00:00Z'), lockedOut: { a: 0 } }],
  ])('holds for an hour and no longer where its Document has %s', async (_, data) => {
    await writeGuard(data);
    expect((await leave(world, 0)).results).toMatchObject([{ outcome: 'held' }]);
    expect(await world.texts()).toEqual(UNCHECKED);
    world.clock.now += 3_599_000;
    expect((await leave(world, 1)).results).toMatchObject([{ outcome: 'held' }]);
    world.clock.now += 2000;
    expect((await leave(world, 2)).results).toMatchObject([{ outcome: 'applied' }]);
  });

  test('still counts what the version before this one wrote', async () => {
    const { records } = world.execution();
    const lockedOut = numbers(5).map((person) => ({ who: records.name(identityOf(person)), at: world.clock.now }));
    const data = { v: 1, lockedOut };
    await writeGuard(data);
    expect((await leave(world, 7)).results).toMatchObject([{ outcome: 'held' }]);
    expect((await leave(world, 4)).results).toMatchObject([{ outcome: 'applied' }]); // counted already
    world.clock.now += 3_600_000;
    expect((await leave(world, 8)).results).toMatchObject([{ outcome: 'applied' }]);
  });
});
