import { calendar } from '../../../assets/api/roster-calendar.private';
import { smsDuty } from '../../../assets/sms/receive.private';
import { message, signed } from '../../sms/texts';
import { deliver } from '../../support/deliveries';
import { available, nextTick, publish } from '../../support/live-roster';
import { operate, showRoster, showWhy } from '../../support/operators';
import { identityOf, rosterOf } from '../../support/roster';
import { postTick } from '../../support/ticks';
import { withWorld } from '../../support/with-world';

const TOKEN = 'calendar-token-of-the-tests';
const EVE = '+12025550111';
const DEPLOYED = rosterOf(['ana', 'ben']);
/** Eve is new, under a key, an id and a phone of her own. */
const PUBLISHED = rosterOf(['ana', 'ben']).replace(
  'shifts:',
  `  eve: { identity: eve@example.com, phone: "${EVE}", ids: { okta: okta-eve } }\nshifts:\n  - { id: late, days: [mon], from: "08:00", to: "18:00", who: [eve] }`,
);
const world = withWorld(DEPLOYED, { env: { ICS_TOKEN: TOKEN }, users: ['ana', 'ben', 'eve'].map(identityOf) });

/** What an execution of a process shows that has asked which roster counts this long ago. */
async function readsOfHead(): Promise<number> {
  return (await world.calls('sync', 'GET')).filter(({ path }) => path.endsWith('/Documents/rosterline-roster')).length;
}

describe('The published roster is what is used by', () => {
  beforeEach(async () => {
    await nextTick(world);
    await publish(world, PUBLISHED, 1);
    world.restart();
  });

  test('ticks', async () => {
    await nextTick(world);
    expect(await available(world, ['eve'])).toEqual(['eve']);
  });

  test('a tick that only says what it would change', async () => {
    const { body } = await postTick(world, { dryRun: true });
    expect(JSON.stringify(body)).toContain('"person":"eve"');
  });

  test('deliveries', async () => {
    const event = { type: 'staff.offboarded', id: 'left', data: { person: 'eve' } };
    expect((await deliver(world, event)).results[0]?.outcome).toBe('applied');
    expect(await world.user('eve@example.com')).toMatchObject({ state: 'deactivated' });
  });

  test('GET /roster', async () => {
    expect((await showRoster(world)).body.people.map(({ identity }) => identity)).toEqual(
      ['ana', 'ben', 'eve'].map(identityOf),
    );
  });

  test('GET /people/why', async () => {
    expect((await showWhy(world, { person: 'eve' })).body.person.should).toMatchObject({ because: 'shift late' });
  });

  test('GET /roster/ics', async () => {
    const { status, body } = await calendar(
      { headers: { accept: '*/*' }, payload: { token: TOKEN, person: 'eve' } },
      world.execution(),
    );
    expect({ status, body }).toEqual({ status: 200, body: expect.stringContaining('late') });
  });

  test('POST /shifts/override', async () => {
    expect((await operate(world, 'override', { person: 'eve', available: true })).outcomes).toEqual(['applied']);
  });

  test('POST /ops/undo', async () => {
    await deliver(world, { type: 'staff.offboarded', id: 'left', data: { person: 'eve' } });
    world.restart();
    expect((await operate(world, 'undo', { person: 'eve' })).outcomes).toEqual(['applied']);
    expect(await world.user('eve@example.com')).toMatchObject({ state: 'active', is_available: true });
  });

  test('text messages', async () => {
    const answer = await smsDuty(signed(message(EVE, 'STATUS', 'SM1')), world.execution());
    expect(answer.body).toContain('shift late');
  });
});

describe('A warm process', () => {
  beforeEach(async () => {
    await nextTick(world);
    await deliver(world, { type: 'staff.profile', id: 'p', data: { person: 'ana', friendlyName: 'Ana' } });
  });

  test('asks at each tick once which roster counts', async () => {
    const before = await readsOfHead();
    await nextTick(world);
    await nextTick(world);
    expect((await readsOfHead()) - before).toBe(2);
  });

  test('does not ask again for deliveries within a minute, and follows another process after that', async () => {
    // Another process publishes: this one keeps what it remembers of the roster.
    const { rosterMemory } = world.execution();
    const { known } = rosterMemory;
    await publish(world, PUBLISHED, 1);
    Object.assign(world.execution().rosterMemory, { known });
    const before = await readsOfHead();
    const event = (id: string) => ({ type: 'staff.profile', id, data: { person: 'eve', friendlyName: 'Eve' } });
    world.clock.now += 59_000;
    expect((await deliver(world, event('a'))).results[0]?.outcome).toBe('unknown_user');
    expect((await readsOfHead()) - before).toBe(0);
    world.clock.now += 1_000;
    expect((await deliver(world, event('b'))).results[0]?.outcome).toBe('applied');
    expect((await readsOfHead()) - before).toBe(1);
    await deliver(world, event('c'));
    expect((await readsOfHead()) - before).toBe(1);
  });
});

test('A quiet tick makes one call to Sync more than without a published roster to look for', async () => {
  await nextTick(world);
  const before = (await world.calls('sync')).length;
  await nextTick(world);
  const calls = (await world.calls('sync'))
    .slice(before)
    .map(({ method, path }) => `${method} ${path.split('/').at(-1)}`);
  const own = calls.filter((call) => call.endsWith('rosterline-roster'));
  await publish(world, PUBLISHED, 1);
  await nextTick(world);
  const published = (await world.calls('sync')).length;
  await nextTick(world);
  expect(own).toEqual(['GET rosterline-roster']);
  expect((await world.calls('sync')).length - published).toBe(calls.length);
});
