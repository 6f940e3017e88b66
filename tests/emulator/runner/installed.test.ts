import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { serveFunctions } from '../../../emulator/functions-server';
import { deploy } from '../../../emulator/runner/deploy';
import { packagesFor } from '../../../emulator/runner/packages';
import { freePort, type Served, type Server, serve } from '../../cloud/served';
import { startUnhurriedRunner } from '../../support/unhurried-runner';
import { PROJECT } from './running';

// The platform installs only package.json's dependencies: no overrides, no lock file, no devDependencies.

const ROSTER = `
version: 1
zone: UTC
people:
  ada: { identity: ada@example.com }
  ben: { identity: ben@example.com }
shifts:
  - { id: always, days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00", who: [ada, ben] }
`;
const SECRET = `whsec_${Buffer.from('the secret of the installed tests').toString('base64')}`;
const ENVIRONMENT = {
  ACCOUNT_SID: `AC${'1'.repeat(32)}`,
  AUTH_TOKEN: 'a'.repeat(32),
  RECORD_KEY: 'record key of the installed tests',
  STANDARD_SECRET: SECRET,
  TICK_SECRET: 'tick-secret-of-the-installed-tests',
};

let installed: string;
let dependencies: Record<string, string>;
beforeAll(async () => {
  installed = realpathSync(mkdtempSync(join(tmpdir(), 'rosterline-installed-')));
  const manifest: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(PROJECT, 'package.json'), 'utf8'),
  );
  dependencies = manifest.dependencies;
  writeFileSync(join(installed, 'package.json'), JSON.stringify({ name: 'installed', private: true, dependencies }));
  const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock'];
  await promisify(execFile)('npm', ['install', ...flags], { cwd: installed });
});
afterAll(() => rmSync(installed, { recursive: true, force: true }));

test("npm install puts our SDK beside the runtime handler's, because overrides are not deployed", () => {
  const versionFor = (file: string): string => createRequire(join(installed, file))('twilio/package.json').version;
  expect(versionFor('index.js')).toBe(dependencies.twilio);
  expect(versionFor('node_modules/@twilio/runtime-handler/index.js')).not.toBe(dependencies.twilio);
});

test('the runner takes every package from that folder, and none from ours', () => {
  const list = Object.entries(dependencies).map(([name, version]) => ({ name, version }));
  const folders = [...packagesFor(list, installed).values()];
  expect(folders.length).toBeGreaterThan(list.length);
  expect(folders.filter((folder) => !folder.startsWith(join(installed, 'node_modules')))).toEqual([]);
});

const byRunner: Server = async ({ project, built, environment, twilio }) => {
  await deploy({ project, built, environment, twilio });
  return startUnhurriedRunner({ port: 0, twilio, project: installed });
};

/** `twilio-run` loads the runtime handler of the project that it serves, which loads its SDK from there. */
const byInstalledHandler: Server = async ({ built, environment, twilio }) => {
  const copy = join(installed, '.twilioserverless');
  cpSync(built, copy, { recursive: true });
  return serveFunctions(await freePort(), { ...environment, ...twilio.env }, { project: installed, built: copy });
};

describe.each([
  ['the runner', byRunner],
  ['the installed runtime handler', byInstalledHandler],
])('what is deployed, with the installed packages, run by %s', (_, server) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve(ROSTER, ENVIRONMENT, server);
    for (const name of ['ada', 'ben']) await served.put(`${name}@example.com`, {});
  });
  afterAll(() => served?.end());

  test('runs a tick that sets people on shift to available', async () => {
    const headers = { Authorization: `Bearer ${ENVIRONMENT.TICK_SECRET}`, 'Content-Type': 'application/json' };
    const answer = await served.post('/shifts/tick', headers, '{}');
    expect([answer.status, answer.json.results]).toMatchObject([200, [{ outcome: 'applied' }, { outcome: 'applied' }]]);
    expect(await served.user('ada@example.com')).toMatchObject({ state: 'active', is_available: true });
  });

  test('accepts a signed delivery that locks a leaver out', async () => {
    const timestamp = new Date();
    const data = { identity: 'ben@example.com' };
    const body = JSON.stringify({ type: 'staff.offboarded', id: 'e1', timestamp: timestamp.toISOString(), data });
    const headers = {
      'Content-Type': 'application/json',
      'webhook-id': 'e1',
      'webhook-timestamp': String(Math.floor(timestamp.getTime() / 1000)),
      'webhook-signature': new Webhook(SECRET).sign('e1', timestamp, body),
    };
    const answer = await served.post('/webhooks/standard', headers, body);
    expect([answer.status, answer.json.results]).toMatchObject([200, [{ outcome: 'applied' }]]);
    expect(await served.user('ben@example.com')).toMatchObject({ state: 'deactivated', is_available: false });
  });
});
