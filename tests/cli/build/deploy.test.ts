import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROJECT = join(__dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'rosterline-deploying-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const environment = () =>
  file('env', `ACCOUNT_SID=AC${'1'.repeat(32)}\nAUTH_TOKEN=${'a'.repeat(32)}\nRECORD_KEY=a-record-key-of-its-own\n`);

/** Runs `npm run deploy` with a Twilio that is not there: a proxy that nobody listens to. */
function deploy(env: Record<string, string>, ...words: string[]): Promise<{ code: number; text: string }> {
  const nowhere = { HTTP_PROXY: 'http://127.0.0.1:9' };
  return new Promise((resolve) => {
    const args = ['--import', 'tsx', join(PROJECT, 'cli/deploy.ts'), ...words];
    const options = { cwd: PROJECT, env: { ...process.env, ...nowhere, ...env } };
    execFile(process.execPath, args, options, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, text: stdout + stderr }),
    );
  });
}

test('npm run deploy without an environment deploys nothing', async () => {
  const { code, text } = await deploy({ ENV_FILE: join(folder, 'none') });
  expect(code).toBe(2);
  expect(text).toContain('does not exist: docs/deploying.md explains how to create it.');
});

test('npm run deploy takes the environment of --env before that of ENV_FILE', async () => {
  const { code, text } = await deploy({ ENV_FILE: environment() }, '--env', join(folder, 'named'));
  expect([code, text]).toEqual([2, expect.stringContaining(`${join(folder, 'named')} does not exist`)]);
});

test('npm run deploy rejects an unchanged .env.example and names each of its secrets', async () => {
  const { code, text } = await deploy({ ENV_FILE: join(PROJECT, '.env.example') });
  expect(code).toBe(2);
  expect(text).toContain('.env.example cannot be deployed:\n');
  for (const name of ['AUTH_TOKEN', 'RECORD_KEY', 'TICK_SECRET', 'STANDARD_SECRET', 'FINCH_SECRET']) {
    expect(text).toContain(`${name} must not have the value of .env.example`);
  }
  expect(text).not.toContain('Built:');
});

test('npm run deploy rejects an invalid roster, each error with its line', async () => {
  const roster = file('roster.yaml', 'version: 1\nzone: Mars/Olympus\npeople: {}\nshifts: [ { id: a } ]\n');
  const { code, text } = await deploy({ ENV_FILE: environment(), ROSTER: roster });
  expect(code).toBe(2);
  expect(text).toContain('Not deployed; the build failed:');
  expect(text).toContain(`${roster}:2:7 zone:`);
});

test('npm run deploy deploys nothing if Twilio is unreachable for the plan', async () => {
  const { code, text } = await deploy({ ENV_FILE: environment() });
  expect(code).toBe(2);
  expect(text).toMatch(/^Built: \d+ functions/);
  expect(text).toContain('Not deployed: ');
});
