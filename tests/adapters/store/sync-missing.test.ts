import { health } from '../../../assets/api/health.private';
import { shiftsTick } from '../../../assets/api/shifts-tick.private';
import { Conflict, ServiceMissing, Unavailable } from '../../../assets/application/ports';
import { emptyRecord } from '../../../assets/domain/person/record';
import { text } from '../../sms/texts';
import { deliver } from '../../support/deliveries';
import { operate, showRoster, showWhy } from '../../support/operators';
import { postTick } from '../../support/ticks';
import { ALERTS, MONDAY_NOON, withWorld } from '../../support/with-world';
import { SECRETS, startWorld } from '../../support/world';

// What happens where SYNC_SERVICE names a Service that is not there: every call to Sync is answered 404.

const ROSTER = `
version: 1
zone: UTC
people:
  ada: { identity: ada@example.com, phone: "+34600000000" }
shifts:
  - { id: day, days: [mon], from: "08:00", to: "16:00", who: [ada] }
`;
const MISSING = { host: 'sync.twilio.com', status: 404 };

const world = withWorld(ROSTER, { env: ALERTS });

const tick = (payload: Record<string, unknown> = {}) => postTick(world, payload);
const REFUSED = {
  status: 503,
  body: { code: 'upstream_unavailable', detail: expect.stringContaining('SYNC_SERVICE') },
};

describe('without its Sync Service', () => {
  beforeEach(() => world.fault(MISSING));

  test('POST /shifts/tick returns 503 that names SYNC_SERVICE, and is not "busy"', async () => {
    expect(await tick()).toMatchObject(REFUSED);
    expect(await tick({ dryRun: true })).toMatchObject(REFUSED);
    expect(await tick({ shard: 0 })).toMatchObject(REFUSED);
    expect((await world.user('ada@example.com')).is_available).toBe(false);
  });

  test('operators get one alert an hour from one process, though no claim can be kept', async () => {
    for (let n = 0; n < 59; n++) {
      await tick();
      world.passMinutes();
    }
    expect(await world.texts()).toEqual([
      expect.stringContaining('Rosterline cannot use its records. This account has no Sync Service'),
    ]);
    world.clock.now += 120_000;
    await tick();
    expect(await world.texts()).toHaveLength(2);
  });

  test('a signed offboarding locks the leaver out at once; anything else is answered 503', async () => {
    const { status, results } = await deliver(world, {
      type: 'staff.offboarded',
      id: 'l',
      data: { identity: 'ada@example.com' },
    });
    expect({ status, results }).toMatchObject({ status: 200, results: [{ outcome: 'applied' }] });
    expect(await world.user('ada@example.com')).toMatchObject({ state: 'deactivated' });
    expect(await world.texts()).toEqual([expect.stringContaining('ada was locked out without a record')]);
    const other = { type: 'staff.availability', id: 'a', data: { identity: 'ada@example.com', available: true } };
    expect(await deliver(world, other)).toMatchObject({ status: 503, code: 'upstream_unavailable' });
  });

  test('GET /health returns 503 with the same hint', async () => {
    expect(await health(undefined, world.execution())).toMatchObject({
      status: 503,
      body: { status: 'sync unreachable', detail: expect.stringContaining('SYNC_SERVICE') },
    });
  });

  test.each([
    ['/ops/release', () => operate(world, 'release')],
    ['/ops/release of one person', () => operate(world, 'release', { person: 'ada' })],
    ['/ops/replay of one person', () => operate(world, 'replay', { person: 'ada' })],
    ['/ops/undo', () => operate(world, 'undo', { person: 'ada' })],
    ['/ops/replay', () => operate(world, 'replay')],
    ['/ops/handover', () => operate(world, 'handover', { person: 'ada', to: 'close' })],
    ['/ops/reconcile', () => operate(world, 'reconcile', { apply: true })],
    ['/ops/erase', () => operate(world, 'erase', { person: 'ada' })],
    ['/shifts/override', () => operate(world, 'override', { person: 'ada', available: true })],
    ['GET /roster', () => showRoster(world)],
    ['GET /people/why', () => showWhy(world, { person: 'ada' })],
  ])('%s does not take "no such record" for an answer', async (_, call) => {
    const answer = await call().catch((error: unknown) => error);
    const isRefused = answer instanceof ServiceMissing || (answer as { status?: number }).status === 503;
    expect(isRefused).toBe(true);
    expect((await world.user('ada@example.com')).is_available).toBe(false);
  });

  test('a text message is not answered as if there were no record', async () => {
    expect(await text(world, '+34600000000', 'STATUS')).toMatch(/^Could not look that up/);
    expect(await text(world, '+34600000000', 'OUT')).toMatch(/^Could not save that/);
  });

  test('the first tick after the Service is there works, and health recovers', async () => {
    await tick();
    await health(undefined, world.execution());
    await world.mend();
    world.passMinutes();
    expect(await tick()).toMatchObject({ status: 200, body: { results: [{ outcome: 'applied' }] } });
    expect(await health(undefined, world.execution())).toMatchObject({ status: 200 });
  });
});

