import fc from 'fast-check';
import { tick } from '../../assets/application/tick/tick';
import { toV1 } from '../domain/person/v1';
import { deliver } from '../support/deliveries';
import { operate, showRoster, showWhy } from '../support/operators';
import { withWorld } from '../support/with-world';

const ADA = 'ada@example.com';
const EVE = 'eve@example.com'; // off the roster
const ROSTER = `
version: 1
zone: UTC
people:
  ada: { identity: ${ADA} }
  ben: { identity: ben@example.com }
shifts:
  - { id: day, days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00", who: [ada, ben] }
`;
const POST = { host: 'frontline-api.twilio.com', method: 'POST' };
const OUT = { state: 'deactivated', is_available: false };
const ON = { state: 'active', is_available: true };

const world = withWorld(ROSTER);
beforeEach(async () => {
  await world.put(EVE, { is_available: true });
  await run();
});

const run = () => tick(world.execution());
let deliveries = 0;
const say = async (type: string, data: object = {}, identity = ADA, id = `e${deliveries++}`) =>
  (await deliver(world, { type: `staff.${type}`, id, data: { identity, ...data } })).results[0]?.outcome;
const record = async (identity = ADA) => (await world.execution().records.read(identity)).record;
const frontline = async (identity = ADA) => (await record(identity))?.targets.frontline;
const posts = async () => (await world.calls('frontline', 'POST')).map(({ form }) => Object.keys(form ?? {}).sort());
const reject = (form: Record<string, string>) => world.fault({ ...POST, form, status: 400, code: 20001 });
const alerted = (cause: string) => world.logged.filter((line) => line.includes(`"alert":"${cause}"`));
const settle = async () => {
  for (let n = 0; n < 3; n++) {
    world.passMinutes(20);
    await run();
  }
};

describe('a lock-out', () => {
  test('is one call, and so is a change of the profile', async () => {
    const before = (await posts()).length;
    await say('profile', { friendlyName: 'Ada', avatar: 'https://example.com/a.png' });
    await say('offboarded');
    expect((await posts()).slice(before)).toEqual([
      ['Avatar', 'FriendlyName'],
      ['IsAvailable', 'State'],
    ]);
  });

  test('is made although Frontline rejects the picture that is still pending', async () => {
    await world.fault({ ...POST, form: { Avatar: 'bad' }, status: 503, times: 20 });
    expect(await say('profile', { avatar: 'bad' })).toBe('retrying');
    await world.mend();
    await reject({ Avatar: 'bad' });
    expect(await say('offboarded')).toBe('applied');
    expect(await world.user(ADA)).toMatchObject(OUT);
    expect((await frontline())?.pending).toBeUndefined();
  });

  test('is sent alone and first, and the profile stays pending alone if it fails', async () => {
    await world.fault({ ...POST, form: { FriendlyName: 'Ada' }, status: 503 });
    await say('profile', { friendlyName: 'Ada' });
    world.passMinutes(30);
    await run();
    expect(await say('offboarded')).toBe('applied');
    expect(await world.user(ADA)).toMatchObject(OUT);
    expect((await frontline())?.pending).toMatchObject({ change: { name: 'Ada' } });
    await world.mend();
    await settle();
    expect(await frontline()).not.toHaveProperty('pending');
    expect(await world.user(ADA)).toMatchObject({ ...OUT, friendly_name: 'Ada' });
  });

  test('is done once the state is set: an availability that is rejected is retried alone', async () => {
    await reject({ IsAvailable: 'false' });
    expect(await say('offboarded')).toBe('applied');
    expect((await frontline())?.pending).toMatchObject({ change: { available: false } });
    expect((await frontline())?.pending?.change).toEqual({ available: false });
    expect(alerted('lock-out-waits')).toEqual([]);
    await world.mend();
    await settle();
    expect(await world.user(ADA)).toMatchObject(OUT);
    expect(await frontline()).not.toHaveProperty('pending');
  });

  test('is never given up, however often its state is rejected, and is alerted', async () => {
    await reject({ State: 'deactivated' });
    expect(await say('offboarded')).toBe('retrying');
    expect(await world.user(ADA)).toMatchObject({ state: 'active', is_available: false });
    for (let hour = 0; hour < 30; hour++) {
      world.passMinutes(60);
      await run();
    }
    expect((await frontline())?.pending?.change).toEqual({ access: false });
    expect(alerted('lock-out-waits').length).toBeGreaterThan(20);
    await world.mend();
    world.passMinutes(20);
    await run();
    expect(await world.user(ADA)).toMatchObject(OUT);
  });

  test('that is answered 200 and not made is retrying, alerted and made by a later tick', async () => {
    await world.fault({ ...POST, lie: 'unchanged' });
    expect(await say('offboarded')).toBe('retrying');
    expect(alerted('lock-out-waits')).toHaveLength(1);
    await world.mend();
    await settle();
    expect(await world.user(ADA)).toMatchObject(OUT);
  });

  test('of someone let in by hand is made again although a change of the profile is pending', async () => {
    await say('offboarded');
    await world.fault({ ...POST, form: { FriendlyName: 'Ada' }, status: 503 });
    await say('profile', { friendlyName: 'Ada' });
    await world.put(ADA, ON);
    for (let minute = 0; minute < 10; minute++) {
      world.passMinutes(1);
      await run();
    }
    expect(await world.user(ADA)).toMatchObject(OUT);
    expect((await frontline())?.pending?.change).toEqual({ name: 'Ada' });
  });

  test('whose answer is lost, and which a reinstatement overtakes, does not keep the person out', async () => {
    await world.fault({ ...POST, form: { State: 'deactivated' }, after: true, delayMs: 2400, status: 503 });
    const offboarding = say('offboarded');
    await world.sleep(1500); // a leaving in a whole second counts at its end
    const back = say('reinstated');
    await Promise.all([offboarding, back]);
    await world.mend();
    await settle();
    expect(await world.user(ADA)).toMatchObject(ON);
    expect(await frontline()).not.toHaveProperty('pending');
  });
});

