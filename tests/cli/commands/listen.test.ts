import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listenFor } from '../../../cli/commands/listen';
import { type SendOptions, send } from '../../../cli/commands/send';
import type { Listener } from '../../../cli/listen/server';
import { listen } from '../../../emulator/listen';
import { ACCOUNT_SID, AUTH_TOKEN, type LocalTwilio, startLocalTwilio } from '../../emulator/local-twilio';
import { ALL } from '../../providers/sending';

const ANA = 'ana@example.com';
const ROSTER = `
version: 1
zone: UTC
people:
  ana: { identity: ${ANA}, ids: { gusto: "104" } }
shifts:
  - { id: always, days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00", who: [ana] }
`;
const VARIABLES: Record<string, string> = {
  ...Object.fromEntries(ALL.map(({ provider, secret }) => [provider.secret, secret])),
  ACCOUNT_SID,
  AUTH_TOKEN,
  RECORD_KEY: 'record-key-of-the-tests',
  TICK_SECRET: 'tick-secret-of-the-tests',
  OPS_SECRET: 'ops-secret-of-the-tests',
  ALERT_SMS_FROM: '+14155550100',
  ALERT_SMS_TO: '+14155550101',
};

let twilio: LocalTwilio;
let folder: string;
let roster: string;
let env: string;
let listener: Listener;
let printed: string[];

