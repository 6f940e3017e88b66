import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SentMessage } from '../../../emulator/messaging';
import { type Running, running } from './running';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

let served: Running;
let limited: Running;
let warmed: Running;
beforeAll(async () => {
  served = await running({
    'functions/count.js':
      'let n = 0; exports.handler = (c, e, callback) => callback(null, { n: ++n, pid: process.pid });',
    // Answers once so many executions are under way.
    'functions/meets.js': `
        const { readdirSync, writeFileSync } = require('node:fs');
        let n = 0;
        exports.handler = (c, { folder, others }, callback) => {
          writeFileSync(folder + '/' + process.pid + '-' + n++, '');
          const meet = () => readdirSync(folder).length >= others ? callback(null, { pid: process.pid }) : setTimeout(meet, 10);
          meet();
        };`,
    'functions/exits.js': 'exports.handler = () => process.exit(3);',
    'functions/rejects.js': "exports.handler = () => { Promise.reject(new Error('rejected')); };",
    'functions/prints.js':
      "exports.handler = (c, e, callback) => { console.log('a', { b: 1 }); console.error('bad'); callback(); };",
    'functions/later.js': `
        const text = (client, body) => client.messages.create({ to: '+34600000000', from: '+15005550006', body });
        const run = async (context, event, callback) => {
          const client = context.getTwilioClient();
          if (event.before) await text(client, 'before');
          callback(null, { pid: process.pid });
          if (event.at === 'once') await text(client, 'after');
          if (event.at === 'soon') setTimeout(() => text(client, 'after'), 20);
          if (event.at === 'then') Promise.resolve().then(() => fetch(event.url));
        };
        exports.handler = (...args) => { run(...args); };`,
    'functions/sees.js': `
        const { helper } = require(Runtime.getAssets()['/lib/helper.js'].path);
        exports.handler = (context, event, callback) => { Runtime.getSync().documents.list().then((documents) => {
          const { getTwilioClient, ...rest } = context;
          const assets = Object.entries(Runtime.getAssets()).map(([name, { path, open }]) => [name, path, open()]);
          callback(null, { context: rest, helper, documents, assets, functions: Runtime.getFunctions(), handler: __filename, env: process.env, node: process.version });
        }, callback); };`,
    'assets/lib/helper.private.js': "exports.helper = 'helped';",
    'assets/open.txt': 'public',
  });
});
afterAll(async () => {
  await served.end();
  await limited?.end();
  await warmed?.end();
});
beforeEach(() => served.twilio.reset());

const texts = async () => (await served.twilio.call<SentMessage[]>('/_local/messages')).body.map(({ body }) => body);

test('a process is reused with the state of its modules', async () => {
  const first = await served.json('/count');
  const second = await served.json('/count');
  expect(second).toEqual({ n: Number(first.n) + 1, pid: first.pid });
});

test('concurrent calls run in separate processes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'executions-'));
  const body = JSON.stringify({ folder, others: 3 });
  const calls = await Promise.all(Array.from({ length: 3 }, () => served.json('/meets', { body })));
  rmSync(folder, { recursive: true });
  expect(new Set(calls.map(({ pid }) => pid)).size).toBe(3);
});

test('an execution over the limit is 504, and its process is killed', async () => {
  // A runner of its own: on a busy machine, any execution may take longer than so short a limit.
  const never = "exports.handler = () => { console.log('pid ' + process.pid); setInterval(() => undefined, 10); };";
  limited = await running({ 'functions/never.js': never }, { limitMs: 500 });
  expect(await limited.ask('/never')).toMatchObject({ status: 504, text: expect.stringContaining('timed out') });
  for (const [, pid] of limited.runner.output().matchAll(/pid (\d+)/g)) {
    while (isAlive(Number(pid))) await wait(20); // the test's own time limit ends a vain wait
  }
});

test('an uncaught rejection and an exit are 500 and affect no other call', async () => {
  expect(await served.ask('/rejects')).toMatchObject({ status: 500, text: expect.stringContaining('rejected') });
  expect(await served.ask('/exits')).toMatchObject({ status: 500, text: expect.stringContaining('exited') });
  expect((await served.ask('/count')).status).toBe(200);
});

