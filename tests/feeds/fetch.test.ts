import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SecureContext } from 'node:tls';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { FeedRequest } from '../../assets/feeds/feed';
import { createFeedFetcher, type FetchOptions } from '../../assets/feeds/fetch';
import { isPublic } from '../../assets/feeds/public-address';
import { type CertificateAuthority, createCertificateAuthority } from '../../emulator/certificates';
import { listen } from '../../emulator/listen';
import { calendar } from './reading';

const TEXT = calendar(['UID:1', 'DTSTART;VALUE=DATE:20261224', 'SUMMARY:ana']);

let authority: CertificateAuthority;
let secure: Server;
let plain: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let requests: IncomingMessage[] = [];

beforeAll(async () => {
  authority = await createCertificateAuthority();
  const serve = (request: IncomingMessage, response: ServerResponse) => {
    requests.push(request);
    answer(request, response);
  };
  const SNICallback = (host: string, done: (error: Error | null, context?: SecureContext) => void): void => {
    authority.contextFor(host).then((context) => done(null, context), done);
  };
  secure = createSecureServer({ SNICallback }, serve);
  plain = createServer(serve);
  for (const server of [secure, plain]) await listen(server, 0);
});
afterAll(async () => {
  for (const server of [secure, plain]) {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});
beforeEach(() => {
  requests = [];
  answer = (_, response) => response.end(TEXT);
});

const portOf = (server: Server) => (server.address() as AddressInfo).port;
const url = (path = '/feed.ics?token=s3cret') => `https://calendar.test:${portOf(secure)}${path}`;
const resolve = async () => [{ address: '127.0.0.1', family: 4 }];

/** A time limit that never ends, however slow the machine is. */
const never = () => () => undefined;

function get(request: Partial<FeedRequest> = {}, options: FetchOptions = {}) {
  const defaults = { allowPrivate: true, ca: authority.pem, resolve, startTimer: never };
  return createFeedFetcher({ ...defaults, ...options })({ url: url(), ...request });
}

describe('a fetch', () => {
  test('returns a feed over https with its validators', async () => {
    answer = (_, response) =>
      response.writeHead(200, { etag: '"1"', 'last-modified': 'Sun, 22 Nov 2026 08:00:00 GMT' }).end(TEXT);
    expect(await get()).toEqual({ kind: 'text', text: TEXT, etag: '"1"', modified: 'Sun, 22 Nov 2026 08:00:00 GMT' });
  });

  test('reads webcal: as https:', async () => {
    expect(await get({ url: url().replace('https', 'webcal') })).toMatchObject({ kind: 'text' });
  });

  test('sends validators, and reads 304 as unchanged', async () => {
    answer = (_, response) => response.writeHead(304).end();
    expect(await get({ etag: 'W/"1"', modified: 'yesterday' })).toEqual({ kind: 'unchanged' });
    expect(requests[0]?.headers).toMatchObject({ 'if-none-match': 'W/"1"', 'if-modified-since': 'yesterday' });
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('%s is unpacked', async (encoding, compress) => {
    answer = (_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(compress(TEXT));
    expect(await get()).toEqual({ kind: 'text', text: TEXT });
  });

  test('follows three redirects', async () => {
    answer = ({ url: path = '' }, response) => {
      const step = Number(/\d/.exec(path)?.[0] ?? 0);
      if (step < 3) response.writeHead(302, { location: `/${step + 1}` }).end();
      else response.end(TEXT);
    };
    expect(await get({ url: url('/0') })).toMatchObject({ kind: 'text' });
  });
});

describe('a fetch rejects', () => {
  const reason = (request?: Partial<FeedRequest>, options?: FetchOptions) =>
    get(request, options).then((found) => (found.kind === 'failed' ? found.reason : found.kind));

  test('a name that resolves to a private address, at the first or a later lookup', async () => {
    expect(await reason({}, { allowPrivate: false })).toBe('it leads to an address that is not public');
    const mixed = async () => [
      { address: '203.0.114.1', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    expect(await reason({}, { allowPrivate: false, resolve: mixed })).toBe('it leads to an address that is not public');
    expect(requests).toEqual([]);
  });

  test.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '0.0.0.0',
    '169.254.169.254',
    '[fd00::1]',
    'localhost',
  ])('https://%s', async (host) => {
    const options = { allowPrivate: false, resolve: async () => [{ address: '::1', family: 6 }] };
    expect(await reason({ url: `https://${host}:${portOf(secure)}/` }, options)).toBe(
      'it leads to an address that is not public',
    );
    expect(requests).toEqual([]);
  });

  test('http, unless it is allowed', async () => {
    const plainUrl = `http://calendar.test:${portOf(plain)}/`;
    expect(await reason({ url: plainUrl })).toBe('its address is not https');
    expect(await reason({ url: plainUrl }, { allowHttp: true })).toBe('text');
  });

  test('a redirect to http, even where http is allowed', async () => {
    answer = (_, response) => response.writeHead(301, { location: `http://calendar.test:${portOf(plain)}/` }).end();
    expect(await reason()).toBe('it redirects to an address that is not https');
    expect(await reason({}, { allowHttp: true })).toBe('it redirects to an address that is not https');
    expect(requests).toHaveLength(2);
  });

  test('a redirect to a private address, by number, by another name, or by the same name resolved anew', async () => {
    const port = portOf(secure);
    // Our server stands for a public one here; every other address is what it is.
    const options = { allowPrivate: false, isPublic: (address: string) => address === '127.0.0.1' };
    let looks = 0;
    const changing = async (host: string) => {
      looks += 1;
      return [{ address: host === 'calendar.test' && looks === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
    };
    for (const location of [
      `https://127.0.0.2:${port}/`,
      `https://inner.test:${port}/`,
      `https://calendar.test:${port}/`,
    ]) {
      looks = 0;
      answer = (_, response) => response.writeHead(302, { location }).end();
      expect(await reason({}, { ...options, resolve: changing })).toBe('it leads to an address that is not public');
    }
    expect(requests).toHaveLength(3);
  });

  test('a fourth redirect', async () => {
    answer = (_, response) => response.writeHead(307, { location: '/again' }).end();
    expect(await reason()).toBe('it redirects more than 3 times');
    expect(requests).toHaveLength(4);
  });

  test('a body past the size limit, also one that grows past it only when unpacked', async () => {
    answer = (_, response) => response.end(Buffer.alloc(5000));
    expect(await reason({}, { sizeLimit: 4096 })).toBe('it is larger than 0.00390625 MiB');
    answer = (_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5 * 1024 * 1024)));
    expect(await reason()).toBe('it is larger than 1 MiB');
  });

  test('an answer past the time limit: nothing, a slow body, a slow name', async () => {
    const limits: number[] = [];
    let elapse: () => void = () => undefined;
    const late: FetchOptions = {
      timeLimit: 100,
      startTimer(ms, elapsed) {
        limits.push(ms);
        elapse = elapsed;
        return () => undefined;
      },
    };
    answer = () => elapse();
    expect(await reason({}, late)).toBe('it took longer than 0.1 s');
    answer = (_, response) => {
      response.write('BEGIN:VCALENDAR', () => elapse());
    };
    expect(await reason({}, late)).toBe('it took longer than 0.1 s');
    const resolve = () => {
      elapse();
      return new Promise<never>(() => undefined);
    };
    expect(await reason({}, { ...late, resolve })).toBe('it took longer than 0.1 s');
    expect(limits).toEqual([100, 100, 100]);
  });

  test('a body that breaks off, or is not packed as it says', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('BEGIN:VCALENDAR', () => response.destroy());
    };
    expect(await reason()).toMatch(/^it cannot be reached/);
    answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(TEXT);
    expect(await reason()).toMatch(/^it cannot be reached/);
  });

  test.each([404, 410, 500, 503, 204])('status %i', async (status) => {
    answer = (_, response) => response.writeHead(status).end();
    expect(await reason()).toBe(`it answered with status ${status}`);
  });

  test('an untrusted certificate', async () => {
    const strict = createFeedFetcher({ allowPrivate: true, resolve, startTimer: never });
    expect(await strict({ url: url() })).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/^it cannot be reached/),
    });
  });

  test('a malformed address, and no reason contains the address', async () => {
    expect(await reason({ url: 'not an address with s3cret' })).toBe('its address cannot be read');
    expect(await reason({ url: 'file:///etc/s3cret' })).toBe('its address is not https');
    const failing = async () =>
      Promise.reject(Object.assign(new Error('getaddrinfo s3cret.test'), { code: 'ENOTFOUND' }));
    expect(await reason({}, { resolve: failing })).toBe('it cannot be reached (ENOTFOUND)');
  });
});

test.each([
  ['8.8.8.8', true],
  ['203.0.114.1', true],
  ['2606:4700:4700::1111', true],
  ['10.1.2.3', false],
  ['100.64.0.1', false],
  ['172.31.255.255', false],
  ['172.32.0.1', true],
  ['192.168.0.1', false],
  ['198.18.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['::1', false],
  ['fe80::1', false],
  ['fe80::1%eth0', false],
  ['fc00::1', false],
  ['ff02::1', false],
  ['64:ff9b::7f00:1', false],
  ['2002:7f00:1::', false],
  ['2001:0:7f00:1::', false],
  ['2001:db8::1', false],
  ['::ffff:10.0.0.1', false],
  ['::ffff:8.8.8.8', false],
  ['calendar.test', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublic(address)).toBe(expected);
});
