import { join } from 'node:path';
import { tick } from '../../assets/application/tick/tick';
import { createResolver } from '../../assets/domain/schedule/resolver';
import type { Segment } from '../../assets/domain/schedule/schedule';
import { readRoster } from '../../assets/roster-file/read';
import { senderOf } from '../../cli/send/senders';
import { readEnvironment } from '../../emulator/environment';
import { answer, sample, secretFor, signed } from '../providers/sending';
import { deliver } from '../support/deliveries';
import { operate, showRoster } from '../support/operators';
import { withWorld } from '../support/with-world';
import { SECRETS } from '../support/world';

const ROSTER = `
version: 1
zone: Europe/Madrid
people:
  ada: { identity: ada@example.com, manager: ben }
  ben: { identity: ben@example.com, zone: America/New_York, holidays: [us] }
  cy: { identity: cy@example.com, names: ["Cy Coleman", "Coleman, Cy"] }
  dee: { identity: dee@example.com }
shifts:
  - { id: day, days: [mon, tue, wed, thu, fri], from: "08:00", to: "16:00", who: [ada, cy, dee] }
  - { id: ny, days: [mon, tue, wed, thu, fri], from: "09:00", to: "17:00", who: [ben] }
holidays: { us: [2026-11-26] }
coverage: [ { id: desk, days: [mon, tue, wed, thu, fri], from: "08:00", to: "10:00", min: 3, of: [ada, cy, dee] } ]
protect: [dee@example.com]
teams: { sales: [ada, cy], support: [cy, ben] }
`;
const MONDAY_TEN = '2026-11-02T09:00:00Z'; // 10:00 in Madrid
const ISO = (instant: number) => new Date(instant).toISOString().replace('.000Z', 'Z');

const world = withWorld(ROSTER, { start: MONDAY_TEN });

const say = (type: string, id: string, data: Record<string, unknown>) =>
  deliver(world, { type: `staff.${type}`, id, data });
const personOf = async (key: string) => {
  const { body } = await showRoster(world);
  return [...body.people, ...(body.whole?.others ?? [])].find(({ person }) => person === key);
};

test('without a look nothing is asked of Frontline: users are shown as they were last applied', async () => {
  expect((await personOf('ada'))?.frontline).toEqual({ seen: 'unknown' });
  await tick(world.execution());
  const before = (await world.calls('frontline')).length;
  await world.put('ada@example.com', { is_available: false }); // by hand
  expect((await personOf('ada'))?.frontline).toEqual({ seen: 'noted', available: true });
  expect(await world.calls('frontline')).toHaveLength(before);
});

test('what of the environment is set is told by name, and no secret with it', async () => {
  const { body } = await showRoster(world);
  expect(body.whole?.setup).toEqual({
    senders: ['Standard Webhooks', 'Okta'],
    exampleSenders: [],
    alerts: false,
  });
  expect(JSON.stringify(body)).not.toContain(SECRETS.OKTA_SECRET);
  world.configure({ OKTA_SECRET: undefined, ALERT_URL: 'https://alerts.example.com/hook' });
  const { body: changed } = await showRoster(world);
  expect(changed.whole?.setup).toEqual({ senders: ['Standard Webhooks'], exampleSenders: [], alerts: true });
  // What npm start has without any doing is told apart.
  const { STANDARD_SECRET } = readEnvironment(join(__dirname, '../../.env.example'));
  world.configure({ STANDARD_SECRET, OKTA_SECRET: SECRETS.OKTA_SECRET });
  expect((await showRoster(world)).body.whole?.setup).toMatchObject({
    senders: ['Standard Webhooks', 'Okta'],
    exampleSenders: ['Standard Webhooks'],
  });
  expect((await showRoster(world, { page: '2' })).body.whole).toBeUndefined();
});

test('with a look every user of the page is shown as Frontline has it, and what is missing or does not answer says so', async () => {
  await tick(world.execution());
  await world.put('ada@example.com', { is_available: false, friendly_name: 'Ada L.' });
  await world.fault({ host: 'frontline-api.twilio.com', path: '/v1/Users/cy%40example.com', status: 400 });
  const { body } = await showRoster(world, { look: 'true', size: '3' });
  expect(body.people.map(({ frontline }) => frontline)).toEqual([
    expect.objectContaining({ seen: 'now', state: 'active', available: false, friendlyName: 'Ada L.' }),
    expect.objectContaining({ seen: 'now', available: false }),
    { seen: 'unreachable' },
  ]);
  const fetched = (await world.calls('frontline', 'GET')).map(({ path }) => path);
  expect(fetched.filter((path) => path.includes('dee'))).toHaveLength(1); // by the tick only
});

