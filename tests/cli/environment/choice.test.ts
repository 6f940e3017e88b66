import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseFile } from '../../../cli/environment/choice';
import { LOCAL_TWILIO_URL } from '../../../cli/local-urls';
import { liveAccount } from '../../../cli/plan/account';
import { settingsFrom } from '../../../cli/send/settings';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rosterline-choice-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const SECRET = 'OPS_SECRET';
const write = (...names: string[]) => {
  for (const name of names) writeFileSync(join(folder, name), `${SECRET}=from-${name}\n`);
};
const at = (variables = {}) => ({ variables, folder });

test.each<[string, string | undefined, object, boolean | undefined, string]>([
  ['--env first', 'own', { ENV_FILE: 'other' }, true, 'own'],
  ['ENV_FILE next, on this machine', undefined, { ENV_FILE: 'other' }, true, 'other'],
  ['ENV_FILE next, for any deployment', undefined, { ENV_FILE: 'other' }, false, 'other'],
  ['.env.example on this machine', undefined, {}, true, '.env.example'],
  ['.env for another deployment', undefined, {}, false, '.env'],
  ['.env where the deployment is not known', undefined, { ENV_FILE: '' }, undefined, '.env'],
])('the environment is chosen by %s', (_, env, variables, isLocal, name) => {
  write('.env', '.env.example');
  expect(chooseFile(env, at(variables), isLocal).name).toBe(name);
});

test('.env.example is never taken for a deployment that is not on this machine', () => {
  write('.env.example');
  expect(chooseFile(undefined, at(), false)).toEqual({ name: '.env', isThere: false, isNamed: false });
  const setting = settingsFrom(undefined, at(), 'https://rosterline-1234-prod.twil.io');
  expect([setting(SECRET), setting.sourceOf(SECRET)]).toEqual([undefined, 'the environment and .env']);
});

test('a secret is looked up in the same file that an account would be', () => {
  write('.env', '.env.example', 'other');
  const from = (env?: string, variables = {}) => settingsFrom(env, at(variables), 'http://127.0.0.1:3000')(SECRET);
  expect(from()).toBe('from-.env.example');
  expect(from(undefined, { ENV_FILE: 'other' })).toBe('from-other');
  expect(from(undefined, { ENV_FILE: join(folder, 'other') })).toBe('from-other');
  expect(from('other', { [SECRET]: 'from the process' })).toBe('from-other');
  expect(from(undefined, { [SECRET]: 'from the process' })).toBe('from the process');
});

test('a command with an account says first which file and which Twilio it uses, and never a secret', () => {
  write('.env.example');
  const said: string[] = [];
  const live = liveAccount({ local: true }, at(), (line) => void said.push(line));
  expect(live).toEqual({ environment: { [SECRET]: 'from-.env.example' }, local: LOCAL_TWILIO_URL });
  const account = `AC${'1a'.repeat(16)}`;
  const lines = [`ACCOUNT_SID=${account}`, `AUTH_TOKEN=${'2b'.repeat(16)}`, `RECORD_KEY=${'k3y'.repeat(10)}`];
  writeFileSync(join(folder, 'own'), `${lines.join('\n')}\n`);
  expect(liveAccount({}, at({ ENV_FILE: 'own' }), (line) => void said.push(line)).local).toBeUndefined();
  expect(said).toEqual([
    `Using .env.example with the local Twilio at ${LOCAL_TWILIO_URL}.`,
    `Using own with the Twilio account ${account}.`,
  ]);
});

test('--local takes the environment of npm start, even where there is an .env', () => {
  write('.env', '.env.example');
  const { environment } = liveAccount({ local: true }, at(), () => undefined);
  expect(environment).toEqual({ [SECRET]: 'from-.env.example' });
});
