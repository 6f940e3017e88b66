import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BREAKS, type Break } from './breaks';
import { simulate } from './simulate';

/** What a broken copy of the product needs to be simulated. */
const COPIED = ['assets', 'cli', 'emulator', 'tests/simulation', 'package.json', 'tsconfig.json', 'roster-yaml.d.ts'];

/** Breaks each rule in a copy of its own, and simulates until a seed notices. @returns whether each break was found. */
export async function runBreaks(seeds: number, only?: string): Promise<boolean> {
  const found: Record<string, number | 'NOT FOUND'> = {};
  for (const one of BREAKS) {
    if (only !== undefined && !one.rule.includes(only)) continue;
    const seed = await firstSeed(one, seeds);
    found[one.rule] = seed ?? 'NOT FOUND';
    console.log(`${seed === undefined ? 'NOT FOUND' : `seed ${seed}`}: ${one.rule}`);
  }
  console.table(found);
  return Object.values(found).every((seed) => typeof seed === 'number');
}

async function firstSeed(one: Break, seeds: number): Promise<number | undefined> {
  const copy = mkdtempSync(join(tmpdir(), 'rosterline-break-'));
  try {
    for (const path of COPIED) cpSync(path, join(copy, path), { recursive: true });
    symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
    patch(copy, one);
    for (let from = 1; from <= seeds; ) {
      const seed = await firstFailure(copy, from, seeds);
      // A seed in which the product makes mistakes as it is proves nothing.
      if (seed === undefined || (await simulate(seed)).mistakes.length === 0) return seed;
      from = seed + 1;
    }
    return undefined;
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** @throws Error if the text is not there exactly once: the break would prove nothing. */
function patch(copy: string, { file, from, to, rule }: Break): void {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  const times = text.split(from).length - 1;
  if (times !== 1) throw new Error(`${rule}: ${file} has ${times} times: ${from}`);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
}

/** Simulates one seed after another in a process of its own, which prints `found <seed>` at the first mistake. */
function firstFailure(copy: string, from: number, seeds: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const args = [
      '--import',
      'tsx',
      'tests/simulation/run.ts',
      '--until-found',
      '--from',
      String(from),
      '--seeds',
      String(seeds - from + 1),
    ];
    const child = spawn(process.execPath, args, { cwd: copy, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (text) => {
      output += text;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      const seed = /^found (\d+)$/m.exec(output)?.[1];
      if (code === 0) resolve(seed === undefined ? undefined : Number(seed));
      else reject(new Error(`the simulation of a broken copy ended with ${code}`));
    });
  });
}
