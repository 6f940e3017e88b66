import { shiftsTick } from '../../../assets/api/shifts-tick.private';
import { dryRun } from '../../../assets/application/tick/tick';
import { deliver } from '../../support/deliveries';
import { runTick } from '../../support/ticks';
import { MONDAY_NOON, withWorld } from '../../support/with-world';
import { SECRETS } from '../../support/world';

const ADA = 'ada@example.com';
const ODD = "o'brien+x#1 ü@example.com";
const ROSTER = `
version: 1
zone: Europe/Madrid
people:
  ada: { identity: ${ADA} }
  odd: { identity: "${ODD}" }
  cy:  { identity: cy@example.com }
shifts:
  - { id: early, days: [mon, tue, wed, thu, fri], from: "08:00", to: "16:00", who: [ada, odd] }
  - { id: night, days: [mon], from: "22:00", to: "06:00", who: [cy] }
`;

const world = withWorld(ROSTER);

const run = () => runTick(world);

const available = async () => {
  const people = [ADA, ODD, 'cy@example.com'];
  return Promise.all(people.map(async (identity) => (await world.user(identity)).is_available));
};
const updates = async () => (await world.calls('frontline', 'POST')).length;
const at = (instant: string) => {
  world.clock.now = Date.parse(instant);
};

describe('a tick', () => {
  test('brings on duty who is on shift, tells only those who change, and says why', async () => {
    const { results, people, onDuty } = await run();
    expect(results).toMatchObject([
      { person: 'ada', available: true, because: 'shift early', outcome: 'applied' },
      { person: 'odd', available: true, because: 'shift early', outcome: 'applied' },
    ]);
    expect({ people, onDuty }).toEqual({ people: 3, onDuty: 2 });
    expect(await available()).toEqual([true, true, false]);
    expect(await updates()).toBe(2);
  });

  test('with nothing to do makes no UpdateUser call', async () => {
    await run();
    const before = await updates();
    world.passMinutes();
    expect((await run()).results).toEqual([]);
    expect(await updates()).toBe(before);
  });

  test('changes exactly those whose shift begins or ends, overnight too, at the minute', async () => {
    await run();
    at('2026-11-02T14:59:59Z');
    expect((await run()).results).toEqual([]);
    at('2026-11-02T15:00:00Z');
    await run();
    expect(await available()).toEqual([false, false, false]);
    at('2026-11-02T21:00:00Z');
    await run();
    expect(await available()).toEqual([false, false, true]);
    at('2026-11-03T04:59:00Z');
    expect((await run()).results).toEqual([]);
    at('2026-11-03T05:00:00Z');
    await run();
    expect(await available()).toEqual([false, false, false]);
    expect(await updates()).toBe(6);
  });

  test('leaves off until the next boundary who switched off by hand', async () => {
    await run();
    await world.put(ADA, { is_available: false });
    world.passMinutes();
    await run();
    expect((await world.user(ADA)).is_available).toBe(false);
    at('2026-11-02T15:00:00Z');
    await run();
    at('2026-11-03T07:00:00Z');
    await run();
    expect((await world.user(ADA)).is_available).toBe(true);
  });

  test('follows an edited roster at once', async () => {
    await run();
    world.deploy(ROSTER.replace('who: [ada, odd]', 'who: [cy]'));
    await run();
    expect(await available()).toEqual([false, false, true]);
  });

  test('in a dry run says what it would change and changes nothing', async () => {
    const { dryRun: dry, results } = await dryRun(world.execution());
    expect(dry).toBe(true);
    expect(results).toMatchObject([
      { person: 'ada', available: true },
      { person: 'odd', available: true },
    ]);
    expect(await available()).toEqual([false, false, false]);
    expect(await updates()).toBe(0);
    expect(await world.calls('sync', 'POST')).toEqual([]);
  });

  test('never makes available who has left, and keeps the last day of who is leaving', async () => {
    await deliver(world, { type: 'staff.offboarded', id: 'l', data: { identity: ADA } });
    await deliver(world, {
      type: 'staff.offboarded',
      id: 'm',
      data: { identity: ODD, effectiveAt: '2026-11-02T13:30:00Z' },
    });
    await run();
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated', is_available: false });
    expect(await world.user(ODD)).toMatchObject({ state: 'active', is_available: true });
    at('2026-11-02T13:30:00Z');
    expect((await run()).results).toMatchObject([
      { event: 'm', person: 'odd', state: 'deactivated', outcome: 'applied' },
    ]);
    expect(await world.user(ODD)).toMatchObject({ state: 'deactivated', is_available: false });
    world.passMinutes();
    expect((await run()).results).toEqual([]);
  });

  test('begins and ends leave and overrides on time', async () => {
    await run();
    const leave = { from: '2026-11-02T13:00:00Z', to: '2026-11-02T14:00:00Z' };
    expect(
      (await deliver(world, { type: 'staff.leave', id: 'v', data: { identity: ADA, ...leave } })).results,
    ).toMatchObject([{ outcome: 'deferred' }]);
    await deliver(world, {
      type: 'staff.availability',
      id: 'o',
      data: { identity: 'cy@example.com', available: true, until: '2026-11-02T14:00:00Z' },
    });
    await run();
    expect(await available()).toEqual([true, true, true]);
    at('2026-11-02T13:00:00Z');
    expect((await run()).results).toMatchObject([{ person: 'ada', available: false, because: 'leave' }]);
    at('2026-11-02T14:00:00Z');
    await run();
    expect(await available()).toEqual([true, true, false]);
  });

  test('an override without an end lasts until the next shift boundary', async () => {
    await run();
    await deliver(world, { type: 'staff.availability', id: 'o', data: { identity: ADA, available: false } });
    at('2026-11-02T14:59:00Z');
    await run();
    expect((await world.user(ADA)).is_available).toBe(false);
    at('2026-11-03T07:00:00Z');
    await run();
    expect((await world.user(ADA)).is_available).toBe(true);
  });

  test('counts people for whom Frontline has no user, and finds them when they appear', async () => {
    await world.reset(MONDAY_NOON);
    await world.put('cy@example.com', {});
    expect((await run()).missing).toBe(2);
    expect(await updates()).toBe(0);
    await world.put(ADA, {});
    for (let minute = 0; minute < 3; minute++) {
      world.passMinutes();
      await run();
    }
    expect((await world.user(ADA)).is_available).toBe(true);
  });

  test('tries again at the next tick what Frontline did not take', async () => {
    await world.fault({
      host: 'frontline-api.twilio.com',
      method: 'POST',
      path: '/v1/Users/ada%40example.com',
      status: 500,
    });
    expect((await run()).results).toMatchObject([
      { person: 'ada', outcome: 'retrying' },
      { person: 'odd', outcome: 'applied' },
    ]);
    await world.mend();
    await run();
    expect(await available()).toEqual([true, true, false]);
  });

  test('changes nobody when Sync cannot be read', async () => {
    await world.fault({ host: 'sync.twilio.com', status: 500 });
    await expect(run()).rejects.toThrow();
    expect(await world.calls('frontline')).toEqual([]);
  });

  test('repairs what a killed execution left between record and Frontline', async () => {
    await world.fault({ host: 'frontline-api.twilio.com', reset: true });
    await deliver(world, { type: 'staff.offboarded', id: 'l', data: { identity: ADA } });
    await world.mend();
    world.clock.now += 15 * 60_000;
    await run();
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated' });
  });

  test('does not apply an old wish for availability when it comes late', async () => {
    await run();
    await world.fault({ host: 'frontline-api.twilio.com', method: 'POST', status: 500 });
    await deliver(world, {
      type: 'staff.availability',
      id: 'o',
      data: { identity: 'cy@example.com', available: true, until: '2026-11-02T12:30:00Z' },
    });
    await world.mend();
    at('2026-11-02T13:00:00Z');
    await run();
    expect((await world.user('cy@example.com')).is_available).toBe(false);
  });
});

