import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JournalEntry } from '../../../emulator/journal';
import { ACCOUNT_SID, AUTH_TOKEN, type LocalTwilio, startLocalTwilio } from '../local-twilio';

// Twilio's own tools, unchanged, in processes of their own, where the environment alone leads them to the local Twilio.

const CLI = 'twilio-cli@6.2.4';
const PLUGIN = '@twilio-labs/plugin-serverless@3.1.3';

let twilio: LocalTwilio;
let folder: string;
beforeEach(async () => {
  twilio = await startLocalTwilio();
  folder = mkdtempSync(join(tmpdir(), 'rosterline-tools-'));
});
afterEach(async () => {
  await twilio.end();
  rmSync(folder, { recursive: true, force: true });
});

/** A project to deploy, in a folder below ours. */
function project(name: string): string {
  const at = join(folder, name);
  for (const part of ['functions', 'assets']) mkdirSync(join(at, part), { recursive: true });
  const dependencies = { '@twilio/runtime-handler': '2.0.1', twilio: '6.2.0' };
  writeFileSync(join(at, 'package.json'), JSON.stringify({ name: 'sample', dependencies }));
  writeFileSync(join(at, '.env'), `ACCOUNT_SID=${ACCOUNT_SID}\nAUTH_TOKEN=${AUTH_TOKEN}\nGREETING=hello\nEMPTY=\n`);
  writeFileSync(join(at, 'functions/hello.protected.js'), 'exports.handler = (c, e, callback) => callback();');
  writeFileSync(join(at, 'assets/names.private.json'), '{}');
  writeFileSync(join(at, 'assets/index.html'), '<p>hello</p>');
  return at;
}

/** Runs a program; its output comes with the code it ended with. */
function run(cwd: string, file: string, args: readonly string[], env: Record<string, string> = {}) {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  return new Promise<{ code: number; output: string }>((resolve) => {
    const options = { cwd, env: { ...inherited, ...env } };
    execFile(file, args, options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    );
  });
}

const twilioRun = (cwd: string, ...args: string[]) =>
  run(cwd, process.execPath, [require.resolve('twilio-run/bin/twilio-run.js'), ...args], twilio.env);

test('twilio-run deploys, knows its own Service again, lists, and refuses the name to a stranger', async () => {
  const own = project('own');
  expect(await twilioRun(own, 'deploy')).toMatchObject({
    code: 0,
    output: expect.stringContaining('successfully deployed'),
  });
  const { body: journal } = await twilio.call<JournalEntry[]>('/_local/journal');
  const calls = journal.map(
    ({ method, path, status }) => `${method} ${path.replace(/[A-Z]{2}[0-9a-f]{32}/g, '*')} ${status}`,
  );
  expect([...new Set(calls)]).toEqual([
    'POST /v1/Services 201',
    'GET /v1/Services/*/Environments 200',
    'POST /v1/Services/*/Environments 201',
    'GET /v1/Services/*/Functions 200',
    'POST /v1/Services/*/Functions 201',
    'POST /v1/Services/*/Functions/*/Versions 201',
    'GET /v1/Services/*/Assets 200',
    'POST /v1/Services/*/Assets 201',
    'POST /v1/Services/*/Assets/*/Versions 201',
    'POST /v1/Services/*/Builds 201',
    'GET /v1/Services/*/Builds/*/Status 200',
    'GET /v1/Services/*/Environments/*/Variables 200',
    'POST /v1/Services/*/Environments/*/Variables 201',
    'POST /v1/Services/*/Environments/*/Deployments 201',
  ]);
  const { functionVersions, assetVersions } = twilio.deployed()?.deployment.build ?? {};
  expect(functionVersions).toMatchObject([{ path: '/hello', visibility: 'protected' }]);
  expect(assetVersions?.map(({ path, visibility, contentType }) => [path, visibility, contentType]).sort()).toEqual([
    ['/index.html', 'public', 'text/html'],
    ['/names.json', 'private', 'application/json'],
  ]);
  expect(twilio.deployed()?.context()).toMatchObject({ GREETING: 'hello' });

  const first = twilio.deployed()?.deployment.build.sid;
  expect((await twilioRun(own, 'deploy')).code).toBe(0);
  expect(twilio.deployed()?.deployment.build.sid).not.toBe(first);
  expect((await twilioRun(own, 'list', 'environments,variables')).output).toMatch(/GREETING\s+hello/);

  const stranger = await twilioRun(project('stranger'), 'deploy');
  expect(stranger).toMatchObject({ code: 1, output: expect.stringContaining('already exists with SID') });
});

// Installing the CLI takes half a minute and the network: TWILIO_CLI_TEST=1 npx jest tests/runner/tools
const withCli = process.env.TWILIO_CLI_TEST === '1' ? test : test.skip;

withCli(`${CLI} with ${PLUGIN} deploys, as a user types it`, async () => {
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const install = await run(folder, 'npm', ['install', CLI, '--no-audit', '--no-fund']);
  expect(install).toMatchObject({ code: 0 });
  const home = join(folder, 'home');
  mkdirSync(home);
  const cli = (cwd: string, args: readonly string[], env: Record<string, string> = {}) =>
    run(cwd, process.execPath, [join(folder, 'node_modules/twilio-cli/bin/run'), ...args], { HOME: home, ...env });
  // From the npm registry, so without the local Twilio between.
  expect(await cli(folder, ['plugins:install', PLUGIN])).toMatchObject({ code: 0 });

  const credentials = { TWILIO_ACCOUNT_SID: ACCOUNT_SID, TWILIO_AUTH_TOKEN: AUTH_TOKEN };
  const at = project('own');
  const deployed = await cli(at, ['serverless:deploy'], { ...twilio.env, ...credentials });
  console.log(`$ twilio serverless:deploy\n${deployed.output}`);
  expect(deployed).toMatchObject({ code: 0, output: expect.stringContaining('successfully deployed') });
  expect(twilio.deployed()?.deployment.build.functionVersions).toMatchObject([{ path: '/hello' }]);
  expect(readdirSync(at)).toContain('.twiliodeployinfo');
  const listed = await cli(at, ['serverless:list', 'services'], { ...twilio.env, ...credentials });
  console.log(`$ twilio serverless:list services\n${listed.output}`);
  expect(listed.output).toContain('sample');
});
