/**
 * How long a call takes over HTTP, as deployed and run by the runner, in a process that has run before; beside `twilio-run
 * start` in one warm process. `npx tsx bench/as-deployed.ts`; `CLOUD_NODE` names another Node.
 */
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { Table } from 'console-table-printer';
import { deploy } from '../emulator/runner/deploy';
import { startRunner } from '../emulator/runner/runner';
import { type Server, serve } from '../tests/cloud/served';
import { median } from './resolver/spawn';

const RUNS = 50;
const HEALTH_LIMIT_MS = 10;

const ROSTER = `
version: 1
zone: UTC
people:
  ada: { identity: ada@example.com }
shifts:
  - { id: always, days: [mon], from: "00:00", to: "24:00", who: [ada] }
`;
const ENVIRONMENT = {
  ACCOUNT_SID: `AC${'b'.repeat(32)}`,
  AUTH_TOKEN: 'be9c40be9c40be9c40be9c40be9c40be',
  RECORD_KEY: 'record key of the benchmark',
  TICK_SECRET: 'tick-secret-of-the-benchmark',
};

/** A call, and whether its answer is the one that is measured. */
interface Call {
  readonly name: string;
  send(url: string): Promise<Response>;
  readonly status: number;
}

const CALLS: readonly Call[] = [
  { name: 'GET /health', send: (url) => fetch(`${url}/health`), status: 200 },
  { name: 'POST /shifts/tick, refused', send: (url) => fetch(`${url}/shifts/tick`, { method: 'POST' }), status: 401 },
  {
    name: 'POST /shifts/tick, quiet',
    send: (url) =>
      fetch(`${url}/shifts/tick`, { method: 'POST', headers: { Authorization: `Bearer ${ENVIRONMENT.TICK_SECRET}` } }),
    status: 200,
  },
];

async function time({ send, status, name }: Call, url: string): Promise<number> {
  const begin = performance.now();
  const answer = await send(url);
  const text = await answer.text();
  const took = performance.now() - begin;
  if (answer.status !== status) throw new Error(`${name}: ${answer.status} ${text}`);
  return took;
}

async function times(count: number, one: () => Promise<number>): Promise<number[]> {
  const taken: number[] = [];
  for (let index = 0; index < count; index += 1) taken.push(await one());
  return taken;
}

export async function run(): Promise<void> {
  const deployed: Server = async ({ project, built, environment, twilio }) => {
    await deploy({ project, built, environment, twilio });
    return startRunner({ port: 0, twilio, project });
  };
  const onRunner = await serve(ROSTER, ENVIRONMENT, deployed);
  const onTwilioRun = await serve(ROSTER, ENVIRONMENT);
  try {
    for (const { post } of [onRunner, onTwilioRun]) {
      await post('/shifts/tick', { Authorization: `Bearer ${ENVIRONMENT.TICK_SECRET}` }, ''); // so that /health has a heartbeat
    }
    const table = new Table({
      shouldDisableColors: true,
      title: `A call as deployed, warm: ${RUNS} runs, medians (ms)`,
    });
    for (const call of CALLS) {
      const ours = median(await times(RUNS, () => time(call, onRunner.url)));
      const other = median(await times(RUNS, () => time(call, onTwilioRun.url)));
      table.addRow({
        call: call.name,
        'the runner': ours.toFixed(1),
        'twilio-run': other.toFixed(1),
        ratio: `${(ours / other).toFixed(2)} ×`,
        ...(call.name === 'GET /health' && {
          [`under ${HEALTH_LIMIT_MS} ms`]: ours < HEALTH_LIMIT_MS ? 'met' : 'MISSED',
        }),
      });
    }
    table.printTable();
    const { CLOUD_NODE } = process.env;
    const node = CLOUD_NODE ? execFileSync(CLOUD_NODE, ['--version']).toString().trim() : process.version;
    console.log(
      `Functions on Node ${node}, ${cpus().length} × ${cpus()[0]?.model.trim()}; the local Twilio is in this process.`,
    );
  } finally {
    await onRunner.end();
    await onTwilioRun.end();
  }
}

if (require.main === module) void run();
