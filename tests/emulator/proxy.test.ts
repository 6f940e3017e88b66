import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { get as httpsGet } from 'node:https';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect as tlsConnect } from 'node:tls';
import { promisify } from 'node:util';
import type { JournalEntry } from '../../emulator/journal';
import { listen } from '../../emulator/listen';
import { ACCOUNT_SID, AUTH_TOKEN, CREDENTIALS, send, startLocalTwilio, withLocalTwilio } from './local-twilio';

const twilio = withLocalTwilio();

const IDENTITY = "o'brien+x#1 ü@example.com";
const seed = (identity: string) =>
  twilio.call(`/_local/users/${encodeURIComponent(identity)}`, { method: 'PUT', json: {} });
const journal = async () => (await twilio.call<JournalEntry[]>('/_local/journal')).body;

/** Asks for a tunnel. The status is the proxy's answer; the socket is the caller's to end. */
function tunnel(authority: string, port = twilio.port): Promise<{ status: number; socket: Socket }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`CONNECT ${authority} HTTP/1.1\r\n\r\n`));
    socket
      .once('data', (data) => resolve({ status: Number(data.toString().split(' ')[1]), socket }))
      .once('error', reject);
  });
}

/** The status of a call through a tunnel, with the certificate checked. */
async function statusThroughTunnel(host: string, path: string): Promise<number | undefined> {
  const [{ socket }, ca] = await Promise.all([tunnel(`${host}:443`), readFile(twilio.caFile)]);
  const secure = tlsConnect({ socket, servername: host, ca });
  return new Promise((resolve, reject) => {
    const options = { host, path, headers: { Authorization: CREDENTIALS }, createConnection: () => secure };
    httpsGet(options, (answer) => {
      text(answer)
        .then(() => resolve(answer.statusCode), reject)
        .finally(() => socket.destroy());
    }).on('error', reject);
  });
}

test('the unmodified SDK works from another process through HTTP_PROXY and NODE_EXTRA_CA_CERTS', async () => {
  await seed(IDENTITY);
  const { NODE_OPTIONS: _options, ...inherited } = process.env;
  const run = promisify(execFile)(process.execPath, [require.resolve('./sdk-session.cjs'), ACCOUNT_SID, AUTH_TOKEN], {
    env: { ...inherited, ...twilio.env },
  });
  const results = JSON.parse((await run).stdout);
  const { body: service } = await twilio.call('/v1/Services/default');
  expect(results).toMatchObject({
    serviceSid: service.sid,
    region: service.sid,
    people: {
      before: { identity: IDENTITY, state: 'active', isAvailable: false },
      after: { identity: IDENTITY, state: 'deactivated', isAvailable: false, friendlyName: 'O’Brien & co' },
      unknown: { status: 404, code: 20404 },
    },
    documents: {
      created: { uniqueName: 'duty-0', revision: '0', data: { on: [1] }, dateExpires: '2026-11-02T12:01:00.000Z' },
      updated: { revision: '1', data: { on: [] } },
      conflict: { status: 412, code: 54103 },
      fetched: { revision: '1', data: { on: [] }, createdBy: 'system' },
      removed: true,
    },
    maps: {
      map: { uniqueName: 'people', serviceSid: service.sid },
      taken: { status: 409, code: 54208 },
      updated: { key: 'b', revision: '1', data: { n: 1 } },
      removed: true,
      keys: ['c', 'b'],
    },
  });
  const calls = await journal();
  expect(calls).toContainEqual(
    expect.objectContaining({
      host: 'frontline-api.twilio.com',
      method: 'POST',
      path: `/v1/Users/${encodeURIComponent(IDENTITY)}`,
      form: { State: 'deactivated', IsAvailable: 'false', FriendlyName: 'O’Brien & co' },
      status: 200,
    }),
  );
  expect(calls).toContainEqual(expect.objectContaining({ host: 'sync.dublin.ie1.twilio.com', status: 200 }));
});