beforeAll(async () => {
  twilio = await startLocalTwilio();
  folder = mkdtempSync(join(tmpdir(), 'rosterline-listen-'));
  roster = join(folder, 'roster.yaml');
  env = join(folder, '.env');
  writeFileSync(roster, ROSTER);
  writeFileSync(
    env,
    Object.entries(VARIABLES)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await twilio.end();
});
beforeEach(async () => {
  await twilio.reset();
  await twilio.call(`/_local/users/${encodeURIComponent(ANA)}`, { method: 'PUT', json: { is_available: true } });
  printed = [];
});
afterEach(() => listener.close());

const start = async (more: { json?: boolean } = {}) => {
  listener = await listenFor(roster, { port: '0', env, local: twilio.url, ...more }, (line) => printed.push(line));
};

const deliver = (provider: string, event: string, options: SendOptions = {}) =>
  send(provider, event, { to: listener.url, ...options }, { variables: VARIABLES, folder });

const writes = async () => {
  const { body } = await twilio.call<{ method: string; path: string }[]>('/_local/journal');
  return body.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
};

describe('listen', () => {
  test('shows that a delivery verifies, what is read, and what it would do, and changes nothing', async () => {
    await start();
    const { code, text } = await deliver('standard', 'offboarded', { id: 'evt_1' });
    const [shown = ''] = printed;
    expect(shown).toMatch(/^\n\S+Z {2}\/webhooks\/standard, \d+ bytes\n/);
    expect(shown).toContain('Signature: Verifies: signed with STANDARD_SECRET. The signed text is JSON, compact.');
    expect(shown).toContain('Read: staff.offboarded of ana, event evt_1\n');
    expect(shown).toContain('Answer: 200 OK, dry run: no user is changed');
    expect(shown).toMatch(/evt_1 +│ staff\.offboarded +│ applied +│ US\w+ +│ state=deactivated, available=false/);
    expect([code, text]).toEqual([0, expect.stringContaining('200 OK, dry run')]);
    expect(await writes()).toEqual([]);
  });

  test.each(ALL.flatMap(({ sender }) => Object.keys(sender.events).map((event) => [sender.provider.name, event])))(
    'understands %s %s',
    async (provider, event) => {
      await start();
      // Exit code 1 where the roster does not map a sample's id: it is understood all the same.
      expect((await deliver(provider, event)).text).toContain('200 OK, dry run');
      expect(printed.join()).toMatch(/Signature: Verifies: /);
      expect(printed.join()).not.toContain('Read: rejected');
      expect(await writes()).toEqual([]);
    },
  );

  test('shows why a delivery does not verify, and alerts nobody of it', async () => {
    await start();
    expect(await deliver('gusto', 'terminated_effective', { secret: 'wrong' })).toMatchObject({ code: 1 });
    expect(printed.join()).toContain('Signature: Does not verify. GUSTO_SECRET did not make this proof');
    expect(printed.join()).toContain('Read: staff.offboarded of ana');
    expect(printed.join()).toContain('Answer: 401 Unauthorized');
    expect(await writes()).toEqual([]);
  });

  test('shows no secret, no identity, no name and no id of a person', async () => {
    await start();
    await deliver('standard', 'profile', { data: '{"friendlyName":"Ana Secretive"}' });
    await deliver('gusto', 'terminated_effective', { employee: 'employee-77' });
    await deliver('standard', 'offboarded', { identity: 'stranger@example.com' });
    await deliver('okta', 'deactivate', { secret: 'bearer:someone-elses-secret' });
    await fetch(`${listener.url}/webhooks/gusto?token=query-secret`, {
      method: 'POST',
      body: '{"Mail":"ana@example.com"}',
      headers: { 'content-type': 'application/json' },
    });
    const text = printed.join();
    expect(printed).toHaveLength(5);
    for (const word of [
      '@',
      'Secretive',
      'employee-77',
      'someone-elses',
      'query-secret',
      ...Object.values(VARIABLES),
    ]) {
      expect(text).not.toContain(word);
    }
    expect(text).toContain('(staff.offboarded) of somebody whom the roster does not map: add ids: { gusto: … }');
    expect(text).toContain('staff.offboarded of somebody who is not on the roster');
  });

  test('answers the set-up request of a sender as a deployment does', async () => {
    await start();
    const answer = await fetch(`${listener.url}/webhooks/okta`, {
      headers: { 'x-okta-verification-challenge': 'abc' },
    });
    expect(await answer.json()).toMatchObject({ verification: 'abc' });
    expect(printed.join()).toContain('Read: a set-up request');
  });

  test.each([
    ['another address', '/webhooks/nobody', {}, 404, 'There is no such address. Senders: /webhooks/standard, '],
    ['another method', '/webhooks/okta', { method: 'PUT', body: '{}' }, 405, 'PUT is not accepted.'],
    [
      'a body that is no JSON',
      '/webhooks/okta',
      { method: 'POST', body: '{' },
      400,
      'Neither the headers nor the body can be used',
    ],
    [
      'a body that forges headers',
      '/webhooks/okta',
      { method: 'POST', body: '{"request":{}}' },
      400,
      'no key named request',
    ],
  ])('says what is wrong with %s', async (_, path, options, status, words) => {
    await start();
    const answer = await fetch(listener.url + path, { headers: { 'content-type': 'application/json' }, ...options });
    expect(answer.status).toBe(status);
    expect(printed.join()).toContain(words);
  });

  test('says that what a delivery would do is not known where Twilio cannot be read', async () => {
    await start();
    await twilio.call('/_local/faults', { json: [{ host: 'sync.twilio.com', status: 404 }] });
    await deliver('standard', 'reinstated');
    await twilio.call('/_local/faults', { method: 'DELETE' });
    expect(printed.join()).toContain('Signature: Verifies');
    expect(printed.join()).toContain('Twilio could not be read from here, so what it would do is not known.');
  });

  test('prints a line of JSON for each delivery with --json', async () => {
    await start({ json: true });
    await deliver('standard', 'offboarded', { id: 'evt_1' });
    expect(JSON.parse(printed[0] ?? '')).toMatchObject({
      path: '/webhooks/standard',
      signature: { verified: true },
      read: ['staff.offboarded of ana, event evt_1'],
      status: 200,
      answer: { dryRun: true, results: [{ outcome: 'applied' }] },
    });
  });

  test('leaves no port open once it is closed', async () => {
    await start();
    await listener.close();
    await expect(fetch(listener.url)).rejects.toThrow();
    await start();
  });

  test.each([
    ['a port that is none', { port: 'x' }, '--port is x; expected a number from 0 to 65535'],
    ['a port that is none', { port: '65536' }, '--port is 65536'],
    ['an environment there is not', { env: '/nowhere/.env' }, '/nowhere/.env'],
    [
      'an account of the real Twilio with values of the examples',
      { local: undefined, env: '.env.example' },
      'cannot be deployed',
    ],
  ])('refuses %s in words', async (_, more, words) => {
    await start();
    const options = Object.fromEntries(
      Object.entries({ port: '0', env, local: twilio.url, ...more }).filter(([, value]) => value !== undefined),
    );
    await expect(listenFor(roster, { port: '0', ...options }, () => undefined)).rejects.toThrow(words);
  });

  test('says that a port is taken', async () => {
    await start();
    const port = new URL(listener.url).port;
    await expect(listenFor(roster, { port, env, local: twilio.url }, () => undefined)).rejects.toThrow(
      `port ${port} cannot be used`,
    );
  });
});

describe('the command', () => {
  const CLI = join(__dirname, '../../../cli/rosterline.js');
  let child: ChildProcess | undefined;
  afterEach(() => child?.kill('SIGKILL'));

  /** @returns what it prints first. */
  async function run(
    ...more: string[]
  ): Promise<{ text: () => string; ended: Promise<unknown[]>; running: ChildProcess }> {
    const running = spawn(process.execPath, [CLI, 'listen', roster, '--env', env, '--local', twilio.url, ...more]);
    child = running;
    let text = '';
    for (const stream of [running.stdout, running.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
    const ended = once(running, 'close');
    await Promise.race([once(running.stdout, 'data'), ended]);
    return { text: () => text, ended, running };
  }

  test.each(['SIGINT', 'SIGTERM'] as const)('ends with code 0 at %s, and its port is free again', async (signal) => {
    await start();
    const { text, ended, running } = await run('--port', '0');
    const url = /Listening on (\S+)/.exec(text())?.[1] ?? '';
    expect((await fetch(`${url}/webhooks/okta`)).status).toBe(401);
    running.kill(signal);
    expect(await ended).toEqual([0, null]);
    const next = createServer();
    expect(await listen(next, Number(new URL(url).port))).toBe(Number(new URL(url).port));
    await new Promise((resolve) => next.close(resolve));
  });

  test('ends with code 2 where it cannot listen', async () => {
    await start();
    const { text, ended } = await run('--port', new URL(listener.url).port);
    expect(await ended).toEqual([2, null]);
    expect(text()).toContain('choose another one with --port');
  });
});