describe('POST /shifts/tick', () => {
  const call = (authorization: string | undefined, payload: Record<string, unknown> = {}) => {
    const headers = { 'user-agent': 'cron', ...(authorization !== undefined && { authorization }) };
    return shiftsTick({ headers, payload }, world.execution());
  };
  const right = `Bearer ${SECRETS.TICK_SECRET}`;

  test('is refused without the secret, and nothing is asked of Twilio', async () => {
    for (const authorization of [undefined, 'Bearer wrong', SECRETS.TICK_SECRET, `Bearer ${SECRETS.OKTA_SECRET}`]) {
      expect(await call(authorization)).toMatchObject({ status: 401 });
    }
    expect(await shiftsTick(undefined, world.execution())).toMatchObject({ status: 401 });
    expect(await world.calls('sync')).toEqual([]);
  });

  test('takes dryRun as JSON, form or query bring it, and refuses what is neither yes nor no', async () => {
    for (const dryRun of [true, 'true', '1'])
      expect(await call(right, { dryRun })).toMatchObject({ body: { dryRun: true } });
    for (const dryRun of [false, 'false', '0'])
      expect(await call(right, { dryRun })).toMatchObject({ body: { dryRun: false } });
    expect(await call(right, { dryRun: 'perhaps' })).toMatchObject({ status: 400, body: { code: 'invalid_payload' } });
  });
});
