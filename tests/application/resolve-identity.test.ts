import { tick } from '../../assets/application/tick/tick';
import { deliver, deliverOkta, type Event } from '../support/deliveries';
import { operate, showWhy } from '../support/operators';
import { fromNoon, withWorld } from '../support/with-world';

const BEN = 'ben@example.com';
const ZOE = 'zoë@example.com';
const CY = 'cy@example.com';
const EVE = 'eve@example.com';

const roster = ({ cy = 'US00000000000000000000000000000000', protect = 'Root@Example.com' } = {}) => `
version: 1
zone: UTC
people:
  ben: { identity: ${BEN} }
  zoe: { identity: "${ZOE}" }
  cy: { identity: ${cy} }
shifts:
  - { id: always, days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00", who: [ben, zoe, cy] }
protect: [${protect}]
`;

const world = withWorld(roster(), { users: [BEN, ZOE, CY, EVE] });

const offboarded = (identity: string, more: Partial<Event> = {}): Event => ({
  type: 'staff.offboarded',
  id: 'left',
  data: { identity },
  ...more,
});
const reinstated = (identity: string, minutes = 1): Event => ({
  type: 'staff.reinstated',
  id: 'back',
  timestamp: fromNoon(minutes),
  data: { identity },
});
const outcome = async (event: Event) => (await deliver(world, event)).results[0]?.outcome;
const state = async (identity: string) => (await world.user(identity)).state;
const alerts = () => world.logged.map((line) => JSON.parse(line)).filter(({ alert }) => alert !== undefined);
const storedIdentities = async () =>
  (await world.execution().records.all()).records.map(({ identity }) => identity).sort((a, b) => (a < b ? -1 : 1));

/** Cy on the roster by SID; the user's own name is an e-mail address. */
async function cyBySid(protect?: string): Promise<string> {
  const { sid } = await world.user(CY);
  world.deploy(roster({ cy: sid, ...(protect !== undefined && { protect }) }));
  return sid;
}

describe('a person of the roster', () => {
  test.each([
    ['in another case', 'Ben@Example.com', BEN],
    ['in decomposed Unicode form', ZOE.normalize('NFD'), ZOE],
  ])('is locked out under their identity %s', async (_, given, identity) => {
    expect(await outcome(offboarded(given))).toBe('applied');
    expect(await state(identity)).toBe('deactivated');
    expect(await storedIdentities()).toEqual([identity]);
  });

  test('who was offboarded by SID and reinstated by e-mail address is not locked out again by ticks', async () => {
    const { sid } = await world.user(BEN);
    expect(await outcome(offboarded(sid))).toBe('applied');
    expect(await outcome(reinstated(BEN))).toBe('applied');
    for (let minutes = 2; minutes < 63; minutes++) {
      world.clock.now = Date.parse(fromNoon(minutes));
      await tick(world.execution());
    }
    expect(await state(BEN)).toBe('active');
    expect(await storedIdentities()).toEqual([BEN]);
  });

  test('whom the roster has by SID has one record, that of the ticks, under either name', async () => {
    const sid = await cyBySid();
    await tick(world.execution());
    expect(await outcome(offboarded(CY))).toBe('applied');
    expect(await outcome(reinstated(sid))).toBe('applied');
    expect(await outcome(offboarded(sid, { id: 'again', timestamp: fromNoon(2) }))).toBe('applied');
    expect(await storedIdentities()).toEqual([sid]);
    expect(await state(CY)).toBe('deactivated');
    world.clock.now = Date.parse(fromNoon(3));
    const report = await tick(world.execution());
    expect(report?.results).toEqual([]);
    expect(await world.user(CY)).toMatchObject({ state: 'deactivated', is_available: false });
  });

  test('is meant by their equal name also while Frontline cannot be asked', async () => {
    await world.fault({ host: 'frontline-api.twilio.com', status: 503 });
    expect(await outcome(offboarded('BEN@example.com'))).toBe('retrying');
    await world.mend();
    world.clock.now = Date.parse(fromNoon(20));
    await tick(world.execution());
    expect(await state(BEN)).toBe('deactivated');
  });
});

