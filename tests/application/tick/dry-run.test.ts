import { health } from '../../../assets/api/health.private';
import { receiveDelivery } from '../../../assets/api/webhook';
import { dryRun, tick } from '../../../assets/application/tick/tick';
import { standard } from '../../../assets/providers/standard/receive';
import { jsonOf } from '../../api/http/body';
import { text } from '../../sms/texts';
import { deliver, signedDelivery } from '../../support/deliveries';
import { operate, showRoster, showWhy } from '../../support/operators';
import { MONDAY_NOON, withWorld } from '../../support/with-world';

const ADA = 'ada@example.com';
const ROSTER = `
version: 1
zone: UTC
people:
  ada: { identity: ${ADA}, phone: "+34600000000" }
  ben: { identity: ben@example.com }
  cy:  { identity: cy@example.com }
shifts:
  - { id: early, days: [mon, tue, wed, thu, fri], from: "08:00", to: "16:00", who: [ada, ben] }
`;
const DAY_MS = 86_400_000;

const world = withWorld(ROSTER);
beforeEach(() => world.configure({ DRY_RUN: 'true' }));

const left = { type: 'staff.offboarded', id: 'left', timestamp: MONDAY_NOON, data: { identity: ADA } };
const updates = () => world.calls('frontline', 'POST');
const run = () => tick(world.execution());
const later = (ms: number) => {
  world.clock.now += ms;
};

describe('a tick during a dry run', () => {
  test('reports whom it would switch, and calls no UpdateUser', async () => {
    const report = await run();
    expect(report).toMatchObject({
      dryRun: true,
      onDuty: 2,
      results: [
        { person: 'ada', available: true, because: 'shift early' },
        { person: 'ben', available: true, because: 'shift early' },
      ],
    });
    expect(report?.results.every(({ outcome }) => outcome === undefined)).toBe(true);
    expect(await updates()).toEqual([]);
  });

  test('reports each change once, at its boundary, as a tick in earnest would', async () => {
    await run();
    later(60_000);
    expect((await run())?.results).toEqual([]);
    world.clock.now = Date.parse('2026-11-02T16:00:00Z');
    expect((await run())?.results).toMatchObject([
      { person: 'ada', available: false },
      { person: 'ben', available: false },
    ]);
    expect(await updates()).toEqual([]);
  });

  test('leaves the table of what was really applied alone', async () => {
    world.configure({});
    await run(); // ada and ben are on duty in earnest
    world.configure({ DRY_RUN: 'true' });
    world.clock.now = Date.parse('2026-11-02T16:00:00Z');
    await run();
    world.configure({});
    later(60_000);
    expect((await run())?.results).toMatchObject([
      { person: 'ada', available: false, outcome: 'applied' },
      { person: 'ben', available: false, outcome: 'applied' },
    ]);
    expect(await world.user(ADA)).toMatchObject({ is_available: false });
  });

  test('does not lock out again who has left and was found active', async () => {
    world.configure({});
    await deliver(world, left);
    await world.put(ADA, { state: 'active', is_available: true });
    world.configure({ DRY_RUN: 'true' });
    const before = (await updates()).length;
    for (let minute = 0; minute < 3; minute++, later(60_000)) await run();
    expect(await updates()).toHaveLength(before);
    expect(await world.user(ADA)).toMatchObject({ state: 'active' });
  });

  test('counts as a tick for GET /health, which says that it is a dry run', async () => {
    await run();
    later(60_000);
    const answer = await health(undefined, world.execution());
    expect(answer.status).toBe(200);
    expect(jsonOf(answer.body)).toMatchObject({ status: 'ok', dryRun: true });
  });
});