describe('work after callback()', () => {
  test.each(['once', 'soon'])('that would begin %s is lost, and the log says so', async (at) => {
    // On a connection that is open already, the work would be out at once.
    const body = JSON.stringify({ before: true, at });
    const { pid } = await served.json('/later', { body });
    await wait(300);
    expect(await texts()).toEqual(['before']);
    expect(served.runner.output()).toMatch(
      /\/later had work pending when it called back \(.+\); the cloud stops it there/,
    );
    expect((await served.json('/later')).pid).not.toBe(pid);
  });

  test('is held back for fetch too', async () => {
    await served.json('/later', { body: JSON.stringify({ at: 'then', url: `${served.twilio.url}/_local/users/x` }) });
    await wait(100);
    const { body: journal } = await served.twilio.call<unknown[]>('/_local/journal');
    expect(journal).toEqual([]);
  });

  test('does not exist if everything was awaited: the process is reused', async () => {
    const { pid } = await served.json('/later', { body: '{"before":true}' });
    expect((await served.json('/later', { body: '{"before":true}' })).pid).toBe(pid);
    expect(await texts()).toEqual(['before', 'before']);
  });
});

test("a Function called by the deployment's own domain finds it in its context; other callers do not", async () => {
  const domain = served.twilio.deployed()?.domainName ?? '';
  const seenBy = async (Host: string) =>
    (await served.json<Record<string, Record<string, string>>>('/sees', { headers: { Host } })).context?.DOMAIN_NAME;
  expect([await seenBy(domain), await seenBy(`${domain}:443`)]).toEqual([domain, domain]);
  expect(await seenBy('example.com')).toBe(served.runner.url.replace('http://', ''));
});

test("a Function finds the cloud's environment and nothing of this machine", async () => {
  await served.variable('SECRET', 'of the environment');
  const seen = await served.json<Record<string, Record<string, string>>>('/sees');
  expect(seen.context).toEqual({
    SECRET: 'of the environment',
    ACCOUNT_SID: expect.stringMatching(/^AC/),
    AUTH_TOKEN: expect.any(String),
    DOMAIN_NAME: served.runner.url.replace('http://', ''),
    PATH: '/sees',
    SERVICE_SID: expect.stringMatching(/^ZS/),
    ENVIRONMENT_SID: expect.stringMatching(/^ZE/),
  });
  const { CLOUD_NODE } = process.env;
  const node = CLOUD_NODE ? execFileSync(CLOUD_NODE, ['--version']).toString().trim() : process.version;
  expect(seen).toMatchObject({ helper: 'helped', documents: [], node });
  expect(seen.handler).toMatch(/\/handlers\/ZN[0-9a-f]{32}\.js$/);
  expect(seen.assets).toEqual([
    ['/lib/helper.js', expect.stringMatching(/\/files\/ZN[0-9a-f]{32}$/), expect.any(String)],
  ]);
  expect(Object.keys(seen.functions ?? {})).toContain('later');
  expect(Object.keys(seen.env ?? {}).sort()).not.toEqual(expect.arrayContaining(['HOME']));
});

test('its output is in the logs of the environment, newest first', async () => {
  await served.ask('/prints');
  const environment = served.twilio.deployed()?.context() ?? {};
  const at = `/v1/Services/${environment.SERVICE_SID}/Environments/${environment.ENVIRONMENT_SID}/Logs`;
  const { body } = await served.twilio.call<{ logs: { level: string; message: string }[] }>(at, {
    host: 'serverless.twilio.com',
  });
  expect(body.logs.slice(0, 2)).toMatchObject([
    { level: 'error', message: 'bad' },
    { level: 'info', message: 'a { b: 1 }' },
  ]);
});

test('a new deployment replaces the old one completely', async () => {
  warmed = await running({ 'functions/a.js': "exports.handler = (c, e, callback) => callback(null, 'one');" });
  expect((await warmed.ask('/a')).text).toBe('one');
  await warmed.deploy({ 'functions/b.js': "exports.handler = (c, e, callback) => callback(null, 'two');" });
  expect((await warmed.ask('/b')).text).toBe('two');
  expect((await warmed.ask('/a')).status).toBe(404);
});

test('an async handler runs on node24, where the platform raises the runtime handler to 2.1.2', async () => {
  const files = {
    'functions/later.js': "exports.handler = async (c, e, callback) => callback(null, 'well');",
  } as const;
  warmed ??= await running(files);
  await warmed.deploy(files);
  expect(await warmed.ask('/later')).toMatchObject({ status: 500 });
  await warmed.deploy(files, 'node24');
  expect(await warmed.ask('/later')).toMatchObject({ status: 200, text: 'well' });
});
