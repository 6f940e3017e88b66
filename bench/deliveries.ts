/**
 * How many deliveries a second are taken, as deployed: each is about somebody else and changes a user, each call to Twilio takes 20 ms more than
 * the local Twilio takes, and the platform has 30 processes. With Sync's limits of an object, and without: what is Sync's, and what is ours.
 * `npx tsx bench/deliveries.ts [a second…]`
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Table } from 'console-table-printer';
import { alwaysOnDuty, CLOUD_ENVIRONMENT, type Cloud, startCloud } from './cloud';
import { flood, SECRET, type Sent } from './deliveries/sender';
import { slowTime } from './slow-time';

const SECONDS = Number(process.env.DELIVERIES_SECONDS || 30);
const LATENCY_MS = 20;
/** More than so many a second are more than two processors can do, and time goes by more slowly; the cloud has a processor for each execution. */
const WITHOUT_SLOWNESS = Number(process.env.WITHOUT_SLOWNESS || 10);
/** How long senders go on after the last delivery, ms. */
const PATIENCE_MS = 10_000;
/** Deliveries before it is measured, so that every process has started. */
const WARMING = 30;
const MINUTE_MS = 60_000;
const ENVIRONMENT = {
  ...CLOUD_ENVIRONMENT,
  STANDARD_SECRET: SECRET,
  OFFBOARDING_LIMIT: '999999',
};

/** Something that happens to people, and whether it has taken effect. */
interface Kind {
  readonly name: string;
  /** Deliveries a second. */
  readonly rates: readonly number[];
  event(identity: string, now: number): object;
  took(user: { readonly state: string; readonly is_available: boolean }): boolean;
}

const LEAVE: Kind = {
  name: 'leave from now on',
  rates: [20, 100],
  event: (identity, now) => ({
    type: 'staff.leave',
    data: { identity, id: 'leave', from: at(now - MINUTE_MS), to: at(now + 600 * MINUTE_MS) },
  }),
  took: ({ is_available }) => !is_available,
};
const LOCK_OUT: Kind = {
  name: 'somebody has left',
  rates: [2, 5, 20],
  event: (identity) => ({ type: 'staff.offboarded', data: { identity } }),
  took: ({ state }) => state === 'deactivated',
};
const KINDS: readonly Kind[] = [LEAVE, LOCK_OUT];

const at = (now: number) => new Date(now).toISOString();
const identityOf = (person: number) => `p${person}@example.com`;

interface Measured {
  readonly sent: readonly Sent[];
  /** People for whom nothing has happened although the delivery was taken: at once, and after the ticks. */
  readonly missing: number;
  readonly lost: number;
  readonly calls: number;
  readonly cpu: number;
  readonly refusals: ReadonlyMap<number, number>;
  readonly output: string;
}

const slownessOf = (aSecond: number) => Math.max(1, aSecond / WITHOUT_SLOWNESS);

async function measure(kind: Kind, aSecond: number, isSyncLimited: boolean): Promise<Measured> {
  const count = aSecond * SECONDS;
  const people = count + WARMING;
  const time = slowTime(slownessOf(aSecond));
  const options = {
    roster: alwaysOnDuty(people),
    environment: ENVIRONMENT,
    time,
    latencyMs: LATENCY_MS,
    isSyncLimited,
  };
  const cloud = await startCloud(options);
  try {
    for (let person = 0; person < people; person++)
      await cloud.local(`users/${identityOf(person)}`, 'PUT', { is_available: true });
    const eventOf = (what: Kind) => (index: number) => ({
      id: `evt_${index}`,
      timestamp: at(time.now()),
      ...what.event(identityOf(index), time.now()),
    });
    const about = { url: cloud.url, time, patienceMs: PATIENCE_MS };
    await flood({ ...about, count: WARMING, aSecond, event: (index) => eventOf(LEAVE)(count + index) });
    const before = cloud.cost();
    const sent = await flood({ ...about, count, aSecond, event: eventOf(kind) });
    const { calls, cpu } = cloud.cost();
    const refusals = await cloud.refusals();
    const missing = await missingIn(cloud, kind, sent);
    return {
      sent,
      missing,
      lost: missing && (await lostIn(cloud, kind, sent)),
      calls: calls - before.calls,
      cpu: cpu - before.cpu,
      refusals,
      output: cloud.output(),
    };
  } finally {
    await cloud.end();
  }
}

