/**
 * `rosterline fleet` with 50 accounts (`FLEET_ACCOUNTS`), each a local Twilio of its own: everything is deployed by Twilio's own tool, and ticks and
 * health are answered by what was deployed. Beside it, the same one account at a time.
 */
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

const PROJECT = join(__dirname, '..');
const COUNT = Number(process.env.FLEET_ACCOUNTS || 50);
/** How many Functions run at once: each is a process, and a machine that runs 50 at once measures its memory. */
const AT_ONCE = 2;

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
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function timed(fleet: LocalAccounts, ...words: string[]): Promise<Run> {
  const begin = performance.now();
  const result = await fleet.rosterline('fleet', ...words);
  return { ...result, seconds: (performance.now() - begin) / 1000 };
}

async function available(fleet: LocalAccounts): Promise<number> {
  const users = await Promise.all(fleet.accounts.map((account) => account.users()));
  return users.filter((those) => those.filter(({ is_available }) => is_available).length === 1).length;
}

export async function run(): Promise<void> {
  const fleet = await startAccounts(COUNT);
  const servers: Server[] = [];
  try {
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

    const table = new Table({ shouldDisableColors: true, title: `rosterline fleet, ${COUNT} accounts` });
    const add = (action: string, { seconds, code }: Run, result: string, other?: Run) =>
      table.addRow({
        action,
        exit: code,
        result,
        seconds: seconds.toFixed(1),
        'one at a time': other ? other.seconds.toFixed(1) : '',
        ratio: other ? `${(seconds / other.seconds).toFixed(2)} ×` : '',
      });
    const report = (action: string, { stderr }: Run) => {
      if (stderr !== '') console.log(`${action}:\n${stderr}`);
    };

    const checked = await timed(fleet, 'check');
    add('check', checked, '', await timed(fleet, 'check', '--parallel', '1'));
    const planned = await timed(fleet, 'plan');
    add('plan', planned, `${await available(fleet)} changed`, await timed(fleet, 'plan', '--parallel', '1'));
    const deployed = await timed(fleet, 'deploy', '--parallel', String(AT_ONCE));
    report('deploy', deployed);
    add('deploy', deployed, `${fleet.accounts.filter(({ twilio }) => twilio.deployed()).length} deployed`);
    const ticked = await timed(fleet, 'tick', '--parallel', String(AT_ONCE), '--json');
    report('tick', ticked);
    add('tick', ticked, `${await available(fleet)} switched as their rosters say`);
    const health = await timed(fleet, 'health', '--parallel', String(AT_ONCE));
    report('health', health);
    add('health', health, '');
    console.log(health.stdout);
    table.printTable();
  } finally {
    for (const server of servers) await closed(server);
    await fleet.end();
  }
}

if (require.main === module) void run();
