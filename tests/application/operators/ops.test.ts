import { health } from '../../../assets/api/health.private';
import { tick } from '../../../assets/application/tick/tick';
import { deliver } from '../../support/deliveries';
import { operate } from '../../support/operators';
import { SECRETS, startWorld, type World } from '../../support/world';

const people = Array.from({ length: 12 }, (_, n) => `p${n}`);
const ROSTER = `
version: 1
zone: UTC
people:
${people.map((key) => `  ${key}: { identity: ${key}@example.com }`).join('\n')}
  root: { identity: root@example.com }
shifts:
  - { id: day, days: [mon, tue, wed, thu, fri], from: "08:00", to: "16:00", who: [${people.join(', ')}] }
protect: [root@example.com]
`;
const MONDAY_NOON = '2026-11-02T12:00:00Z';

let world: World;
beforeAll(async () => {
  world = await startWorld(ROSTER);
});
afterAll(() => world.end());
beforeEach(async () => {
  world.deploy(ROSTER);
  await world.reset(MONDAY_NOON);
  await world.seed();
});

const id = (key: string) => `${key}@example.com`;
const leave = async (key: string, more: object = {}) => {
  const event = { type: 'staff.offboarded', id: `left-${key}`, data: { identity: id(key), ...more } };
  return (await deliver(world, event)).results[0]?.outcome;
};
const run = () => tick(world.execution());
/** p3 was to be called Pia, and for a day Frontline would not have it. */
const giveUp = async () => {
  await world.fault({ host: 'frontline-api.twilio.com', method: 'POST', status: 500 });
  await deliver(world, { type: 'staff.profile', id: 'p', data: { identity: id('p3'), friendlyName: 'Pia' } });
  for (let hours = 0; hours < 26; hours++) {
    world.clock.now += 3_600_000;
    await run();
  }
  await world.mend();
};
const minute = () => {
  world.clock.now += 60_000;
};

describe('more offboardings within the hour than the limit', () => {
  test('are held, and nobody held is locked out until an operator releases them', async () => {
    const outcomes: (string | undefined)[] = [];
    for (const key of people.slice(0, 8)) outcomes.push(await leave(key));
    expect(outcomes).toEqual([...Array(5).fill('applied'), 'held', 'held', 'held']);
    expect(await world.user(id('p5'))).toMatchObject({ state: 'active' });
    expect(await leave('p5')).toBe('held'); // delivered again
    minute();
    await run();
    expect(await world.user(id('p5'))).toMatchObject({ state: 'active' });

    expect((await operate(world, 'release', { person: 'p5' })).outcomes).toEqual(['applied']);
    expect(await world.user(id('p5'))).toMatchObject({ state: 'deactivated', is_available: false });
    expect((await operate(world, 'release')).outcomes).toEqual(['applied', 'applied']);
    expect(await world.user(id('p7'))).toMatchObject({ state: 'deactivated' });
    expect((await operate(world, 'release')).outcomes).toEqual([]);
    expect((await operate(world, 'release', { person: 'p5' })).outcomes).toEqual(['unchanged']);
  });

  test('may go on in the next hour', async () => {
    for (const key of people.slice(0, 6)) await leave(key);
    world.clock.now += 3_600_001;
    expect(await leave('p8')).toBe('applied');
  });

  test('are held also when they come due all at once', async () => {
    const effectiveAt = '2026-11-02T12:30:00Z';
    for (const key of people.slice(0, 8)) expect(await leave(key, { effectiveAt })).toBe('deferred');
    world.clock.now = Date.parse(effectiveAt);
    const report = await run();
    const outcomes = report?.results.filter(({ type }) => type === 'late effect').map(({ outcome }) => outcome);
    expect(outcomes?.filter((outcome) => outcome === 'applied')).toHaveLength(5);
    expect(outcomes?.filter((outcome) => outcome === 'held')).toHaveLength(3);
  });

  test('keep their order among the other events when they are released', async () => {
    for (const key of people.slice(0, 6)) await leave(key);
    minute();
    await deliver(world, { type: 'staff.reinstated', id: 'back', data: { identity: id('p5') } });
    expect((await operate(world, 'release', { person: 'p5' })).status).toBe(200);
    expect(await world.user(id('p5'))).toMatchObject({ state: 'active' });
  });

  test('count a person once, however often they are said to have left', async () => {
    for (let n = 0; n < 7; n++) {
      await deliver(world, { type: 'staff.offboarded', id: `again-${n}`, data: { identity: id('p0') } });
      minute();
    }
    expect(await leave('p1')).toBe('applied');
  });
});

