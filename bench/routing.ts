/**
 * New conversations by custom routing: 200 customers at once in injected time, and one after another as deployed, in real time. Beside
 * it what Twilio's samples do: a worker at random (`findRandomWorker` of https://github.com/twilio/frontline-demo-service).
 * `npx tsx bench/routing.ts`
 */
import { cpus } from 'node:os';
import { Table } from 'console-table-printer';
import { getExpectedTwilioSignature } from 'twilio';
import { deploy } from '../emulator/runner/deploy';
import { startRunner } from '../emulator/runner/runner';
import { callBack, callbackForm } from '../tests/application/routing/callbacks';
import {
  CUSTOMERS,
  LATENCY_MS,
  manyCustomers,
  medianOf,
  type Outcome,
  ROSTER_OF_TEN,
  spreadOf,
  TEAM,
} from '../tests/application/routing/many-customers';
import { conversationSid, NUMBER } from '../tests/application/routing/memory';
import { type Served, type Server, serve } from '../tests/cloud/served';
import { identityOf } from '../tests/support/roster';
import { SECRETS, startWorld, type World } from '../tests/support/world';

const RUNS = 20;
const LIMIT_MS = 400;
const MONDAY = '2026-11-02T12:00:00Z';

type Way = (world: World) => (conversation: string, address: string) => Promise<unknown>;

const ROSTERLINE: Way = (world) => (conversation, address) =>
  callBack(world, conversation, { 'MessagingBinding.Address': address });

const AT_RANDOM: Way = (world) => (conversation) => {
  const { conversations, random } = world.execution();
  return conversations.add(conversation, identityOf(TEAM[Math.floor(random() * TEAM.length)] ?? ''));
};

async function outcomeOf(way: Way): Promise<Outcome> {
  const world = await startWorld(ROSTER_OF_TEN, SECRETS);
  try {
    await world.reset(MONDAY);
    await world.seed();
    return await manyCustomers(world, way(world));
  } finally {
    await world.end();
  }
}

function row(way: string, { took, shares, wrong, notOne }: Outcome) {
  const median = medianOf(took);
  return {
    way,
    'median (ms)': median,
    'slowest (ms)': Math.max(...took),
    'with somebody departed or off duty': wrong,
    'without exactly one worker': notOne,
    'most minus fewest': spreadOf(shares.values()),
    wanted: way !== 'Rosterline' ? '' : median < LIMIT_MS && wrong + notOne === 0 ? 'met' : 'MISSED',
  };
}

const ENVIRONMENT = {
  ACCOUNT_SID: `AC${'b'.repeat(32)}`,
  AUTH_TOKEN: 'be9c40be9c40be9c40be9c40be9c40be',
  RECORD_KEY: 'record key of the benchmark',
  TICK_SECRET: 'tick-secret-of-the-benchmark',
};

/** On duty always, whatever day it is. */
const ALWAYS = ROSTER_OF_TEN.replace('days: [mon]', 'days: [mon, tue, wed, thu, fri, sat, sun]')
  .replace('"08:00"', '"00:00"')
  .replace('"16:00"', '"24:00"');

const byRunner: Server = async ({ project, built, environment, twilio }) => {
  await deploy({ project, built, environment, twilio });
  return startRunner({ port: 0, twilio, project });
};

/** How long callbacks take over HTTP, one after another, in a process that has run before, ms. */
async function asDeployed(): Promise<readonly number[]> {
  const served = await serve(ALWAYS, ENVIRONMENT, byRunner);
  try {
    for (const key of TEAM) await served.put(identityOf(key), { is_available: true });
    await served.post('/shifts/tick', { Authorization: `Bearer ${ENVIRONMENT.TICK_SECRET}` }, '');
    await served.local('faults', 'POST', { delayMs: LATENCY_MS });
    const took: number[] = [];
    for (let customer = 0; customer <= RUNS; customer++) took.push(await timeCallback(served, customer));
    return took.slice(1);
  } finally {
    await served.end();
  }
}

async function timeCallback(served: Served, customer: number): Promise<number> {
  const conversation = conversationSid(customer);
  const address = `+1555867${String(customer).padStart(4, '0')}`;
  await served.local(`conversations/${conversation}`, 'PUT', { participants: [{ address, proxy: NUMBER }] });
  const form = callbackForm(conversation, { 'MessagingBinding.Address': address });
  const url = `${served.url}/frontline/routing`;
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    'X-Twilio-Signature': getExpectedTwilioSignature(ENVIRONMENT.AUTH_TOKEN, url, form),
  };
  const began = performance.now();
  const { json } = await served.post('/frontline/routing', headers, new URLSearchParams(form).toString());
  const took = performance.now() - began;
  if (json.outcome !== 'assigned') throw new Error(JSON.stringify(json));
  return took;
}

export async function run(): Promise<void> {
  const table = new Table({
    shouldDisableColors: true,
    title: `${CUSTOMERS} customers at once, each in a process that knows nothing; ${LATENCY_MS} ms a call; a team of ten, of whom two have left and two are off duty`,
  });
  table.addRow(row('Rosterline', await outcomeOf(ROSTERLINE)));
  table.addRow(row('a worker at random, as in Twilio’s samples', await outcomeOf(AT_RANDOM)));
  table.printTable();
  const took = await asDeployed();
  console.log(
    `As deployed, one after another in a warm process, real time: median ${medianOf(took).toFixed(0)} ms, slowest ${Math.max(...took).toFixed(0)} ms of ${took.length}. A worker at random makes one call: ${LATENCY_MS} ms and what HTTP takes.`,
  );
  console.log(`${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}.`);
}

if (require.main === module) void run();
