import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Runner } from '../../../emulator/runner/runner';
import { startUnhurriedRunner } from '../../support/unhurried-runner';
import { envText, type LocalAccount, type LocalAccounts, startAccounts } from './local-accounts';

// Two accounts, each a local Twilio of its own, deployed to by Twilio's own tool and run as the cloud would.

const PROJECT = join(__dirname, '../../..');
const rosterFor = (name: string) => `version: 1
zone: UTC
people:
  ana: { identity: ana@${name}.example }
shifts:
  - { id: always, days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00", who: [ana] }
`;

let fleet: LocalAccounts;
const runners: Runner[] = [];
beforeAll(async () => {
  fleet = await startAccounts(2);
  const entries: string[] = [];
  for (const account of fleet.accounts) {
    const { name, environment, twilio } = account;
    await account.local(`users/ana@${name}.example`, 'PUT', {});
    const runner = await startUnhurriedRunner({ port: 0, twilio, project: PROJECT });
    runners.push(runner);
    fleet.serve(account, runner.url);
    fleet.write(`${name}.yaml`, rosterFor(name));
    fleet.write(`${name}.env`, `# of ${name}\n${envText(environment)}`);
    entries.push(
      `  - { name: ${name}, env: ${name}.env, roster: ${name}.yaml, environment: ${name}, url: "${runner.url}" }\n`,
    );
  }
  fleet.write('fleet.yaml', `accounts:\n${entries.join('')}`);
});
afterAll(async () => {
  for (const runner of runners) await runner.close();
  await fleet.end();
});

const [FIRST, SECOND] = ['account-01', 'account-02'];
const accountOf = (name: string): LocalAccount => {
  const account = fleet.accounts.find((one) => one.name === name);
  if (!account) throw new Error(name);
  return account;
};
const read = (file: string) => readFileSync(join(fleet.folder, file), 'utf8');
const tickSecrets = (name: string) => (/^TICK_SECRET=(.*)$/m.exec(read(`${name}.env`))?.[1] ?? '').split(',');
const inForce = (name: string) => accountOf(name).twilio.deployed()?.context().TICK_SECRET?.split(',');

/** How a tick with each of these secrets is answered. */
const answers = (secrets: readonly string[]) =>
  Promise.all(
    secrets.map(async (secret) => {
      const headers = { Authorization: `Bearer ${secret}` };
      return (await fetch(`${runners[0]?.url}/shifts/tick`, { method: 'POST', headers })).status;
    }),
  );

async function run(...words: string[]) {
  const { code, stdout, stderr } = await fleet.rosterline('fleet', ...words);
  for (const { name, environment } of fleet.accounts) {
    for (const secret of [environment.AUTH_TOKEN ?? '', environment.RECORD_KEY ?? '', ...tickSecrets(name)])
      expect(stdout + stderr).not.toContain(secret);
  }
  return { code, stdout, stderr };
}

test('fleet deploy deploys every account from its own files, and a failed build is its own account’s', async () => {
  await accountOf(SECOND).local('builds', 'POST', { status: 'failed' });
  const { code, stdout, stderr } = await run('deploy');
  expect(stdout).toMatch(/│ account-01 │ deployed +│ https:\/\/rosterline-\d+-account-01\.twil\.io +│ 1 +│/);
  expect(stdout).toMatch(/│ account-02 │ NOT DONE │/);
  expect(stdout).toContain('1 of 2 accounts are well.');
  expect(stderr).toMatch(/^account-02:\n.*its build failed/);
  expect(stderr).toContain('This environment has no deployment.');
  expect(code).toBe(2);
  expect(inForce(FIRST)).toEqual(tickSecrets(FIRST));
  expect(accountOf(SECOND).twilio.deployed()).toBeUndefined();
  expect(JSON.parse(read('.rosterline-fleet.json'))).toEqual({
    [FIRST]: {
      account: accountOf(FIRST).environment.ACCOUNT_SID,
      suffix: FIRST,
      url: `https://${accountOf(FIRST).twilio.deployed()?.domainName}`,
      deployedAt: expect.any(String),
    },
  });
  // Nothing of one account is left in the project, where the next would find it.
  expect(existsSync(join(PROJECT, '.twiliodeployinfo'))).toBe(false);
  expect(await answers(tickSecrets(FIRST))).toEqual([200]);
  expect(await accountOf(FIRST).users()).toMatchObject([{ identity: 'ana@account-01.example', is_available: true }]);
});

test('an address that is not known here is looked up at Twilio, and kept', async () => {
  mkdirSync(join(fleet.folder, 'elsewhere'));
  const entry = `name: ${FIRST}, env: ../${FIRST}.env, roster: ../${FIRST}.yaml, environment: ${FIRST}`;
  fleet.write('elsewhere/fleet.yaml', `accounts: [{ ${entry} }]`);
  const { stdout } = await run('health', 'elsewhere/fleet.yaml', '--json');
  const url = `https://${accountOf(FIRST).twilio.deployed()?.domainName}`;
  expect(JSON.parse(stdout)).toMatchObject({ accounts: [{ account: FIRST, url }] });
  // It was not deployed from there, so the next deployment from there has to be confirmed.
  expect(JSON.parse(read('elsewhere/.rosterline-fleet.json'))).toEqual({
    [FIRST]: { account: accountOf(FIRST).environment.ACCOUNT_SID, suffix: FIRST, url },
  });
});

test('a secret is rotated in two steps, taken up where they failed, and the first value of the file is accepted all the time', async () => {
  const [old = ''] = tickSecrets(FIRST);
  const rotate = (...more: string[]) => run('rotate', '--secret', 'TICK_SECRET', '--only', FIRST, ...more);
  expect(await rotate('--finish')).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing to do') });

  await accountOf(FIRST).local('builds', 'POST', { status: 'failed' });
  const failed = await rotate();
  expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining('Run it again to go on.') });
  const [first, next = ''] = tickSecrets(FIRST);
  expect(first).toBe(old);
  expect(next).not.toBe(old);
  expect(await answers([old])).toEqual([200]);

  await accountOf(FIRST).local('builds', 'POST', { status: 'completed' });
  expect(await rotate()).toMatchObject({ code: 0, stdout: expect.stringMatching(/account-01 │ begun +│ TICK_SECRET/) });
  expect(tickSecrets(FIRST)).toEqual([old, next]);
  expect(await answers([old, next])).toEqual([200, 200]);

  expect(await rotate('--finish')).toMatchObject({ code: 0, stdout: expect.stringContaining('finished') });
  expect(tickSecrets(FIRST)).toEqual([next]);
  expect(await answers([old, next])).toEqual([401, 200]);
  // The rest of the file is as it was, and nobody else may read it.
  const { TICK_SECRET: _, ...others } = accountOf(FIRST).environment;
  expect(read(`${FIRST}.env`).replace(/^TICK_SECRET=.*\n/m, '')).toBe(`# of ${FIRST}\n${envText(others)}`);
  expect(statSync(join(fleet.folder, `${FIRST}.env`)).mode & 0o777).toBe(0o600);

  const undeployed = await run('rotate', '--secret', 'TICK_SECRET', '--only', SECOND);
  expect(undeployed).toMatchObject({ code: 2, stderr: expect.stringContaining('It is not deployed yet') });
});
