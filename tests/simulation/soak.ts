import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { runBreaks } from './break-run';
import type { Report, Told } from './report';
import { printReport, tell } from './report';
import { LEFT_OUT } from './rules';
import { simulate } from './simulate';

// npm run soak: 200 simulated weeks, each from a seed of its own.
//   --seeds 500 --from 1000   other seeds
//   --breaks           breaks one rule of the product after another, and says which of the first 50 seeds notices
//     [--only text]    those whose rule contains the text
//     [--minutes 4]    so long at most for each
//   --seed 1234               one week again, with what concerned whoever is not as they must be

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    seeds: { type: 'string', default: '200' },
    from: { type: 'string' },
    worker: { type: 'boolean', default: false },
    breaks: { type: 'boolean', default: false },
    only: { type: 'string' },
    minutes: { type: 'string' },
  },
});

async function main(): Promise<void> {
  if (values.worker) return work();
  if (values.breaks) {
    const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
    process.exitCode = (await runBreaks({ seeds: 50, only: values.only, minutes })) ? 0 : 1;
    return;
  }
  if (values.seed !== undefined) return runOne(Number(values.seed));
  const from = Number(values.from ?? 1 + Math.floor(Math.random() * 10 ** 6));
  await runMany(from, Number(values.seeds));
}

async function runOne(seed: number): Promise<void> {
  const began = performance.now();
  const told = tell(await simulate(seed));
  printReport([told], console);
  console.log(`${((performance.now() - began) / 1000).toFixed(1)} s`);
  process.exitCode = told.mistakes.length > 0 ? 1 : 0;
}

async function runMany(from: number, count: number): Promise<void> {
  console.log(
    `Simulating ${count} weeks, seeds ${from} to ${from + count - 1} (npm run soak -- --from ${from} --seeds ${count})`,
  );
  if (LEFT_OUT.length > 0) console.log(`Rules left out: ${LEFT_OUT.join(', ')}`);
  const began = performance.now();
  const told: Told[] = [];
  let next = from;
  const worker = () =>
    new Promise<void>((resolve, reject) => {
      const child = fork(__filename, ['--worker']);
      const go = () => (next < from + count ? child.send(next++) : child.disconnect());
      child.on('message', (report) => {
        told.push(report as Told);
        const { seed, mistakes } = report as Told;
        if (mistakes.length > 0)
          console.log(`seed ${seed}: ${mistakes.length} mistakes (npm run soak -- --seed ${seed})`);
        else if (told.length % 20 === 0) console.log(`${told.length} of ${count} weeks`);
        go();
      });
      child.on('error', reject);
      child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
      go();
    });
  await Promise.all(Array.from({ length: Math.min(count, availableParallelism()) }, worker));
  printReport(
    told.sort((a, b) => a.seed - b.seed),
    console,
  );
  const seconds = (performance.now() - began) / 1000;
  console.log(`${seconds.toFixed(0)} s, ${(seconds / count).toFixed(2)} s a week`);
  process.exitCode = told.some(({ mistakes }) => mistakes.length > 0) ? 1 : 0;
}

/** A process that simulates the seeds that it is sent. */
function work(): void {
  process.on('message', (seed) => {
    void simulate(Number(seed)).then((report: Report) => process.send?.(tell(report)));
  });
}

void main();