describe('a leaver whom a sender reported by its own id, and for whom nobody was found', () => {
  const deliverAs = (name: string, event: string, about: { id: string; employee?: string; identity?: string }) => {
    const sender = senderOf(name);
    const now = new Date(world.clock.now);
    const { payload } = sample(sender, event, { now, ...about });
    return answer(sender.provider, signed(sender, event, payload, { now, id: about.id }), { ports: world.execution() });
  };
  const gusto = (employee: string, id: string, event = 'employee.terminated_effective') =>
    deliverAs('gusto', event, { employee, id });
  const unknown = async () => (await showRoster(world)).body.whole?.unknownLeavers;

  beforeEach(() => {
    const senders = ['gusto', 'okta'].map(senderOf);
    world.configure(Object.fromEntries(senders.map((sender) => [sender.provider.secret, secretFor(sender)])));
  });

  test('is shown with the id, until the roster maps it', async () => {
    expect(await unknown()).toBeUndefined();
    await gusto('bcfc-9744', 'evt_7');
    await gusto('bcfc-9745', 'evt_8', 'employee.rehire_effective');
    expect(await unknown()).toEqual([
      { sender: 'gusto', title: 'Gusto', id: 'bcfc-9744', event: 'evt_7', at: MONDAY_TEN },
    ]);
    world.deploy(ROSTER.replace('cy@example.com', 'cy@example.com, ids: { gusto: bcfc-9744 }'));
    expect(await unknown()).toBeUndefined();
  });

  test('is shown once, with the last event and with the name that the sender gave, for seven days', async () => {
    for (const id of ['u-1', 'u-2'])
      await deliverAs('okta', 'user.lifecycle.deactivate', { identity: 'no@example.com', id });
    expect(await unknown()).toEqual([
      {
        sender: 'okta',
        title: 'Okta',
        id: expect.stringMatching(/^00u/),
        name: 'no@example.com',
        event: 'u-2',
        at: MONDAY_TEN,
      },
    ]);
    world.clock.now += 7 * 86_400_000;
    expect(await unknown()).toBeUndefined();
  });

  test('is forgotten when the person is erased', async () => {
    await gusto('bcfc-9744', 'evt_7');
    await deliverAs('okta', 'user.lifecycle.deactivate', { identity: 'No@example.com', id: 'u-1' });
    expect(await unknown()).toHaveLength(2);
    expect((await operate(world, 'erase', { identity: 'no@example.com' })).outcomes).toEqual(['applied']);
    expect(await unknown()).toMatchObject([{ id: 'bcfc-9744' }]);
    expect((await operate(world, 'erase', { identity: 'no@example.com' })).outcomes).toEqual(['unchanged']);
  });

  test('is one of at most fifty, the newest', async () => {
    for (let number = 0; number < 52; number++) await gusto(`id-${number}`, `evt_${number}`);
    const shown = (await unknown()) ?? [];
    expect(shown).toHaveLength(50);
    expect(shown.map(({ id }) => id)).toEqual(expect.arrayContaining(['id-2', 'id-51']));
  });

  test('is alerted also where Sync does not keep them', async () => {
    await world.fault({
      host: 'sync.twilio.com',
      path: '/v1/Services/default/Documents/rosterline-unknown-leavers',
      status: 403,
    });
    expect(await gusto('bcfc-9744', 'evt_7')).toMatchObject({ status: 200, outcomes: ['unknown_user'] });
    expect(world.logged.filter((line) => line.includes('"alert":"unknown-leaver"'))).toHaveLength(1);
    expect(world.logged.join()).toContain('An unknown leaver could not be kept for the page');
  });
});

test('the timeline is what the resolver says, cut to the window that was asked for', async () => {
  const from = Date.parse('2026-10-24T00:00:00Z'); // the clocks change in Madrid on the 25th, in New York on 1 November
  const { body } = await showRoster(world, { from: ISO(from), days: '14' });
  const read = readRoster(ROSTER, 'roster.yaml');
  if ('errors' in read) throw new Error('the roster has faults');
  const to = from + 14 * 86_400_000;
  const expected = createResolver(read.roster).window(from, to);
  expect(body).toMatchObject({ from: ISO(from), to: ISO(to), zone: 'Europe/Madrid', total: 4, page: 1, pages: 1 });
  body.people.forEach(({ window = -1 }, index) => {
    const own = expected[index];
    const view = (list: readonly Segment[] = []) =>
      list.map(({ from, to, reason: because, kind }) => ({ from: ISO(from), to: ISO(to), because, kind }));
    expect(body.windows[window]).toEqual({ on: view(own?.on), off: view(own?.off) });
  });
  expect(body.people[0]?.window).toBe(body.people[2]?.window); // one timeline for who works the same
});

