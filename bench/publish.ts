/**
 * What publishing a large roster takes: 1,000 people, 300 shifts, 20 calendars, each call waiting 20 ms more than the local Twilio
 * takes, with the local Twilio and the calendars in the same process. The alternative is a deployment, of which only the build
 * is counted: uploading takes longer than that. `npx tsx bench/publish.ts`
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Table } from 'console-table-printer';
import { publish } from '../assets/api/roster-publish.private';
import { shiftsTick } from '../assets/api/shifts-tick.private';
import { createFeedFetcher } from '../assets/feeds/fetch';
import { readRoster } from '../assets/roster-file/read';
import { build } from '../cli/build/build';
import { median } from './resolver/spawn';
import { type BenchWorld, SECRETS, startBenchWorld } from './world';

const PEOPLE = 1000;
const SHIFTS = 300;
const FEEDS = 20;
const EVENTS_A_FEED = 50;
const LATENCY_MS = 20;
const RUNS = 7;
const WANTED_MS = 3000;
const DAY_MS = 86_400_000;
/** A Wednesday. */
const START = Date.UTC(2026, 10, 18, 13, 15);
const PROJECT = join(__dirname, '..');

/** Half of the shifts rotate. @param edition changes the people of one shift. */
function rosterText(feeds: string, edition: number): string {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
  const people = numbers(PEOPLE).map((n) => `  p${n}: { identity: p${n}@example.com, names: [Person ${n}] }`);
  const shifts = numbers(SHIFTS - FEEDS).map((n) => {
    const members = numbers(6).map((place) => `p${(n * 3 + place * 7 + (n === 0 ? edition : 0)) % PEOPLE}`);
    const hour = String((n * 2) % 22).padStart(2, '0');
    const times = `days: [mon, tue, wed, thu, fri], from: "${hour}:00", to: "${String(Number(hour) + 2).padStart(2, '0')}:00"`;
    const who =
      n % 2 === 0
        ? `who: [${members.join(', ')}]`
        : `rotate: { members: [${members.join(', ')}], every: 1 week, start: 2026-01-05 }`;
    return `  - { id: s${n}, ${times}, ${who} }`;
  });
  const calendars = numbers(FEEDS).map((n) => `  - { id: c${n}, ics: "${feeds}/${n}.ics", who: [p${n}] }`);
  const coverage = numbers(20).map(
    (n) => `  - { id: v${n}, days: [mon, tue, wed, thu, fri], from: "08:00", to: "18:00", min: 3 }`,
  );
  const swaps = numbers(100).map(
    (n) => `  - { shift: s${2 * n}, date: 2026-11-20, give: p${(n * 6) % PEOPLE}, take: p${(n * 6 + 500) % PEOPLE} }`,
  );
  return [
    ...['version: 1', 'zone: Europe/Madrid', 'people:', ...people, 'shifts:', ...shifts, ...calendars],
    ...['coverage:', ...coverage, 'swaps:', ...swaps.slice(1), ''],
  ].join('\n');
}

function calendarText(feed: number): string {
  const stamp = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');
  const events = Array.from({ length: EVENTS_A_FEED }, (_, event) => {
    const from = START + event * DAY_MS;
    return [
      'BEGIN:VEVENT',
      `UID:${feed}-${event}`,
      `DTSTAMP:${stamp(START)}`,
      `DTSTART:${stamp(from)}`,
      `DTEND:${stamp(from + DAY_MS / 3)}`,
      'SUMMARY:On duty',
      'END:VEVENT',
    ].join('\r\n');
  });
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:bench', ...events, 'END:VCALENDAR', ''].join('\r\n');
}

interface Spent {
  readonly ms: number;
  /** Of all threads, the local Twilio and the calendars included. */
  readonly cpu: number;
}

