import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSecrets } from '../../../assets/lib/secret';
import { connect } from '../../../cli/plan/client';
import { type Emulator, startEmulator } from '../../../emulator/emulator';
import type { Fault } from '../../../emulator/faults';
import { listen } from '../../../emulator/listen';
import type { Runner } from '../../../emulator/runner/runner';
import type { Call } from '../../feeds/feeds';
import { calendar } from '../../feeds/reading';
import { startUnhurriedRunner } from '../../support/unhurried-runner';
import { type OwnProject, ownProject } from './own-project';

// Deploying again, and what keeps it from being done.

const ACCOUNT_SID = `AC${'5'.repeat(32)}`;
const AUTH_TOKEN = 'a1b2c3d4'.repeat(4);
const OLD_SECRET = 'bearer:the-old-secret-of-this-test-x';
const ROSTER = 'version: 1\nzone: UTC\npeople:\n  dora: { identity: dora@firm.example }\n';

const env = (more: Readonly<Record<string, string>> = {}) =>
  Object.entries({ ACCOUNT_SID, AUTH_TOKEN, RECORD_KEY: 'record-key-of-this-test', ...more })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

let caFolder: string;
let twilio: Emulator;
let own: OwnProject;
let runner: Runner;
beforeEach(async () => {
  caFolder = mkdtempSync(join(tmpdir(), 'rosterline-again-'));
  twilio = await startEmulator({ port: 0, accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, caFolder });
  own = ownProject(twilio);
  own.write('roster.yaml', ROSTER);
  runner = await startUnhurriedRunner({ port: 0, twilio, project: own.folder });
  await fetch(`${twilio.url}/_local/users/dora@firm.example`, { method: 'PUT', body: '{}' });
});
afterEach(async () => {
  await runner.close();
  await twilio.close();
  own.remove();
  rmSync(caFolder, { recursive: true, force: true });
});

const post = (path: string, body: object) =>
  fetch(`${twilio.url}/_local/${path}`, { method: 'POST', body: JSON.stringify(body) });
const fault = (one: Fault) => post('faults', one);

/** A delivery with the old secret. @returns the status. */
const deliver = async () => {
  const headers = {
    Authorization: `Bearer ${parseSecrets(OLD_SECRET)[0].value}`,
    'Content-Type': 'application/json',
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
  };
  const timestamp = new Date().toISOString();
  const event = { type: 'staff.offboarded', id: 'evt_1', timestamp, data: { identity: 'dora@firm.example' } };
  return (await fetch(`${runner.url}/webhooks/standard`, { method: 'POST', headers, body: JSON.stringify(event) }))
    .status;
};

const variables = () => {
  const context: Record<string, string> = { ...twilio.deployed()?.context() };
  return Object.keys(context).filter(
    (name) => !/^(?:ACCOUNT_SID|AUTH_TOKEN|DOMAIN_NAME|SERVICE_SID|ENVIRONMENT_SID)$/.test(name),
  );
};

/** The deployed variables' resource at the Serverless API. */
async function place() {
  const clientFor = connect({ environment: { ACCOUNT_SID, AUTH_TOKEN }, local: twilio.url });
  const { services } = clientFor('effect').serverless.v1;
  const { sid } = await services('rosterline').fetch();
  const [environment] = await services(sid).environments.list();
  if (!environment) throw new Error('nothing was deployed');
  return {
    ...environment,
    path: `/v1/Services/${sid}/Environments/${environment.sid}/Variables`,
    of: services(sid).environments(environment.sid),
  };
}

