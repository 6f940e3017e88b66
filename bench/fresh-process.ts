/** Processes that have never run anything of ours. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const CACHE = join(__dirname, '../node_modules/.cache');

/**
 * Bundles a script of ours, and gives `use` a way to run it: each time in a process of its own, with these arguments, and
 * with `gc()`. What a run prints is JSON, of the shape that the script says.
 */
export function withScript<Printed, Result>(
  entry: string,
  use: (run: (...args: readonly string[]) => Printed) => Result,
): Result {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'rosterline-bench-')); // below node_modules, so that it finds packages
  try {
    const script = join(folder, 'script.js');
    buildSync({ entryPoints: [entry], bundle: true, platform: 'node', packages: 'external', outfile: script });
    return use((...args) => {
      const printed = execFileSync(process.execPath, ['--expose-gc', script, ...args], { encoding: 'utf8' });
      return JSON.parse(printed) as Printed;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
