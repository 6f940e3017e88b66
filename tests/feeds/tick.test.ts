import { createServer } from 'node:http';
import { listen } from '../../emulator/listen';
import { deliver } from '../support/deliveries';
import { rosterOf } from '../support/roster';
import { postTick } from '../support/ticks';
import { withWorld } from '../support/with-world';

const CALENDAR = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//tests//EN
BEGIN:VEVENT
UID:1
DTSTAMP:20261101T000000Z
DTSTART:20261102T120000Z
DTEND:20261102T130000Z
SUMMARY:ada: dentist
END:VEVENT
END:VCALENDAR
`.replaceAll('\n', '\r\n');

let served: string | undefined = CALENDAR;
let asked = 0;
const calendars = createServer((_, response) => {
  asked++;
  if (served === undefined) response.writeHead(500).end();
  else response.writeHead(200, { 'Content-Type': 'text/calendar' }).end(served);
});

const rosterAt = (port: number) =>
  rosterOf(['ada', 'bob'], {
    onDuty: ['ada'],
    to: '20:00',
    more: `leave:
  - { ics: "http://localhost:${port}/leave.ics" }
coverage:
  - { id: desk, days: [mon], from: "10:00", to: "14:00", min: 1, of: [ada] }
`,
  });
const world = withWorld(rosterAt(80), { start: '2026-11-02T11:59:00Z' });
let port: number;
beforeAll(async () => {
  port = await listen(calendars, 0);
});
afterAll(() => {
  calendars.close();
  calendars.closeAllConnections();
});
beforeEach(() => {
  world.deploy(rosterAt(port));
  served = CALENDAR;
  asked = 0;
});

const run = (payload: Record<string, unknown> = {}) => postTick(world, payload);
const available = () => world.isAvailable('ada@example.com');
const at = (time: string) => {
  world.clock.now = Date.parse(`2026-11-02T${time}:00Z`);
};

test('leave of a feed begins and ends on time, with one fetch per 15 minutes at most', async () => {
  await run();
  expect(await available()).toBe(true);
  at('12:00');
  const { body } = await run();
  expect(await available()).toBe(false);
  expect(body).toMatchObject({
    results: [{ because: 'leave' }],
    feeds: [{ feed: 'leave feed 1', entries: 1, secondsSinceGood: 60 }],
  });
  at('12:10');
  await run();
  expect(asked).toBe(1);
  at('13:00');
  await run();
  expect(await available()).toBe(true);
  expect(asked).toBe(2);
});

test('a feed that fails keeps its last good answer, and the tick says so', async () => {
  await run();
  served = undefined;
  at('12:30');
  const { body } = await run();
  expect(await available()).toBe(false);
  expect(body).toMatchObject({ feeds: [{ entries: 1, secondsSinceGood: 31 * 60, failure: expect.any(String) }] });
});

const alerts = () => world.logged.filter((line) => line.includes('"alert":"feed-leave feed 1'));

test('a damaged feed keeps its last good answer, and raises an alert after an hour', async () => {
  await run();
  served = CALENDAR.replace('END:VEVENT\r\n', '');
  at('12:30');
  await run();
  expect(await available()).toBe(false);
  expect(alerts()).toEqual([]);
  at('13:01');
  await run();
  at('13:02');
  await run();
  const [first, ...others] = new Set(alerts());
  expect(first).toContain(
    'The calendar leave feed 1 cannot be read: it is damaged: 0 of 1 events can be read. Its last good answer, of 1 h ago, stays in use: 1 entries.',
  );
  expect(others).toEqual([]);
});

test('a feed that has never been readable raises an alert at once, and a dry run none', async () => {
  served = '<html>';
  await run();
  expect(alerts()).toHaveLength(1);
  expect(alerts()[0]).toContain('nothing of it counts');
  await run({ dryRun: true });
  expect(alerts()).toHaveLength(1);
});

test('a dry run fetches no feed', async () => {
  await run({ dryRun: true });
  expect(asked).toBe(0);
});

test('a coverage shortfall within the next day raises one alert', async () => {
  await run();
  at('12:05');
  await run();
  at('13:05');
  await run();
  const alerts = world.logged.filter((line) => line.includes('"alert":"coverage-desk'));
  expect(alerts.length).toBeGreaterThan(0);
  expect(alerts[0]).toContain('Coverage desk falls short from 2 Nov 2026, 12:00 to 2 Nov 2026, 13:00 (UTC): 0 of 1.');
  expect(new Set(alerts).size).toBeLessThanOrEqual(2);
});

test('a shortfall caused by an event (leave, announced leaving) raises an alert', async () => {
  served = CALENDAR.replace(/BEGIN:VEVENT[\s\S]*END:VEVENT\r?\n/, '');
  world.clock.now = Date.parse('2026-11-08T23:59:00Z');
  await run();
  const data = { person: 'ada', effectiveAt: '2026-11-09T11:00:00Z' };
  await deliver(world, { type: 'staff.offboarded', id: 'l', data });
  world.clock.now += 120_000;
  await run();
  const alerts = world.logged.filter((line) => line.includes('"alert":"coverage-desk'));
  expect(alerts).toHaveLength(1);
  expect(alerts[0]).toContain('Coverage desk falls short from 9 Nov 2026, 11:00 to 9 Nov 2026, 14:00 (UTC): 0 of 1.');
});

describe('a shift of a calendar', () => {
  const withShift = (more = '') => `version: 1
