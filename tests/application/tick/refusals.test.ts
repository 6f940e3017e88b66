import { health } from '../../../assets/api/health.private';
import { dryRun } from '../../../assets/application/tick/tick';
import { deliver } from '../../support/deliveries';
import { showRoster } from '../../support/operators';
import { runTick } from '../../support/ticks';
import { ALERTS, MONDAY_NOON, withWorld } from '../../support/with-world';

// What the tick, health, the page and the alerts say when Frontline refuses.

const ROSTER = `
version: 1
zone: Europe/Madrid
people:
  ada: { identity: ada@example.com }
  ben: { identity: ben@example.com }
  cy: { identity: cy@example.com }
shifts:
  - { id: early, days: [mon], from: "08:00", to: "16:00", who: [ada, ben] }
`;
const FRONTLINE = 'frontline-api.twilio.com';

const world = withWorld(ROSTER, { env: ALERTS });

const run = () => runTick(world);

const healthy = async () => (await health(undefined, world.execution())) as { status: number; body: object };
const isOn = async (key: string) => (await world.user(`${key}@example.com`)).is_available;

describe.each([
  { name: '401', fault: { status: 401 }, seen: { status: 401 }, reason: 'ACCOUNT_SID or AUTH_TOKEN is wrong' },
  { name: '403', fault: { status: 403 }, seen: { status: 403 }, reason: 'this account does not have Frontline' },
  { name: '429', fault: { status: 429 }, seen: { status: 429 }, reason: 'too many requests' },
  { name: '500', fault: { status: 500 }, seen: { status: 500 }, reason: 'an outage at Twilio (500)' },
  { name: 'a cut connection', fault: { reset: true }, seen: {}, reason: 'Twilio did not answer in time' },
])('Frontline answers everything with $name', ({ fault, seen, reason }) => {
  beforeEach(() => world.fault({ host: FRONTLINE, ...fault }));

  test('the tick counts everybody as unseen, reports the status and keeps both in the heartbeat', async () => {
    const report = await run();
    expect(report).toMatchObject({
      results: [],
      people: 3,
      missing: 0,
      unseen: 3,
      frontline: { answered: 0, ...seen },
    });
    expect('status' in report.frontline).toBe('status' in seen);
    const { beat } = await world.execution().heartbeat.read();
    expect(beat.last).toMatchObject({ unseen: 3 });
    expect(beat.frontline).toEqual({ failingSince: Date.parse(MONDAY_NOON), ...seen });
  });

  test('health returns 503 with the start of the outage, and names nobody', async () => {
    await run();
    world.passMinutes();
    await run();
    const { status, body } = await healthy();
    expect({ status, body }).toMatchObject({
      status: 503,
      body: { status: 'frontline unreachable', since: '2026-11-02T12:00:00.000Z' },
    });
    expect(JSON.stringify(body)).not.toMatch(/ada|ben|cy/);
  });

  test('operators get one alert an hour, with the likely reason, the start and the consequences', async () => {
    await run();
    world.passMinutes();
    await run();
    const sent = await world.texts();
    expect(sent).toEqual([expect.stringContaining(reason)]);
    expect(sent[0]).toContain('It has failed since 2 Nov 2026, 13:00 (Europe/Madrid)');
    expect(sent[0]).toContain('leavers are not locked out');
  });

  test('the page shows since when, and why', async () => {
    await run();
    const { body } = await showRoster(world);
    expect(body.whole?.refusal).toEqual({
      since: '2026-11-02T12:00:00Z',
      text: expect.stringContaining(reason),
      ...seen,
    });
  });

  test('a dry run reports it too, whether the users are known already or not', async () => {
    expect(await dryRun(world.execution())).toMatchObject({
      results: [],
      unseen: 3,
      frontline: { answered: 0, ...seen },
    });
    await world.mend();
    await run();
    await world.fault({ host: FRONTLINE, ...fault });
    world.passMinutes();
    expect(await dryRun(world.execution())).toMatchObject({ unseen: 3, frontline: { answered: 0, ...seen } });
  });

  test('the first tick that is answered switches people, and clears health and page', async () => {
    await run();
    await world.mend();
    world.passMinutes();
    expect(await run()).toMatchObject({ unseen: 0, frontline: { failed: 0 } });
    expect(await Promise.all(['ada', 'ben', 'cy'].map(isOn))).toEqual([true, true, false]);
    expect(await healthy()).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect((await showRoster(world)).body.whole?.refusal).toBeUndefined();
    expect((await world.execution().heartbeat.read()).beat.frontline).toBeUndefined();
  });
});

describe('Frontline has no user for anybody of the roster', () => {
  beforeEach(() => world.fault({ host: FRONTLINE, status: 404 }));

  test('the tick counts them as missing, not as unseen, and operators get one alert', async () => {
    expect(await run()).toMatchObject({ missing: 3, unseen: 0, frontline: { failed: 0 } });
    world.passMinutes();
    await run();
    expect(await world.texts()).toEqual([expect.stringContaining('Frontline knows nobody of the roster')]);
    expect(world.logged.join()).toContain('"alert":"nobody-found"');
  });

  test('health returns 503 and the page says so, until somebody is found', async () => {
    await run();
    expect(await healthy()).toMatchObject({ status: 503, body: { status: 'nobody found' } });
    const { refusal } = (await showRoster(world)).body.whole ?? {};
    expect(refusal).toEqual({ text: expect.stringContaining('wrong account') });
    await world.mend();
    world.passMinutes();
    await run();
    world.passMinutes();
    expect(await healthy()).toMatchObject({ status: 200 });
  });

  test('one person who is missing is no reason for an alert', async () => {
    await world.mend();
    await world.fault({ host: FRONTLINE, path: '/v1/Users/ada%40example.com', status: 404 });
    expect(await run()).toMatchObject({ missing: 1 });
    expect(await world.texts()).toEqual([]);
    expect(await healthy()).toMatchObject({ status: 200 });
  });
});

