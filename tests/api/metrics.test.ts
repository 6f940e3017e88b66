import { createServer } from 'node:http';
import { listen } from '../../emulator/listen';
import { deliver } from '../support/deliveries';
import { askHealth, METRICS_TOKEN, scrape } from '../support/monitors';
import { operate } from '../support/operators';
import { identityOf, rosterOf } from '../support/roster';
import { postTick } from '../support/ticks';
import { withWorld } from '../support/with-world';
import { RELEASE, SECRETS } from '../support/world';

const PEOPLE = ['ada', 'ben', 'cleo', 'root'];
const rosterAt = (port: number) =>
  rosterOf(PEOPLE, {
    onDuty: ['ada', 'ben'],
    to: '20:00',
    more: `protect: [root@example.com]
leave:
  - { ics: "http://localhost:${port}/leave.ics" }
`,
  });

let answering = true;
const calendars = createServer((_, response) => {
  if (answering) response.writeHead(200, { 'Content-Type': 'text/calendar' }).end(CALENDAR);
  else response.writeHead(500).end();
});
const CALENDAR = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tests//EN\r\nEND:VCALENDAR\r\n';

const world = withWorld(rosterAt(80), { env: { METRICS_TOKEN } });
let port: number;
beforeAll(async () => {
  port = await listen(calendars, 0);
});
afterAll(() => {
  calendars.close();
  calendars.closeAllConnections();
});
beforeEach(() => {
  answering = true;
  world.deploy(rosterAt(port));
});

const leave = (key: string, more: object = {}) =>
  deliver(world, { type: 'staff.offboarded', id: `left-${key}`, data: { identity: identityOf(key), ...more } });

