/**
 * `rosterline fleet` with 50 accounts (`FLEET_ACCOUNTS`), each a local Twilio of its own: everything is deployed by Twilio's own tool, and ticks and
 * health are answered by what was deployed. The builds of one account fail at first, and hold up no other. Beside what does not deploy, the same one
 * account at a time.
 */
import { readFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { join } from 'node:path';
import { Table } from 'console-table-printer';
import { listen } from '../emulator/listen';
import { startRunner } from '../emulator/runner/runner';
import {
  closed,
  envText,
  type LocalAccount,
  type LocalAccounts,
  rosterFor,
  startAccounts,
} from '../tests/cli/fleet/local-accounts';
import { cpuOfChildren } from './processor-time';

const PROJECT = join(__dirname, '..');
const COUNT = Number(process.env.FLEET_ACCOUNTS || 50);
/** How many Functions run at once: each is a process, and a machine that runs 50 at once measures its memory. */
const SIDE_BY_SIDE = ['--parallel', '2'];

/** Runs what is deployed to an account while a request needs it, so that no process idles. */
async function serveOnDemand({ twilio }: LocalAccount): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((incoming, response) => {
    const answer = async () => {
      const runner = await startRunner({ port: 0, twilio, project: PROJECT, limitMs: 60_000 });
      twilio.functionsAt(url);
      const { url: path, method, headers } = incoming;
      const outgoing = request(runner.url + path, { method, headers }, (answered) => {
        response.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.pipe(response).once('close', () => void runner.close());
      });
      outgoing.once('error', () => response.destroy());
      incoming.pipe(outgoing);
    };
    answer().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  const url = `http://127.0.0.1:${await listen(server, 0)}`;
  return { url, server };
}

interface Run {
  readonly seconds: number;
  /** Of the processors: by the command, and by what is deployed where it was called. */
  readonly cpuSeconds: number;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function timed(fleet: LocalAccounts, ...words: string[]): Promise<Run> {
  const [begin, cpu] = [performance.now(), cpuOfChildren()];
  const result = await fleet.rosterline('fleet', ...words);
  const cpuSeconds = (cpuOfChildren() - cpu) / 1000;
  return { ...result, seconds: (performance.now() - begin) / 1000, cpuSeconds };
}

/** How many accounts have the one available whom their roster has on duty, and nobody else. */
async function switched(fleet: LocalAccounts): Promise<number> {
  const users = await Promise.all(fleet.accounts.map((account) => account.users()));
  return users.filter((those) => those.filter(({ is_available }) => is_available).length === 1).length;
}

/** How many accounts accept so many values of TICK_SECRET. */
function accepting(fleet: LocalAccounts, count: number): number {
  const values = ({ twilio }: LocalAccount) => twilio.deployed()?.context().TICK_SECRET?.split(',').length;
  return fleet.accounts.filter((account) => values(account) === count).length;
}

/** Has the next build of one account fail. */
async function breakOne(fleet: LocalAccounts): Promise<LocalAccount> {
  const broken = fleet.accounts[Math.floor(COUNT / 2)];
  if (!broken) throw new Error('there is no account');
  await broken.local('builds', 'POST', { status: 'failed' });
  return broken;
}

/** Users, files and `fleet.yaml`, as an operator of these accounts has them. */
async function prepare(fleet: LocalAccounts): Promise<Server[]> {
  const servers: Server[] = [];
  const entries: string[] = [];
  for (const [index, account] of fleet.accounts.entries()) {
    const { name, environment } = account;
    for (const person of ['ana', 'ben']) await account.local(`users/${person}@${name}.example`, 'PUT', {});
    const { url, server } = await serveOnDemand(account);
    servers.push(server);
    fleet.serve(account, url);
    fleet.write(`${name}.yaml`, rosterFor(name));
    fleet.write(`${name}.env`, envText(environment));
    // With an environment of its own, its domain is its own, too: the local Twilios count from 1000 to 9999.
    const place = `environment: e${index + 1}, url: "${url}"`;
    entries.push(`  - { name: ${name}, env: ${name}.env, roster: ${name}.yaml, ${place} }\n`);
  }
  fleet.write('fleet.yaml', `accounts:\n${entries.join('')}`);
  return servers;
}

type Add = (action: string, run: Run, result: string, other?: Run) => void;

/** Each row as soon as it is measured, since all of them take long. */
function startTable(): { readonly table: Table; readonly add: Add } {
  const table = new Table({ shouldDisableColors: true, title: `rosterline fleet, ${COUNT} accounts` });
  const add: Add = (action, { seconds, cpuSeconds, code, stderr }, result, other) => {
    const [load] = readFileSync('/proc/loadavg', 'utf8').split(' ', 1);
    if (stderr !== '') console.error(`${action}:\n${stderr}`);
    console.error(`${action}: ${seconds.toFixed(1)} s, exit code ${code}, ${result}; load ${load}`);
    table.addRow({
      action,
      exit: code,
      result,
      seconds: seconds.toFixed(1),
      'CPU (s)': cpuSeconds.toFixed(1),
      'one at a time': other ? other.seconds.toFixed(1) : '',
      ratio: other ? `${(seconds / other.seconds).toFixed(2)} ×` : '',
      load,
    });
  };
  return { table, add };
}

/** Deploys to all but one, and then to that one. */
async function deploy(fleet: LocalAccounts, add: Add): Promise<void> {
  const deployed = () => `${fleet.accounts.filter(({ twilio }) => twilio.deployed()).length} deployed`;
  const broken = await breakOne(fleet);
  add('deploy, one build fails', await timed(fleet, 'deploy', ...SIDE_BY_SIDE), deployed());
  add('deploy that one', await timed(fleet, 'deploy', '--only', broken.name), deployed());
}

async function tickAndHealth(fleet: LocalAccounts, add: Add): Promise<void> {
  add('tick', await timed(fleet, 'tick', ...SIDE_BY_SIDE, '--json'), `${await switched(fleet)} as their rosters say`);
  const health = await timed(fleet, 'health', ...SIDE_BY_SIDE);
  add('health', health, /\d+ of \d+ accounts are well/.exec(health.stdout)?.[0] ?? '');
}

/** Both steps, the first of which fails for one account and is done again for it. */
async function rotate(fleet: LocalAccounts, add: Add): Promise<void> {
  const words = ['rotate', '--secret', 'TICK_SECRET'];
  const broken = await breakOne(fleet);
  const result = () => `${accepting(fleet, 2)} accept two values, ${accepting(fleet, 1)} one`;
  add('rotate, one build fails', await timed(fleet, ...words, ...SIDE_BY_SIDE), result());
  add('rotate that one', await timed(fleet, ...words, '--only', broken.name), result());
  add('rotate --finish', await timed(fleet, ...words, '--finish', ...SIDE_BY_SIDE), result());
}

export async function run(): Promise<void> {
  const fleet = await startAccounts(COUNT);
  const servers = await prepare(fleet);
  const { table, add } = startTable();
  try {
    add('check', await timed(fleet, 'check'), '', await timed(fleet, 'check', '--parallel', '1'));
    const planned = await timed(fleet, 'plan');
    add('plan', planned, `${await switched(fleet)} changed`, await timed(fleet, 'plan', '--parallel', '1'));
    await deploy(fleet, add);
    await tickAndHealth(fleet, add);
    await rotate(fleet, add);
    add('tick', await timed(fleet, 'tick', ...SIDE_BY_SIDE, '--json'), 'by the new secrets');
  } finally {
    table.printTable();
    for (const server of servers) await closed(server);
    await fleet.end();
  }
}

if (require.main === module) void run();
