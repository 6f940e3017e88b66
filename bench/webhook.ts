/**
 * Our own share of a delivery in a warm process: everything that a door does but the network, in CPU time; beside it what
 * the usual packages take for less. And whether memory stays flat. `npx tsx bench/webhook.ts`
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { Table } from 'console-table-printer';
import { withScript } from './fresh-process';
import { median } from './resolver/spawn';
import type { Warm } from './webhook/warm';

const WANTED_MS = 1;
/** Growth of the heap from the first measurement to the last that still counts as flat, MiB. */
const FLAT_MIB = 1;

export async function run(): Promise<void> {
  const warm = withScript<Warm, Warm>(join(__dirname, 'webhook/warm.ts'), (measure) => measure());
  const ours = median(warm.rosterline);
  const table = new Table({
    shouldDisableColors: true,
    title: `CPU of a signed delivery that changes a user, warm: ${warm.rosterline.length} batches of ${warm.deliveriesABatch} (ms)`,
  });
  const row = (way: string, times: readonly number[], wanted: string) => ({
    way,
    median: median(times).toFixed(3),
    slowest: Math.max(...times).toFixed(3),
    ratio: `${(median(times) / ours).toFixed(2)} ×`,
    wanted,
  });
  table.addRow(row('Rosterline', warm.rosterline, `< ${WANTED_MS} ms: ${ours < WANTED_MS ? 'met' : 'MISSED'}`));
  table.addRow(row('standardwebhooks, JSON, zod, no record', warm.packages, ''));
  table.printTable();

  const heaps = warm.heap.map(({ calls, mib }) => `${mib.toFixed(2)} after ${calls.toLocaleString('en')}`);
  const grown = (warm.heap.at(-1)?.mib ?? Number.NaN) - (warm.heap[0]?.mib ?? Number.NaN);
  console.log(`Heap after a collection, MiB, our way: ${heaps.join(', ')}.`);
  console.log(`Wanted: flat, at most ${FLAT_MIB} MiB more: ${grown <= FLAT_MIB ? 'met' : 'MISSED'}.`);
  console.log(`Both ways refuse a changed delivery and end with the same users after each batch.`);
  console.log(`${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}.`);
}

if (require.main === module) void run();