test('a shift change that is answered 200 and not made is retrying, and made by the next tick', async () => {
  world.deploy(ROSTER.replace('who: [ada, ben]', 'who: [ben]'));
  await world.fault({ ...POST, lie: 'unchanged' });
  world.passMinutes(1);
  expect((await run())?.results).toMatchObject([{ person: 'ada', available: false, outcome: 'retrying' }]);
  await world.mend();
  world.passMinutes(1);
  expect((await run())?.results).toMatchObject([{ person: 'ada', available: false, outcome: 'applied' }]);
  expect(await world.user(ADA)).toMatchObject({ is_available: false });
});

test.each(['v1', 'v2'])(
  'a lock-out that %s stored together with a rejected picture is made by a tick',
  async (version) => {
    await world.reset('2026-11-02T12:00:00Z');
    await world.seed();
    await world.fault({ ...POST, status: 503 });
    await say('profile', { friendlyName: 'Ada', avatar: 'bad' });
    await say('offboarded');
    await world.mend();
    const stored = await world.execution().records.read(ADA);
    if (version === 'v1' && stored.record) {
      const shard = (await world.calls('sync', 'POST')).map(({ path }) => path).find((path) => path.includes('people'));
      const item = `${shard?.replace(/\/Items.*/, '')}/Items/${world.execution().records.name(ADA)}`;
      const form = { Data: JSON.stringify(toV1(stored.record)) };
      expect(await world.twilio.call(item, { host: 'sync.twilio.com', form })).toMatchObject({ status: 200 });
    }
    await reject({ Avatar: 'bad' });
    world.passMinutes(20);
    await run();
    expect(await world.user(ADA)).toMatchObject({ ...OUT, friendly_name: 'Ada' });
    expect(await frontline()).toMatchObject({ failed: [{ change: { avatar: 'bad' } }] });
    expect(await frontline()).not.toHaveProperty('pending');
  },
);