test('a Service that disappears while Rosterline runs is noticed by the next tick', async () => {
  expect(await tick()).toMatchObject({ status: 200 });
  await world.fault(MISSING);
  world.passMinutes();
  expect(await tick()).toMatchObject(REFUSED);
});

test('a Service SID of another account is missing just the same', async () => {
  const elsewhere = await startWorld(ROSTER, { ...SECRETS, SYNC_SERVICE: `IS${'f'.repeat(32)}` });
  try {
    await elsewhere.reset(MONDAY_NOON);
    const request = { headers: { authorization: `Bearer ${SECRETS.TICK_SECRET}` }, payload: {} };
    expect(await shiftsTick(request, elsewhere.execution())).toMatchObject(REFUSED);
  } finally {
    await elsewhere.end();
  }
});

describe('with Sync refusing for another reason', () => {
  test.each([
    [401, 'ACCOUNT_SID or AUTH_TOKEN is wrong'],
    [500, 'an outage at Twilio (500)'],
  ])('a tick answered %i by Sync returns 503, alerts the reason, and health says so', async (status, reason) => {
    await world.fault({ host: 'sync.twilio.com', status });
    const answer = await tick();
    expect(answer).toMatchObject({ status: 503, body: { detail: expect.stringContaining(reason) } });
    expect(await world.texts()).toEqual([expect.stringContaining(reason)]);
    expect(await health(undefined, world.execution())).toMatchObject({
      status: 503,
      body: { status: 'sync unreachable' },
    });
  });

  test('a tick whose answer from Sync is lost as it takes the lease goes on, and is not "busy"', async () => {
    const path = '/v1/Services/default/Documents';
    await world.fault({ host: 'sync.twilio.com', method: 'POST', path, after: true, reset: true, times: 1 });
    const { status, body } = await tick();
    expect({ status, body }).toMatchObject({ status: 200, body: { results: [{ outcome: 'applied' }] } });
    expect(body).not.toHaveProperty('busy');
  });
});

describe('the Sync store', () => {
  const guard = (who = 'somebody') => world.execution().lockouts.admit([who], world.clock.now, 5);

  test('takes a 404 on creating for a missing Service, never for somebody who was first', async () => {
    await world.fault(MISSING);
    await expect(guard()).rejects.toBeInstanceOf(ServiceMissing);
    const { records, applied: duty } = world.execution();
    await expect(records.erase('ada@example.com')).resolves.toBeUndefined();
    await expect(records.all()).rejects.toBeInstanceOf(ServiceMissing);
    const shard = { at: 0, on: new Set<string>(), off: new Set<string>(), missing: new Set<string>() };
    await expect(duty.write(0, shard)).rejects.toBeInstanceOf(ServiceMissing);
    expect((await world.calls('sync')).length).toBeLessThan(20);
  });

  test('does not look for the Service once a call has been answered by it, whatever that call was for', async () => {
    const { audit, records } = world.execution();
    audit.note({ at: world.clock.now, who: 'a', because: 'b', fields: [], outcome: 'applied' });
    await audit.flush();
    expect(await records.all()).toMatchObject({ records: [], complete: true });
    const looks = (await world.calls('sync')).filter(({ path }) => path === '/v1/Services/default');
    expect(looks).toEqual([]);
  });

  test('takes a 404 on an Item of a Map that was just made for an outage', async () => {
    const path = '/v1/Services/default/Maps/rosterline-people-*';
    await world.fault({ host: 'sync.twilio.com', method: 'POST', path, status: 404, times: 2 });
    const { records } = world.execution();
    const record = emptyRecord('ada@example.com');
    const error = await records
      .write('ada@example.com', record, undefined, 'prepare')
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Unavailable);
    expect(error).not.toBeInstanceOf(ServiceMissing);
  });

  test('takes a 404 on an update for something that went meanwhile: it is read and written again', async () => {
    expect((await guard()).admitted).toEqual(new Set(['somebody']));
    await world.fault({
      host: 'sync.twilio.com',
      method: 'POST',
      path: '/v1/Services/default/Documents/rosterline-guard',
      status: 404,
      times: 1,
    });
    await expect(guard('another')).rejects.toBeInstanceOf(Conflict);
    expect((await guard('another')).admitted).toEqual(new Set(['another']));
  });
});
