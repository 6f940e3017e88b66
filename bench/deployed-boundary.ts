/**
 * A shift boundary as deployed, in real time: ticks follow one another at once, each in the runner's processes, and their calls go to a Frontline that
 * takes N at once, in 100 ms each. At first nobody knows N; then, in new processes, what the heartbeat has noted.
 * `npx tsx bench/deployed-boundary.ts [people runs N…]`
 */
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Table } from 'console-table-printer';
import { appliedName, shardCount, shardOf } from '../assets/application/tick/shard';
import { type LimitedTwilio, startLimitedTwilio } from './boundary/limited-twilio';
import { alwaysOnDuty, CLOUD_ENVIRONMENT, type Cloud, startCloud } from './cloud';
import { median } from './resolver/spawn';
import { type SlowTime, slowTime } from './slow-time';

/** 800 people are what one execution does alone, by its own limiter; more are spread over several. `runs`: a median has to be of several, but 20,000 people take minutes. */
const SCENES = [
  { people: 800, limits: [46, 56], runs: 3 },
  { people: 2000, limits: [46, 56], runs: 3 },
  { people: 20_000, limits: [40], runs: 1 },
];
const LATENCY_MS = 100;
/** The calls of 46 at once take most of two processors; the cloud has one for each execution. */
const SLOWNESS = Number(process.env.SLOWNESS || 5);
const HEARTBEAT = 'rosterline-heartbeat';
const MOST_TICKS = 40;
const ENVIRONMENT = CLOUD_ENVIRONMENT;

interface Scene {
  readonly cloud: Cloud;
  readonly limited: LimitedTwilio;
  readonly people: number;
  readonly time: SlowTime;
}

/** What a boundary came to. Durations in ms of the slow time. */
interface Course {
  readonly took: number;
  readonly calls: number;
  readonly refused: number;
  readonly twice: number;
  /** Of each tick, ms. */
  readonly ticks: readonly number[];
}

async function course({ cloud, limited, people, time }: Scene): Promise<Course> {
  await nobodyOnDuty(cloud, people, time);
  await limited.counts();
  const began = Date.now();
  const ticks: number[] = [];
  const headers = { Authorization: `Bearer ${ENVIRONMENT.TICK_SECRET}` };
  for (let isDone = false; !isDone && ticks.length < MOST_TICKS; ) {
    const start = Date.now();
    const answer = await fetch(`${cloud.url}/shifts/tick`, { method: 'POST', headers });
    const body = await answer.text();
    ticks.push((Date.now() - start) / time.slowness);
    if (answer.status >= 400 && answer.status !== 503) throw new Error(`${answer.status} ${body}`);
    isDone = (await dutyOf(cloud, people)).every(({ off }) => off === '');
  }
  const { calls, refused, changed, twice, last } = await limited.counts();
  // For whoever does not want to wait for the table.
  console.error(
    `${people} people: ${((last - began) / time.slowness / 1000).toFixed(1)} s, ${refused} of ${calls} refused, ${ticks.length} ticks`,
  );
  if (changed !== people) throw new Error(`${changed} of ${people} people were changed`);
  return { took: (last - began) / time.slowness, calls, refused, twice, ticks };
}

interface Duty {
  readonly on: string;
  readonly off: string;
}

async function sync(cloud: Cloud, path: string, form?: Readonly<Record<string, string>>): Promise<Response> {
  const { ACCOUNT_SID, AUTH_TOKEN } = ENVIRONMENT;
  const headers = { Authorization: `Basic ${Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')}` };
  const body = form && { method: 'POST', body: new URLSearchParams(form) };
  return fetch(`${cloud.twilio.url}/v1/Services/default/Documents${path}`, { headers, ...body });
}

async function write(cloud: Cloud, name: string, data: object): Promise<void> {
  const Data = JSON.stringify(data);
  const updated = await sync(cloud, `/${name}`, { Data });
  const { status } = updated.status === 404 ? await sync(cloud, '', { UniqueName: name, Data }) : updated;
  if (status >= 300) throw new Error(`${name}: ${status}`);
}

async function documentOf<Data>(cloud: Cloud, name: string): Promise<Data | undefined> {
  const answer = await sync(cloud, `/${name}`);
  if (answer.status !== 200) return undefined;
  const { data } = (await answer.json()) as { readonly data: Data };
  return data;
}

