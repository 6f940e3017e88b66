import { networkInterfaces } from 'node:os';
import { getExpectedTwilioSignature } from 'twilio';
import { AUTH_TOKEN } from '../local-twilio';
import { type Running, running } from './running';

const ECHO = 'exports.handler = (context, event, callback) => callback(null, { path: context.PATH, event });';
const ANSWERS = `
exports.handler = (context, { what, size }, callback) => {
  const response = new Twilio.Response();
  if (what === 'text') return callback(null, 'hello');
  if (what === 'nothing') return callback();
  if (what === 'twiml') {
    const twiml = new Twilio.twiml.MessagingResponse();
    twiml.message('hi');
    return callback(null, twiml);
  }
  if (what === 'response') {
    response.setStatusCode(418).setBody('{"a":1}');
    response.appendHeader('Content-Type', 'application/problem+json').appendHeader('X-Two', 'a').appendHeader('X-Two', 'b');
    response.setCookie('c', 'd', ['Path=/']).removeCookie('e');
    return callback(null, response);
  }
  if (what === 'bytes') return callback(null, response.setBody(Buffer.from([0, 255, 10])).setHeaders({ 'Content-Type': 'x/y' }));
  if (what === 'many headers') return callback(null, response.setHeaders({ 'X-Many': 'x'.repeat(16000) }));
  if (what === 'large') return callback(null, response.setBody('x'.repeat(Number(size))).setHeaders({ 'Content-Type': 'x/y' }));
  if (what === 'large bytes') return callback(null, response.setBody(Buffer.alloc(Number(size))).setHeaders({ 'Content-Type': 'x/y' }));
  if (what === 'error') return callback(new TypeError('no'));
  if (what === 'text error') return callback('no');
  throw new RangeError('thrown');
};`;

let served: Running;
beforeAll(async () => {
  served = await running({
    'functions/echo.js': ECHO,
    'functions/deep/er.js': ECHO,
    'functions/answers.js': ANSWERS,
    'functions/guarded.protected.js': ECHO,
    'functions/hidden.private.js': ECHO,
    'functions/none.js': 'exports.other = 1;',
    'assets/index.html': '<p>a page</p>',
    'assets/assets/index.html': '<p>the root</p>',
    'assets/key.private.txt': 'secret',
    'assets/guarded.protected.txt': 'for Twilio',
  });
});
afterAll(() => served.end());

interface Echo {
  readonly path: string;
  readonly event: {
    readonly request: { readonly headers: Record<string, unknown>; readonly cookies: object };
    readonly [key: string]: unknown;
  };
}
const echo = (path: string, ask: Parameters<Running['ask']>[1] = {}) => served.json<Echo>(path, ask);

test('it listens on the loopback interface only', async () => {
  const port = Number(new URL(served.runner.url).port);
  const outside = Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).filter(({ internal }) => !internal),
  );
  for (const { address, family } of outside.filter((one) => one.family === 'IPv4')) {
    const answer = await fetch(`http://${address}:${port}/echo`).catch(() => 'refused');
    expect([address, family, answer]).toEqual([address, family, 'refused']);
  }
});

