/**
 * Twenty thousand people change at once, more than one execution can: in injected time, so that this machine does not count. A
 * Frontline takes N calls at once and refuses any more; nobody knows N. `npx tsx bench/fan-out.ts`; `npx tsx bench/fan-out.ts 10` at one N.
 */
import { Table } from 'console-table-printer';
import { type Outcome, type Scene, simulate, type Way } from './fan-out/simulation';
import { eachAlone, fixed, rosterline } from './fan-out/ways';

const PEOPLE = 20_000;
const SCENE = { people: PEOPLE, latencyMs: 100, syncMs: 50, coldMs: 250 };
const LIMITS = [10, 40, 100];
const WANTED = { ratio: 1.4, refused: 0.03, executions: 26 };
const SEEDS = [1, 2, 3];

const ROSTERLINE = 'Rosterline';
/** Each begins anew with what it has learnt for every course. */
const WAYS: readonly { readonly name: string; readonly start: () => Way }[] = [
  { name: ROSTERLINE, start: rosterline },
  { name: 'all shards at once, each finds out alone', start: () => eachAlone },
  { name: 'all shards at once, 20 calls at once each', start: () => fixed },
];

function row(way: string, limit: number, one: Outcome) {
  const ratio = one.took / ((PEOPLE * SCENE.latencyMs) / limit);
  const refused = one.refused / one.calls;
  const isMet = ratio <= WANTED.ratio && refused < WANTED.refused && one.atOnce <= WANTED.executions && one.twice === 0;
  return {
    N: limit,
    way,
    'took (s)': (one.took / 1000).toFixed(1),
    'to the ideal': `${ratio.toFixed(2)} ×`,
    'answered 429': `${(100 * refused).toFixed(2)} %`,
    ticks: one.ticks,
    'executions at once': one.atOnce,
    'longest (s)': (one.longest / 1000).toFixed(1),
    'changed twice': one.twice,
    wanted: way === ROSTERLINE ? (isMet ? 'met' : 'MISSED') : '',
  };
}

export async function run(chosen: readonly string[] = []): Promise<void> {
  const limits = chosen.length > 0 ? chosen.map(Number) : LIMITS;
  const title = `${PEOPLE} people at once, injected time, the slowest of ${SEEDS.length} seeds`;
  const table = new Table({ shouldDisableColors: true, title });
  for (const limit of limits) {
    for (const { name, start } of WAYS) {
      const outcomes: Outcome[] = [];
      for (const seed of SEEDS) {
        const scene: Scene = { ...SCENE, limit, seed };
        // A way that comes to no end says so.
        const outcome = await simulate(scene, start()).catch((error: Error) => error);
        if (outcome instanceof Error) table.addRow({ N: limit, way: name, ticks: outcome.message });
        else outcomes.push(outcome);
      }
      const slowest = outcomes.sort((a, b) => b.took - a.took)[0];
      if (slowest) table.addRow(row(name, limit, slowest));
      console.error(`N = ${limit}, ${name}: ${JSON.stringify(slowest)}`);
    }
  }
  table.printTable();
  console.log(
    `Each call to Frontline takes 80 to 120 ms, to Sync ${SCENE.syncMs} ms, a process ${SCENE.coldMs} ms to start. Ticks follow one another at once.`,
  );
}

if (require.main === module) void run(process.argv.slice(2));