describe('a delivery during a dry run', () => {
  test('is recorded, changes nobody, and answers what it would do', async () => {
    const answer = await receiveDelivery(standard, signedDelivery(world, left), world.execution());
    expect(answer.status).toBe(200);
    expect(jsonOf(answer.body)).toEqual({
      dryRun: true,
      results: [
        {
          event: 'left',
          type: 'staff.offboarded',
          outcome: 'deferred',
          would: ['state=deactivated', 'available=false'],
        },
      ],
    });
    expect(await updates()).toEqual([]);
    expect(await world.user(ADA)).toMatchObject({ state: 'active' });
  });

  test('is carried out by the first tick after the dry run, a week later', async () => {
    await deliver(world, left);
    for (let day = 0; day < 7; day++) {
      later(DAY_MS);
      expect((await run())?.results[0]).toMatchObject({ type: 'late effect', person: 'ada', state: 'deactivated' });
    }
    world.configure({});
    later(60_000);
    await run();
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated', is_available: false });
  });

  test('of a leaving day that comes during the dry run is carried out after it', async () => {
    await deliver(world, { ...left, data: { identity: ADA, effectiveAt: '2026-11-03T12:00:00Z' } });
    later(2 * DAY_MS);
    expect((await run())?.results[0]).toMatchObject({ person: 'ada', state: 'deactivated' });
    expect(await world.user(ADA)).toMatchObject({ state: 'active' });
    world.configure({});
    later(60_000);
    await run();
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated' });
  });

  test('that HR takes back during the dry run locks out nobody afterwards', async () => {
    await deliver(world, left);
    later(DAY_MS);
    await deliver(world, { type: 'staff.reinstated', id: 'back', data: { identity: ADA } });
    world.configure({});
    later(60_000);
    await run();
    expect(await world.user(ADA)).toMatchObject({ state: 'active' });
    expect((await updates()).some(({ form }) => form.State === 'deactivated')).toBe(false);
  });

  test('sent again is not lost, and still changes nobody', async () => {
    await deliver(world, left);
    later(60_000);
    expect((await deliver(world, left)).results[0]).toMatchObject({ outcome: 'deferred' });
    expect(await updates()).toEqual([]);
  });

  test('is answered 503 where it cannot be recorded, so that the sender sends it again', async () => {
    await world.fault({ host: 'sync.twilio.com', status: 500 });
    expect(await deliver(world, left)).toMatchObject({ status: 503, code: 'upstream_unavailable' });
    expect(await updates()).toEqual([]);
    await world.mend();
  });

  test('that Frontline refuses after a week of dry run is tried again, and not given up at once', async () => {
    const profile = { type: 'staff.profile', id: 'name', data: { identity: ADA, friendlyName: 'Ada' } };
    await deliver(world, profile);
    later(7 * DAY_MS);
    world.configure({});
    await world.fault({ host: 'frontline-api.twilio.com', method: 'POST', status: 500 });
    await run();
    expect((await showWhy(world, { person: 'ada' })).body.person).toMatchObject({
      failed: [],
      pending: { attempts: 1 },
    });
    await world.mend();
  });
});

describe('operators and staff during a dry run', () => {
  test.each([
    ['override', { person: 'cy', available: true }],
    ['replay', {}],
    ['release', {}],
    ['reconcile', { apply: true }],
  ] as const)('POST %s changes nobody', async (door, payload) => {
    await deliver(world, left);
    later(60_000);
    expect((await operate(world, door, payload)).status).toBe(200);
    expect(await updates()).toEqual([]);
  });

  test('an override answers what it would change', async () => {
    const { body } = await operate(world, 'override', { person: 'cy', available: true });
    expect(body.results).toMatchObject([{ person: 'cy', outcome: 'deferred', would: ['available=true'] }]);
  });

  test('reconcile says that it is a dry run, whatever was asked', async () => {
    expect((await operate(world, 'reconcile', { apply: true })).body).toMatchObject({ dryRun: true });
  });

  test('a text message is answered in words that promise nothing', async () => {
    await world.put(ADA, { is_available: true });
    expect(await text(world, '+34600000000', 'OUT')).toMatch(
      /^Saved\. Rosterline is on a dry run and changes nobody in Frontline\. You would be off duty until Tue 08:00/,
    );
    expect(await world.user(ADA)).toMatchObject({ is_available: true });
  });

  test('the page is told that it is a dry run, and shows nothing as applied that was not', async () => {
    await run();
    const { body } = await showRoster(world);
    expect(body.whole).toMatchObject({ dryRun: true });
    expect(body.people.map(({ frontline }) => frontline)).toEqual(Array(3).fill({ seen: 'unknown' }));
  });

  test('a plan shows what a tick would change', async () => {
    expect(await dryRun(world.execution())).toMatchObject({
      dryRun: true,
      results: [{ person: 'ada' }, { person: 'ben' }],
    });
  });
});

test('an alert during a dry run says so, and does not silence the same alert in earnest', async () => {
  const limited = { OFFBOARDING_LIMIT: '1', ALERT_SMS_FROM: '+12025550100', ALERT_SMS_TO: '+12025550101' };
  const sent = async () =>
    (await world.twilio.call<{ body: string }[]>('/_local/messages')).body.map(({ body }) => body);
  world.configure({ ...limited, DRY_RUN: 'true' });
  await deliver(world, left);
  await deliver(world, { ...left, id: 'left-2', data: { identity: 'ben@example.com' } });
  expect(await sent()).toEqual([expect.stringMatching(/^Dry run, no user is changed\. Rosterline holds offboardings/)]);
  world.configure(limited);
  await deliver(world, { ...left, id: 'left-3', data: { identity: 'cy@example.com' } });
  expect(await sent()).toHaveLength(2);
});

test('UpdateUser cannot be called during a dry run, by whatever way', async () => {
  await expect(world.execution().target.update(ADA, { available: true })).rejects.toThrow('dry run');
});