describe('a person whom the roster does not have', () => {
  test('has one record under SID, e-mail address and its upper-case form', async () => {
    const { sid } = await world.user(EVE);
    expect(await outcome(offboarded(sid))).toBe('applied');
    expect(await outcome(reinstated('Eve@Example.com'))).toBe('applied');
    expect(await outcome(offboarded(EVE, { timestamp: fromNoon(-1), id: 'older' }))).toBe('stale');
    expect(await state(EVE)).toBe('active');
    expect(await storedIdentities()).toEqual([EVE]);
  });

  test('keeps the name as given while Frontline cannot be asked, and the event is not lost', async () => {
    await world.fault({ host: 'frontline-api.twilio.com', status: 503 });
    expect(await outcome(offboarded('Eve@Example.com'))).toBe('retrying');
    expect(await storedIdentities()).toEqual(['Eve@Example.com']);
  });

  test('is locked out within the request also where every fetch hangs', async () => {
    await world.fault({ host: 'frontline-api.twilio.com', method: 'GET', delayMs: 20_000 });
    const { now } = world.clock;
    expect(await outcome(offboarded(EVE))).toBe('applied');
    expect(world.clock.now - now).toBeLessThan(8500);
    expect(await state(EVE)).toBe('deactivated');
  });

  test('is another person where Frontline tells the two names apart', async () => {
    await world.put('BEN@example.com', {});
    expect(await outcome(offboarded('BEN@example.com'))).toBe('applied');
    expect([await state('BEN@example.com'), await state(BEN)]).toEqual(['deactivated', 'active']);
  });
});

describe('an event by SID while Frontline cannot be fetched', () => {
  let sid: string;
  beforeEach(async () => {
    sid = (await world.user(EVE)).sid;
  });
  const unfetchable = () => world.fault({ host: 'frontline-api.twilio.com', method: 'GET', status: 503 });
  const tickAfter = async (minutes: number) => {
    await world.mend();
    for (const later of [0, 1, 2]) {
      world.clock.now = Date.parse(fromNoon(minutes + later));
      await tick(world.execution());
    }
  };

  test('lets nobody in again whom the record of the account has as departed, neither now nor later', async () => {
    await deliver(world, offboarded(EVE));
    await unfetchable();
    expect(await outcome(reinstated(sid, -60))).toBe('retrying');
    expect(await state(EVE)).toBe('deactivated');
    await tickAfter(20);
    expect(await state(EVE)).toBe('deactivated');
    expect(await storedIdentities()).toEqual([EVE]);
  });

  test('lets somebody in as soon as the account is known, where it is the newest', async () => {
    await deliver(world, offboarded(EVE, { timestamp: fromNoon(-60) }));
    await unfetchable();
    await outcome(reinstated(sid, -30));
    expect(await state(EVE)).toBe('deactivated');
    await tickAfter(20);
    expect(await state(EVE)).toBe('active');
  });

  test.each([
    ['BEN', () => BEN],
    ['EVE', () => EVE],
  ])('keeps %s in who was reported as left before it, while nothing of Frontline answered', async (_, who) => {
    const { sid: own } = await world.user(who());
    await tick(world.execution());
    await world.fault({ host: 'frontline-api.twilio.com', status: 503 });
    expect(await outcome(offboarded(who(), { timestamp: fromNoon(-2) }))).toBe('retrying');
    expect(await outcome(reinstated(own, -1))).toBe('retrying');
    world.clock.now = Date.parse(fromNoon(10));
    await tick(world.execution());
    await tickAfter(20);
    expect(await state(who())).toBe('active');
    const made = (await world.calls('frontline', 'POST')).filter(({ status }) => status === 200);
    expect(made.filter(({ form }) => form.State === 'deactivated')).toEqual([]);
    expect(await storedIdentities()).toEqual([who()]);
  });

  test('replaces no newer name by an old one', async () => {
    const named = (friendlyName: string, identity: string, minutes: number): Event => ({
      type: 'staff.profile',
      id: friendlyName,
      timestamp: fromNoon(minutes),
      data: { identity, friendlyName },
    });
    await deliver(world, named('New', EVE, -1));
    await unfetchable();
    await deliver(world, named('Old', sid, -60));
    await tickAfter(20);
    expect((await world.user(EVE)).friendly_name).toBe('New');
  });

  test('that overrides without an end ends at the shift boundary, as it would under the name of the roster', async () => {
    world.deploy(roster().replace('"24:00"', '"14:00"'));
    const { sid } = await world.user(BEN);
    await unfetchable();
    const data = { identity: sid, available: true };
    await deliver(world, { type: 'staff.availability', id: 'on', timestamp: fromNoon(-1), data });
    await tickAfter(20);
    const { record } = await world.execution().records.read(BEN);
    expect(record?.override).toMatchObject({ available: true, until: Date.parse(fromNoon(120)) });
  });

  test('locks out at once only for a fresh offboarding; an old one may have been revoked', async () => {
    world.deploy(roster({ protect: 'US11111111111111111111111111111111' }));
    await deliver(world, reinstated(EVE, -30));
    await unfetchable();
    expect(await outcome(offboarded(sid, { timestamp: fromNoon(-60) }))).toBe('retrying');
    expect(await state(EVE)).toBe('active');
    expect(await outcome(offboarded(sid, { id: 'now' }))).toBe('applied');
    expect(await state(EVE)).toBe('deactivated');
  });

  test('is held only until the account is known not to be protected, by the hourly limit after that', async () => {
    await unfetchable();
    expect(await outcome(offboarded(sid))).toBe('held');
    await tickAfter(20);
    expect(await state(EVE)).toBe('deactivated');
    expect(await storedIdentities()).toEqual([EVE]);
  });
});

