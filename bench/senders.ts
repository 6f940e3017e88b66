/**
 * How long a sender waits for its answer: a delivery that changes a user, against the built functions and the local
 * Twilio, in a process that runs already (`twilio-run` loads a function anew for each request). Okta gives three seconds, and a cold start must fit into them as well.
 * `npx tsx bench/senders.ts`
 */
import { Table } from 'console-table-printer';
import type { Sender } from '../assets/providers/sample';
import { prepare } from '../cli/send/delivery';
import { SENDERS } from '../cli/send/senders';
import { type Served, serve } from '../tests/cloud/served';
import { median } from './resolver/spawn';

const RUNS = 15;
const LIMIT_MS = 300;
/** Keys and tokens of 24 bytes, as all schemes take them. */
const SECRET = Buffer.from('the secret of a benchmark').toString('base64');
const secretOf = ({ provider: { secretKind } }: Sender) => (secretKind === 'signing' ? `whsec_${SECRET}` : SECRET);

const people = Array.from({ length: RUNS + 1 }, (_, index) => `person${index}`);
const ROSTER = [
  'version: 1',
  'zone: UTC',
  'people:',
  ...people.map((key) => {
    const ids = SENDERS.map(({ provider }) => `${provider.name}: ${key}`).join(', ');
    return `  ${key}: { identity: ${key}@example.com, ids: { ${ids} } }`;
  }),
  'shifts:',
  '  - { id: never, days: [mon], from: "00:00", to: "00:01", who: [person0] }',
].join('\n');

export async function run(): Promise<void> {
  const environment = {
    ACCOUNT_SID: `AC${'b'.repeat(32)}`,
    AUTH_TOKEN: 'be9c40be9c40be9c40be9c40be9c40be',
    RECORD_KEY: 'record key of the benchmark',
    OFFBOARDING_LIMIT: '999',
    ...Object.fromEntries(SENDERS.map((sender) => [sender.provider.secret, secretOf(sender)])),
  };
  const served = await serve(ROSTER, environment);
  try {
    const table = new Table({ shouldDisableColors: true, title: `An answer that changed a user: ${RUNS} runs (ms)` });
    for (const sender of SENDERS)
      table.addRow({ sender: sender.provider.name, ...row(await timeSender(sender, served)) });
    table.printTable();
    console.log(
      `The limit is ${LIMIT_MS} ms. A refusal asks Twilio nothing: it is what HTTP and twilio-run take here.`,
    );
  } finally {
    await served.end();
  }
}

/** What one sender's answers took, each beside a refusal that was asked for just before it. */
interface Times {
  readonly answers: readonly number[];
  readonly refusals: readonly number[];
}

function row({ answers, refusals }: Times) {
  const [middle, refusal] = [median(answers), median(refusals)];
  return {
    median: middle.toFixed(1),
    slowest: Math.max(...answers).toFixed(1),
    refusal: refusal.toFixed(1),
    ratio: `${(middle / refusal).toFixed(1)} ×`,
    'of the limit': `${((middle / LIMIT_MS) * 100).toFixed(0)} %`,
    verdict: middle <= LIMIT_MS ? 'met' : 'MISSED',
  };
}

/** One person after the other, so that each answer comes of a change; the first is for warming up. */
async function timeSender(sender: Sender, served: Served): Promise<Times> {
  const event = await effectiveEvent(sender, served);
  await renew(served);
  const answers: number[] = [];
  const refusals: number[] = [];
  for (const key of people) {
    const { path, headers, body } = sampleFor(sender, event, key, served);
    const before = performance.now();
    await served.post(path, { 'Content-Type': 'application/json' }, body);
    const between = performance.now();
    const { json, text } = await served.post(path, headers, body);
    refusals.push(between - before);
    answers.push(performance.now() - between);
    if (json?.results?.[0]?.outcome !== 'applied') throw new Error(`${sender.provider.name} changed nothing: ${text}`);
  }
  return { answers: answers.slice(1), refusals: refusals.slice(1) };
}

/** The first of a sender's samples that changes a user of this roster. */
async function effectiveEvent(sender: Sender, served: Served): Promise<string> {
  for (const event of Object.keys(sender.events)) {
    await renew(served);
    const { path, headers, body } = sampleFor(sender, event, 'person0', served);
    const { json } = await served.post(path, headers, body);
    if (json?.results?.[0]?.outcome === 'applied') return event;
  }
  throw new Error(`no sample of ${sender.provider.name} changes a user`);
}

async function renew(served: Served): Promise<void> {
  await served.reset();
  for (const key of people) await served.put(`${key}@example.com`, { state: 'active', is_available: false });
}

function sampleFor(sender: Sender, event: string, key: string, served: Served) {
  const who = sender.namesPeopleBy === 'identity' ? { identity: `${key}@example.com` } : { employee: key };
  const id = `bench_${sender.provider.name}_${event}_${key}`;
  const options = { id, now: new Date(), setting: () => undefined, ...who };
  const secret = { scheme: 'native', value: secretOf(sender) } as const;
  const { url, headers, body } = prepare(sender, event, options, secret, served.url);
  return { path: new URL(url).pathname, headers: { ...headers }, body };
}

if (require.main === module) void run();