describe.each([{ status: 401 }, { status: 403 }, { status: 429 }, { status: 500 }, { reset: true }])(
  'Frontline shows its users and answers every change with %j',
  (fault) => {
    beforeEach(() => world.fault({ host: FRONTLINE, method: 'POST', ...fault }));

    test('health, page and one alert say so, with the start, until a change is taken', async () => {
      expect(await run()).toMatchObject({ unseen: 0, frontline: { changes: { taken: 0, refused: 2 } } });
      world.passMinutes();
      await run();
      expect(await healthy()).toMatchObject({
        status: 503,
        body: { status: 'frontline takes no changes', since: '2026-11-02T12:00:00.000Z' },
      });
      const { refusal } = (await showRoster(world)).body.whole ?? {};
      expect(refusal).toMatchObject({ since: '2026-11-02T12:00:00Z', changesOnly: true });
      expect(await world.texts()).toEqual([
        expect.stringMatching(
          /^Frontline shows its users, but takes no changes.*It has failed since 2 Nov 2026, 13:00/,
        ),
      ]);
      await world.mend();
      world.passMinutes();
      await run();
      expect(await isOn('ada')).toBe(true);
      expect(await healthy()).toMatchObject({ status: 200, body: { status: 'ok' } });
      expect((await showRoster(world)).body.whole?.refusal).toBeUndefined();
    });
  },
);

test.each([
  [500, 200],
  [403, 503],
])('one user alone whose change is answered %i: GET /health returns %i', async (status, expected) => {
  await world.put('ben@example.com', { is_available: true });
  await world.fault({ host: FRONTLINE, method: 'POST', status });
  expect(await run()).toMatchObject({ frontline: { changes: { taken: 0, refused: 1 } } });
  expect(await healthy()).toMatchObject({ status: expected });
});

test('a single user that cannot be fetched is unseen, and no outage', async () => {
  await world.fault({ host: FRONTLINE, path: '/v1/Users/ada%40example.com', status: 403 });
  expect(await run()).toMatchObject({ unseen: 1, frontline: { failed: 1, status: 403 } });
  expect(await isOn('ben')).toBe(true);
  expect(await world.texts()).toEqual([]);
  expect(await healthy()).toMatchObject({ status: 200 });
});

test('an outage across the end of a shift does not make the switches after it look like a truncated roster', async () => {
  for (const key of ['ada', 'ben', 'cy']) await world.put(`${key}@example.com`, { is_available: true });
  world.deploy(ROSTER.replace('who: [ada, ben]', 'who: [ada, ben, cy]'));
  world.clock.now = Date.parse('2026-11-02T14:58:00Z');
  await world.fault({ host: FRONTLINE, status: 503 });
  for (let n = 0; n < 5; n++) {
    await run();
    world.passMinutes();
  }
  await world.mend();
  expect(await run()).toMatchObject({ held: 0 });
  expect(await Promise.all(['ada', 'ben', 'cy'].map(isOn))).toEqual([false, false, false]);
  world.deploy(ROSTER);
});

describe('GET /health', () => {
  test('returns 200 right after the first tick, though it was asked just before', async () => {
    expect(await healthy()).toMatchObject({ status: 503, body: { status: 'no tick' } });
    await run();
    expect(await healthy()).toMatchObject({ status: 200, body: { status: 'ok', secondsSinceTick: 0 } });
  });

  test('reads Sync at most once a second when it is asked all the time, whatever the answer is', async () => {
    const reads = async () =>
      (await world.calls('sync', 'GET')).filter(({ path }) => path.includes('heartbeat')).length;
    for (const prepare of [async () => undefined, () => world.fault({ host: 'sync.twilio.com', status: 403 })]) {
      await prepare();
      for (let n = 0; n < 30; n++) await healthy(); // uses up what may be read at once
      const before = await reads();
      for (let n = 0; n < 100; n++) {
        world.clock.now += 50;
        expect((await healthy()).status).toBe(503);
      }
      expect((await reads()) - before).toBeLessThanOrEqual(5);
    }
  });

  test('notices within a second that ticks have begun, though it is asked all the time', async () => {
    for (let n = 0; n < 30; n++) await healthy();
    await run();
    world.clock.now += 1000;
    expect(await healthy()).toMatchObject({ status: 200 });
  });
});

test('a lock-out that is refused with everything else is still carried out by the first tick after the outage', async () => {
  await run();
  await world.fault({ host: FRONTLINE, status: 403 });
  await deliver(world, { type: 'staff.offboarded', id: 'l', data: { identity: 'ada@example.com' } });
  world.passMinutes();
  await run();
  await world.mend();
  for (let n = 0; n < 3; n++) {
    world.passMinutes();
    await run();
  }
  expect(await world.user('ada@example.com')).toMatchObject({ state: 'deactivated', is_available: false });
});