test('who is about to leave has a timeline that ends there, and leaves a gap in the coverage', async () => {
  await say('offboarded', 'l', { identity: 'ada@example.com', effectiveAt: '2026-11-04T00:00:00Z' });
  const { body } = await showRoster(world, { days: '7' });
  const [ada] = body.people;
  const source = 'Standard Webhooks';
  expect(ada?.planned).toEqual([
    { kind: 'offboarded', due: '2026-11-04T00:00:00Z', said: MONDAY_TEN, event: 'l', source },
  ]);
  const { on = [], off = [] } = body.windows[ada?.window ?? -1] ?? {};
  expect(on.map(({ from }) => from)).toEqual(['2026-11-02T07:00:00Z', '2026-11-03T07:00:00Z']);
  expect(off).toEqual([{ from: '2026-11-04T00:00:00Z', to: body.to, because: 'left', kind: 'left' }]);
  expect(body.whole?.coverage[0]).toEqual({
    id: 'desk',
    from: '2026-11-04T07:00:00Z',
    to: '2026-11-04T09:00:00Z',
    have: 2,
    need: 3,
  });
});

test('who comes back on a day that is announced has shifts from then on', async () => {
  await say('offboarded', 'l', { identity: 'ada@example.com' });
  world.passMinutes();
  await say('reinstated', 'b', { identity: 'ada@example.com', effectiveAt: '2026-11-05T00:00:00Z' });
  const { body } = await showRoster(world, { days: '5' });
  const { on = [] } = body.windows[body.people[0]?.window ?? -1] ?? {};
  expect(on.map(({ from }) => from)).toEqual(['2026-11-05T07:00:00Z', '2026-11-06T07:00:00Z']);
  expect(body.people[0]).toMatchObject({ planned: [{ kind: 'reinstated', event: 'b' }], undoable: true });
});

test('what is over is not shown: leave that has ended, a lock-out that was undone', async () => {
  await say('leave', 'v', { identity: 'ada@example.com', from: MONDAY_TEN, to: '2026-11-02T09:30:00Z' });
  expect((await personOf('ada'))?.leave).toHaveLength(1);
  world.clock.now += 30 * 60_000;
  expect((await personOf('ada'))?.leave).toEqual([]);
  await say('offboarded', 'l', { identity: 'ada@example.com' });
  expect((await personOf('ada'))?.undoable).toBe(true);
  await operate(world, 'undo', { person: 'ada' });
  expect((await personOf('ada'))?.undoable).toBe(false);
  await say('offboarded', 'm', { identity: 'cy@example.com' });
  world.passMinutes();
  await say('reinstated', 'b', { identity: 'cy@example.com' });
  expect((await personOf('cy'))?.undoable).toBe(false);
});

test('what is held, waits, was given up or set by hand is shown with the person', async () => {
  await say('offboarded', 'h', { identity: 'dee@example.com' });
  expect(await personOf('dee')).toMatchObject({
    held: [{ event: 'h', why: 'protected', due: MONDAY_TEN }],
    should: { available: true, state: 'active' },
  });
  await say('availability', 'o', { identity: 'ada@example.com', available: false, until: '2026-11-02T12:00:00Z' });
  await say('leave', 'v', {
    identity: 'ada@example.com',
    id: 'v',
    from: '2026-11-09T00:00:00Z',
    to: '2026-11-10T00:00:00Z',
  });
  expect(await personOf('ada')).toMatchObject({
    override: { available: false, until: '2026-11-02T12:00:00Z', event: 'o' },
    should: { available: false, because: 'override', until: '2026-11-02T12:00:00Z' },
    leave: [{ from: '2026-11-09T00:00:00Z', to: '2026-11-10T00:00:00Z' }],
  });
  await world.fault({ host: 'frontline-api.twilio.com', method: 'POST', status: 500 });
  await say('profile', 'p', { identity: 'cy@example.com', friendlyName: 'Cyrus' });
  expect((await personOf('cy'))?.pending).toMatchObject({ event: 'p', change: ['friendlyName'], missing: false });
  for (let hours = 0; hours < 26; hours++) {
    world.clock.now += 3_600_000;
    await tick(world.execution());
  }
  expect(await personOf('cy')).toMatchObject({ failed: [{ event: 'p', change: ['friendlyName'] }] });
});

