import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SeedLine } from './break-seeds';
import { BREAKS } from './breaks';
import type { Break } from './breaks/break';
import { bundle } from './bundle';
import { drawPlan, type Plan } from './plan';
import { asserted } from './rules';
import { simulate } from './simulate';

/** What a broken copy of the product needs to be simulated. */
const COPIED = [
  'assets',
  'cli',
  'emulator',
  'tests/simulation',
  'tests/support',
  'package.json',
  'tsconfig.json',
  'roster-yaml.d.ts',
];

/** How far a break is looked for. */
export interface BreakOptions {
  /** Seeds 1 to this one. */
  readonly seeds: number;
  /** Only breaks whose rule contains this text. */
  readonly only?: string | undefined;
  /** So long at most for each break, minutes. */
  readonly minutes?: number | undefined;
}

/** What came of a break: the seed that noticed, and what the oracle said; or in how many seeds none did. */
type Finding = Required<SeedLine> | { readonly tried: number };

/** Breaks each rule in a copy of its own, and simulates until a seed notices. @returns whether each break was found. */
export async function runBreaks({ seeds, only, minutes }: BreakOptions): Promise<boolean> {
  const chosen = BREAKS.filter(({ rule }) => only === undefined || rule.includes(only));
  if (chosen.length === 0) throw new RangeError(`no rule contains: ${only}`);
  let isEachFound = true;
  for (const one of chosen) {
    const finding = await find(one, seeds, minutes);
    const isFound = 'seed' in finding;
    isEachFound &&= isFound;
    // A line of the table in breaks.md.
    console.log(
      `| ${one.rule} | ${isFound ? finding.seed : `none of ${finding.tried}`} | ${isFound ? finding.said : ''} |`,
    );
  }
  return isEachFound;
}

async function find(one: Break, count: number, minutes = Infinity): Promise<Finding> {
  const copy = mkdtempSync(join(tmpdir(), 'rosterline-break-'));
  const deadline = Date.now() + minutes * 60_000;
  const seeds = inOrder(one, count);
  try {
    for (const path of COPIED) cpSync(path, join(copy, path), { recursive: true });
    symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
    patch(copy, one);
    const { path } = await bundle(copy, 'tests/simulation/break-seeds.ts', copy);
    for (let tried = 0; tried < seeds.length; ) {
      const finding = await firstMistake(path, seeds.slice(tried), deadline);
      if ('tried' in finding) return { tried: tried + finding.tried };
      // A seed in which the product makes mistakes as it is proves nothing.
      if (await passes(finding.seed)) return finding;
      tried = seeds.indexOf(finding.seed) + 1;
    }
    return { tried: seeds.length };
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** Seeds 1 to `count`: first those in whose plan the break can show, and of those first the weeks with the fewest ticks. */
function inOrder({ needs }: Break, count: number): number[] {
  const plans = Array.from({ length: count }, (_, index) => drawPlan(index + 1, asserted));
  const rank = (plan: Plan) => (needs === undefined || needs(plan) ? 0 : 1);
  return plans.sort((a, b) => rank(a) - rank(b) || b.interval - a.interval).map(({ seed }) => seed);
}

/** Seeds that were simulated with the product as it is, and whether it made no mistake. */
const unbroken = new Map<number, boolean>();

async function passes(seed: number): Promise<boolean> {
  const known = unbroken.get(seed) ?? (await simulate(seed)).mistakes.length === 0;
  unbroken.set(seed, known);
  return known;
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

/** Simulates one seed after another in a process of its own, up to the first mistake or the deadline. */
function firstMistake(program: string, seeds: readonly number[], deadline: number): Promise<Finding> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...seeds.map(String)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    let isOver = false;
    const stop = () => {
      isOver = true;
      child.kill();
    };
    const timer = Number.isFinite(deadline) ? setTimeout(stop, deadline - Date.now()) : undefined;
    child.stdout.on('data', (text) => {
      output += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      const lines: SeedLine[] = output.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
      const first = lines.find(({ said }) => said !== undefined);
      if (first?.said !== undefined) resolve({ seed: first.seed, said: first.said });
      else if (isOver) resolve({ tried: Math.max(0, lines.length - 1) });
      else if (code === 0) resolve({ tried: seeds.length });
      else reject(new Error(`the simulation of a broken copy ended with ${code}`));
    });
  });
}
