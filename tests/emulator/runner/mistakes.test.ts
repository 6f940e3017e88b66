import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { SentMessage } from '../../../emulator/messaging';
import { deploy } from '../../../emulator/runner/deploy';
import type { Runner } from '../../../emulator/runner/runner';
import { startUnhurriedRunner } from '../../support/unhurried-runner';
import { ACCOUNT_SID, AUTH_TOKEN, type LocalTwilio, startLocalTwilio } from '../local-twilio';
import { PROJECT } from './running';

// Each of these works under `twilio-run start`, and not in the cloud. The project is deployed by the real tool.

const FILES = {
  'package.json': JSON.stringify({
    name: 'mistakes',
    dependencies: { '@twilio/runtime-handler': '2.0.1', twilio: '6.2.0' },
  }),
  'functions/relative.js':
    "const { a } = require('./helper'); exports.handler = (c, e, callback) => callback(null, a);",
  'functions/helper.js': "exports.a = 'found';",
  'functions/relative-asset.js':
    "const { a } = require('../assets/helper.private'); exports.handler = (c, e, callback) => callback(null, a);",
  'assets/helper.private.js': "exports.a = 'found';",
  'assets/helper.private.js.map': '{"sourcesContent":["the source of a private asset"]}',
  // Installed here, and not in the build's list.
  'functions/missing.js':
    "const { z } = require('zod'); exports.handler = (c, e, callback) => callback(null, typeof z);",
  'functions/needed.js':
    "const axios = require('axios'); exports.handler = (c, e, callback) => callback(null, typeof axios);",
  'functions/later.js': `exports.handler = (context, event, callback) => {
    callback(null, 'accepted');
    context.getTwilioClient().messages.create({ to: '+34600000000', from: '+15005550006', body: 'done later' });
  };`,
  'functions/async.js': "exports.handler = async (context, event, callback) => callback(null, 'well');",
  'functions/problem.js': `exports.handler = (context, { type }, callback) => {
    const response = new Twilio.Response();
    callback(null, response.setBody({ code: 'x' }).appendHeader('Content-Type', type));
  };`,
};

let twilio: LocalTwilio;
let runner: Runner;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rosterline-mistakes-'));
  for (const [path, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  twilio = await startLocalTwilio();
  await deploy({ project: folder, built: folder, environment: { ACCOUNT_SID, AUTH_TOKEN, A: '1' }, twilio });
  runner = await startUnhurriedRunner({ port: 0, twilio, project: PROJECT });
});
afterAll(async () => {
  await runner?.close();
  await twilio?.end();
  rmSync(folder, { recursive: true, force: true });
});

async function get(path: string) {
  const answer = await fetch(runner.url + path);
  return { status: answer.status, text: await answer.text() };
}

test.each(['/relative', '/relative-asset'])('a relative require breaks at %s', async (path) => {
  expect(await get(path)).toMatchObject({ status: 500, text: expect.stringContaining("Cannot find module '.") });
});

test('a source map beside a private asset is public, and the runner warns of it', async () => {
  expect((await get('/helper.js')).status).toBe(404);
  expect(await get('/helper.private.js.map')).toMatchObject({
    status: 200,
    text: expect.stringContaining('the source'),
  });
  expect(runner.output()).toContain('warn /helper.private.js.map is a public Asset: anyone can read it');
});

test("a package missing from the build's list is not found; a dependency of a listed package is", async () => {
  expect(await get('/missing')).toMatchObject({
    status: 500,
    text: expect.stringContaining("Cannot find module 'zod'"),
  });
  expect(await get('/needed')).toEqual({ status: 200, text: 'function' });
});

test('work after callback() is lost', async () => {
  expect(await get('/later')).toEqual({ status: 200, text: 'accepted' });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await twilio.call<SentMessage[]>('/_local/messages')).body).toEqual([]);
  expect(runner.output()).toContain('/later had work pending when it called back');
});

test('an async handler is rejected even if it called back at once, because handler 2.0.1 does not support promises', async () => {
  const reason = 'The handler returned a promise: async/await requires Runtime Handler 2.1.2 or above';
  expect(await get('/async')).toMatchObject({ status: 500, text: expect.stringContaining(reason) });
  expect(runner.output()).toContain(`error /async: ${reason}`);
});

test.each(['application/problem+json', 'text/plain', 'application/ld+json'])(
  'an object under %s is refused, and one under application/json is not',
  async (type) => {
    const problem = (as: string) => get(`/problem?type=${encodeURIComponent(as)}`);
    const reason = `The body is not a string, and its type ${type} is not application/json`;
    expect(await problem(type)).toMatchObject({ status: 500, text: expect.stringContaining(reason) });
    expect(runner.output()).toContain(`error /problem: ${reason}`);
    expect(await problem('application/json; charset=utf-8')).toEqual({ status: 200, text: '{"code":"x"}' });
  },
);

test('a deployment rejected by the API fails in the tool with the reason', async () => {
  const environment = { ACCOUNT_SID, AUTH_TOKEN, TOO_LONG: 'x'.repeat(451) };
  await expect(deploy({ project: folder, built: folder, environment, twilio })).rejects.toThrow(/at most 450 bytes/);
});

test('a build that needs a different version than the installed one does not run', async () => {
  const other = JSON.parse(FILES['package.json']);
  other.dependencies.twilio = '5.0.0';
  writeFileSync(join(folder, 'package.json'), JSON.stringify(other));
  await deploy({ project: folder, built: folder, environment: { ACCOUNT_SID, AUTH_TOKEN }, twilio });
  expect(await get('/needed')).toEqual({
    status: 500,
    text: 'The build needs twilio 5.0.0, but 6.2.0 is installed\n',
  });
});
