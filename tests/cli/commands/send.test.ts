import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasBasic, hasBearer } from '../../../assets/api/http/secrets';
import { okta } from '../../../assets/providers/okta/receive.private';
import { standard } from '../../../assets/providers/standard/receive.private';
import { type SendOptions, send } from '../../../cli/commands/send';
import { post } from '../../../cli/send/post';
import { SENDERS } from '../../../cli/send/senders';
import { native, providerContext, SECRET } from '../../providers/requests';
import { type Receiver, startReceiver } from './receiver';

const NOW = new Date('2026-11-22T08:00:00.250Z');
const OKTA_SECRET = 'okta-secret';
const VARIABLES = { STANDARD_SECRET: SECRET, OKTA_SECRET, OKTA_APP_ID: '0oaFRONTLINE' };

let receiver: Receiver;
let folder: string;
beforeAll(async () => {
  receiver = await startReceiver();
  folder = mkdtempSync(join(tmpdir(), 'rosterline-send-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await receiver.end();
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer = { status: 200, body: '{"results":[]}' };
});

const run = (
  provider?: string,
  event?: string,
  options: SendOptions = {},
  variables: Record<string, string> = VARIABLES,
) => send(provider, event, { to: receiver.url, ...options }, { variables, folder }, NOW);

/** What arrives when it is sent. */
async function arriving(...given: Parameters<typeof run>) {
  const { code, text } = await run(...given);
  if (code === 2) throw new Error(text);
  const [delivery] = receiver.received;
  if (!delivery) throw new Error('nothing arrived');
  return delivery;
}

describe('a sample of Standard Webhooks', () => {
  const events = Object.keys(SENDERS.find(({ provider }) => provider.name === 'standard')?.events ?? {});

  test.each(events)('%s arrives authentic and without a fault, at the address of its provider', async (event) => {
    const { path, request } = await arriving('standard', event);
    expect(path).toBe('/webhooks/standard');
    expect(standard.authenticate(request, native(SECRET), NOW.getTime())).toBe(true);
    expect(standard.toEvents(request, providerContext())).toMatchObject({
      events: [{ type: event, timestamp: NOW.getTime(), data: { identity: 'ana@example.com' } }],
      faults: [],
    });
  });

  test('exists for each of the seven types', () => expect(events).toHaveLength(7));

  test('has a new id each time, or the given one, in the header and the event', async () => {
    await run('standard', 'offboarded');
    await run('standard', 'offboarded');
    await run('standard', 'offboarded', { id: 'evt_7' });
    const ids = receiver.received.map(({ request }) => request.headers['webhook-id']);
    expect(new Set(ids).size).toBe(3);
    expect(ids[2]).toBe('evt_7');
    expect(receiver.received.map(({ request }) => request.payload.id)).toEqual(ids);
  });

  test('is about the given person, by identity or by key of the roster', async () => {
    const identity = "o'brien+x#1 ü@example.com";
    await run('standard', 'offboarded', { identity });
    await run('standard', 'offboarded', { person: 'ben' });
    expect(receiver.received.map(({ request }) => request.payload.data)).toEqual([{ identity }, { person: 'ben' }]);
  });

  test('takes effect at the given time, where the event has one', async () => {
    const effectiveAt = '2026-11-30T17:00:00+01:00';
    const { request } = await arriving('standard', 'reinstated', { effectiveAt });
    expect(request.payload.data).toMatchObject({ effectiveAt });
    expect(await run('standard', 'profile', { effectiveAt })).toMatchObject({ code: 2 });
  });

  test('has its data changed by --data; null removes a field', async () => {
    const data = '{"available":false,"until":null}';
    const { request } = await arriving('standard', 'availability', { data });
    expect(request.payload.data).toEqual({ identity: 'ana@example.com', available: false });
  });
});

describe('a sample of Okta', () => {
  const events = Object.keys(SENDERS.find(({ provider }) => provider.name === 'okta')?.events ?? {});

  test.each(events)('%s arrives authentic and is understood', async (event) => {
    const { path, request } = await arriving('okta', event);
    expect(path).toBe('/webhooks/okta');
    expect(okta.authenticate(request, native(OKTA_SECRET), NOW.getTime())).toBe(true);
    expect(okta.toEvents(request, providerContext())).toMatchObject({
      events: [{ timestamp: NOW.getTime(), data: { identity: 'ana@example.com' } }],
      ignored: [],
      faults: [],
    });
  });

  test('can be changed by --data like any other', async () => {
    const { request } = await arriving('okta', 'deactivate', { data: '{"outcome":{"result":"FAILURE"}}', id: 'u-1' });
    expect(okta.toEvents(request, providerContext()).ignored).toEqual([
      { id: 'u-1', type: 'user.lifecycle.deactivate' },
    ]);
  });

  test('rejects options that Okta cannot express', async () => {
    expect(await run('okta', 'deactivate', { person: 'ana' })).toMatchObject({ code: 2 });
    expect(await run('okta', 'deactivate', { effectiveAt: '2026-11-30T17:00:00Z' })).toMatchObject({ code: 2 });
    expect(receiver.received).toEqual([]);
  });
});

describe('the secret', () => {
  const signedWith = async (secret: string, ...given: Parameters<typeof run>) => {
    receiver.received.length = 0;
    const { request } = await arriving(...given);
    return okta.authenticate(request, native(secret), 0);
  };
  const envFile = (name: string, secret: string) => {
    const file = join(folder, name);
    writeFileSync(file, `OKTA_SECRET=${secret}\n`);
    return file;
  };

  test('comes from the option, else from the named file, else from the environment, .env or .env.example', async () => {
    const env = envFile('named', 'from-named');
    expect(await signedWith('given', 'okta', 'suspend', { secret: 'given', env })).toBe(true);
    expect(await signedWith('from-named', 'okta', 'suspend', { env })).toBe(true);
    envFile('.env.example', 'from-example');
    expect(await signedWith('from-example', 'okta', 'suspend', {}, {})).toBe(true);
    envFile('.env', 'from-env');
    expect(await signedWith('from-env', 'okta', 'suspend', {}, { OKTA_SECRET: '' })).toBe(true);
    expect(await signedWith(OKTA_SECRET, 'okta', 'suspend')).toBe(true);
  });

  test('is the first of two', async () => {
    expect(await signedWith('new', 'okta', 'suspend', { secret: 'new, old' })).toBe(true);
  });

  test('after bearer: is sent as a bearer token to every provider', async () => {
    const { request } = await arriving('standard', 'offboarded', { secret: 'bearer:token' });
    expect(hasBearer(request, [{ scheme: 'bearer', value: 'token' }])).toBe(true);
    expect(request.headers).not.toHaveProperty('webhook-signature');
  });

  test('after basic: is sent as user and password to every provider', async () => {
    const { request } = await arriving('standard', 'offboarded', { secret: 'basic:hr:pass:word' });
    expect(hasBasic(request, [{ scheme: 'basic', value: 'hr:pass:word' }])).toBe(true);
    expect(request.headers).not.toHaveProperty('webhook-signature');
  });

  test('that is missing is requested by the name of its variable', async () => {
    const { code, text } = await run('standard', 'offboarded', { env: envFile('empty', '') });
    expect([code, text]).toEqual([2, expect.stringContaining('STANDARD_SECRET')]);
  });
});

describe('the answer', () => {
  test('is shown as a table; exit code 0 if the delivery was accepted', async () => {
    const results = [{ event: 'evt_1', type: 'staff.offboarded', outcome: 'applied', user: 'US1' }];
    receiver.answer = { status: 200, body: JSON.stringify({ results }) };
    const { code, text } = await run('standard', 'offboarded');
    expect(code).toBe(0);
    expect(text).toContain('200 OK');
    expect(text).toMatch(/event +│ type +│ outcome +│ user/);
    expect(text).toMatch(/evt_1 +│ staff\.offboarded +│ applied +│ US1/);
  });

  test('of a dry run is shown as such, with what each event would change', async () => {
    const would = ['state=deactivated', 'available=false'];
    const results = [
      { event: 'evt_1', type: 'staff.offboarded', outcome: 'deferred', would },
      { event: 'evt_2', type: 'ping', outcome: 'ignored', detail: 'a test' },
    ];
    receiver.answer = { status: 200, body: JSON.stringify({ dryRun: true, results }) };
    const { text } = await run('standard', 'offboarded');
    expect(text).toContain('200 OK, dry run: no user is changed');
    expect(text).toMatch(/event +│ type +│ outcome +│ would +│ detail/);
    expect(text).toMatch(/evt_1 .*│ deferred +│ state=deactivated, available=false +│/);
    expect(text).toMatch(/evt_2 .*│ ignored +│ +│ a test/);
  });

  test('is shown with every fault; exit code 1 if the delivery was rejected', async () => {
    const errors = [{ path: 'data.from', message: 'expected an instant' }];
    const body = { status: 400, code: 'invalid_payload', title: 'Not valid', detail: 'No effect.', errors };
    receiver.answer = { status: 400, body: JSON.stringify(body) };
    const { code, text } = await run('standard', 'leave');
    expect(code).toBe(1);
    expect(text).toContain('400 Bad Request, invalid_payload: Not valid\nNo effect.');
    expect(text).toMatch(/data\.from +│ expected an instant/);
  });

  test.each([
    [204, '', 0, '204 No Content'],
    [500, 'oh', 1, 'oh'],
    [502, '<html><h1>Bad</h1>', 1, 'HTML'],
    [200, '{"verification":"x"}', 0, '"verification": "x"'],
    [404, '[]', 1, '404 Not Found'],
    [503, 'null', 1, '503 Service Unavailable'],
  ])('%i with %j yields exit code %i', async (status, body, code, shown) => {
    receiver.answer = { status, body };
    expect(await run('okta', 'suspend')).toEqual({ code, text: expect.stringContaining(shown) });
  });

  test('that is a redirection is a failure, and the secret does not follow it', async () => {
    receiver.answer = { status: 307, body: '', headers: { location: `${receiver.url}/elsewhere` } };
    expect(await run('okta', 'suspend')).toMatchObject({ code: 1 });
    expect(receiver.received.map(({ path }) => path)).toEqual(['/webhooks/okta']);
  });
});

describe('the address', () => {
  test('can be a base, with or without a slash, or a full address', async () => {
    for (const to of [receiver.url, `${receiver.url}/`, `${receiver.url}/other/path?x=1`])
      await run('okta', 'suspend', { to });
    expect(receiver.received.map(({ path }) => path)).toEqual(['/webhooks/okta', '/webhooks/okta', '/other/path?x=1']);
  });

  test('without a listener is reported in plain words, with exit code 2', async () => {
    const gone = await startReceiver();
    await gone.end();
    const { code, text } = await run('okta', 'suspend', { to: gone.url });
    expect([code, text]).toEqual([2, expect.stringContaining('is not listening')]);
  });

  test('that does not answer is given up after a time limit', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo; // not a pipe
    const outcome = await post({ url: `http://127.0.0.1:${port}/`, headers: {}, body: '{}' }, 50);
    silent.closeAllConnections();
    silent.close();
    expect(outcome).toEqual({ unreachable: expect.stringContaining('no answer within 0.05 s') });
  });

  test('that closes the connection is reported as such', async () => {
    const rude = createServer((request) => request.socket.destroy());
    await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', resolve));
    const { port } = rude.address() as AddressInfo; // not a pipe
    const outcome = await post({ url: `http://127.0.0.1:${port}/`, headers: {}, body: '{}' });
    rude.close();
    expect(outcome).toEqual({ unreachable: expect.stringContaining('closed the connection') });
  });
});

describe('a wrong command sends nothing and yields exit code 2:', () => {
  test.each<[string, string | undefined, string | undefined, SendOptions]>([
    ['no provider', undefined, undefined, {}],
    ['no event', 'standard', undefined, {}],
    ['a provider there is not', 'workday', 'offboarded', {}],
    ['an event there is not', 'standard', 'fired', {}],
    ['half an event', 'okta', 'activat', {}],
    ['an event that may be either of two', 'standard', 'cancelled', {}],
    ['two people', 'standard', 'offboarded', { identity: 'ana', person: 'ana' }],
    ['an instant without zone', 'standard', 'offboarded', { effectiveAt: '2026-11-30T17:00:00' }],
    ['data that is no JSON', 'standard', 'offboarded', { data: '{' }],
    ['data that is no object', 'standard', 'offboarded', { data: '[]' }],
    ['an id that no header carries', 'standard', 'offboarded', { id: 'a b' }],
    ['a secret that no header carries', 'okta', 'suspend', { secret: 'ü' }],
    ['an env file there is not', 'okta', 'suspend', { env: '/nowhere/.env' }],
    ['an address without scheme', 'okta', 'suspend', { to: '127.0.0.1:3000' }],
    ['an address of another scheme', 'okta', 'suspend', { to: 'localhost:3000' }],
  ])('%s', async (_, provider, event, options) => {
    expect(await run(provider, event, options)).toEqual({ code: 2, text: expect.stringMatching(/^error: /) });
    expect(receiver.received).toEqual([]);
  });
});

describe('--print', () => {
  test('sends nothing, and prints a shell command that sends the same, odd characters included', async () => {
    const identity = "o'brien+x#1 ü$(id)`@example.com";
    const { code, text } = await run('standard', 'offboarded', { print: true, identity, id: 'evt_1' });
    expect([code, receiver.received]).toEqual([0, []]);
    // The shell's own parsing of the command, with a curl that prints its arguments.
    const script = `curl() { printf '%s\\0' "$@"; }\n${text}`;
    const { stdout } = await promisify(execFile)('sh', ['-c', script]);
    const words = stdout.split('\0');
    const { path, request } = await arriving('standard', 'offboarded', { identity, id: 'evt_1' });
    expect(words).toContain(`${receiver.url}${path}`);
    expect(words).toContain(`webhook-signature: ${request.headers['webhook-signature']}`);
    expect(JSON.parse(words[words.indexOf('--data-raw') + 1] ?? '')).toEqual(request.payload);
  });
});

test('the last words of an event suffice where they are unique', async () => {
  const meant = async (provider: string, event: string) => (await arriving(provider, event, {})).request.payload;
  expect(await meant('standard', 'leave')).toMatchObject({ type: 'staff.leave' });
  receiver.received.length = 0;
  const { data } = await meant('okta', 'membership.add');
  expect(data).toMatchObject({ events: [{ eventType: 'application.user_membership.add' }] });
  receiver.received.length = 0;
  expect(await meant('okta', 'activate')).toMatchObject({
    data: { events: [{ eventType: 'user.lifecycle.activate' }] },
  });
});

test('--list shows every provider and event in a table', async () => {
  const { code, text } = await run(undefined, undefined, { list: true });
  expect(code).toBe(0);
  for (const { provider, events } of SENDERS) {
    for (const event of Object.keys(events)) expect(text).toMatch(new RegExp(`${provider.name} +│ ${event} +│ \\S`));
  }
  expect(new Set(text.split('\n').map((line) => line.length)).size).toBe(1);
});
