/**
 * The resolver against what issue 3 asks of it, and against libraries that could answer the same question, in one run:
 * who of 10,000 people in 20 zones is on duty now? `npx tsx bench/resolver.ts`
 */
import { cpus } from 'node:os';
import { Table } from 'console-table-printer';
import { createResolver } from '../assets/domain/schedule/resolver';
import { printJson, scheduleOf } from '../cli/roster/schedule';
import { type Crowd, crowd } from './resolver/crowd';
import { LIBRARIES, type Library } from './resolver/libraries';
import { inFreshProcesses, median } from './resolver/spawn';

const PEOPLE = 10_000;
const PROCESSES = 7;
/** A Wednesday, no clock changes about: every library knows the right answer. */
const NOW = Date.UTC(2026, 10, 18, 13, 7);
const DAY = 86_400_000;

interface Result {
  readonly what: string;
  readonly measured: number;
  /** None where nothing was asked: it is there to know. */
  readonly limit?: number;
  readonly unit: string;
}

export async function run(): Promise<void> {
  console.log(`${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}\n`);
  const shared = crowd(PEOPLE, 12);
  const own = crowd(PEOPLE, PEOPLE / 20);
  const usual = inFreshProcesses(shared.roster, NOW, PROCESSES);
  const hardest = inFreshProcesses(own.roster, NOW, PROCESSES);

  compare(shared, usual.warm);
  judge([
    { what: 'first tick in a fresh process, 240 shifts', measured: usual.first, limit: 60, unit: 'ms' },
    { what: 'first tick, 10,000 shifts, one for each', measured: hardest.first, unit: 'ms' },
    { what: 'warm tick, 240 shifts', measured: usual.warm, limit: 5, unit: 'ms' },
    { what: 'slowest tick of a day, 240 shifts', measured: usual.slowest, limit: 5, unit: 'ms' },
    { what: 'warm tick, 10,000 shifts', measured: hardest.warm, limit: 5, unit: 'ms' },
    { what: 'heap, 240 shifts', measured: usual.heap, limit: 60, unit: 'MiB' },
    { what: 'heap, 10,000 shifts', measured: hardest.heap, limit: 60, unit: 'MiB' },
    { what: 'a year of show --json for 1,000 people', measured: yearOfShow(), limit: 2000, unit: 'ms' },
  ]);
}

/** A tick through each library, asked for each person and asked once for each shift, as multiples of ours. */
function compare(people: Crowd, ours: number): void {
  const right = createResolver(people.roster).available(NOW);
  const representatives = people.roster.shifts.map((shift) => shift.who?.[0] ?? 0);
  const table = new Table({ shouldDisableColors: true, title: `One tick for ${PEOPLE} people (ms)` });
  table.addRow({
    by: 'Rosterline, warm',
    'each person': ours.toFixed(4),
    ratio: '1',
    'each shift once': ours.toFixed(4),
    'ratio ': '1',
  });
  for (const library of LIBRARIES) {
    const isOn = library.prepare(people.hours);
    checkAnswers(library, isOn, right);
    const all = time(5, () => right.map((_, person) => (isOn(person, NOW) ? 1 : 0)));
    const once = time(15, () => representatives.map((person) => isOn(person, NOW)));
    table.addRow({
      by: library.name,
      'each person': all.toFixed(1),
      ratio: `${Math.round(all / ours)} ×`,
      'each shift once': once.toFixed(2),
      'ratio ': `${Math.round(once / ours)} ×`,
    });
  }
  table.printTable();
}

function checkAnswers({ name }: Library, isOn: (person: number, instant: number) => boolean, right: Uint8Array): void {
  const wrong = right.findIndex((bit, person) => isOn(person, NOW) !== (bit === 1));
  if (wrong >= 0) throw new Error(`${name} and the resolver differ about person ${wrong}`);
}

function yearOfShow(): number {
  const { roster } = crowd(1000, 12);
  return time(5, () => printJson(roster, scheduleOf(createResolver(roster), NOW, NOW + 365 * DAY)));
}

function judge(results: readonly Result[]): void {
  const table = new Table({ shouldDisableColors: true, title: 'What was wanted' });
  for (const { what, measured, limit, unit } of results) {
    const kept = limit === undefined ? '' : measured <= limit ? 'yes' : 'NO';
    const wanted = limit === undefined ? '' : `≤ ${limit} ${unit}`;
    table.addRow(
      { what, measured: `${round(measured)} ${unit}`, wanted, kept },
      { color: kept === 'NO' ? 'red' : 'white' },
    );
  }
  table.printTable();
}

/** Three digits that matter. */
function round(number: number): string {
  return number >= 100 ? String(Math.round(number)) : number.toPrecision(3);
}

/** Median ms of a few runs. */
function time(times: number, work: () => unknown): number {
  return median(
    Array.from({ length: times }, () => {
      const before = performance.now();
      work();
      return performance.now() - before;
    }),
  );
}

if (require.main === module) void run();
