/** Rosterline as deployed to a local Twilio that takes its time, and what its processes and its calls cost. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from '../cli/build/build';
import { type Emulator, startEmulator } from '../emulator/emulator';
import type { EnvVariables } from '../emulator/environment';
import type { JournalEntry } from '../emulator/journal';
import { deploy } from '../emulator/runner/deploy';
import { startRunner } from '../emulator/runner/runner';
import type { User } from '../emulator/users';
import { cpuOfChildren } from './processor-time';
import type { SlowTime } from './slow-time';

const PROJECT = join(__dirname, '..');
/** How long an execution may take, and how long one waits for its place. */
const PLATFORM_MS = 10_000;
const CACHE = join(PROJECT, 'node_modules/.cache');

/** What every deployment of a benchmark has. */
export const CLOUD_ENVIRONMENT = {
  ACCOUNT_SID: `AC${'b'.repeat(32)}`,
  AUTH_TOKEN: 'be9c40be9c40be9c40be9c40be9c40be',
  RECORD_KEY: 'record key of the benchmark',
  TICK_SECRET: 'tick-secret-of-the-benchmark',
} as const;

/** A roster in which everybody is on duty all the time: p0, p1, … */
export function alwaysOnDuty(people: number): string {
  const keys = Array.from({ length: people }, (_, index) => `p${index}`);
  return [
    'version: 1',
    'zone: UTC',
    'people:',
    ...keys.map((key) => `  ${key}: { identity: ${key}@example.com }`),
    'shifts:',
    `  - { id: always, days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00", who: [${keys}] }`,
  ].join('\n');
}

export interface Cost {
  /** Calls to Twilio. */
  readonly calls: number;
  /** What the Functions' processes have used of the processors, ms. */
  readonly cpu: number;
}

export interface Cloud {
  /** Of the Functions. */
  readonly url: string;
  readonly twilio: Emulator;
  local<T>(path: string, method?: string, body?: unknown): Promise<T>;
  /** Since it was started. */
  cost(): Cost;
  /** Statuses of Sync's refusals (429 for its limits, 412 where somebody else has written meanwhile), each as a share of the last 90,000 calls or more. */
  refusals(): Promise<ReadonlyMap<number, number>>;
  users(): Promise<readonly User[]>;
  /** Ends every process of the Functions, so that the next ones know nothing. */
  restart(): Promise<void>;
  /** What the Functions have logged. */
  output(): string;
  end(): Promise<void>;
}

export interface CloudOptions {
  readonly roster: string;
  readonly environment: EnvVariables;
  readonly time: SlowTime;
  /** So much longer each call to the local Twilio takes, ms of that time. */
  readonly latencyMs: number;
  readonly isSyncLimited?: boolean;
  /** What the Functions reach as Twilio; by default the local Twilio. */
  readonly before?: (twilio: Emulator) => Promise<Emulator['env']>;
}

export async function startCloud({
  roster,
  environment,
  time,
  latencyMs,
  isSyncLimited = true,
  before,
}: CloudOptions): Promise<Cloud> {
  mkdirSync(CACHE, { recursive: true });
  const built = mkdtempSync(join(CACHE, 'rosterline-cloud-')); // below node_modules, so that it finds packages
  const folder = mkdtempSync(join(tmpdir(), 'rosterline-cloud-'));
  const rosterFile = join(folder, 'roster.yaml');
  writeFileSync(rosterFile, roster);
  await build(PROJECT, built, rosterFile);
  let calls = 0;
  // Each call waits once, for the fault below: the journal does not keep as many as there are.
  const sleep = async (ms: number) => {
    calls++;
    await wait(ms, undefined, { ref: false });
  };
  const { ACCOUNT_SID: accountSid = '', AUTH_TOKEN: authToken = '' } = environment;
  const twilio = await startEmulator({
    port: 0,
    accountSid,
    authToken,
    caFolder: folder,
    sleep,
    isSyncLimited,
    now: time.now,
  });
  await deploy({ project: PROJECT, built, environment, twilio });
  const reached = await (before?.(twilio) ?? twilio.env);
  const env = { ...reached, NODE_OPTIONS: time.preload(join(folder, 'time.cjs')) };
  const [limitMs, queueTimeoutMs] = [time.real(PLATFORM_MS), time.real(PLATFORM_MS)];
  const start = () => startRunner({ port: 0, twilio: { ...twilio, env }, project: PROJECT, limitMs, queueTimeoutMs });
  let runner = await start();
  const local = async (path: string, method = 'GET', body?: unknown) => {
    const answer = await fetch(`${twilio.url}/_local/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return JSON.parse(await answer.text());
  };
  await local('faults', 'POST', { delayMs: time.real(latencyMs) });
  return {
    get url() {
      return runner.url;
    },
    twilio,
    local,
    cost: () => ({ calls, cpu: cpuOfChildren() }),
    users: () => local('users'),
    async refusals() {
      const journal: JournalEntry[] = await local('journal');
      const shareOf = (wanted: number) => journal.filter(({ status }) => status === wanted).length / journal.length;
      return new Map([412, 429].map((status) => [status, shareOf(status)]));
    },
    output: () => runner.output(),
    async restart() {
      await runner.close();
      runner = await start();
    },
    async end() {
      await runner.close();
      await twilio.close();
      for (const path of [built, folder]) rmSync(path, { recursive: true, force: true });
    },
  };
}
