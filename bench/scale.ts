/**
 * Many accounts: what one entry of the scheduler costs, `rosterline fleet tick` for 50 and 500 accounts. Each account's tick is answered after a second
 * with what a real quiet tick answered, so that nothing but the command takes this machine's time. Beside it, one account after another, reckoned
 * from those of ten. `npx tsx bench/scale.ts`
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Table } from 'console-table-printer';
import { shiftsTick } from '../assets/api/shifts-tick.private';
import { listen } from '../emulator/listen';
import { crowd } from './resolver/crowd';
import { median } from './resolver/spawn';
import { SECRETS, startBenchWorld } from './world';

const SIZES = [10, 50, 500];
const RUNS = 7;
/** How long an account's tick takes, ms: several times what a quiet tick takes here. */
const ANSWER_MS = 1000;
/** A cron entry runs each minute: whatever takes longer runs into the next one. */
const WANTED_S = 60;
const COMMAND = join(__dirname, '../cli/rosterline.js');
/** Notes what a process has used when it exits. */
const USAGE = `process.on('exit', () => require('node:fs').writeFileSync(process.env.USAGE_FILE, JSON.stringify(process.resourceUsage())));`;

interface Usage {
  /** Microseconds. */
  readonly userCPUTime: number;
  readonly systemCPUTime: number;
  /** KiB. */
  readonly maxRSS: number;
}

interface Run {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly memoryMiB: number;
}

/** The body that a tick answers in which nothing was due. */
async function quietAnswer(): Promise<string> {
  const { roster } = crowd(100, 1);
  const world = await startBenchWorld(roster, Date.UTC(2026, 10, 18, 13, 15));
  try {
    await world.seed();
    const headers = { authorization: `Bearer ${SECRETS.TICK_SECRET}` };
    await shiftsTick({ headers, payload: {} }, world.execution());
    world.clock.now += 60_000;
    const { status, body } = await shiftsTick({ headers, payload: {} }, world.execution());
    if (status !== 200) throw new Error(`a tick was answered ${status}`);
    return JSON.stringify(body);
  } finally {
    await world.end();
  }
}

/** Accounts of which each answers at an address of its own. */
async function startFleet(count: number, answer: string, folder: string): Promise<readonly Server[]> {
  const servers: Server[] = [];
  const entries: string[] = [];
  for (let index = 0; index < count; index++) {
    const server = createServer((incoming, response) => {
      incoming.resume();
      setTimeout(() => response.writeHead(200, { 'Content-Type': 'application/json' }).end(answer), ANSWER_MS);
    });
    servers.push(server);
    const url = `http://127.0.0.1:${await listen(server, 0)}`;
    writeFileSync(join(folder, `${index}.env`), `TICK_SECRET=secret-of-account-${index}\n`, { mode: 0o600 });
    entries.push(`  - { name: account-${index}, env: ${index}.env, roster: shared.yaml, url: "${url}" }\n`);
  }
  writeFileSync(join(folder, 'fleet.yaml'), `accounts:\n${entries.join('')}`);
  return servers;
}

/** `rosterline fleet tick` in a process of its own. */
async function tickOf(folder: string, count: number): Promise<Run> {
  const usageFile = join(folder, 'usage.json');
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const env = { ...inherited, USAGE_FILE: usageFile };
  const words = ['--require', join(folder, 'usage.cjs'), COMMAND, 'fleet', 'tick', '--json'];
  const began = performance.now();
  const stdout = await new Promise<string>((resolve, reject) =>
    execFile(process.execPath, words, { cwd: folder, env, maxBuffer: 2 ** 26 }, (error, printed) =>
      error ? reject(error) : resolve(printed),
    ),
  );
  const seconds = (performance.now() - began) / 1000;
  const { accounts } = JSON.parse(stdout) as { readonly accounts: readonly { readonly ok: boolean }[] };
  if (accounts.filter(({ ok }) => ok).length !== count) throw new Error('not every account was ticked');
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(usageFile, 'utf8')) as Usage;
  return { seconds, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, memoryMiB: maxRSS / 1024 };
}

async function measure(count: number, answer: string): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'rosterline-fleet-'));
  writeFileSync(join(folder, 'usage.cjs'), USAGE);
  const servers = await startFleet(count, answer, folder);
  try {
    const runs: Run[] = [];
    for (let index = 0; index < RUNS; index++) runs.push(await tickOf(folder, count));
    return {
      seconds: median(runs.map(({ seconds }) => seconds)),
      cpuSeconds: median(runs.map(({ cpuSeconds }) => cpuSeconds)),
      memoryMiB: median(runs.map(({ memoryMiB }) => memoryMiB)),
    };
  } finally {
    for (const server of servers) server.close().closeAllConnections();
    rmSync(folder, { recursive: true });
  }
}

export async function run(): Promise<void> {
  const answer = await quietAnswer();
  const table = new Table({ shouldDisableColors: true, title: `rosterline fleet tick: ${RUNS} runs, medians` });
  for (const count of SIZES) {
    const { seconds, cpuSeconds, memoryMiB } = await measure(count, answer);
    const oneByOne = (count * ANSWER_MS) / 1000;
    table.addRow({
      accounts: count,
      'time (s)': seconds.toFixed(1),
      'CPU (s)': cpuSeconds.toFixed(2),
      'memory, most (MiB)': memoryMiB.toFixed(0),
      'one after another, at least (s)': oneByOne.toFixed(0),
      ratio: `${(seconds / oneByOne).toFixed(2)} ×`,
      wanted: `< ${WANTED_S} s: ${seconds < WANTED_S ? 'met' : 'MISSED'}`,
    });
  }
  table.printTable();
  console.log(
    `Each answered after ${ANSWER_MS} ms. ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}.`,
  );
}

if (require.main === module) void run();