test('GET /metrics shows the last tick, the roster, the software and the feeds', async () => {
  await postTick(world);
  world.clock.now += 90_000;
  const { status, type, text, samples } = await scrape(world);
  expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  expect(samples).toMatchObject({
    [`rosterline_build_info{version="${RELEASE.version}",commit="${RELEASE.commit}"}`]: 1,
    rosterline_dry_run: 0,
    rosterline_roster_version: 1,
    rosterline_roster_in_doubt: 0,
    rosterline_well: 1,
    rosterline_tick_age_seconds: 90,
    rosterline_people: 4,
    rosterline_people_on_duty: 2,
    'rosterline_tick_people{result="changed"}': 2,
    'rosterline_tick_people{result="failed"}': 0,
    'rosterline_tick_people{result="missing"}': 0,
    'rosterline_frontline_failing_seconds{failure="unreachable"}': 0,
    rosterline_frontline_nobody_found: 0,
    rosterline_records_complete: 1,
    'rosterline_feed_age_seconds{feed="leave feed 1"}': 90,
    'rosterline_feed_failing{feed="leave feed 1"}': 0,
  });
  expect(text).toMatch(/^(?:# HELP (\w+) .+\n# TYPE \1 gauge\n(?:\1(?:\{.+\})? [\d.]+\n)+)+$/);
});

test('GET /metrics counts what is held, given up, retried and waits for a successor, and names nobody', async () => {
  await postTick(world);
  expect((await leave('root')).results[0]?.outcome).toBe('held');
  await world.fault({ host: 'frontline-api.twilio.com', method: 'POST', status: 500 });
  expect((await leave('ben')).results[0]?.outcome).toBe('retrying');
  const { text, samples } = await scrape(world);
  expect(samples).toMatchObject({
    'rosterline_held_events{reason="protected"}': 1,
    'rosterline_held_events{reason="limit"}': 0,
    rosterline_failed_changes: 0,
    rosterline_retrying_people: 1,
    rosterline_handovers_waiting: 0,
  });
  expect(text).not.toMatch(/ben|root|example/);
  await world.mend();
  await operate(world, 'release', { person: 'root' });
  expect((await scrape(world)).samples).toMatchObject({ 'rosterline_held_events{reason="protected"}': 0 });
});

test('GET /metrics shows since when Frontline is unreachable, and which feed fails', async () => {
  await postTick(world);
  answering = false;
  await world.fault({ host: 'frontline-api.twilio.com', status: 503 });
  world.passMinutes(20);
  await postTick(world);
  const began = world.clock.now;
  world.passMinutes(2);
  const { samples } = await scrape(world);
  const failing = samples['rosterline_frontline_failing_seconds{failure="unreachable"}'] ?? 0;
  expect(failing).toBeGreaterThanOrEqual(120);
  expect(failing).toBeLessThan((world.clock.now - began) / 1000 + 20);
  expect(samples).toMatchObject({
    rosterline_well: 0,
    'rosterline_frontline_failing_seconds{failure="changes_refused"}': 0,
    'rosterline_feed_failing{feed="leave feed 1"}': 1,
  });
});

test('GET /metrics says nothing of a tick, nor of Frontline, before there was one', async () => {
  const { samples } = await scrape(world);
  expect(samples).toMatchObject({ rosterline_well: 0, rosterline_roster_version: 1 });
  expect(Object.keys(samples).filter((name) => /tick|people_on|feed_age|frontline/.test(name))).toEqual([]);
});

test('GET /metrics takes five reads of Sync, one a feed and one a minute for the roster, without a call to Frontline', async () => {
  await postTick(world);
  const count = async () => [(await world.calls('sync')).length, (await world.calls('frontline')).length];
  const [sync = 0, frontline = 0] = await count();
  world.restart();
  await scrape(world);
  expect(await count()).toEqual([sync + 7, frontline]);
  await scrape(world); // the roster's version is known for a minute
  expect(await count()).toEqual([sync + 7 + 6, frontline]);
  expect((await world.calls('sync')).slice(sync).every(({ method }) => method === 'GET')).toBe(true);
});

test.each(['Documents/rosterline-heartbeat', 'Maps/rosterline-people-2'])(
  'GET /metrics answers 503 and no figures where %s cannot be read',
  async (name) => {
    await postTick(world);
    await world.fault({ host: 'sync.twilio.com', path: `/v1/Services/default/${name}`, status: 500 });
    const { status, text, samples } = await scrape(world);
    expect([status, samples]).toEqual([503, {}]);
    expect(JSON.parse(text)).toMatchObject({ code: 'upstream_unavailable' });
    expect(world.logged.at(-1)).toContain('The metrics cannot be told');
  },
);

test('GET /metrics names no version of the roster where that is in doubt', async () => {
  await postTick(world);
  world.restart();
  await world.fault({ host: 'sync.twilio.com', path: '/v1/Services/default/Documents/rosterline-roster', status: 500 });
  const { status, samples } = await scrape(world);
  expect([status, samples.rosterline_roster_in_doubt]).toEqual([200, 1]);
  expect(Object.keys(samples).filter((name) => /roster_version|feed_/.test(name))).toEqual([]);
});

test('GET /metrics lets in the metrics token and operators, and nobody else', async () => {
  expect((await scrape(world, SECRETS.OPS_SECRET)).status).toBe(200);
  for (const secret of ['wrong', SECRETS.TICK_SECRET, '']) {
    const { status, text } = await scrape(world, secret);
    expect(status).toBe(401);
    expect(text).not.toContain('rosterline_');
  }
  world.configure({ METRICS_TOKEN: undefined, OPS_SECRET: undefined });
  expect((await scrape(world)).status).toBe(403);
});

test('GET /health tells whoever has a secret what runs, what is held and how old the feeds are', async () => {
  await postTick(world);
  await leave('root');
  world.clock.now += 60_000;
  const bare = await askHealth(world);
  expect(bare).toEqual({ status: 200, body: { status: 'ok', secondsSinceTick: 60 } });
  const feeds = [{ feed: 'leave feed 1', secondsSinceGood: 60, failing: false }];
  const details = { ...RELEASE, rosterVersion: 1, held: 1, failed: 0, feeds };
  for (const secret of [METRICS_TOKEN, SECRETS.OPS_SECRET]) {
    expect(await askHealth(world, secret)).toEqual({ status: 200, body: { ...bare.body, ...details } });
  }
  for (const wrong of ['wrong', SECRETS.TICK_SECRET]) expect(await askHealth(world, wrong)).toEqual(bare);
});

test('GET /health answers 503 to whoever has a secret where the records cannot be read, and to others as before', async () => {
  await postTick(world);
  await world.fault({ host: 'sync.twilio.com', path: '/v1/Services/default/Maps/rosterline-people-2', status: 500 });
  expect(await askHealth(world, METRICS_TOKEN)).toEqual({ status: 503, body: { status: 'sync unreachable' } });
  expect((await askHealth(world)).status).toBe(200);
});
