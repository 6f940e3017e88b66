/** Processes that have never answered anything, for the first tick. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Roster } from '../../assets/roster/roster';
import type { Fresh } from './fresh';

/** The medians of several processes, one after the other. */
export function inFreshProcesses(roster: Roster, instant: number, times: number): Fresh {
  const folder = mkdtempSync(join(tmpdir(), 'rosterline-bench-'));
  try {
    const script = join(folder, 'fresh.js');
    const file = join(folder, 'roster.json');
    buildSync({ entryPoints: [join(__dirname, 'fresh.ts')], bundle: true, platform: 'node', outfile: script });
    writeFileSync(file, JSON.stringify(roster));
    const runs = Array.from({ length: times }, () => {
      const answer = execFileSync(process.execPath, ['--expose-gc', script, file, String(instant)], {
        encoding: 'utf8',
      });
      return JSON.parse(answer) as Fresh;
    });
    const of = (key: keyof Fresh): number => median(runs.map((run) => run[key]));
    return { first: of('first'), warm: of('warm'), slowest: of('slowest'), heap: of('heap') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
