/** Mutated deliveries of all senders: `npm run fuzz`, `npm run fuzz -- <how many> <seed>`. */
import { fuzz } from './fuzz';

async function run(): Promise<void> {
  const count = Number(process.argv[2] ?? 1_000_000);
  const seed = Number(process.argv[3] ?? Date.now() % 1_000_000_007);
  console.log(`${count} deliveries, seed ${seed} (npm run fuzz -- ${count} ${seed} does the same again)`);
  const started = performance.now();
  const heap = () => `${(process.memoryUsage().heapUsed / 2 ** 20).toFixed(0)} MiB`;
  const { statuses, changes, findings } = await fuzz(count, seed, (delivered) => {
    if (delivered % 100_000 !== 0) return;
    globalThis.gc?.();
    console.log(
      `${String(delivered).padStart(9)}  ${((performance.now() - started) / 1000).toFixed(0)} s  heap ${heap()}`,
    );
  });
  globalThis.gc?.();
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${String(count).padStart(9)}  ${seconds.toFixed(0)} s  heap ${heap()}, ${Math.round(count / seconds)} a second`,
  );
  console.log(`answers by status: ${JSON.stringify(statuses)}; ${changes} changes, each by a valid signature`);
  for (const finding of findings.slice(0, 20)) console.error(JSON.stringify(finding));
  console.log(findings.length === 0 ? 'nothing found' : `${findings.length} findings`);
  process.exitCode = findings.length === 0 ? 0 : 1;
}

void run();