describe('protection', () => {
  beforeEach(() => world.put('root@example.com', {}));

  test('holds an offboarding by SID', async () => {
    const { sid } = await world.user('root@example.com');
    expect(await outcome(offboarded(sid))).toBe('held');
    expect(await state('root@example.com')).toBe('active');
  });

  test('holds an offboarding in another spelling than that of protect', async () => {
    expect(await outcome(offboarded('root@example.com'))).toBe('held');
    expect(await state('root@example.com')).toBe('active');
  });

  test('names the e-mail address, the roster the SID: the offboarding is held under either', async () => {
    const sid = await cyBySid(CY);
    expect(await outcome(offboarded(sid))).toBe('held');
    expect(await outcome(offboarded(CY, { id: 'by address' }))).toBe('held');
    expect(await state(CY)).toBe('active');
  });

  test('holds an offboarding by SID also while Frontline cannot be asked, and ticks lock nobody out afterwards', async () => {
    const { sid } = await world.user('root@example.com');
    await world.fault({ host: 'frontline-api.twilio.com', status: 503 });
    expect(await outcome(offboarded(sid))).toBe('held');
    expect(alerts()).toMatchObject([{ alert: 'held-protected' }]);
    await world.mend();
    world.clock.now = Date.parse(fromNoon(20));
    await tick(world.execution());
    expect(await state('root@example.com')).toBe('active');
  });

  test('names the SID, the event the e-mail address: the offboarding is held', async () => {
    const { sid } = await world.user(BEN);
    world.deploy(roster({ protect: sid }));
    expect(await outcome(offboarded(BEN))).toBe('held');
    expect(await state(BEN)).toBe('active');
  });
});

describe('the cost', () => {
  const fetches = async () => (await world.calls('frontline', 'GET')).length;

  test('of a name that the roster has to the letter is one fetch, and none where nothing is pushed', async () => {
    await outcome(offboarded(BEN, { data: { identity: BEN, effectiveAt: fromNoon(60) } }));
    expect(await fetches()).toBe(0);
    await outcome(offboarded(ZOE, { id: 'zoe' }));
    expect(await fetches()).toBe(1);
  });

  test('of any other name that Frontline has is one fetch as well', async () => {
    const { sid } = await world.user(EVE);
    await outcome(offboarded(sid));
    expect(await fetches()).toBe(1);
  });

  test('of several events in one delivery is one fetch for each distinct name', async () => {
    await deliverOkta(world, [eveEvent('1', 'deactivate'), eveEvent('2', 'reactivate', 1)]);
    // One for the name, and one more for the second event, since the first one changed the user.
    expect(await fetches()).toBe(2);
  });
});

