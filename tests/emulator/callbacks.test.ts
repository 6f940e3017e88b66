import { createServer, type RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { validateRequest } from 'twilio';
import { listen } from '../../emulator/listen';
import { AUTH_TOKEN, withLocalTwilio } from './local-twilio';

/** The delays that are being waited for: each ends when a test says so. */
let waiting: { readonly ms: number; readonly end: () => void }[] = [];
const twilio = withLocalTwilio({
  sleep: (ms) => new Promise((end) => void waiting.push({ ms, end })),
});

/** What the Functions answer, here a server of the test's own. */
let answer: RequestListener = (_request, response) => response.end();
const server = createServer((request, response) => answer(request, response));
let url = '';
beforeAll(async () => {
  url = `http://127.0.0.1:${await listen(server, 0)}`;
});
beforeEach(() => {
  waiting = [];
  twilio.functionsAt(url);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const callback = (json: unknown) => twilio.call('/_local/callback', { json });
const CRM = {
  path: '/frontline/crm',
  form: { Location: 'GetCustomersList', Worker: 'ben+1@example.com', PageSize: '30' },
};

test('a callback is a form, signed for the address of the Function and its fields', async () => {
  const form = { ...CRM.form, Query: 'Ms & Mr Gray ñ', Tags: ['b', 'a'], Empty: '' };
  answer = async (request, response) => {
    const sent = new URLSearchParams(await text(request));
    const fields = Object.fromEntries(
      [...sent.keys()].map((name) => {
        const values = sent.getAll(name); // copied: the SDK knows only arrays of Jest's own realm
        return [name, values.length > 1 ? [...values] : values[0]];
      }),
    );
    const signature = String(request.headers['x-twilio-signature']);
    const isValid = (path: string) => validateRequest(AUTH_TOKEN, signature, `${url}${path}`, fields);
    const { method, url: path } = request;
    const body = { method, path, type: request.headers['content-type'], fields, valid: isValid('/frontline/crm?a=1') };
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ ...body, elsewhere: isValid('/frontline/crm') }));
  };
  expect((await callback({ path: '/frontline/crm?a=1', form })).body).toEqual({
    status: 200,
    body: {
      method: 'POST',
      path: '/frontline/crm?a=1',
      type: expect.stringMatching(/^application\/x-www-form-urlencoded/),
      fields: form,
      valid: true,
      elsewhere: false,
    },
  });
});

test('an answer comes back with its status, as JSON or as text', async () => {
  answer = (_request, response) => response.writeHead(403).end('{}');
  expect((await callback(CRM)).body).toEqual({ status: 403, body: {} });
  answer = (_request, response) => response.writeHead(500).end('<h1>no</h1>');
  expect((await callback(CRM)).body).toEqual({ status: 500, body: '<h1>no</h1>' });
  answer = (_request, response) => response.writeHead(302, { Location: '/elsewhere' }).end();
  expect((await callback(CRM)).body).toEqual({ status: 302, body: '' });
});

test.each([
  ['/frontline/crm', 6000, 48005],
  ['/frontline/outgoing', 6000, 48005],
  ['/frontline/templates', 6000, 48005],
  ['/frontline/routing', 10_000, 48010],
  ['/frontline/routing?x=1', 10_000, 48010],
  ['/sms/duty', 15_000, 11200],
])('%s has %i ms to answer, or it is error %i', async (path, ms, code) => {
  const asked = new Promise<void>((resolve) => {
    answer = () => resolve();
  });
  const result = callback({ ...CRM, path });
  await asked;
  expect(waiting.map((delay) => delay.ms)).toEqual([ms]);
  waiting[0]?.end();
  const message = `no answer within ${ms / 1000} s`;
  expect((await result).body).toEqual({ status: 504, body: null, error: { code, message } });
});

test('an answer of 64 KB is taken, and one byte more is error 48003', async () => {
  const size = 64 * 1024;
  answer = (_request, response) => response.end('x'.repeat(size));
  expect((await callback(CRM)).body).toEqual({ status: 200, body: 'x'.repeat(size) });
  answer = (_request, response) => response.end('x'.repeat(size + 1));
  expect((await callback(CRM)).body).toMatchObject({ status: 502, body: null, error: { code: 48003 } });
});

test('an answer that stops half-way, and Functions that are not there, are errors of the callback', async () => {
  const lost = (code: number) => ({ status: 502, body: null, error: { code, message: 'the connection was lost' } });
  answer = (request) => request.socket.destroy();
  expect((await callback(CRM)).body).toEqual(lost(48004));
  answer = (_request, response) =>
    void response.writeHead(200, { 'Content-Length': 9 }).write('x', () => response.destroy());
  expect((await callback({ ...CRM, path: '/frontline/routing' })).body).toEqual(lost(48010));
  twilio.functionsAt('http://127.0.0.1:1');
  expect((await callback(CRM)).body).toEqual(lost(48004));
});

test.each([
  ['path', { path: 'frontline/crm', form: {} }],
  ['path', { form: {} }],
  ['form.Worker', { path: '/x', form: { Worker: 1 } }],
  ['form', { path: '/x' }],
  ['body', { path: '/x', form: {}, body: 'x' }],
])('an invalid %s of a callback is rejected by name', async (path, json) => {
  expect(await callback(json)).toMatchObject({ status: 400, body: { errors: [{ path }] } });
});
