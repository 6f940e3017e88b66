import { deliver } from '../../support/deliveries';
import { askRoster, available, nextTick, publish } from '../../support/live-roster';
import { operate, showRoster } from '../../support/operators';
import { identityOf, rosterOf } from '../../support/roster';
import { storeDocument } from '../../support/stored';
import { postTick } from '../../support/ticks';
import { ALERTS, withWorld } from '../../support/with-world';

const keys = ['ana', 'ben', 'cy'];
const DEPLOYED = rosterOf(keys, { onDuty: ['ana', 'ben'] });
/** Dee is new, and the deployed roster would take her off duty. */
const PUBLISHED = rosterOf([...keys, 'dee'], { onDuty: ['ana', 'cy', 'dee'] });
const everybody = [...keys, 'dee'];
const world = withWorld(DEPLOYED, { env: ALERTS, users: everybody.map(identityOf) });
const HEAD = { host: 'sync.twilio.com', path: '/v1/Services/default/Documents/rosterline-roster' };

beforeEach(async () => {
  await nextTick(world);
  await publish(world, PUBLISHED, 1);
  await nextTick(world);
});

/** The parts of the published roster, without its head. */
async function parts(): Promise<string[]> {
  const calls = await world.calls('sync', 'POST');
  const names = calls.map(({ form }) => String(form.UniqueName));
  return names.filter((name) => /^rosterline-roster-[0-9a-f]{16}/.test(name));
}

describe.each([
  ['cannot be reached', () => world.fault({ ...HEAD, method: 'GET', status: 500 })],
  ['is not answered', () => world.fault({ ...HEAD, method: 'GET', delayMs: 60_000 })],
  ['holds something else', () => storeDocument(world, 'rosterline-roster', { v: 7 })],
  [
    'names parts that are damaged',
    async () => void (await Promise.all((await parts()).map((name) => storeDocument(world, name, { text: 'x' })))),
  ],
])('A head that %s', (_, spoil) => {
  beforeEach(async () => {
    await spoil();
    world.restart();
  });

  test('keeps a tick that knows no version from switching anybody, and is alerted', async () => {
    // The deployed roster would switch Ben on and Cy off; the shift ends for everybody.
    expect(await nextTick(world)).toMatchObject({ inDoubt: true, changed: 0 });
    world.clock.now = Date.parse('2026-11-02T17:00:00Z');
    expect(await nextTick(world)).toMatchObject({ inDoubt: true, changed: 0 });
    expect(await available(world, everybody)).toEqual(['ana', 'cy', 'dee']);
    expect((await world.texts()).join('\n')).toContain('nobody is switched on or off duty');
  });

  test('does not hold up a lock-out, of whomever', async () => {
    for (const key of ['ana', 'dee']) {
      const event = { type: 'staff.offboarded', id: `left-${key}`, data: { identity: identityOf(key) } };
      expect((await deliver(world, event)).results[0]?.outcome).toBe('applied');
      expect(await world.user(identityOf(key))).toMatchObject({ state: 'deactivated', is_available: false });
    }
  });

  test('lets a tick do a lock-out that has come due, and leaves a return that needs the schedule for later', async () => {
    await deliver(world, { type: 'staff.offboarded', id: 'left', data: { identity: identityOf('ben') } });
    world.passMinutes();
    for (const [type, key] of [
      ['staff.offboarded', 'ana'],
      ['staff.reinstated', 'ben'],
    ] as const) {
      const data = { identity: identityOf(key), effectiveAt: '2026-11-02T12:30:00Z' };
      expect((await deliver(world, { type, id: key, data })).results[0]?.outcome).toBe('deferred');
    }
    world.clock.now = Date.parse('2026-11-02T12:31:00Z');
    await nextTick(world);
    expect(await world.user(identityOf('ana'))).toMatchObject({ state: 'deactivated', is_available: false });
    expect(await world.user(identityOf('ben'))).toMatchObject({ state: 'deactivated' });
    await world.mend();
    await publish(world, PUBLISHED, 2);
    await nextTick(world);
    expect(await world.user(identityOf('ben'))).toMatchObject({ state: 'active' });
  });

  test('has the sender send again what needs the schedule, or names somebody whom the deployed file does not know', async () => {
    const data = { identity: identityOf('ben'), available: true };
    expect(await deliver(world, { type: 'staff.availability', id: 'a', data })).toMatchObject({ status: 503 });
    const byKey = { type: 'staff.offboarded', id: 'b', data: { person: 'dee' } };
    expect(await deliver(world, byKey)).toMatchObject({ status: 503 });
    const until = { ...data, until: '2026-11-02T13:00:00Z' };
    expect((await deliver(world, { type: 'staff.availability', id: 'c', data: until })).results[0]?.outcome).toBe(
      'applied',
    );
  });

  test('forgets nothing: whoever switched off by hand meanwhile stays off', async () => {
    await nextTick(world);
    await world.put(identityOf('dee'), { is_available: false });
    await nextTick(world);
    await world.mend();
    await publish(world, PUBLISHED, 2);
    await nextTick(world);
    expect(await available(world, everybody)).toEqual(['ana', 'cy']);
  });

  test('is repaired by publishing anew', async () => {
    await world.mend();
    expect(await publish(world, DEPLOYED, 2)).toMatchObject({ version: 3 });
    expect(await nextTick(world)).not.toHaveProperty('inDoubt');
    expect(await available(world, keys)).toEqual(['ana', 'ben']);
  });
});

