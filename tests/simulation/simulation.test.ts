import { execFile } from 'node:child_process';
import { Console } from 'node:console';
import { PassThrough } from 'node:stream';
import { promisify } from 'node:util';
import { printReport, type Report, tell } from './report';
import { simulate } from './simulate';

const weeks = new Map<number, Promise<Report>>();

/** A week is simulated once, however many tests look at it. */
function week(seed: number): Promise<Report> {
  const simulated = weeks.get(seed) ?? simulate(seed);
  weeks.set(seed, simulated);
  return simulated;
}

// `npm run soak` simulates 200 weeks, and draws other seeds each time.
test.each([1, 2, 3])('a simulated week ends with every user as the contract has it (seed %i)', async (seed) => {
  const { mistakes, events, ticks, changes } = tell(await week(seed));
  expect({ seed, mistakes }).toEqual({ seed, mistakes: [] });
  // The week is no idle one: it would find nothing.
  expect(events).toBeGreaterThan(50);
  expect(ticks).toBeGreaterThan(500);
  expect(changes).toBeGreaterThan(50);
});

// Were code loaded in real time, the simulated clock would go on meanwhile, by as much as the machine is slow.
test('npm run soak simulates the same week from a seed as any other process', async () => {
  const printed = new PassThrough();
  printReport([tell(await week(1))], new Console(printed));
  const args = ['--import', 'tsx', 'tests/simulation/run.ts', '--seed', '1'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, NO_COLOR: '1' } });
  // The last line says how long it took.
  expect(stdout.trim().split('\n').slice(0, -1)).toEqual(String(printed.read()).trim().split('\n'));
});
