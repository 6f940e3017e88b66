import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { healthOfAccount } from '../../../cli/fleet/health';
import { openFleet } from '../../../cli/fleet/open';
import { type FleetRecord, recordBeside } from '../../../cli/fleet/record';
import { jsonOf } from '../../../cli/fleet/report';
import { type AccountAction, sideBySide } from '../../../cli/fleet/results';
import { tickAccount } from '../../../cli/fleet/tick';
import { listen } from '../../../emulator/listen';
import { RELEASE } from '../../support/world';
import { type InProcess, serveInProcess } from './functions-in-process';
import { closed, envText, type LocalAccount, type LocalAccounts, rosterFor, startAccounts } from './local-accounts';

// 50 accounts, each a local Twilio of its own. What answers ticks and health are the real use cases, in this process: 50 deployed ones would take
// more memory than some machines have. Ticks and health are asked for in this process, too, without the limits that the command has: some machines
// are slower than a Function may be.

const COUNT = 50;

let fleet: LocalAccounts;
const running = new Map<string, InProcess>();
let stranger: Server;
/** Resolves once every other account had its tick. */
let othersTicked: () => Promise<void> = () => Promise.resolve();

// Accounts that something is wrong with, by their index.
const [SLOW, WRONG_SECRET, STRANGER, NO_FILE, BAD_ROSTER, NO_FRONTLINE] = [0, 7, 14, 21, 28, 35];
const at = (index: number): LocalAccount => {
  const account = fleet.accounts[index];
  if (!account) throw new Error(`no account ${index}`);
  return account;
};

beforeAll(async () => {
  fleet = await startAccounts(COUNT);
  stranger = createServer((_, response) => response.end('<html>Not Rosterline</html>'));
  const strange = `http://127.0.0.1:${await listen(stranger, 0)}`;
  const entries: string[] = [];
  for (const [index, account] of fleet.accounts.entries()) {
    const { name, environment } = account;
    const yaml = rosterFor(name);
    for (const person of ['ana', 'ben']) await account.local(`users/${person}@${name}.example`, 'PUT', {});
    const waits = index === SLOW ? () => othersTicked() : undefined;
    const functions = await serveInProcess(account, yaml, waits);
    running.set(name, functions);
    fleet.write(`${name}.yaml`, index === BAD_ROSTER ? yaml.replace('UTC', 'Mars/Base') : yaml);
    const secret = index === WRONG_SECRET ? { TICK_SECRET: 'not-the-secret-of-the-deployment' } : {};
    if (index !== NO_FILE) fleet.write(`${name}.env`, envText({ ...environment, ...secret }));
    const url = index === STRANGER ? strange : functions.url;
    entries.push(`  - { name: ${name}, env: ${name}.env, roster: ${name}.yaml, url: "${url}" }\n`);
  }
  await at(NO_FRONTLINE).local('faults', 'POST', { host: 'frontline-api.twilio.com', status: 403 });
  fleet.write('fleet.yaml', `accounts:\n${entries.join('')}`);
});
afterAll(async () => {
  await closed(stranger);
  await Promise.all([...running.values()].map((functions) => functions.end()));
  await fleet.end();
});

interface Row {
  readonly account: string;
  readonly code: number;
  readonly error?: string;
  readonly [more: string]: unknown;
}

/** What `--json` prints: the exit code, the accounts, and the codes of those that are not well by their index. */
function read(printed: string) {
  const { code, accounts: rows }: { code: number; accounts: readonly Row[] } = JSON.parse(printed);
  expect(rows.map(({ account }) => account)).toEqual(fleet.accounts.map(({ name }) => name));
  return { code, rows, codes: rows.flatMap((row, index) => (row.code === 0 ? [] : [[index, row.code]])) };
}

/** `rosterline fleet <words> --json` in a process of its own. */
async function run(...words: string[]) {
  const { code, stdout, stderr } = await fleet.rosterline('fleet', ...words, '--json');
  for (const secret of fleet.accounts.flatMap(({ environment }) => Object.values(environment).slice(1)))
    expect(stdout + stderr).not.toContain(secret);
  expect(read(stdout).code).toBe(code);
  return read(stdout);
}