test('a secret removed from .env is rejected after the next deployment, and foreign variables stay', async () => {
  own.write('.env', env({ STANDARD_SECRET: OLD_SECRET, OPS_SECRET: 'an-ops-secret-of-this-test' }));
  expect(await own.deploy()).toMatchObject({ code: 0 });
  await (await place()).of.variables.create({ key: 'GREETING', value: 'hello' });
  expect(await deliver()).toBe(200);

  own.write('.env', env({ STANDARD_SECRET: '' }));
  const { code, text } = await own.deploy();
  expect(text).toMatch(
    /^Variables no longer in \.env, to be deleted: (?:STANDARD_SECRET, OPS_SECRET|OPS_SECRET, STANDARD_SECRET)\.$/m,
  );
  expect(text).toMatch(/^Variables that are not Rosterline's, left unchanged: GREETING\.$/m);
  expect(code).toBe(0);
  expect(variables().sort()).toEqual(['GREETING', 'RECORD_KEY']);
  expect(await deliver()).toBe(403);
});

test('a variable that cannot be deleted is named, and the command exits with 1', async () => {
  own.write('.env', env({ STANDARD_SECRET: OLD_SECRET }));
  expect(await own.deploy()).toMatchObject({ code: 0 });
  await fault({ method: 'DELETE', host: 'serverless.twilio.com', status: 403 });
  own.write('.env', env());
  const { code, text } = await own.deploy();
  expect(text).toContain('The old value of STANDARD_SECRET is still in force.');
  expect(text).not.toContain('Deployed to');
  expect(code).toBe(1);
  expect(await deliver()).toBe(200);
});

test('a failed build is explained with the state that stays live, and the command exits with 2', async () => {
  own.write('.env', env({ STANDARD_SECRET: OLD_SECRET }));
  expect(await own.deploy()).toMatchObject({ code: 0 });
  const before = twilio.deployed()?.deployment.sid;
  await post('builds', { status: 'failed' });
  own.write('.env', env());
  const { code, text } = await own.deploy();
  expect(text).toContain('Not deployed: Twilio accepted the files, but its build failed');
  expect(text).toContain('@twilio/runtime-handler 2.0.1');
  expect(text).toContain('The previous deployment stays live.');
  expect(text).toContain('The old value of STANDARD_SECRET is still in force.');
  expect(text).not.toContain('undefined');
  expect(code).toBe(2);
  expect(twilio.deployed()?.deployment.sid).toBe(before);
});

test('a deployment over one from another folder, or to a different account, needs --yes without a terminal', async () => {
  own.write('.env', env());
  expect(await own.deploy()).toMatchObject({ code: 0 });
  const first = twilio.deployed()?.deployment.sid;
  const other = `AC${'6'.repeat(32)}`;
  own.write('.rosterline-deployed.json', JSON.stringify({ dev: { account: other, at: '2026-11-02T12:00:00Z' } }));
  const { code, text } = await own.deploy();
  expect(text).toContain(`The last deployment to dev went to another account (${other}, on 2026-11-02)`);
  expect(text).toContain('npm run deploy -- --yes');
  expect(code).toBe(2);
  expect(twilio.deployed()?.deployment.sid).toBe(first);
  expect(await own.deploy('--yes')).toMatchObject({ code: 0 });
  expect(twilio.deployed()?.deployment.sid).not.toBe(first);
  expect(await own.deploy()).toMatchObject({ code: 0 });
});

test.each([
  ['refuses the account', { status: 403 }, 'this account does not have Frontline'],
  ['has an outage', { status: 500 }, 'an outage at Twilio (500)'],
])('nothing is deployed and no plan is shown if Frontline %s', async (_, answer, reason) => {
  own.write('.env', env());
  await fault({ host: 'frontline-api.twilio.com', ...answer });
  const runs = [await own.deploy('--yes'), await own.rosterline('plan', '--env', '.env')];
  for (const { code, text } of runs) {
    expect(text).toContain('No user could be fetched from Frontline. Likely reason: ');
    expect(text).toContain(reason);
    expect(text).not.toContain('would change');
    expect(code).toBe(2);
  }
  expect(twilio.deployed()).toBeUndefined();
});

test('a Frontline without anybody on the roster stops plan and deployment', async () => {
  own.write('.env', env());
  own.write('roster.yaml', ROSTER.replace('dora@', 'Dora@'));
  for (const { code, text } of [await own.deploy('--yes'), await own.rosterline('plan', '--env', '.env')]) {
    expect(text).toContain('Frontline has no user for any of the 1 people on the roster.');
    expect(code).toBe(2);
  }
  expect(twilio.deployed()).toBeUndefined();
});

describe('a shift whose calendar no deployment has read yet', () => {
  const withCalendar = (url: string) => `${ROSTER}shifts: [{ id: oncall, ics: "${url}" }]\n`;

  test('is planned as the calendar says, and nothing of it is stored', async () => {
    const event = ['UID:1', 'DTSTART:20200101T000000Z', 'DTEND:20990101T000000Z', 'SUMMARY:dora'];
    const calendars = createServer((_, response) => response.end(calendar(event)));
    const port = await listen(calendars, 0);
    try {
      own.write('.env', env({ FEEDS_ALLOW_PRIVATE: 'true' }));
      own.write('roster.yaml', withCalendar(`http://localhost:${port}/oncall.ics`));
      const { code, text } = await own.rosterline('plan', '--env', '.env');
      expect(text).toMatch(/dora.*shift oncall/);
      expect(code).toBe(0);
      const calls = (await (await fetch(`${twilio.url}/_local/journal`)).json()) as readonly Call[];
      expect(calls.length).toBeGreaterThan(0);
      expect(calls.filter(({ method }) => method !== 'GET')).toEqual([]);
    } finally {
      calendars.close();
      calendars.closeAllConnections();
    }
  });

  test('stops plan and deployment if the calendar cannot be read: its people would be taken off duty', async () => {
    own.write('.env', env());
    own.write('roster.yaml', withCalendar('http://localhost:1/oncall.ics'));
    for (const { code, text } of [await own.deploy('--yes'), await own.rosterline('plan', '--env', '.env')]) {
      expect(text).toContain('The calendars of these shifts cannot be read and never were');
      expect(text).toContain('shift oncall (');
      expect(code).toBe(2);
    }
    expect(twilio.deployed()).toBeUndefined();
  });
});

test('an unknown argument after npm run deploy -- exits with 2 before anything happens', async () => {
  for (const words of [['--force'], ['--environment', 'Not a label'], ['staging']]) {
    const { code, text } = await own.deploy(...words);
    expect([code, text]).toEqual([2, expect.stringContaining('error: ')]);
    expect(text).not.toContain('Built');
  }
});