test("a tunnel has a certificate for its exact host, and serves that host's API", async () => {
  await seed('ada');
  expect(await statusThroughTunnel('frontline-api.twilio.com', '/v1/Users/ada')).toBe(200);
  expect(await statusThroughTunnel('Frontline-API.dublin.ie1.twilio.com', '/v1/Users/ada')).toBe(200);
  expect(await statusThroughTunnel('sync.twilio.com', '/v1/Users/ada')).toBe(404);
  expect((await journal()).map(({ host }) => host)).toEqual([
    'frontline-api.twilio.com',
    'Frontline-API.dublin.ie1.twilio.com',
    'sync.twilio.com',
  ]);
});

test.each([
  'example.com:443',
  'evil-twilio.com:443',
  'twilio.com.example.com:443',
  'sync.twilio.com:80',
  'sync.twilio.com',
  '127.0.0.1:443',
  '[::1]:443',
])('a tunnel to %s is rejected', async (authority) => {
  const { status, socket } = await tunnel(authority);
  expect(status).toBe(403);
  socket.destroy();
});

test('an absolute URL in the request line is served for Twilio and ourselves, and rejected for any other host', async () => {
  await seed('ada');
  const ask = async (path: string) =>
    (await send({ port: twilio.port, path, headers: { Authorization: CREDENTIALS } })).status;
  expect(await ask('http://frontline-api.twilio.com/v1/Users/ada?x=1')).toBe(200);
  expect(await ask(`${twilio.url}/v1/Users/ada`)).toBe(200);
  expect(await ask('http://example.com/v1/Users/ada')).toBe(403);
  expect(await ask('http://sync.twilio.com/_local/users')).toBe(404);
  expect((await journal()).map(({ host }) => host)).toEqual([
    'frontline-api.twilio.com',
    '127.0.0.1',
    'sync.twilio.com',
  ]);
});

test("a deployment's domain is rejected until a runner serves it, and is then routed there with its host name", async () => {
  const { status, socket: refused } = await tunnel('rosterline-1234-dev.twil.io:443');
  refused.destroy();
  const runner = createServer((request, response) => response.end(`${request.headers.host} ${request.url}`));
  twilio.functionsAt(`http://127.0.0.1:${await listen(runner, 0)}`);
  try {
    const [{ socket }, ca] = await Promise.all([tunnel('rosterline-1234-dev.twil.io:443'), readFile(twilio.caFile)]);
    const secure = tlsConnect({ socket, servername: 'rosterline-1234-dev.twil.io', ca });
    const answer = await new Promise<string>((resolve, reject) => {
      const options = {
        path: '/health',
        headers: { Host: 'rosterline-1234-dev.twil.io' },
        createConnection: () => secure,
      };
      httpsGet(options, (found) => text(found).then(resolve, reject)).on('error', reject);
    });
    expect([status, answer]).toEqual([403, 'rosterline-1234-dev.twil.io /health']);
    socket.destroy();
    const { status: foreign, socket: other } = await tunnel('twil.io.example.com:443');
    other.destroy();
    expect(foreign).toBe(403);
  } finally {
    runner.closeAllConnections();
    runner.close();
  }
});

test('a fault can cut a call inside a tunnel', async () => {
  await twilio.call('/_local/faults', { json: { host: 'sync.twilio.com', reset: true } });
  await expect(statusThroughTunnel('sync.twilio.com', '/v1/Services/default')).rejects.toThrow();
});

test('closing ends idle, waiting and tunnelled connections at once', async () => {
  const other = await startLocalTwilio();
  await other.call('/_local/faults', { json: { delayMs: 60_000 } });
  const waiting = other.call('/v1/Users/ada').catch(() => 'cut');
  const idle = connect(other.port, '127.0.0.1');
  const { socket: inTunnel } = await tunnel('sync.twilio.com:443', other.port);
  const ends = [idle, inTunnel].map((socket) => {
    socket.on('error', () => undefined);
    return new Promise((resolve) => socket.once('close', resolve));
  });
  await other.end();
  expect(await waiting).toBe('cut');
  await Promise.all(ends);
});

test('the control API serves the certificate that clients must trust', async () => {
  const { status, body } = await send({ port: twilio.port, path: '/_local/ca.pem' });
  expect([status, body]).toEqual([200, await readFile(twilio.caFile, 'utf8')]);
});