test('a protected identity is held, and locked out only when an operator releases it', async () => {
  expect(await leave('root')).toBe('held');
  await run();
  expect(await world.user(id('root'))).toMatchObject({ state: 'active' });
  expect(world.logged.join()).toContain('held-protected');
  expect((await operate(world, 'release', { identity: id('root') })).outcomes).toEqual(['applied']);
  expect(await world.user(id('root'))).toMatchObject({ state: 'deactivated' });
});

test('a release without a name lets go what the limit held, and nobody whom the roster protects', async () => {
  for (const key of [...people.slice(0, 7), 'root']) await leave(key);
  world.deploy(ROSTER.replace('protect: [', `protect: [${id('p6')}, `));
  expect((await operate(world, 'release')).outcomes.sort()).toEqual(['applied', 'held']);
  expect(await world.user(id('p5'))).toMatchObject({ state: 'deactivated' });
  // Put under protection after the limit had held it.
  expect(await world.user(id('p6'))).toMatchObject({ state: 'active' });
  expect(await world.user(id('root'))).toMatchObject({ state: 'active' });
  expect((await operate(world, 'release')).outcomes).toEqual([]);
  for (const key of ['p6', 'root']) {
    expect((await operate(world, 'release', { person: key })).outcomes).toEqual(['applied']);
    expect(await world.user(id(key))).toMatchObject({ state: 'deactivated' });
  }
});

test('an identity that was put under protection after its leaving day was announced is held on that day', async () => {
  expect(await leave('p0', { effectiveAt: '2026-11-02T12:30:00Z' })).toBe('deferred');
  world.deploy(ROSTER.replace('protect: [root@example.com]', `protect: [${id('p0')}]`));
  world.clock.now = Date.parse('2026-11-02T12:30:00Z');
  await run();
  minute();
  await run();
  expect(await world.user(id('p0'))).toMatchObject({ state: 'active' });
  expect((await operate(world, 'release', { person: 'p0' })).outcomes).toEqual(['applied']);
  minute();
  await run();
  expect(await world.user(id('p0'))).toMatchObject({ state: 'deactivated' });
});

describe('a roster that would switch off more than half of those on duty outside any boundary', () => {
  const truncated = ROSTER.replace(/who: \[.*\]/, 'who: [p0, p1]');

  test('is held: nobody is switched off, others are switched on, and an operator can let it through', async () => {
    await run();
    world.deploy(truncated.replace('[p0, p1]', '[p0, root]'));
    minute();
    expect(await run()).toMatchObject({ held: 11 });
    expect(await world.user(id('p5'))).toMatchObject({ is_available: true });
    expect(await world.user(id('root'))).toMatchObject({ is_available: true });
    expect(world.logged.join()).toContain('held-roster');
    expect((await operate(world, 'release', { roster: true })).outcomes).toEqual(['applied']);
    expect((await operate(world, 'release', { roster: true })).outcomes).toEqual(['unchanged']);
    minute();
    expect(await run()).toMatchObject({ held: 0 });
    expect(await world.user(id('p5'))).toMatchObject({ is_available: false });
  });

  test('is no longer held when the right roster is deployed', async () => {
    await run();
    world.deploy(truncated);
    minute();
    await run();
    world.deploy(ROSTER);
    minute();
    expect(await run()).toMatchObject({ held: 0, results: [] });
  });

  test('is not seen in a boundary that Frontline kept from being finished, for however long', async () => {
    await run();
    await world.fault({ host: 'frontline-api.twilio.com', method: 'POST', status: 503 });
    for (const time of ['16:00', '16:01', '16:05', '18:30']) {
      world.clock.now = Date.parse(`2026-11-02T${time}:00Z`);
      expect(await run()).toMatchObject({ held: 0 });
    }
    await world.mend();
    world.clock.now = Date.parse('2026-11-02T18:31:00Z');
    expect(await run()).toMatchObject({ held: 0 });
    expect(await world.user(id('p5'))).toMatchObject({ is_available: false });
    minute();
    expect(await run()).toMatchObject({ held: 0, results: [] });
    // And a truncated roster is still seen the next day.
    world.clock.now = Date.parse('2026-11-03T12:00:00Z');
    await run();
    world.deploy(truncated);
    minute();
    expect(await run()).toMatchObject({ held: 10 });
  });

  test('does not keep a shift from ending for everybody', async () => {
    await run();
    world.clock.now = Date.parse('2026-11-02T16:00:00Z');
    expect(await run()).toMatchObject({ held: 0 });
    expect(await world.user(id('p5'))).toMatchObject({ is_available: false });
  });
});