export async function run(): Promise<void> {
  const server = createServer((request, answer) => {
    answer.writeHead(200, { 'Content-Type': 'text/calendar' });
    answer.end(calendarText(Number.parseInt((request.url ?? '').slice(1), 10)));
  });
  await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume));
  const feeds = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const ours = await publications(feeds);
    report(ours, await builds(rosterText(feeds, 0)));
  } finally {
    server.close();
  }
}

async function publications(feeds: string): Promise<{ first: Spent; later: Spent[] }> {
  const deployed = readRoster('version: 1\nzone: UTC\npeople: { p0: { identity: p0@example.com } }\nshifts: []\n', '');
  if ('errors' in deployed) throw new Error(JSON.stringify(deployed.errors));
  const fetchFeed = createFeedFetcher({ allowHttp: true, allowPrivate: true });
  const world = await startBenchWorld(deployed.roster, START, LATENCY_MS, fetchFeed);
  try {
    for (let n = 0; n < PEOPLE; n++) {
      await world.twilio.call(`/_local/users/p${n}@example.com`, { method: 'PUT', json: { is_available: false } });
    }
    const first = await publishOnce(world, rosterText(feeds, 0), 1);
    for (let ticks = 0; ticks < 10; ticks++) await tickOnce(world);
    const later: Spent[] = [];
    for (let edition = 1; edition <= RUNS; edition++) {
      later.push(await publishOnce(world, rosterText(feeds, edition), edition + 1));
      await tickOnce(world);
    }
    return { first, later };
  } finally {
    await world.end();
  }
}

async function publishOnce(world: BenchWorld, yaml: string, basedOn: number): Promise<Spent> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${SECRETS.OPS_SECRET}` };
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  const ports = world.execution();
  const { status, body } = await publish({ headers, payload: { yaml, basedOn } }, ports);
  await ports.audit.flush();
  const ms = performance.now() - before;
  const { user, system } = process.cpuUsage(cpuBefore);
  if (status !== 200) throw new Error(JSON.stringify(body).slice(0, 500));
  return { ms, cpu: (user + system) / 1000 };
}

async function tickOnce(world: BenchWorld): Promise<void> {
  world.clock.now += 60_000;
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${SECRETS.TICK_SECRET}` };
  const ports = world.execution();
  const { status, body } = await shiftsTick({ headers, payload: {} }, ports);
  await ports.audit.flush();
  if (status !== 200) throw new Error(JSON.stringify(body).slice(0, 500));
}

async function builds(yaml: string): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rosterline-bench-'));
  try {
    await writeFile(join(folder, 'roster.yaml'), yaml);
    const times: number[] = [];
    for (let index = 0; index < RUNS; index++) {
      const before = performance.now();
      await build(PROJECT, join(folder, 'built'), join(folder, 'roster.yaml'));
      times.push(performance.now() - before);
    }
    return times;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function report({ first, later }: { first: Spent; later: Spent[] }, built: number[]): void {
  const table = new Table({
    shouldDisableColors: true,
    title: `${PEOPLE} people, ${SHIFTS} shifts, ${FEEDS} calendars; ${RUNS} runs, medians`,
  });
  const row = (what: string, { ms, cpu }: Spent) => {
    const wanted = `< ${WANTED_MS} ms: ${ms < WANTED_MS ? 'met' : 'MISSED'}`;
    table.addRow({
      what,
      'time (ms)': ms.toFixed(0),
      'CPU (ms)': cpu.toFixed(0),
      'a build takes': `${(median(built) / ms).toFixed(1)} ×`,
      wanted,
    });
  };
  const typical = { ms: median(later.map(({ ms }) => ms)), cpu: median(later.map(({ cpu }) => cpu)) };
  row('publishing an edited roster', typical);
  row('publishing it the first time: every calendar is new, every user unknown', first);
  table.addRow({ what: 'the build of a deployment, without uploading', 'time (ms)': median(built).toFixed(0) });
  table.printTable();
  console.log(
    `${LATENCY_MS} ms added to each call. ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}.`,
  );
}

if (require.main === module) void run();