describe('a profile field that Frontline rejects', () => {
  test('fails alone and at once, is shown with the reason and alerted, and the other field is set', async () => {
    await reject({ Avatar: 'bad' });
    expect(await say('profile', { friendlyName: 'Ada', avatar: 'bad' })).toBe('retrying');
    expect(await world.user(ADA)).toMatchObject({ friendly_name: 'Ada' });
    expect(await frontline()).toMatchObject({
      failed: [{ change: { avatar: 'bad' }, reason: 'HTTP 400, error 20001' }],
    });
    expect(await frontline()).not.toHaveProperty('pending');
    expect(alerted('profile-refused')).toEqual([expect.stringContaining('Frontline refuses the avatar of ada')]);
    const { body } = await showRoster(world);
    expect(body.people.find(({ person }) => person === 'ada')?.failed).toMatchObject([
      { change: ['avatar'], reason: 'HTTP 400, error 20001' },
    ]);
    expect(JSON.stringify((await showWhy(world, { person: 'ada' })).body)).toContain('reason: HTTP 400, error 20001');
  });

  test('is no longer shown as failed once a newer value is set', async () => {
    await reject({ Avatar: 'bad' });
    await say('profile', { avatar: 'bad' });
    world.passMinutes(1);
    expect(await say('profile', { avatar: 'https://example.com/good.png' })).toBe('applied');
    expect((await frontline())?.failed).toEqual([]);
  });

  test('is sent again by replay', async () => {
    await reject({ Avatar: 'bad' });
    await say('profile', { avatar: 'bad' });
    await world.mend();
    expect((await operate(world, 'replay', { person: 'ada' })).outcomes).toEqual(['applied']);
    expect(await world.user(ADA)).toMatchObject({ avatar: 'bad' });
  });
});

describe('undoing a lock-out', () => {
  const undo = async (person = 'ada') => (await operate(world, 'undo', { person })).outcomes;

  test('lets the person in after the answer to the first update was lost', async () => {
    await world.fault({ ...POST, reset: true, after: true });
    expect(await say('offboarded')).toBe('retrying');
    await world.mend();
    await settle();
    expect(await world.user(ADA)).toMatchObject(OUT);
    expect(await undo()).toEqual(['applied']);
    expect(await world.user(ADA)).toMatchObject(ON);
    expect(await undo()).toEqual(['unchanged']);
    await settle();
    expect(await world.user(ADA)).toMatchObject(ON);
  });

  test('lets the person in after the user could not be fetched', async () => {
    await world.fault({ host: 'frontline-api.twilio.com', method: 'GET', status: 503 });
    expect(await say('offboarded')).toBe('applied');
    await world.mend();
    world.passMinutes(1);
    expect(await undo()).toEqual(['applied']);
    expect(await world.user(ADA)).toMatchObject(ON);
  });

  test('lets the person in after a second sender reported the same leaving', async () => {
    await say('offboarded');
    world.passMinutes(1);
    await say('offboarded');
    world.passMinutes(1);
    expect(await undo()).toEqual(['applied']);
    expect(await world.user(ADA)).toMatchObject(ON);
  });

  test('lets in a person off the roster with the availability that they had, also after a lost answer', async () => {
    await world.fault({ ...POST, reset: true, after: true });
    await say('offboarded', {}, EVE);
    await world.mend();
    await settle();
    expect((await operate(world, 'undo', { identity: EVE })).outcomes).toEqual(['applied']);
    expect(await world.user(EVE)).toMatchObject(ON);
  });

  test('lets in a user who was found deactivated: the lock-out may have been done before without a record', async () => {
    await world.fault({ host: 'sync.twilio.com', status: 503 });
    await say('offboarded', {}, ADA, 'left');
    await world.mend();
    world.passMinutes(1);
    await say('offboarded', {}, ADA, 'left again');
    expect(await world.user(ADA)).toMatchObject({ state: 'deactivated' });
    world.passMinutes(1);
    expect(await undo()).toEqual(['applied']);
    expect(await world.user(ADA)).toMatchObject(ON);
  });

  test('changes nothing after a reinstatement', async () => {
    await say('offboarded');
    world.passMinutes(1);
    await say('reinstated');
    const before = await record();
    expect(await undo()).toEqual(['unchanged']);
    expect(await record()).toEqual(before);
  });

  test('while the lock-out is pending cancels it', async () => {
    await world.fault({ ...POST, status: 503 });
    expect(await say('offboarded')).toBe('retrying');
    await undo();
    await world.mend();
    await settle();
    expect(await world.user(ADA)).toMatchObject(ON);
    expect(await frontline()).not.toHaveProperty('pending');
  });

  test('holds when the delivery is repeated, and when HR reports the leaving anew it can be undone anew', async () => {
    await say('offboarded', {}, ADA, 'left');
    const timestamp = new Date(world.clock.now).toISOString();
    world.passMinutes(1);
    await undo();
    const event = { type: 'staff.offboarded', id: 'left', timestamp, data: { identity: ADA } };
    expect((await deliver(world, event)).results[0]?.outcome).toBe('duplicate');
    world.passMinutes(9 * 24 * 60); // the delivery is forgotten by now, and the event known from the history
    await say('profile', { friendlyName: 'Ada' });
    expect((await deliver(world, event)).results[0]?.outcome).toBe('duplicate');
    expect(await world.user(ADA)).toMatchObject({ state: 'active' });
    await say('offboarded');
    expect(await world.user(ADA)).toMatchObject(OUT);
    world.passMinutes(1);
    expect(await undo()).toEqual(['applied']);
    expect(await world.user(ADA)).toMatchObject(ON);
  });
});

