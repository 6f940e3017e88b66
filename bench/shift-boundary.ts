/**
 * A shift boundary for 2,000 people, in real time: every answer takes 100 ms, and a server that takes N calls at once refuses
 * whatever is past that. The ideal keeps N calls under way all the time. `npx tsx bench/shift-boundary.ts`
 */
import { cpus } from 'node:os';
import { Table } from 'console-table-printer';
import { median } from './resolver/spawn';
import { startFrontline } from './shift-boundary/frontline';
import { ONE_AFTER_ANOTHER, OTHERS, ROSTERLINE, type TickVariant } from './shift-boundary/variants';

const FLIPS = 2000;
const LATENCY_MS = 100;
const LIMITS = [10, 40, 100];
/** Of each way, for each N: a quarter of an hour in all. */
const RUNS = 7;
/** One after another would take 200 s: this many are measured, the rest is reckoned from them. */
const SAMPLE = 20;
const MAX_EXECUTIONS = 30;

/** The result of 2,000 changes. `times`: duration of each execution, ms. */
interface Course {
  readonly times: readonly number[];
  readonly calls: number;
  readonly refused: number;
}

/** Runs executions back to back until everyone is updated; a scheduler would start one each minute. */
async function course({ name, start }: TickVariant, limit: number, flips = FLIPS): Promise<Course> {
  const frontline = await startFrontline(limit, LATENCY_MS);
  try {
    const execution = start(frontline);
    const left = new Set(Array.from({ length: flips }, (_, index) => `p${index}@example.com`));
    const times: number[] = [];
    while (left.size > 0 && times.length < MAX_EXECUTIONS) {
      const began = performance.now();
      await execution([...left], (identity) => left.delete(identity));
      times.push(performance.now() - began);
    }
    const { calls, refused, changed } = await frontline.counts();
    if (changed !== flips) throw new Error(`${name}: ${changed} of ${flips} users were changed`);
    return { times, calls, refused };
  } finally {
    frontline.close();
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

function row(way: string, limit: number, courses: readonly Course[], factor = 1) {
  const took = courses.map(({ times }) => sum(times) * factor);
  const ratio = median(took) / ((FLIPS * LATENCY_MS) / limit);
  const refused = sum(courses.map((one) => one.refused)) / sum(courses.map((one) => one.calls));
  const longest = Math.max(...courses.flatMap(({ times }) => times));
  return {
    N: limit,
    way,
    runs: courses.length,
    'median (s)': (median(took) / 1000).toFixed(2),
    'slowest (s)': (Math.max(...took) / 1000).toFixed(2),
    'to the ideal': `${ratio.toFixed(2)} ×`,
    'answered 429': `${(refused * 100).toFixed(2)} %`,
    executions: Math.max(...courses.map(({ times }) => times.length)),
    'longest (s)': (longest / 1000).toFixed(2),
    wanted: way !== ROSTERLINE.name ? '' : ratio <= 1.25 && refused < 0.02 && longest < 9000 ? 'met' : 'MISSED',
  };
}

async function courses(way: TickVariant, limit: number, flips = FLIPS): Promise<Course[]> {
  const all: Course[] = [];
  for (let index = 0; index < RUNS; index++) all.push(await course(way, limit, flips));
  return all;
}

export async function run(): Promise<void> {
  const table = new Table({
    shouldDisableColors: true,
    title: `${FLIPS} flips, ${LATENCY_MS} ms each, at most N at once`,
  });
  for (const limit of LIMITS) {
    for (const way of [ROSTERLINE, ...OTHERS]) table.addRow(row(way.name, limit, await courses(way, limit)));
    const samples = await courses(ONE_AFTER_ANOTHER, limit, SAMPLE);
    const reckoned = row(ONE_AFTER_ANOTHER.name, limit, samples, FLIPS / SAMPLE);
    const executions = Math.ceil((median(samples.map(({ times }) => sum(times))) * (FLIPS / SAMPLE)) / 8500);
    table.addRow({ ...reckoned, way: `${reckoned.way}, reckoned`, executions });
  }
  table.printTable();
  console.log(
    `Wanted: at most 1.25 × the ideal, under 2 % answered 429, no execution past 9 s. Every way changed all ${FLIPS} users (one after another: its sample of ${SAMPLE}).`,
  );
  console.log(
    `An execution that does not end by itself is ended at 10 s. ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}; the server has a process of its own.`,
  );
}

if (require.main === module) void run();
