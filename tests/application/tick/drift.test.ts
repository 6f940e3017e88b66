import { health } from '../../../assets/api/health.private';
import { type TickReport, tick } from '../../../assets/application/tick/tick';
import { deliver } from '../../support/deliveries';
import { showRoster } from '../../support/operators';
import { rosterOf } from '../../support/roster';
import { ALERTS, withWorld } from '../../support/with-world';

// What ticks find by fetching a few users in turn.

const KEYS = Array.from({ length: 70 }, (_, n) => `p${n}`);
const watched = (keys: readonly string[]) => rosterOf(keys, { onDuty: keys.slice(0, 3), to: '20:00' });
const SMALL = watched(KEYS.slice(0, 8));
const ADA = 'p7@example.com';
const FRONTLINE = 'frontline-api.twilio.com';

const world = withWorld(SMALL, { env: ALERTS });

async function run(minutes = 1): Promise<TickReport> {
  world.clock.now += minutes * 60_000;
  const report = await tick(world.execution());
  if (!report) throw new Error('another tick is at work');
  return report;
}
const runs = async (count: number, minutes = 1) => {
  for (let n = 0; n < count; n++) await run(minutes);
};
const beat = async () => (await world.execution().heartbeat.read()).beat;
const found = async () => Object.values((await beat()).differences).flat();
const fetches = async () => (await world.calls('frontline', 'GET')).map(({ path }) => decodeURIComponent(path));

test.each([1, 2, 5])(
  'ticks %i minutes apart fetch each of 70 users within the hour, and few of them twice',
  async (minutes) => {
    world.deploy(watched(KEYS));
    await world.seed();
    await run(minutes);
    const before = (await fetches()).length;
    await runs(60 / minutes, minutes);
    const after = (await fetches()).slice(before);
    expect(new Set(after).size).toBe(70);
    // Each tick fetches two at least, so that one user that fails is no outage.
    expect(after.length).toBeLessThanOrEqual(77 + (60 / minutes) * 2);
  },
);

test('a user that cannot be fetched is tried by each tick and keeps nobody else from being fetched', async () => {
  await run();
  await world.fault({ host: FRONTLINE, path: '/v1/Users/p7%40example.com', status: 500 });
  await world.put('p1@example.com', { is_available: false });
  await runs(6);
  expect(await found()).toMatchObject([{ person: 'p1', field: 'available' }]);
  await world.mend();
  await world.put(ADA, { is_available: true });
  await run();
  expect(await found()).toContainEqual(expect.objectContaining({ person: 'p7', found: 'true', expected: 'false' }));
});

test('a difference goes when the person is found well, and when nobody knows them any more', async () => {
  await run();
  await world.put('p1@example.com', { is_available: false });
  await world.put('p2@example.com', { is_available: false });
  await runs(4);
  expect((await found()).map(({ person }) => person).sort()).toEqual(['p1', 'p2']);
  await world.put('p1@example.com', { is_available: true });
  await runs(4);
  expect((await found()).map(({ person }) => person)).toEqual(['p2']);
  world.deploy(watched(KEYS.slice(0, 8).filter((key) => key !== 'p2')));
  await run();
  expect(await found()).toEqual([]);
});

test('a difference that an older release kept by turn is forgotten', async () => {
  const { heartbeat } = world.execution();
  const stale = { person: 'p1', field: 'available', found: 'false', expected: 'true' } as const;
  await heartbeat.write({ v: 1, differences: { '0': [stale] } }, undefined, 'prepare');
  await run();
  expect(await found()).toEqual([]);
});

test('GET /roster tells how many differences are not kept', async () => {
  world.deploy(watched(KEYS));
  await world.seed();
  await run();
  for (const key of KEYS) await world.put(`${key}@example.com`, { is_available: !['p0', 'p1', 'p2'].includes(key) });
  await runs(24, 5);
  expect(await found()).toHaveLength(60);
  const { whole } = (await showRoster(world)).body;
  expect(whole?.differences).toHaveLength(60);
  expect(whole?.differencesNotKept).toBe(10);
});