describe('A process that knows the version that counts', () => {
  test('goes on with it when the head cannot be read, if that is what ticks applied last', async () => {
    await world.fault({ ...HEAD, method: 'GET', status: 500 });
    world.clock.now = Date.parse('2026-11-02T16:00:00Z');
    expect(await nextTick(world)).not.toHaveProperty('inDoubt');
    expect(await available(world, keys)).toEqual([]);
    expect((await world.texts()).join('\n')).toContain('goes on with the last roster that it knows');
  });

  test('holds if another process has applied a newer one', async () => {
    const heartbeat = await world.execution().heartbeat.read();
    const { beat, revision } = heartbeat;
    await world
      .execution()
      .heartbeat.write({ ...beat, rosterPeople: { roster: 'of another version', open: 0 } }, revision, 'prepare');
    await world.fault({ ...HEAD, method: 'GET', status: 500 });
    world.clock.now = Date.parse('2026-11-02T16:00:00Z');
    expect(await nextTick(world)).toMatchObject({ inDoubt: true, changed: 0 });
    expect(await available(world, keys)).toEqual(['ana', 'cy']);
  });

  test('does not go back to the version before when a read answers what was there before', async () => {
    await publish(world, DEPLOYED, 2);
    await world.fault({ ...HEAD, method: 'GET', stale: true });
    await nextTick(world);
    expect(await available(world, keys)).toEqual(['ana', 'ben']);
  });
});

test('A lock-out waits 3.5 s for the roster and for its record together, where Sync answers neither', async () => {
  world.restart();
  await world.fault({ host: 'sync.twilio.com', delayMs: 60_000 });
  const began = world.clock.now;
  await deliver(world, { type: 'staff.offboarded', id: 'left', data: { identity: identityOf('ana') } });
  const updated = (await world.calls('frontline', 'POST')).at(-1);
  expect(updated?.form).toMatchObject({ State: 'deactivated' });
  expect(Date.parse(String(updated?.at)) - began).toBeLessThanOrEqual(3600);
});

test('A duty shard whose roster is in doubt reports all its people as unfinished', async () => {
  await world.fault({ ...HEAD, method: 'GET', status: 500 });
  world.restart();
  const { body } = await postTick(world, { shard: 0 });
  expect(body).toMatchObject({ inDoubt: true, changed: 0, unfinished: 3 });
});

test('A published roster that is gone from Sync does not let the deployed one count by itself', async () => {
  const { status } = await world.twilio.call(HEAD.path, { host: HEAD.host, method: 'DELETE' });
  expect(status).toBe(204);
  world.restart();
  expect(await nextTick(world)).toMatchObject({ inDoubt: true, changed: 0 });
  expect(await available(world, everybody)).toEqual(['ana', 'cy', 'dee']);
  expect((await world.texts()).join('\n')).toContain('Version 2 of the roster was published');
  await publish(world, PUBLISHED, 1);
  expect(await nextTick(world)).not.toHaveProperty('inDoubt');
});

test('Operators are told why they see nothing while the roster is in doubt, and may release all the same', async () => {
  await storeDocument(world, 'rosterline-roster', { v: 7 });
  world.restart();
  await expect(showRoster(world)).rejects.toThrow('cannot be read');
  expect((await operate(world, 'release', {})).status).toBe(200);
  await expect(askRoster(world, 'rosterSource')).rejects.toThrow('Publish it anew');
});
