import { tick } from '../../../assets/application/tick/tick';
import { emptyRecord, type PersonRecord } from '../../../assets/domain/person/record';
import { DAY } from '../../../assets/domain/time';
import { deliver } from '../../support/deliveries';
import { rosterOf } from '../../support/roster';
import { peopleMap, storedRecords, storeMany } from '../../support/stored';
import { MONDAY_NOON, withWorld } from '../../support/with-world';

const ADA = 'ada@example.com';
const STRANGER = 'stranger@example.com';

const world = withWorld(rosterOf(['ada']));

const run = () => tick(world.execution());
const left = (data: Record<string, unknown> = {}) =>
  deliver(world, { type: 'staff.offboarded', id: 'l', data: { identity: STRANGER, ...data } });
const expiry = async () => (await storedRecords(world))[0]?.date_expires;

describe('the record of somebody whom Frontline does not know', () => {
  test('expires after eight days', async () => {
    await left();
    expect(await expiry()).toBe('2026-11-10T12:00:00Z');
    world.clock.now += 8 * DAY - 1000;
    await run();
    expect(await storedRecords(world)).toHaveLength(1);
    world.clock.now += DAY + 2000;
    expect(await storedRecords(world)).toEqual([]);
    expect(await world.execution().records.read(STRANGER)).toEqual({});
  });

  test('stays while a leaving is announced', async () => {
    await deliver(world, { type: 'staff.profile', id: 'p', data: { identity: STRANGER, friendlyName: 'Nobody' } });
    expect(await expiry()).toBe('2026-11-10T12:00:00Z');
    await left({ effectiveAt: '2026-12-24T12:00:00Z' });
    expect(await expiry()).toBeNull();
  });

  test('stays once the user has appeared and was locked out', async () => {
    await left();
    await world.put(STRANGER, {});
    world.passMinutes();
    await run();
    expect(await world.user(STRANGER)).toMatchObject({ state: 'deactivated' });
    expect(await expiry()).toBeNull();
  });

  test('is given its expiry by ticks where an earlier release wrote it without', async () => {
    await left();
    const [item] = await storedRecords(world);
    await world.execution().records.remove(item?.key ?? '');
    await storeMany(world, [{ map: peopleMap(item?.key ?? ''), key: item?.key ?? '', data: item?.data }]);
    expect(await expiry()).toBeNull();
    await run();
    expect(await expiry()).not.toBeNull();
  });
});

test('a record past its expiry counts as not there, though Sync still has it, and is overwritten', async () => {
  await left();
  world.clock.now += 8 * DAY - 1000;
  // It comes in time and is looked at too late, as where Sync lets Items go minutes late.
  await world.fault({ host: 'sync.twilio.com', method: 'GET', after: true, delayMs: 2000 });
  const ports = world.execution();
  const { record, revision } = await ports.records.read(STRANGER);
  expect({ record, revision }).toEqual({ record: undefined, revision: expect.any(String) });
  const until = world.clock.now;
  world.clock.now = until - 3000;
  expect((await world.execution().records.all()).records).toEqual([]);
});

/** Records of a whole company that Frontline does not know. */
function strangers(count: number): { map: string; key: string; data: PersonRecord }[] {
  const { name } = world.execution().records;
  const since = world.clock.now;
  return Array.from({ length: count }, (_, index) => {
    const identity = `stranger-${index}@example.com`;
    const pending = {
      change: { name: 'Nobody' },
      event: `e${index}`,
      since,
      attempts: 1,
      next: since + 7 * DAY,
      missing: true,
    };
    const data = { ...emptyRecord(identity), targets: { frontline: { failed: [], pending } } };
    return { map: peopleMap(name(identity)), key: name(identity), data };
  });
}

test('a tick reads thousands of records side by side while Sync takes 400 ms for each page', async () => {
  await storeMany(world, strangers(6000));
  await world.fault({ host: 'sync.twilio.com', method: 'GET', path: '/v1/Services/default/Maps*', delayMs: 400 });
  const began = world.clock.now;
  const stored = await world.execution().records.all();
  expect(stored).toMatchObject({ complete: true, unreadable: [] });
  expect(stored.records).toHaveLength(6000);
  expect(world.clock.now - began).toBeLessThanOrEqual(4000);
});

test('where there is no time to read all records, what is due of those read is done, and the others stay as they are', async () => {
  await storeMany(world, strangers(6000));
  world.clock.now = Date.parse(MONDAY_NOON);
  await deliver(world, {
    type: 'staff.offboarded',
    id: 'l',
    data: { identity: ADA, effectiveAt: '2026-11-02T13:00:00Z' },
  });
  await world.fault({ host: 'sync.twilio.com', method: 'GET', path: '/v1/Services/default/Maps*', delayMs: 2000 });
  const { records } = world.execution();
  let lockedOut = false;
  for (let minute = 0; minute < 16 && !lockedOut; minute++) {
    world.clock.now = Date.parse('2026-11-02T13:00:00Z') + minute * 60_000;
    const stored = await world.execution().records.all();
    expect(stored.complete).toBe(false);
    const isRead = stored.records.some(({ identity }) => identity === ADA);
    expect(stored.isUnread(records.name(ADA))).toBe(!isRead);
    const report = await run();
    expect(report).toBeDefined();
    lockedOut = (await world.user(ADA)).state === 'deactivated';
  }
  expect(lockedOut).toBe(true);
  expect(world.logged.join()).toContain('There was no time to read all records');
});
