import * as asDeployed from './as-deployed';
import * as coldStart from './cold-start';
import * as deliveries from './deliveries';
import * as deployedBoundary from './deployed-boundary';
import * as fanOut from './fan-out';
import * as fleet from './fleet';
import * as frugality from './frugality';
import * as growth from './growth';
import * as hostileInputs from './hostile-inputs';
import * as page from './page';
import * as publish from './publish';
import * as resolver from './resolver';
import * as routing from './routing';
import * as scale from './scale';
import * as senders from './senders';
import * as shiftBoundary from './shift-boundary';
import * as signatures from './signatures';
import * as webhook from './webhook';

// npm run bench: every benchmark, or those named: npm run bench -- resolver

const BENCHMARKS: Readonly<Record<string, { run(): Promise<void> }>> = {
  resolver,
  'cold-start': coldStart,
  'as-deployed': asDeployed,
  webhook,
  deliveries,
  signatures,
  senders,
  'shift-boundary': shiftBoundary,
  'deployed-boundary': deployedBoundary,
  'fan-out': fanOut,
  frugality,
  fleet,
  growth,
  page,
  publish,
  routing,
  scale,
  'hostile-inputs': hostileInputs,
};

async function main(): Promise<void> {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !(name in BENCHMARKS));
  if (unknown.length > 0)
    throw new Error(`no benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}`);
  for (const [name, { run }] of Object.entries(BENCHMARKS)) {
    if (named.length > 0 && !named.includes(name)) continue;
    console.log(`\n== ${name}`);
    await run();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
