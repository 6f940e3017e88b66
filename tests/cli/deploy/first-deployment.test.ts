import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Emulator, startEmulator } from '../../../emulator/emulator';
import type { Runner } from '../../../emulator/runner/runner';
import type { User } from '../../../emulator/users';
import { startUnhurriedRunner } from '../../support/unhurried-runner';
import { type OwnProject, ownProject } from './own-project';

// The first deployment, in the order of docs/deploying.md, on a local Twilio: nothing is done by hand but what stands there.

const ACCOUNT_SID = `AC${'4'.repeat(32)}`;
const AUTH_TOKEN = 'f1e2d3c4'.repeat(4);
const ROSTER = `version: 1
zone: UTC
people:
  dora: { identity: dora@firm.example }
  emil: { identity: emil@firm.example }
shifts:
  - { id: always, days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00", who: [dora] }
`;

let caFolder: string;
let twilio: Emulator;
let own: OwnProject;
let runner: Runner;
beforeAll(async () => {
  caFolder = mkdtempSync(join(tmpdir(), 'rosterline-first-'));
  const account = { name: 'Firm' };
  twilio = await startEmulator({ port: 0, accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, caFolder, account });
  own = ownProject(twilio);
  runner = await startUnhurriedRunner({ port: 0, twilio, project: own.folder });
  for (const name of ['dora', 'emil']) {
    await fetch(`${twilio.url}/_local/users/${name}@firm.example`, { method: 'PUT', body: '{}' });
  }
});
afterAll(async () => {
  await runner.close();
  await twilio.close();
  own.remove();
  rmSync(caFolder, { recursive: true, force: true });
});

const users = async () => {
  const all: User[] = JSON.parse(await (await fetch(`${twilio.url}/_local/users`)).text());
  return Object.fromEntries(all.map(({ identity, is_available }) => [identity.replace(/@.*/, ''), is_available]));
};

test('an unchanged .env.example is not deployed, and each of its public values is named', async () => {
  own.write('.env', readFileSync(join(own.folder, '.env.example'), 'utf8'));
  own.write('roster.yaml', ROSTER);
  const { code, text } = await own.deploy();
  expect(code).toBe(2);
  for (const name of [
    'AUTH_TOKEN',
    'RECORD_KEY',
    'TICK_SECRET',
    'OPS_SECRET',
    'ICS_TOKEN',
    'METRICS_TOKEN',
    'STANDARD_SECRET',
    'OKTA_SECRET',
  ]) {
    expect(text).toMatch(new RegExp(`^ +${name} must not have the value of \\.env\\.example`, 'm'));
  }
  expect(twilio.deployed()).toBeUndefined();
});

/** Deploys, and looks at what the command says. */
async function deployed(): Promise<string> {
  const { code, text } = await own.deploy();
  expect(text).toMatch(/\nDeployed to https:\/\/rosterline-\d+-dev\.twil\.io\n/);
  expect(code).toBe(0);
  return text;
}

test('a first deployment goes from an empty account through a dry run to the first change', async () => {
  // 1. Secrets
  const { stdout } = await own.rosterline('secret', '--all');
  const filled = stdout
    .replace(/^ACCOUNT_SID=.*$/m, `ACCOUNT_SID=${ACCOUNT_SID}`)
    .replace(/^AUTH_TOKEN=.*$/m, `AUTH_TOKEN=${AUTH_TOKEN}`);
  const secret = /^TICK_SECRET=(.+)$/m.exec(filled)?.[1] ?? '';
  const tick = async () => {
    const headers = { Authorization: `Bearer ${secret}` };
    const answer = await fetch(`${runner.url}/shifts/tick`, { method: 'POST', headers });
    return `${answer.status} ${await answer.text()}`;
  };
  // 2. The roster, 3. Preview
  own.write('.env', filled);
  expect(await own.rosterline('check')).toMatchObject({ code: 0 });
  expect(await own.rosterline('plan', '--env', '.env')).toMatchObject({
    code: 0,
    text: expect.stringContaining('1 of 2 people would change'),
  });
  // 4. Deploy, 5. The first tick
  own.write('.env', filled.replace(/^DRY_RUN=.*$/m, 'DRY_RUN=true'));
  const first = await deployed();
  expect(first).toContain(`Account Firm (${ACCOUNT_SID}).`);
  expect(first).toContain('Environment dev of the Service rosterline: nothing deployed yet.');
  expect(first).toMatch(/dora .* available .* shift always/);
  expect(first).toContain('DRY_RUN is on: ticks report changes without making them.');
  expect(first).toContain('no tick has arrived in the last few minutes: start the scheduler.');
  expect(twilio.deployed()?.deployment.build).toMatchObject({
    runtime: 'node22',
    dependencies: expect.arrayContaining([{ name: '@twilio/runtime-handler', version: '2.0.1' }]),
  });
  expect(await tick()).toMatch(/^200 .*"dryRun":true/);
  expect(await users()).toEqual({ dora: false, emil: false });
  // 9. Going live
  own.write('.env', filled);
  const live = await deployed();
  expect(live).toMatch(/, https:\/\/rosterline-\d+-dev\.twil\.io: overwrites the deployment of 20/);
  expect(live).toContain('Variables no longer in .env, to be deleted: DRY_RUN.');
  expect(live).not.toContain('DRY_RUN is on');
  expect(live).toContain('Healthy; ticks are arriving.');
  expect(await tick()).toMatch(/^200 .*"outcome":"applied"/);
  expect(await users()).toEqual({ dora: true, emil: false });
  expect((await fetch(`${runner.url}/health`)).status).toBe(200);
});