describe('addresses', () => {
  test('match exactly, and private ones are not served', async () => {
    expect(await echo('/deep/er')).toMatchObject({ path: '/deep/er' });
    for (const path of [
      '/deep/er/',
      '/deep',
      '/Echo',
      '/echo.js',
      '//echo',
      '/hidden',
      '/key.txt',
      '/key.private.txt',
      '/nowhere',
    ]) {
      expect([path, (await served.ask(path)).status]).toEqual([path, 404]);
    }
  });

  test('accept GET and POST, and answer OPTIONS without calling the Function', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'HEAD']) {
      expect([method, (await served.ask('/echo', { method })).status]).toEqual([method, 405]);
    }
    const preflight = await served.ask('/answers', { method: 'OPTIONS' });
    expect(preflight).toMatchObject({
      status: 204,
      headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' },
    });
    expect((await served.ask('/nowhere', { method: 'OPTIONS' })).status).toBe(404);
    expect((await served.ask('/echo', { method: 'GET', body: '{}' })).status).toBe(403);
  });

  test('of protected Functions and Assets require a Twilio signature', async () => {
    const form = { From: '+34600000000', Body: 'OUT 2H' };
    const body = new URLSearchParams(form).toString();
    const send = (path: string, signature: string | undefined, sent = body) =>
      served.ask(path, {
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          ...(signature !== undefined && { 'X-Twilio-Signature': signature }),
        },
        body: sent,
      });
    const local = `${served.runner.url}/guarded?a=1`;
    const cloud = `https://${served.twilio.deployed()?.domainName}/guarded?a=1`;
    for (const url of [local, cloud]) {
      expect((await send('/guarded?a=1', getExpectedTwilioSignature(AUTH_TOKEN, url, form))).status).toBe(200);
    }
    const signature = getExpectedTwilioSignature(AUTH_TOKEN, local, form);
    expect((await send('/guarded?a=1', signature, body.replace('OUT', 'IN'))).status).toBe(400);
    expect((await send('/guarded?a=2', signature)).status).toBe(400);
    expect((await send('/guarded?a=1', undefined)).status).toBe(400);
    expect((await send('/guarded?a=1', getExpectedTwilioSignature('another token', local, form))).status).toBe(400);
    expect((await served.ask('/guarded.txt')).status).toBe(400);
  });

  test('of Assets have a type and a validator', async () => {
    const page = await served.ask('/index.html');
    expect(page).toMatchObject({ status: 200, text: '<p>a page</p>', headers: { 'content-type': 'text/html' } });
    const again = await served.ask('/index.html', { headers: { 'If-None-Match': String(page.headers.etag) } });
    expect(again).toMatchObject({ status: 304, text: '' });
    expect((await served.ask('/index.html', { body: 'x' })).status).toBe(405);
    expect((await served.ask('/')).text).toBe('<p>the root</p>');
  });
});

describe('the event', () => {
  test('merges query and body; the body overrides the query, and either overrides request', async () => {
    const { event } = await echo('/echo?a=1&b=2&b=3&c[d]=4&e[]=5', { body: '{"a":{"x":true},"n":1.50}' });
    expect(event).toMatchObject({ a: { x: true }, b: ['2', '3'], c: { d: '4' }, e: ['5'], n: 1.5 });
    expect((await echo('/echo', { body: '{"request":{"headers":"forged"}}' })).event.request).toEqual({
      headers: 'forged',
    });
    const forged = await echo('/echo?request[headers][authorization]=Bearer+x');
    expect(forged.event.request).toEqual({ headers: { authorization: 'Bearer x' } });
    expect((await echo('/echo', { body: '["a","b"]' })).event).toMatchObject({ 0: 'a', 1: 'b' });
  });

  test('has a form flat, and drops other types', async () => {
    const send = (type: string, body: string) => echo('/echo', { headers: { 'Content-Type': type }, body });
    const form = await send('application/x-www-form-urlencoded; charset=utf-8', 'a=1&a=2&b[c]=3&d=%C3%BC+x');
    expect(form.event).toMatchObject({ a: ['1', '2'], 'b[c]': '3', d: 'ü x' });
    for (const type of ['text/plain', 'application/scim+json', 'application/cloudevents+json']) {
      expect(Object.keys((await send(type, '{"a":1}')).event)).toEqual(['request']);
    }
  });

  test.each(['{"a":', '"text"', '7', 'null'])('is none for %s: the Function is not called', async (body) => {
    expect((await served.ask('/echo', { headers: { 'Content-Type': 'application/json' }, body })).status).toBe(400);
  });

  test('has the headers except hidden ones', async () => {
    const { event } = await echo('/echo', {
      headers: {
        Authorization: 'Bearer x',
        'X-Custom-Signature': 's',
        Cookie: 'a=1; b=%20',
        Referer: 'r',
        Via: 'v',
        'X-Forwarded-For': '1.2.3.4',
        'X-Real-IP': '1.2.3.4',
        'X-Amzn-Trace-Id': 't',
        'I-Twilio-Idempotency-Token': 'i',
        'X-Twice': ['1', '2'],
      },
      body: '{}',
    });
    expect(event.request.headers).toEqual({
      authorization: 'Bearer x',
      'x-custom-signature': 's',
      cookie: 'a=1; b=%20',
      'content-type': 'application/json',
      'content-length': '2',
      'x-twice': ['1', '2'],
    });
    expect(event.request.cookies).toEqual({ a: '1', b: ' ' });
  });

  test('is not made for more than 15 kB or 90 headers', async () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`x-${index}`, 'y']));
    // Host and Connection are sent in any case.
    expect((await served.ask('/echo', { headers: many(88) })).status).toBe(200);
    expect(await served.ask('/echo', { headers: many(89) })).toMatchObject({
      status: 431,
      text: expect.stringContaining('Request headers or cookies too long'),
    });
    expect((await served.ask('/echo', { headers: { 'x-long': 'y'.repeat(15_400) } })).status).toBe(431);
    expect((await served.ask('/echo', { headers: { 'x-long': 'y'.repeat(15_000) } })).status).toBe(200);
  });
});