test('whatever is said and however Frontline fails, healthy attempts end with nothing pending and the user as desired', async () => {
  const faults = [
    { ...POST, status: 503, times: 2 },
    { ...POST, status: 429, times: 20 },
    { ...POST, reset: true, after: true, times: 20 },
    { ...POST, reset: true, times: 1 },
    { ...POST, status: 400, times: 2 },
    { ...POST, lie: 'unchanged' as const, times: 1 },
    { host: 'frontline-api.twilio.com', method: 'GET', status: 500, times: 20 },
    { ...POST, form: { Avatar: 'a1' }, status: 400, code: 20001 },
    { host: 'sync.twilio.com', method: 'POST', reset: true, after: true, probability: 0.3 },
    undefined,
  ];
  const step = fc.record({
    said: fc.constantFrom('offboarded', 'reinstated', 'name', 'avatar', 'both', 'undo', 'replay', 'tick'),
    fault: fc.constantFrom(...faults),
    gap: fc.constantFrom(0, 1, 20),
  });
  let n = 0;
  const act = async (said: string) => {
    n++;
    if (said === 'tick') return run();
    if (said === 'undo' || said === 'replay') return operate(world, said, { person: 'ada' });
    if (said === 'name') return say('profile', { friendlyName: `n${n}` });
    if (said === 'avatar') return say('profile', { avatar: `a${n % 3}` });
    if (said === 'both') return say('profile', { friendlyName: `n${n}`, avatar: `a${n % 3}` });
    return say(said);
  };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      await world.reset('2026-11-02T12:00:00Z');
      await world.seed();
      for (const { said, fault, gap } of steps) {
        if (fault) await world.fault(fault);
        await act(said).catch(() => undefined); // the sender or the scheduler gets an error, and that is all
        await world.mend();
        world.passMinutes(gap);
        world.clock.now += 1000;
      }
      await settle();
      await operate(world, 'replay', { person: 'ada' });
      const { targets, profile, employmentEvents = [] } = (await record()) ?? {};
      expect(targets?.frontline?.pending).toBeUndefined();
      expect(targets?.frontline?.failed ?? []).toEqual([]);
      const last = [...employmentEvents].sort((a, b) => a.occurredAt - b.occurredAt).at(-1);
      const user = await world.user(ADA);
      expect(user).toMatchObject(last?.kind === 'offboarded' ? OUT : ON);
      if (profile?.name) expect(user.friendly_name).toBe(profile.name.value);
      if (profile?.avatar) expect(user.avatar).toBe(profile.avatar.value);
    }),
    { numRuns: 40, seed: 14 },
  );
});
