/** Run in a process of its own: the first tick, the ticks after it, and what they hold. Arguments: roster file, first instant. */
import { readFileSync } from 'node:fs';
import type { Roster } from '../../assets/domain/roster/roster';
import { createResolver } from '../../assets/domain/schedule/resolver';

export interface Fresh {
  /** ms: making the resolver and asking it once. */
  readonly first: number;
  /** ms: median and slowest of the next day's 1,440 ticks. */
  readonly warm: number;
  readonly slowest: number;
  /** MiB in use after a collection, the whole process. */
  readonly heap: number;
}

const [, , file = '', start = '0'] = process.argv;
// The build's roster is JSON in a module; parsing it belongs to loading.
const roster = JSON.parse(readFileSync(file, 'utf8')) as Roster;

const began = performance.now();
const resolver = createResolver(roster);
resolver.available(Number(start));
const first = performance.now() - began;

const ticks = Array.from({ length: 1440 }, (_, minute) => {
  const before = performance.now();
  resolver.available(Number(start) + (minute + 1) * 60_000);
  return performance.now() - before;
}).sort((a, b) => a - b);
globalThis.gc?.();
const heap = process.memoryUsage().heapUsed / 2 ** 20;
const fresh: Fresh = { first, warm: ticks[720] ?? 0, slowest: ticks.at(-1) ?? 0, heap };
console.log(JSON.stringify(fresh));