describe('an answer', () => {
  const answer = (what: string) => served.ask(`/answers?what=${encodeURIComponent(what)}`);

  test.each([
    ['text', 200, 'text/plain', 'hello'],
    ['nothing', 200, undefined, ''],
    ['twiml', 200, 'text/xml', '<?xml version="1.0" encoding="UTF-8"?><Response><Message>hi</Message></Response>'],
    ['text error', 500, 'text/plain', 'no'],
  ])('of %s', async (what, status, type, text) => {
    const { status: shown, headers, text: body } = await answer(what);
    expect([shown, headers['content-type'], body]).toEqual([status, type, text]);
  });

  test('made by Twilio.Response has its status, headers and hardened cookies', async () => {
    const { status, headers, text } = await answer('response');
    expect([status, text, headers['x-two'], headers['content-type']]).toEqual([
      418,
      '{"a":1}',
      'a, b',
      'application/problem+json',
    ]);
    expect(headers['set-cookie']).toEqual(['c=d;Path=/; HttpOnly; Secure', 'e=;Max-Age=0; HttpOnly; Secure']);
    expect((await answer('bytes')).headers).toMatchObject({ 'content-type': 'x/y', 'content-length': '3' });
    expect(await answer('many headers')).toMatchObject({ status: 431 });
  });

  test.each([
    // The rest of 6 MB is what status and headers take.
    ['large', 6 * 1024 * 1024 - 100, 6 * 1024 * 1024],
    ['large bytes', 4.5 * 1024 * 1024 - 100, 4.5 * 1024 * 1024],
  ])(
    'that is %s is refused past 6 MB with 502, and the log names the Function and the bytes',
    async (what, fits, size) => {
      const ask = (bytes: number) => served.ask(`/answers?what=${encodeURIComponent(what)}&size=${bytes}`);
      const before = served.runner.output().length;
      const printed = () => served.runner.output().slice(before);
      expect((await ask(fits)).status).toBe(200);
      expect(printed()).toBe('');
      expect(await ask(size)).toMatchObject({ status: 502, text: 'The answer is too large\n' });
      expect(printed()).toMatch(
        /^error \/answers: The answer has 6291\d{3} bytes; a Function can answer with at most 6291456\n$/,
      );
    },
  );

  test('to an error is 500 with the error', async () => {
    expect(JSON.parse((await answer('error')).text)).toMatchObject({ message: 'no', name: 'TypeError' });
    expect(JSON.parse((await answer('throw')).text)).toMatchObject({ message: 'thrown', name: 'RangeError' });
    expect(await served.ask('/none')).toMatchObject({ status: 500, text: expect.stringContaining('no handler') });
  });
});