zone: UTC
people:
  ada: { identity: ada@example.com }
  bob: { identity: bob@example.com }
shifts:
  - { id: oncall, ics: "http://localhost:${port}/oncall.ics" }
${more}`;
  const onCall = CALENDAR.replace('ada: dentist', 'On call: ada');
  const isOn = (key: string) => world.isAvailable(`${key}@example.com`);

  test('puts on duty whom its events name, and off duty when they end', async () => {
    world.deploy(withShift());
    served = onCall;
    await run();
    expect(await isOn('ada')).toBe(false);
    at('12:00');
    const { body } = await run();
    expect(await isOn('ada')).toBe(true);
    expect(body).toMatchObject({
      results: [{ because: 'shift oncall' }],
      feeds: [{ feed: 'shift oncall', entries: 1, secondsSinceGood: 60 }],
    });
    at('13:00');
    await run();
    expect(await isOn('ada')).toBe(false);
  });

  test('stays as its last good answer says while the calendar is damaged, and raises an alert after an hour', async () => {
    world.deploy(withShift());
    served = onCall;
    await run();
    served = onCall.replace('END:VEVENT\r\n', '');
    at('12:30');
    await run();
    expect(await isOn('ada')).toBe(true);
    at('13:01');
    await run();
    const alerts = world.logged.filter((line) => line.includes('"alert":"feed-shift oncall'));
    expect(alerts[0]).toContain('The calendar shift oncall cannot be read: it is damaged');
    expect(await isOn('ada')).toBe(false);
  });

  test('is swapped by its date', async () => {
    world.deploy(withShift('swaps:\n  - { shift: oncall, date: 2026-11-02, give: ada, take: bob }'));
    served = onCall;
    at('12:00');
    await run();
    expect([await isOn('ada'), await isOn('bob')]).toEqual([false, true]);
  });

  test('gives a webhook its answer: whoever returns during an event is on duty', async () => {
    world.deploy(withShift());
    served = onCall;
    at('12:00');
    await run();
    await deliver(world, { type: 'staff.offboarded', id: 'gone', data: { person: 'ada' } });
    expect(await isOn('ada')).toBe(false);
    world.clock.now += 60_000;
    await deliver(world, { type: 'staff.reinstated', id: 'back', data: { person: 'ada' } });
    expect(await isOn('ada')).toBe(true);
  });
});