async function missingIn(cloud: Cloud, { took }: Kind, sent: readonly Sent[]): Promise<number> {
  const users = new Map((await cloud.users()).map((user) => [user.identity, user]));
  return sent.filter(({ takenAfter, outcome }, index) => {
    const user = users.get(identityOf(index));
    return takenAfter !== undefined && outcome !== 'held' && !(user && took(user));
  }).length;
}

/** What ticks do not bring about either. */
async function lostIn(cloud: Cloud, kind: Kind, sent: readonly Sent[]): Promise<number> {
  const headers = { Authorization: `Bearer ${ENVIRONMENT.TICK_SECRET}` };
  for (let tick = 0; tick < 5; tick++) await fetch(`${cloud.url}/shifts/tick`, { method: 'POST', headers });
  return missingIn(cloud, kind, sent);
}

/** The value below which so much of them lies. */
function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function row(
  kind: string,
  aSecond: number,
  isSyncLimited: boolean,
  { sent, missing, lost, calls, cpu, refusals }: Measured,
) {
  const atOnce = sent.filter(({ first }) => first.status === 200);
  const taken = sent.flatMap(({ takenAfter }) => takenAfter ?? []);
  const held = sent.filter(({ takenAfter, outcome }) => takenAfter !== undefined && outcome === 'held').length;
  return {
    delivery: kind,
    'a second': aSecond,
    'time, slower': `${slownessOf(aSecond)} ×`,
    'Sync’s limits': isSyncLimited ? 'yes' : 'no',
    'taken at once': `${((100 * atOnce.length) / sent.length).toFixed(1)} %`,
    'p50 (ms)': percentile(
      atOnce.map(({ first }) => first.ms),
      0.5,
    ).toFixed(0),
    'p99 (ms)': percentile(
      atOnce.map(({ first }) => first.ms),
      0.99,
    ).toFixed(0),
    'until taken, p99 (s)': (percentile(taken, 0.99) / 1000).toFixed(1),
    'never taken': sent.length - taken.length,
    held,
    'left to ticks': missing - lost,
    lost,
    calls: (calls / sent.length).toFixed(1),
    conflicts: `${(100 * (refusals.get(412) ?? 0)).toFixed(1)} %`,
    'refused by Sync': `${(100 * (refusals.get(429) ?? 0)).toFixed(1)} %`,
    'CPU (ms)': (cpu / sent.length).toFixed(0),
  };
}

export async function run(rates?: readonly number[]): Promise<void> {
  const title = `Deliveries, ${SECONDS} s, ${LATENCY_MS} ms a call; calls and CPU a delivery`;
  const table = new Table({ shouldDisableColors: true, title });
  for (const kind of KINDS) {
    for (const aSecond of rates ?? kind.rates) {
      for (const isSyncLimited of [false, true]) {
        const measured = await measure(kind, aSecond, isSyncLimited);
        const answers = tally(measured.sent.map(({ first, outcome }) => `first ${first.status}, at last ${outcome}`));
        console.error(`${kind.name}, ${aSecond} a second, Sync’s limits: ${isSyncLimited}; load ${load()}: ${answers}`);
        table.addRow(row(kind.name, aSecond, isSyncLimited, measured));
      }
    }
  }
  table.printTable();
  console.log(
    `CPU is that of the Functions’ processes; the local Twilio, the runner and the sender share one more process. ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}.`,
  );
}

function tally(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, count]) => `${count} × ${text}`).join('; ');
}

const load = () => readFileSync('/proc/loadavg', 'utf8').split(' ', 3).join(' ');

if (require.main === module) {
  const named = process.argv.slice(2).map(Number);
  void run(named.length > 0 ? named : undefined);
}