test('people whom the roster does not know are shown while something is the matter with them', async () => {
  await world.put('out@example.com', {});
  await say('offboarded', 'l', { identity: 'out@example.com' });
  expect(await personOf('out@example.com')).toMatchObject({
    onRoster: false,
    should: { available: false, state: 'deactivated', because: 'left' },
    undoable: true,
  });
  world.clock.now += 31 * 86_400_000;
  expect(await personOf('out@example.com')).toBeUndefined();
});

test('the first page tells of the whole: the last tick, gaps in the coverage, a roster that is held', async () => {
  expect((await showRoster(world)).body.whole?.tick).toEqual({ stopped: true });
  await tick(world.execution());
  const none = ROSTER.replace(/shifts:[\s\S]*?holidays: \{/, 'shifts: []\nholidays: {');
  world.deploy(none);
  world.passMinutes();
  await tick(world.execution());
  const { whole } = (await showRoster(world)).body;
  expect(whole?.tick).toMatchObject({ stopped: false, last: { at: '2026-11-02T09:01:00Z', people: 4, onDuty: 0 } });
  expect(whole?.heldRoster).toEqual({ since: '2026-11-02T09:01:00Z', people: 3 });
  expect(whole?.coverage.length).toBeGreaterThan(0);
  expect((await showRoster(world, { page: '2', size: '2' })).body.whole).toBeUndefined();
  world.clock.now += 6 * 60_000;
  expect((await showRoster(world)).body.whole?.tick.stopped).toBe(true);
});

test('comes in pages, each person once', async () => {
  const pages = await Promise.all(['1', '2', '3'].map((page) => showRoster(world, { page, size: '3' })));
  expect(pages.map(({ body }) => body.people.map(({ person }) => person))).toEqual([['ada', 'ben', 'cy'], ['dee'], []]);
  expect(pages[0]?.body).toMatchObject({ pages: 2, total: 4 });
});

test('a person has the first of their names, and their teams in the order of the roster', async () => {
  const { body } = await showRoster(world);
  expect(body.people.map(({ person, name, teams }) => ({ person, name, teams }))).toEqual([
    { person: 'ada', teams: ['sales'] },
    { person: 'ben', teams: ['support'] },
    { person: 'cy', name: 'Cy Coleman', teams: ['sales', 'support'] },
    { person: 'dee' },
  ]);
});

test('people chosen by their places are the only ones who are shown and looked at', async () => {
  await tick(world.execution());
  const before = (await world.calls('frontline', 'GET')).length;
  const { body } = await showRoster(world, { places: '3,0,99', look: 'true', page: '7' });
  expect(body.people.map(({ person, frontline }) => [person, frontline.seen])).toEqual([
    ['ada', 'now'],
    ['dee', 'now'],
  ]);
  expect(body.people.every(({ window = -1 }) => body.windows[window])).toBe(true);
  expect(body.whole).toBeUndefined();
  const fetched = (await world.calls('frontline', 'GET')).slice(before).map(({ path }) => path);
  expect(fetched).toEqual([expect.stringContaining('ada'), expect.stringContaining('dee')]);
});

test.each(['', 'x', '1,', '1;2', '-1', Array(101).fill(1).join()])('the places %j are refused', async (places) => {
  const { status, body } = await showRoster(world, { places });
  expect({ status, paths: body.errors?.map(({ path }) => path) }).toEqual({ status: 400, paths: ['places'] });
});

test('nothing is sent anew as long as nothing but the time has changed', async () => {
  await tick(world.execution());
  const first = await showRoster(world);
  const etag = first.headers.ETag ?? '';
  world.clock.now += 20_000;
  const second = await showRoster(world, {}, { 'if-none-match': `"other", W/${etag}` });
  expect(second).toMatchObject({ status: 304, body: '', headers: { ETag: etag } });
  await say('availability', 'o', { identity: 'ada@example.com', available: false });
  const third = await showRoster(world, {}, { 'if-none-match': etag });
  expect(third.status).toBe(200);
  expect(third.headers.ETag).not.toBe(etag);
});

test('names every fault of a query at once', async () => {
  const { status, body } = await showRoster(world, {
    page: '0',
    size: '501',
    from: 'today',
    days: 'x',
    look: 'yes',
    a: 'b',
  });
  expect(status).toBe(400);
  expect(body.errors?.map(({ path }) => path).sort()).toEqual(['', 'days', 'from', 'look', 'page', 'size']);
});

test('shows nothing to whoever has not the operators’ secret', async () => {
  for (const authorization of ['', 'Bearer wrong', 'Bearer tick-secret-of-the-tests']) {
    const { status, body } = await showRoster(world, {}, { authorization });
    expect(status).toBe(401);
    expect(JSON.stringify(body)).not.toContain('ada');
  }
});