const eveEvent = (uuid: string, action: string, minutes = 0, alternateId = EVE) => ({
  uuid,
  published: fromNoon(minutes),
  eventType: `user.lifecycle.${action}`,
  outcome: { result: 'SUCCESS' },
  target: [{ id: '00uEVE', type: 'User', alternateId, displayName: 'Eve' }],
});

test('events of one delivery under two names of a user are processed one after another, and the last one holds', async () => {
  const { sid } = await world.user(EVE);
  const { results } = await deliverOkta(world, [
    eveEvent('1', 'deactivate', 0, sid),
    eveEvent('2', 'reactivate', 1, EVE),
    eveEvent('3', 'deactivate', 2, 'EVE@example.com'),
    eveEvent('4', 'reactivate', 3, sid),
  ]);
  expect(results.map((result) => result.outcome)).toEqual(['applied', 'applied', 'applied', 'applied']);
  expect(await state(EVE)).toBe('active');
  // Nobody else wrote the record in between: no write was refused with 412.
  expect((await world.calls('sync')).filter(({ status }) => status === 412)).toEqual([]);
});

test('a user fetched before the record was written is fetched again before an update is skipped', async () => {
  await world.put(EVE, { state: 'deactivated' });
  const ports = world.execution();
  const { read } = ports.records;
  const records = {
    ...ports.records,
    // Another execution lets Eve in after her user was fetched.
    read: async (identity: string) => {
      await world.put(EVE, { state: 'active' });
      return read(identity);
    },
  };
  expect((await deliver(world, offboarded(EVE), { ...ports, records })).results).toMatchObject([
    { outcome: 'applied' },
  ]);
  expect(await state(EVE)).toBe('deactivated');
});

describe('a leaver for whom nobody is found', () => {
  test('is answered unknown_user and alerted without a name, and is locked out on appearing', async () => {
    expect(await outcome(offboarded('Late@Example.com'))).toBe('unknown_user');
    const [alert, ...more] = alerts();
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ alert: 'unknown-leaver', message: expect.stringContaining('event left') });
    expect(alert.message).toContain(world.execution().records.name('Late@Example.com').slice(0, 12));
    expect(JSON.stringify(world.logged)).not.toMatch(/late@/i);
    await world.put('Late@Example.com', {});
    for (let minutes = 1; minutes < 63; minutes++) {
      world.clock.now = Date.parse(fromNoon(minutes));
      await tick(world.execution());
    }
    expect(await state('Late@Example.com')).toBe('deactivated');
  });

  test('is alerted by the tick on the day, where the leaving was announced', async () => {
    const data = { identity: 'nobody@example.com', effectiveAt: fromNoon(5) };
    expect(await outcome(offboarded('', { data }))).toBe('deferred');
    expect(alerts()).toEqual([]);
    world.clock.now = Date.parse(fromNoon(5));
    await tick(world.execution());
    expect(alerts()).toMatchObject([{ alert: 'unknown-leaver' }]);
  });

  test('is alerted also where the roster has no such key', async () => {
    expect(await outcome(offboarded('', { data: { person: 'nobody' } }))).toBe('unknown_user');
    expect(alerts()).toMatchObject([{ alert: 'unknown-leaver' }]);
  });

  test('is not alerted for anything but a leaving', async () => {
    const data = { identity: 'nobody@example.com', friendlyName: 'N' };
    expect(await outcome({ type: 'staff.profile', id: 'p', data })).toBe('unknown_user');
    expect(alerts()).toEqual([]);
  });
});