describe('somebody who has not left and is found deactivated', () => {
  test('is alerted once a day when it lasts, and left alone', async () => {
    await run();
    await world.put(ADA, { state: 'deactivated' });
    await runs(4);
    expect(await world.texts()).toEqual([]);
    await runs(12);
    expect(await world.texts()).toEqual([
      expect.stringContaining('p7 is deactivated in Frontline, although nobody reported'),
    ]);
    await runs(60);
    expect(await world.texts()).toHaveLength(1);
    await runs(24, 60);
    expect((await world.texts()).filter((text) => text.startsWith('p7 is deactivated'))).toHaveLength(2);
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated' });
  });

  test('is not alerted when they are active again within ten minutes', async () => {
    await run();
    await world.put(ADA, { state: 'deactivated' });
    await runs(4);
    await world.put(ADA, { state: 'active' });
    await runs(20);
    expect(await world.texts()).toEqual([]);
  });

  test('is alerted also where the record has them as reinstated and the roster does not know them', async () => {
    const identity = 'guest@example.com';
    await world.put(identity, {});
    await deliver(world, { type: 'staff.offboarded', id: 'o', data: { identity } });
    world.passMinutes();
    await deliver(world, { type: 'staff.reinstated', id: 'r', data: { identity } });
    await run();
    await world.put(identity, { state: 'deactivated' });
    await runs(16);
    expect(await found()).toMatchObject([{ field: 'state', found: 'deactivated', expected: 'active' }]);
    expect(await world.texts()).toEqual([expect.stringContaining('is deactivated in Frontline')]);
  });

  test('is noticed also while another change of theirs waits', async () => {
    await run();
    await world.fault({ host: FRONTLINE, method: 'POST', status: 500, path: '/v1/Users/p7%40example.com' });
    await deliver(world, { type: 'staff.profile', id: 'name', data: { identity: ADA, friendlyName: 'Pia' } });
    await world.put(ADA, { state: 'deactivated' });
    await runs(4);
    expect(await found()).toMatchObject([{ person: 'p7', field: 'state', found: 'deactivated' }]);
  });
});

describe('somebody who has left and is found let in', () => {
  const left = { type: 'staff.offboarded', id: 'left', data: { identity: ADA } };

  test('is locked out again although a change of their profile waits', async () => {
    await run();
    await deliver(world, left);
    world.passMinutes();
    await world.fault({ host: FRONTLINE, method: 'POST', status: 500 });
    await deliver(world, { type: 'staff.profile', id: 'name', data: { identity: ADA, friendlyName: 'Pia' } });
    await world.put(ADA, { state: 'active', is_available: true });
    await runs(2);
    await world.mend();
    await run();
    await run();
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated', is_available: false });
  });

  test('is not said to be locked out again when they were not', async () => {
    await run();
    await deliver(world, left);
    await world.put(ADA, { state: 'active', is_available: true });
    await world.fault({ host: FRONTLINE, method: 'POST', status: 500 });
    await run();
    const said = (await world.texts()).filter((text) => text.includes('was found let in'));
    expect(said).toEqual(['p7 has left and was found let in, and could not be locked out yet.']);
  });

  test('costs the tick nothing else when their record cannot be written', async () => {
    await run();
    await deliver(world, left);
    await world.put(ADA, { state: 'active', is_available: true });
    const who = world.execution().records.name(ADA);
    await world.fault({
      host: 'sync.twilio.com',
      method: 'POST',
      path: `/v1/Services/default/Maps/rosterline-people-${Number.parseInt(who.slice(0, 1), 16) % 4}/Items/${who}`,
      status: 500,
    });
    world.clock.now = Date.parse('2026-11-02T19:59:30Z');
    expect((await run()).results.filter(({ outcome }) => outcome === 'applied')).toHaveLength(3);
    expect(await world.texts()).toContainEqual(expect.stringContaining('could not be locked out yet'));
    await world.mend();
    await run();
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated' });
  });
});

describe('some failures at every tick', () => {
  test('users that cannot be fetched for more than an hour are alerted and shown; health stays 200', async () => {
    await run();
    await world.fault({ host: FRONTLINE, path: '/v1/Users/p7%40example.com', method: 'GET', status: 500 });
    await runs(50);
    expect(await world.texts()).toEqual([]);
    await runs(20);
    expect(await world.texts()).toEqual([
      expect.stringMatching(/^Frontline has not answered for some users.*: 1 at the last/),
    ]);
    expect((await showRoster(world)).body.whole?.partial?.unseen).toMatchObject({ people: 1 });
    expect((await health(undefined, world.execution())).status).toBe(200);
    await world.mend();
    await runs(3);
    expect((await showRoster(world)).body.whole?.partial).toBeUndefined();
  });

  test('a shift change that fails for more than an hour is alerted each hour, and shown', async () => {
    await world.fault({ host: FRONTLINE, path: '/v1/Users/p1%40example.com', method: 'POST', status: 500 });
    await runs(62);
    expect(await world.texts()).toEqual([
      expect.stringMatching(/^Frontline has refused some shift changes.*: 1 at the last/),
    ]);
    expect((await showRoster(world)).body.whole?.partial).toMatchObject({
      changes: { since: '2026-11-02T12:01:00Z', people: 1 },
    });
    await runs(62);
    expect((await world.texts()).filter((text) => text.includes('shift changes'))).toHaveLength(2);
  });

  test('of different people within an hour each are no reason for an alert', async () => {
    await run();
    for (let n = 0; n < 70; n++) {
      await (n % 20 === 0
        ? world.mend()
        : world.fault({ host: FRONTLINE, path: `/v1/Users/p${n % 8}%40example.com`, status: 500 }));
      await run();
    }
    expect((await world.texts()).filter((text) => text.includes('some users'))).toEqual([]);
  });
});