/** The same in this process, for all accounts at once. */
async function runHere(create: (record: FleetRecord, limitMs: number) => AccountAction) {
  const file = join(fleet.folder, 'fleet.yaml');
  const opened = openFleet(file, undefined);
  if (!('accounts' in opened)) throw new Error(JSON.stringify(opened));
  return read(jsonOf(await sideBySide(opened.accounts, COUNT, create(recordBeside(file), 600_000))));
}

test('fleet check names the accounts whose files are not well, and the others are valid', async () => {
  const { code, rows, codes } = await run('check');
  expect(codes).toEqual([
    [NO_FILE, 2],
    [BAD_ROSTER, 1],
  ]);
  expect(code).toBe(2);
  expect(rows[1]).toMatchObject({ roster: { valid: true, people: 2 }, environment: { problems: [] } });
  expect(rows[BAD_ROSTER]).toMatchObject({ roster: { valid: false, errors: [{ line: 2, path: 'zone' }] } });
  expect(rows[NO_FILE]?.error).toContain('account-22.env could not be read');
});

test('fleet plan says what a tick would change in each account, and changes nothing', async () => {
  const { code, rows, codes } = await run('plan');
  expect(codes).toEqual([NO_FILE, BAD_ROSTER, NO_FRONTLINE].map((index) => [index, 2]));
  expect(code).toBe(2);
  expect(rows[49]).toMatchObject({ people: 2, onDuty: 1, results: [{ person: 'ana', available: true }] });
  expect(rows[NO_FRONTLINE]?.error).toContain('Frontline denies access to this account (403)');
  for (const account of fleet.accounts) {
    const users = await account.users();
    expect(users.filter(({ is_available }) => is_available)).toEqual([]);
  }
});

test('fleet tick ticks all accounts side by side: one that waits for all others delays none, and failures are their own', async () => {
  const expected = COUNT - 3; // neither the slow one, nor those whose tick goes elsewhere or nowhere
  let ticked = () => {};
  const all = new Promise<void>((resolve) => (ticked = resolve));
  const count = () => [...running.values()].reduce((sum, { ticks }) => sum + ticks(), 0) - 1;
  othersTicked = async () => {
    const look = setInterval(() => count() >= expected && ticked(), 20);
    await all;
    clearInterval(look);
  };
  const { code, rows, codes } = await runHere(tickAccount);
  expect(codes).toEqual([
    [WRONG_SECRET, 1],
    [STRANGER, 1],
    [NO_FILE, 2],
    [NO_FRONTLINE, 1],
  ]);
  expect(code).toBe(2);
  expect(rows[SLOW]).toMatchObject({ ok: true, status: 200, answer: { people: 2, onDuty: 1 } });
  expect(rows[WRONG_SECRET]).toMatchObject({ ok: false, status: 401 });
  expect(rows[STRANGER]).toMatchObject({ ok: false, status: 200 });
  for (const [index, account] of fleet.accounts.entries()) {
    const isOn = ![WRONG_SECRET, STRANGER, NO_FILE, NO_FRONTLINE].includes(index);
    const users = Object.fromEntries(
      (await account.users()).map(({ identity, is_available }) => [identity, is_available]),
    );
    expect(users).toEqual({ [`ana@${account.name}.example`]: isOn, [`ben@${account.name}.example`]: false });
  }
});

test('fleet health tells each account’s version and last tick, and exits with 1 while one is not well', async () => {
  const { code, rows, codes } = await runHere(healthOfAccount);
  expect(codes).toEqual([
    [WRONG_SECRET, 1],
    [STRANGER, 1],
    [NO_FILE, 2],
    [NO_FRONTLINE, 1],
  ]);
  expect(code).toBe(2);
  expect(rows[SLOW]).toMatchObject({ status: 'ok', httpStatus: 200, ...RELEASE, held: 0 });
  expect(rows[WRONG_SECRET]).toMatchObject({ status: 'no tick', httpStatus: 503 });
  expect(rows[NO_FRONTLINE]).toMatchObject({ status: 'frontline unreachable' });
});

test('--only with a name that is none is refused, with the one that is meant', async () => {
  expect(await fleet.rosterline('fleet', 'tick', '--only', 'account-2', 'acount-03')).toEqual({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining(
      '--only acount-03: fleet.yaml has no account of this name; did you mean "account-03"?',
    ),
  });
});