describe('drift', () => {
  test('someone who has left and was let in by hand is locked out again and alerted', async () => {
    await leave('p0');
    await world.put(id('p0'), { state: 'active', is_available: true });
    minute();
    await run();
    expect(await world.user(id('p0'))).toMatchObject({ state: 'deactivated', is_available: false });
    expect(world.logged.join()).toContain('p0 has left and was found let in');
  });

  test('other differences are reported and left alone', async () => {
    await run();
    await world.put(id('p1'), { is_available: false });
    await world.put(id('p2'), { state: 'deactivated' });
    for (let n = 0; n < 5; n++) {
      minute();
      await run();
    }
    expect(await world.user(id('p2'))).toMatchObject({ state: 'deactivated' });
    const { beat } = await world.execution().heartbeat.read();
    const found = Object.values(beat.differences).flat();
    expect(found).toHaveLength(2);
    expect(found).toContainEqual(
      expect.objectContaining({ person: 'p1', field: 'available', found: 'false', expected: 'true' }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({ person: 'p2', field: 'state', found: 'deactivated', expected: 'active' }),
    );
  });

  test('someone who had no user yet is locked out when one appears', async () => {
    await deliver(world, { type: 'staff.offboarded', id: 'early', data: { identity: 'late@example.com' } });
    minute();
    await run();
    await world.put('late@example.com', { is_available: true });
    minute();
    await run();
    expect(await world.user('late@example.com')).toMatchObject({ state: 'deactivated', is_available: false });
  });
});

describe('operators', () => {
  test('undo a mistaken lock-out once: the user is what it was', async () => {
    await run();
    await leave('p0');
    minute();
    expect((await operate(world, 'undo', { person: 'p0' })).outcomes).toEqual(['applied']);
    expect(await world.user(id('p0'))).toMatchObject({ state: 'active', is_available: true });
    expect((await operate(world, 'undo', { person: 'p0' })).outcomes).toEqual(['unchanged']);
    minute();
    expect((await run())?.results).toEqual([]);
  });

  test('cancel an announced leaving: it does not come, and cancelling twice changes nothing', async () => {
    await run();
    const data = { identity: id('p0'), effectiveAt: '2026-11-02T12:30:00Z' };
    const said = { type: 'staff.offboarded', id: 'l', timestamp: MONDAY_NOON, data };
    expect((await deliver(world, said)).results[0]?.outcome).toBe('deferred');
    expect((await operate(world, 'undo', { person: 'p0', what: 'plan' })).outcomes).toEqual(['applied']);
    expect((await operate(world, 'undo', { person: 'p0', what: 'plan' })).outcomes).toEqual(['unchanged']);
    world.clock.now += 3_600_000;
    await run();
    expect(await world.user(id('p0'))).toMatchObject({ state: 'active', is_available: true });
    expect((await deliver(world, said)).results[0]?.outcome).toBe('duplicate'); // the sender's retry
    expect(await world.user(id('p0'))).toMatchObject({ state: 'active', is_available: true });
  });

  test('drop what is held: nobody is locked out for it, then or by a retry of the sender', async () => {
    const said = { type: 'staff.offboarded', id: 'root-left', timestamp: MONDAY_NOON, data: { identity: id('root') } };
    expect((await deliver(world, said)).results[0]?.outcome).toBe('held');
    expect((await operate(world, 'undo', { identity: id('root'), what: 'held' })).outcomes).toEqual(['applied']);
    expect((await operate(world, 'undo', { identity: id('root'), what: 'held' })).outcomes).toEqual(['unchanged']);
    expect((await operate(world, 'release')).outcomes).toEqual([]);
    expect((await deliver(world, said)).results[0]?.outcome).toBe('duplicate');
    expect((await operate(world, 'release')).outcomes).toEqual([]);
    expect(await world.user(id('root'))).toMatchObject({ state: 'active' });
  });

  test('drop what was given up: it is not told any more', async () => {
    await giveUp();
    expect((await operate(world, 'undo', { person: 'p3', what: 'failed' })).outcomes).toEqual(['applied']);
    expect((await operate(world, 'undo', { person: 'p3', what: 'failed' })).outcomes).toEqual(['unchanged']);
    expect((await operate(world, 'replay', { person: 'p3' })).outcomes).toEqual(['unchanged']);
    expect((await world.user(id('p3'))).friendly_name).not.toBe('Pia');
  });

  test('replay what was given up', async () => {
    await giveUp();
    world.clock.now += 3_600_000;
    await run();
    expect((await world.user(id('p3'))).friendly_name).not.toBe('Pia');
    expect((await operate(world, 'replay', { person: 'p3' })).outcomes).toEqual(['applied']);
    expect((await world.user(id('p3'))).friendly_name).toBe('Pia');
  });

  test('a lock-out is never given up, and is done by the first tick after Frontline is back', async () => {
    await world.fault({ host: 'frontline-api.twilio.com', status: 503 });
    expect(await leave('p4')).toBe('retrying'); // answered 200
    for (let hour = 0; hour < 40; hour++) {
      world.clock.now += 3_600_000;
      await run();
    }
    await world.mend();
    const back = world.clock.now;
    minute();
    await run();
    expect(await world.user(id('p4'))).toMatchObject({ state: 'deactivated' });
    process.stdout.write(
      `A lock-out waited 40 h for Frontline and was applied ${(world.clock.now - back) / 1000} s after its return\n`,
    );
  });

  test('erase a person: no record is left, and the audit no longer leads to them', async () => {
    const ports = world.execution();
    await deliver(world, { type: 'staff.offboarded', id: 'l', data: { identity: id('p6') } });
    expect((await ports.audit.of(ports.records.name(id('p6')))).lines).toMatchObject([
      { because: 'l', fields: ['state', 'isAvailable'], state: 'deactivated', available: false, outcome: 'applied' },
    ]);
    expect((await operate(world, 'erase', { person: 'p6' })).outcomes).toEqual(['applied']);
    expect(await ports.records.read(id('p6'))).toEqual({});
    expect((await ports.audit.of(ports.records.name(id('p6')))).lines).toEqual([]);
    expect((await operate(world, 'erase', { person: 'p6' })).outcomes).toEqual(['unchanged']);
  });

  test('see nothing in the audit that is older than thirty days', async () => {
    await deliver(world, { type: 'staff.offboarded', id: 'l', data: { identity: id('p6') } });
    const lines = async () => {
      const { audit, records } = world.execution();
      return (await audit.of(records.name(id('p6')))).lines;
    };
    world.clock.now += 30 * 86_400_000 - 1000;
    expect(await lines()).toHaveLength(1);
    world.clock.now += 2000;
    expect(await lines()).toEqual([]);
  });

  test('reconcile shows what differs, and mends it only when told to', async () => {
    await run();
    await leave('p0');
    await world.put(id('p0'), { state: 'active', is_available: true });
    await world.put(id('p1'), { is_available: false });
    const shown = await operate(world, 'reconcile');
    expect(shown.body).toMatchObject({
      dryRun: true,
      results: [
        { person: 'p0', state: 'deactivated' },
        { person: 'p1', isAvailable: true },
      ],
    });
    expect(await world.user(id('p0'))).toMatchObject({ state: 'active' });
    expect((await operate(world, 'reconcile', { apply: true })).outcomes).toEqual(['applied', 'applied']);
    expect(await world.user(id('p0'))).toMatchObject({ state: 'deactivated' });
    expect((await operate(world, 'reconcile', { apply: true })).outcomes).toEqual([]);
  });

  test('are refused without their secret, and told what is wrong with what they send', async () => {
    for (const door of ['release', 'replay', 'undo', 'erase', 'reconcile'] as const) {
      expect(await operate(world, door, {}, { secret: SECRETS.TICK_SECRET })).toMatchObject({
        status: 401,
        body: { code: 'unauthorized' },
      });
      expect(await operate(world, door, { persn: 'p0' })).toMatchObject({
        status: 400,
        body: { code: 'invalid_payload' },
      });
    }
    expect((await operate(world, 'undo', { person: 'p0', identity: 'x' })).status).toBe(400);
    expect((await operate(world, 'undo', { person: 'nobody-here' })).outcomes).toEqual(['unknown_user']);
  });
});

describe('ticks', () => {
  test('do not work at the same time, and a lost lease ends by itself within a minute', async () => {
    const killed = world.execution();
    await killed.heartbeat.write(
      { v: 1, differences: {}, lease: { by: 'killed', until: world.clock.now + 12_000 } },
      undefined,
      'prepare',
    );
    expect(await run()).toBeUndefined();
    minute();
    expect((await run())?.results.length).toBeGreaterThan(0);
  });

  test('that have stopped are alerted by the next delivery', async () => {
    await run();
    world.clock.now += 9 * 60_000;
    await leave('p0');
    expect(world.logged.join()).toContain('No tick has come for 9 minutes');
  });

  test('are what health looks at: 503 without any for five minutes, and nothing that identifies anyone', async () => {
    expect(await health(undefined, world.execution())).toMatchObject({ status: 503 });
    world.clock.now += 10_001;
    await run();
    const well = await health(undefined, world.execution());
    expect(well).toMatchObject({ status: 200, body: { status: 'ok', secondsSinceTick: 0 } });
    const asked = (await world.calls('sync')).length;
    for (let n = 0; n < 50; n++) await health(undefined, world.execution());
    expect(await world.calls('sync')).toHaveLength(asked); // monitors do not use up what Sync allows the ticks
    world.clock.now += 5 * 60_000 + 1000;
    expect(await health(undefined, world.execution())).toMatchObject({ status: 503, body: { secondsSinceTick: 301 } });
  });
});