/** As after the tick before the boundary. */
async function nobodyOnDuty(cloud: Cloud, people: number, time: SlowTime): Promise<void> {
  const shards = shardCount(people);
  const names: string[][] = Array.from({ length: shards }, () => []);
  for (let person = 0; person < people; person++) {
    const record = createHmac('sha256', ENVIRONMENT.RECORD_KEY).update(`p${person}@example.com`).digest('hex');
    names[shardOf(record, shards)]?.push(appliedName(record));
  }
  for (const [shard, off] of names.entries())
    await write(cloud, `rosterline-duty-${shard}`, { v: 1, at: time.now(), on: '', off: off.join(''), missing: '' });
  const beat = await documentOf<Record<string, unknown>>(cloud, HEARTBEAT);
  // All that it has noted but of the duty table, which has just been written.
  if (beat) await write(cloud, HEARTBEAT, { ...beat, dutyTable: undefined });
}

async function dutyOf(cloud: Cloud, people: number): Promise<Duty[]> {
  const shards = Array.from({ length: shardCount(people) }, (_, shard) => shard);
  const found = await Promise.all(shards.map((shard) => documentOf<Duty>(cloud, `rosterline-duty-${shard}`)));
  return found.flatMap((duty) => duty ?? []);
}

/** So many boundaries of each kind. */
async function measure(people: number, limit: number, runs: number): Promise<ReadonlyMap<string, readonly Course[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'rosterline-boundary-'));
  const time = slowTime(SLOWNESS);
  let limited: LimitedTwilio | undefined;
  const cloud = await startCloud({
    roster: alwaysOnDuty(people),
    environment: ENVIRONMENT,
    time,
    latencyMs: 0,
    before: async (twilio) => {
      limited = await startLimitedTwilio(twilio, limit, time.real(LATENCY_MS), folder);
      return limited.env;
    },
  });
  const ignorant: Course[] = [];
  const noted: Course[] = [];
  try {
    if (!limited) throw new Error('nothing stands before the local Twilio');
    const scene = { cloud, limited, people, time };
    for (let run = 0; run < runs; run++) {
      await forget(scene);
      ignorant.push(await course(scene));
      await restart(scene);
      noted.push(await course(scene));
    }
  } finally {
    limited?.end();
    await cloud.end();
    rmSync(folder, { recursive: true });
  }
  return new Map([
    ['knowing nothing', ignorant],
    ['with the note', noted],
  ]);
}

/** New processes. */
async function restart({ cloud, limited }: Scene): Promise<void> {
  await cloud.restart();
  limited.functionsAt(cloud.url);
}

/** New processes, and nothing noted. */
async function forget(scene: Scene): Promise<void> {
  await restart(scene);
  const beat = await documentOf<Record<string, unknown>>(scene.cloud, HEARTBEAT);
  if (beat) await write(scene.cloud, HEARTBEAT, { ...beat, concurrency: undefined });
}

function row(people: number, limit: number, begins: string, courses: readonly Course[]) {
  const of = (value: (one: Course) => number) => median(courses.map(value));
  const took = of((one) => one.took);
  const shares = courses.map(({ refused, calls }) => (100 * refused) / calls);
  return {
    people,
    N: limit,
    begins,
    runs: courses.length,
    'median (s)': (took / 1000).toFixed(1),
    'to the ideal': `${(took / ((people * LATENCY_MS) / limit)).toFixed(2)} ×`,
    'answered 429': `${median(shares).toFixed(2)} %`,
    'at most': `${Math.max(...shares).toFixed(2)} %`,
    ticks: of(({ ticks }) => ticks.length),
    'longest tick (s)': (Math.max(...courses.flatMap(({ ticks }) => ticks)) / 1000).toFixed(1),
    'changed twice': Math.max(...courses.map(({ twice }) => twice)),
    load: readFileSync('/proc/loadavg', 'utf8').split(' ', 1)[0],
  };
}

export async function run(scenes: typeof SCENES = SCENES): Promise<void> {
  const table = new Table({ shouldDisableColors: true, title: `A boundary as deployed, ${LATENCY_MS} ms a call` });
  for (const { people, limits, runs } of scenes) {
    for (const limit of limits) {
      for (const [begins, courses] of await measure(people, limit, runs)) {
        const one = row(people, limit, begins, courses);
        console.error(JSON.stringify(one));
        table.addRow(one);
      }
    }
  }
  table.printTable();
  console.log(
    `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}; everything runs on this machine, ${SLOWNESS} times as slow.`,
  );
}

if (require.main === module) {
  const [people, runs = 1, ...limits] = process.argv.slice(2).map(Number);
  void run(people ? [{ people, runs, limits }] : SCENES);
}
