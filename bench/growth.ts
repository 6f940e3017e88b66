/**
 * What a tick with no change due takes as the roster grows, each call waiting 20 ms more than the local Twilio takes, with the
 * local Twilio in the same process. `npx tsx bench/growth.ts`
 */
import { cpus } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Table } from 'console-table-printer';
import { appliedName, shardCount, shardOf } from '../assets/application/tick/shard';
import { tick } from '../assets/application/tick/tick';
import { crowd } from './resolver/crowd';
import { median } from './resolver/spawn';
import { type BenchWorld, startBenchWorld } from './world';

const SIZES = [100, 1000, 10_000, 50_000, 100_000];
const LATENCY_MS = 20;
const RUNS = 7;
const WANTED_PEOPLE = 10_000;
const WANTED_MS = 1000;
const MINUTE_MS = 60_000;
/** A Wednesday; shifts begin and end on the hour, half or quarter hour, so the next 14 minutes are quiet. */
const START = Date.UTC(2026, 10, 18, 13, 15);

interface Point {
  readonly people: number;
  readonly ms: number;
  readonly cpu: number;
  readonly calls: number;
  readonly heap: number;
}

export async function run(): Promise<void> {
  const points: Point[] = [];
  for (const people of SIZES) points.push(await measure(people));
  const table = new Table({ shouldDisableColors: true, title: `A tick with no change due: ${RUNS} runs, medians` });
  for (const [index, { people, ms, cpu, calls, heap }] of points.entries()) {
    const before = points[index - 1];
    table.addRow({
      people,
      'time (ms)': ms.toFixed(0),
      'CPU (ms)': cpu.toFixed(0),
      'calls to Twilio': calls,
      'heap, collected (MiB)': heap.toFixed(0),
      'people grew': before ? `${people / before.people} ×` : '',
      'time grew': before ? `${(ms / before.ms).toFixed(1)} ×` : '',
      wanted: people === WANTED_PEOPLE ? `< ${WANTED_MS} ms: ${ms < WANTED_MS ? 'met' : 'MISSED'}` : '',
    });
  }
  table.printTable();
  console.log(
    `${LATENCY_MS} ms added to each call; CPU and heap include the local Twilio. ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}.`,
  );
}

async function measure(people: number): Promise<Point> {
  const { roster } = crowd(people, 1);
  const world = await startBenchWorld(roster, START, LATENCY_MS);
  try {
    await applied(world);
    await quietTick(world);
    const samples: { ms: number; cpu: number; calls: number }[] = [];
    for (let index = 0; index < RUNS; index++) samples.push(await quietTick(world));
    setFlagsFromString('--expose-gc');
    runInNewContext('gc')();
    return {
      people,
      ms: median(samples.map(({ ms }) => ms)),
      cpu: median(samples.map(({ cpu }) => cpu)),
      calls: median(samples.map(({ calls }) => calls)),
      heap: process.memoryUsage().heapUsed / 2 ** 20,
    };
  } finally {
    await world.end();
  }
}

/** Sets Frontline and the duty table to the state after all updates. */
async function applied(world: BenchWorld): Promise<void> {
  await world.seed();
  const { roster, resolver, records, applied: duty } = world.execution();
  const should = resolver.available(START);
  const shards = shardCount(roster.people.length);
  const tables = Array.from({ length: shards }, () => ({ on: new Set<string>(), off: new Set<string>() }));
  for (const [index, { identity }] of roster.people.entries()) {
    const name = records.name(identity);
    tables[shardOf(name, shards)]?.[should[index] === 1 ? 'on' : 'off'].add(appliedName(name));
  }
  for (const [shard, table] of tables.entries()) await duty.write(shard, { at: START, missing: new Set(), ...table });
}

async function quietTick(world: BenchWorld): Promise<{ ms: number; cpu: number; calls: number }> {
  world.clock.now += MINUTE_MS;
  world.calls.length = 0;
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  const report = await tick(world.execution());
  const ms = performance.now() - before;
  const { user, system } = process.cpuUsage(cpuBefore);
  if (!report || report.results.length > 0 || report.held > 0) throw new Error('this tick was not quiet');
  if (world.logged.length > 0) throw new Error(world.logged[0]);
  return { ms, cpu: (user + system) / 1000, calls: world.calls.length };
}

if (require.main === module) void run();
