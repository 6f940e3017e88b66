/** The resolver in processes that have never answered anything, for the first tick. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Roster } from '../../assets/domain/roster/roster';
import { withScript } from '../fresh-process';
import type { Fresh } from './fresh';

/** The medians of several processes, one after the other. */
export function inFreshProcesses(roster: Roster, instant: number, times: number): Fresh {
  const folder = mkdtempSync(join(tmpdir(), 'rosterline-bench-'));
  try {
    const file = join(folder, 'roster.json');
    writeFileSync(file, JSON.stringify(roster));
    const runs = withScript<Fresh, Fresh[]>(join(__dirname, 'fresh.ts'), (run) =>
      Array.from({ length: times }, () => run(file, String(instant))),
    );
    const of = (key: keyof Fresh): number => median(runs.map((run) => run[key]));
    return { first: of('first'), warm: of('warm'), slowest: of('slowest'), heap: of('heap') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