describe('an operator', () => {
  test('undoes by e-mail address what was offboarded by SID', async () => {
    const { sid } = await world.user(EVE);
    await outcome(offboarded(sid));
    expect((await operate(world, 'undo', { identity: EVE })).outcomes).toEqual(['applied']);
    expect(await state(EVE)).toBe('active');
  });

  test.each(['Ben@Example.com', 'by SID'])('finds a person of the roster as %s', async (given) => {
    const identity = given === 'by SID' ? (await world.user(BEN)).sid : given;
    await outcome(offboarded(BEN));
    expect((await showWhy(world, { identity })).body.person).toMatchObject({
      person: 'ben',
      should: { because: 'left' },
    });
    expect((await showWhy(world, { person: identity })).body.person).toMatchObject({ person: 'ben' });
    expect((await operate(world, 'undo', { identity })).outcomes).toEqual(['applied']);
    expect((await operate(world, 'override', { identity, available: false })).outcomes).toEqual(['applied']);
    expect((await operate(world, 'erase', { identity })).outcomes).toEqual(['applied']);
    expect(await storedIdentities()).toEqual([]);
  });

  test.each(['identity', 'person', 'SID'])(
    'drops by %s what was held under the SID of a person of the roster',
    async (by) => {
      const { sid } = await world.user(BEN);
      await world.fault({ host: 'frontline-api.twilio.com', status: 503 });
      expect(await outcome(offboarded(sid))).toBe('held');
      await world.mend();
      const who = { identity: { identity: BEN }, person: { person: 'ben' }, SID: { identity: sid } }[by];
      expect((await operate(world, 'undo', { ...who, what: 'held' })).outcomes).toEqual(['applied']);
      for (let minute = 1; minute <= 3; minute++) {
        world.clock.now += 60_000;
        await tick(world.execution());
      }
      expect(await state(BEN)).toBe('active');
    },
  );

  test('is shown why also while Frontline cannot be asked', async () => {
    await outcome(offboarded(EVE));
    await world.fault({ host: 'frontline-api.twilio.com', status: 503 });
    expect(await showWhy(world, { identity: EVE })).toMatchObject({ status: 200 });
    expect(await showWhy(world, { identity: BEN })).toMatchObject({ status: 200, body: { person: { person: 'ben' } } });
  });

  test('erases nothing while Frontline cannot be asked whom the name means, and is told so', async () => {
    await outcome(offboarded(EVE));
    const { sid } = await world.user(EVE);
    await world.fault({ host: 'frontline-api.twilio.com', status: 503 });
    expect(await operate(world, 'erase', { identity: sid })).toMatchObject({ status: 503 });
    await world.mend();
    expect((await operate(world, 'erase', { identity: sid })).outcomes).toEqual(['applied']);
    expect(await storedIdentities()).toEqual([]);
  });

  test('erases also what was recorded under another name while Frontline could not be asked', async () => {
    const { sid } = await world.user(EVE);
    await world.fault({ host: 'frontline-api.twilio.com', status: 503 });
    await outcome(offboarded(sid));
    await world.mend();
    expect(await storedIdentities()).toEqual([sid]);
    expect((await operate(world, 'erase', { identity: EVE })).outcomes).toEqual(['applied']);
    expect(await storedIdentities()).toEqual([]);
  });

  test.each(['identity', 'person'] as const)(
    'erases that as well where the roster has the person, named by %s',
    async (by) => {
      const { sid } = await world.user(BEN);
      await world.fault({ host: 'frontline-api.twilio.com', status: 503 });
      await outcome(offboarded(sid));
      await world.mend();
      expect(await storedIdentities()).toEqual([sid]);
      const who = by === 'identity' ? { identity: BEN } : { person: 'ben' };
      expect((await operate(world, 'erase', who)).outcomes).toEqual(['applied']);
      expect(await storedIdentities()).toEqual([]);
      await tick(world.execution());
      expect(await state(BEN)).toBe('active');
    },
  );

  test('erases nothing of a person of the roster while Frontline cannot be asked for their other name', async () => {
    await outcome(offboarded(BEN));
    await world.fault({ host: 'frontline-api.twilio.com', status: 503 });
    expect(await operate(world, 'erase', { person: 'ben' })).toMatchObject({ status: 503 });
    expect(await storedIdentities()).toEqual([BEN]);
  });
});

describe('an offboarding that came in another spelling while Frontline could not be asked', () => {
  test.each(['EVE@EXAMPLE.COM', 'Eve@example.com'])('%s locks the account out once it can', async (name) => {
    await world.fault({ host: 'frontline-api.twilio.com', status: 503 });
    await outcome(offboarded(name));
    await world.mend();
    for (let minute = 1; minute <= 5; minute++) {
      world.clock.now += 60_000;
      await tick(world.execution());
    }
    expect(await state(EVE)).toBe('deactivated');
    expect(await storedIdentities()).toEqual([EVE]);
  });
});
