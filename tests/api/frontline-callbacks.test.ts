import type { ServerResponse } from 'node:http';
import * as fc from 'fast-check';
import { getExpectedTwilioSignature } from 'twilio';
import { crmCallback, outgoingCallback, templatesCallback } from '../../assets/api/frontline-callbacks.private';
import type { Request } from '../../assets/api/http/request';
import { tick } from '../../assets/application/tick/tick';
import { emptyRecord } from '../../assets/domain/person/record';
import type { Ports } from '../../assets/main/ports';
import { AUTH_TOKEN } from '../emulator/local-twilio';
import { signed } from '../sms/texts';
import { type CustomerService, sendJson, startCustomerService } from '../support/customer-service';
import { deliver } from '../support/deliveries';
import { described } from '../support/described';
import { operate } from '../support/operators';
import { identityOf, rosterOf } from '../support/roster';
import { ALERTS, withWorld } from '../support/with-world';
import { CALLBACK_ADDRESS } from '../support/world';

// The gate before Frontline's callbacks, with a customer's own service behind it.

const world = withWorld(rosterOf(['ana', 'ben', 'root'], { more: 'protect: [root@example.com]' }), { env: ALERTS });
const SYNC_DOWN = { host: 'sync.twilio.com', status: 503 };

let service: CustomerService;
let answerAsQuickstart: CustomerService['answer'];
beforeAll(async () => {
  service = await startCustomerService();
  answerAsQuickstart = service.answer;
});
afterAll(() => service.end());
beforeEach(() => {
  configure();
  service.arrived.length = 0;
  service.answer = answerAsQuickstart;
});

function configure(more: Record<string, string> = {}): void {
  world.configure({
    FRONTLINE_CRM_URL: `${service.url}/callbacks/crm?tenant=1`,
    FRONTLINE_OUTGOING_URL: `${service.url}/callbacks/outgoing-conversation`,
    FRONTLINE_TEMPLATES_URL: `${service.url}/callbacks/templates`,
    ...more,
  });
}

/** A request as Frontline sends it, for a person of the roster. */
function request(key: string, more: Record<string, unknown> = {}, address = `${CALLBACK_ADDRESS}crm`): Request {
  const payload = { Location: 'GetCustomersList', Worker: identityOf(key), PageSize: '30', Anchor: '', ...more };
  return signed(payload, { address });
}

const ask = async (key: string, ports: Ports = world.execution()) =>
  described('post', '/frontline/crm', await crmCallback(request(key), ports));
const leave = (key: string, ports?: Ports) =>
  deliver(world, { type: 'staff.offboarded', id: `left-${key}`, data: { identity: identityOf(key) } }, ports);
const comeBack = (key: string) => {
  world.passMinutes();
  return deliver(world, { type: 'staff.reinstated', id: `back-${key}`, data: { identity: identityOf(key) } });
};

const REFUSED = { status: 403, headers: { 'Content-Type': 'application/json' }, body: {} };
const CUSTOMERS = { objects: { customers: [{ customer_id: 98, display_name: 'Bobby Shaftoe' }] } };

describe('a callback of somebody who works', () => {
  test('reaches the service, is valid there, and its answer is passed on', async () => {
    expect(await ask('ana')).toMatchObject({
      status: 200,
      headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
      body: CUSTOMERS,
    });
    expect(service.arrived).toMatchObject([
      {
        target: '/callbacks/crm?tenant=1',
        fields: { Location: 'GetCustomersList', Worker: 'ana@example.com', PageSize: '30', Anchor: '' },
        valid: true,
      },
    ]);
    expect(Object.keys(service.arrived[0]?.fields ?? {})).toHaveLength(4);
  });

  test('reaches the address that is configured for it', async () => {
    await outgoingCallback(request('ana', {}, `${CALLBACK_ADDRESS}outgoing`), world.execution());
    await templatesCallback(
      request('ana', { Tag: ['b', 'a', 'b'] }, `${CALLBACK_ADDRESS}templates`),
      world.execution(),
    );
    expect(service.arrived).toMatchObject([
      { target: '/callbacks/outgoing-conversation', valid: true },
      { target: '/callbacks/templates', valid: true, fields: { Tag: ['b', 'a', 'b'] } },
    ]);
  });

  test('arrives as it came, whatever its other fields', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 12 });
    const form = fc.dictionary(text, fc.oneof(text, fc.array(text, { minLength: 2, maxLength: 4 })), {
      maxKeys: 6,
      noNullPrototype: true,
    });
    await fc.assert(
      fc.asyncProperty(form, async (fields) => {
        service.arrived.length = 0;
        const { payload, headers } = request('ana', fields);
        expect(await crmCallback({ payload, headers }, world.execution())).toMatchObject({ status: 200 });
        const [arrived] = service.arrived;
        expect(Object.entries(arrived?.fields ?? {}).sort()).toEqual(Object.entries(payload).sort());
        expect(arrived?.valid).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('costs one call of Sync, and one more in five minutes if nothing is on record', async () => {
    const paths = async () => (await world.calls('sync')).map(({ path }) => path);
    const before = (await paths()).length;
    for (let again = 0; again < 3; again++) await ask('ana');
    const name = world.execution().records.name('ana@example.com');
    const read = expect.stringMatching(`^/v1/Services/default/Maps/rosterline-people-[0-3]/Items/${name}$`);
    expect((await paths()).slice(before)).toEqual([read, '/v1/Services/default', read, read]);
    expect(await world.calls('frontline')).toEqual([]);
    world.passMinutes(6);
    await ask('ana');
    expect((await paths()).slice(before + 4)).toEqual([read, '/v1/Services/default']);
  });

  test.each([403, 404, 500])('is answered %d if the service says so, with its own body', async (status) => {
    service.answer = (_, response) => sendJson(response, status, { error: 'no such customer' });
    expect(await ask('ana')).toMatchObject({ status, body: { error: 'no such customer' } });
  });
});

describe('a callback of somebody who has left', () => {
  test.each([
    ['crm', crmCallback],
    ['outgoing', outgoingCallback],
    ['templates', templatesCallback],
  ] as const)('(%s) is refused, and never reaches the service', async (name, callback) => {
    await leave('ana');
    expect(await callback(request('ana', {}, CALLBACK_ADDRESS + name), world.execution())).toMatchObject(REFUSED);
    world.restart();
    expect(await callback(request('ana', {}, CALLBACK_ADDRESS + name), world.execution())).toMatchObject(REFUSED);
    expect(service.arrived).toEqual([]);
    expect(world.logged.join()).not.toContain('ana@example.com');
  });

  test('is refused as long as Frontline does not take the lock-out', async () => {
    await world.fault({ host: 'frontline-api.twilio.com', status: 503 });
    await leave('ana');
    expect(await ask('ana')).toMatchObject(REFUSED);
  });

  test('is refused while the offboarding is held', async () => {
    expect((await leave('root')).results[0]?.outcome).toBe('held');
    expect(await ask('root')).toMatchObject(REFUSED);
    await operate(world, 'undo', { person: 'root', what: 'held' });
    expect(await ask('root')).toMatchObject({ status: 200 });
  });

  test('goes on once they are back', async () => {
    await leave('ana');
    await comeBack('ana');
    expect(await ask('ana')).toMatchObject({ status: 200, body: CUSTOMERS });
  });

  test('would be refused in a dry run, and goes on', async () => {
    configure({ DRY_RUN: 'true' });
    await leave('ana');
    expect(await ask('ana')).toMatchObject({ status: 200 });
    expect(world.logged.join()).toContain('A callback would be refused, but for the dry run');
  });
});

describe('with Sync out of reach', () => {
  test('callbacks go on, with a warning and one alert an hour', async () => {
    await world.fault(SYNC_DOWN);
    expect(await ask('ana')).toMatchObject({ status: 200, body: CUSTOMERS });
    expect(await ask('ben')).toMatchObject({ status: 200 });
    expect(world.logged.join()).toContain('"warn","message":"Could not look up who uses a callback"');
    expect(await world.texts()).toEqual([expect.stringContaining("cannot look up who uses Frontline's callbacks")]);
    world.passMinutes(61);
    await ask('ana');
    expect(await world.texts()).toHaveLength(2);
  });

  test.each([
    ['the gate', () => ask('ana')],
    ['a tick', () => tick(world.execution())],
  ])('leavers whom %s came across in this process are refused', async (_, comeAcross) => {
    await leave('ana');
    world.restart();
    await comeAcross();
    await world.fault(SYNC_DOWN);
    expect(await ask('ana')).toMatchObject(REFUSED);
    expect(await ask('ben')).toMatchObject({ status: 200 });
    world.restart();
    expect(await ask('ana')).toMatchObject({ status: 200 });
  });

  test('a leaver whom a delivery of this process locked out is refused, and somebody who came back is not', async () => {
    await leave('ana');
    await leave('ben');
    await comeBack('ben');
    await world.fault(SYNC_DOWN);
    expect(await ask('ana')).toMatchObject(REFUSED);
    expect(await ask('ben')).toMatchObject({ status: 200 });
  });

  test('a leaver who was locked out without a record is refused, also after the outage', async () => {
    await world.fault(SYNC_DOWN);
    await leave('ana');
    expect(await ask('ana')).toMatchObject(REFUSED);
    await world.mend();
    expect(await ask('ana')).toMatchObject(REFUSED);
  });

  test('somebody whose record another process has erased is not remembered', async () => {
    await leave('ana');
    const other = world.execution().records;
    world.restart();
    await ask('ana');
    await other.erase(identityOf('ana'));
    expect(await ask('ana')).toMatchObject({ status: 200 });
    await world.fault(SYNC_DOWN);
    expect(await ask('ana')).toMatchObject({ status: 200 });
  });

  test('a Sync that hangs counts as out of reach after 1.5 s, and the service has the rest of 5 s', async () => {
    await world.fault({ host: 'sync.twilio.com', delayMs: 60_000 });
    const began = world.clock.now;
    const ports = world.execution();
    const asked: number[] = [];
    const started: number[] = [];
    const answer = await ask('ana', {
      ...ports,
      alert: async () => undefined,
      async forwardCallback(callback) {
        asked.push(callback.ms);
        started.push(world.clock.now - began);
        return ports.forwardCallback(callback);
      },
    });
    expect(answer).toMatchObject({ status: 200 });
    expect([started, asked]).toEqual([[1500], [3500]]);
  });

  test('an alert that hangs does not keep the answer beyond 5 s', async () => {
    await world.fault(SYNC_DOWN);
    const began = world.clock.now;
    const alert = () => new Promise<void>(() => undefined);
    expect(await ask('ana', { ...world.execution(), alert })).toMatchObject({ status: 200 });
    expect(world.clock.now - began).toBe(5000);
    expect(world.logged.join()).toContain('did not wait for an alert');
  });

  test('a Sync Service that is missing counts as out of reach', async () => {
    await world.fault({ host: 'sync.twilio.com', status: 404 });
    expect(await ask('ana')).toMatchObject({ status: 200 });
    expect(await world.texts()).toEqual([expect.stringContaining('has no Sync Service')]);
  });
});

test('somebody whose record cannot be read is refused, and the alert names them by their key', async () => {
  const later = Object.assign(emptyRecord(identityOf('ana')), { v: 3 });
  await world.execution().records.write(identityOf('ana'), later, undefined, 'prepare');
  world.restart();
  expect(await ask('ana')).toMatchObject(REFUSED);
  expect(service.arrived).toEqual([]);
  expect(await world.texts()).toEqual([expect.stringMatching(/cannot be read: ana\./)]);
});

test('nothing goes on where the lookup fails otherwise', async () => {
  const ports = world.execution();
  const records = { ...ports.records, read: () => Promise.reject(new TypeError('a defect')) };
  await expect(ask('ana', { ...ports, records })).rejects.toThrow('a defect');
  expect(service.arrived).toEqual([]);
});

function json(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(body);
}

describe('an answer that cannot be passed on', () => {
  test.each([
    ['redirects', 502, 'callback_failed', (r: ServerResponse) => r.writeHead(307, { Location: '/x' }).end()],
    ['is larger than 64 KB', 502, 'callback_failed', (r: ServerResponse) => r.end('x'.repeat(64 * 1024 + 1))],
    ['does not come', 502, 'callback_failed', (r: ServerResponse) => r.destroy()],
    [
      'has a number that would lose digits',
      502,
      'callback_failed',
      (r: ServerResponse) => json(r, '{"id":9007199254740993}'),
    ],
    ['has a number without end', 502, 'callback_failed', (r: ServerResponse) => json(r, '[1e999]')],
  ])('because it %s is %d, and the log says why', async (_, status, code, answer) => {
    service.answer = (_arrived, response) => answer(response);
    const given = await ask('ana');
    expect(given).toMatchObject({ status, headers: { 'Content-Type': 'application/problem+json' }, body: { code } });
    expect(world.logged.join()).toMatch(
      /"A callback has no usable answer","callback":"crm","who":"[0-9a-f]{64}","reason":"it/,
    );
    for (const said of [JSON.stringify(given), world.logged.join()]) expect(said).not.toContain('127.0.0.1');
  });

  test('in time is 504', async () => {
    const forwardCallback = async () => ({ failed: 'timeout' as const, reason: 'it did not answer within 5000 ms' });
    expect(await ask('ana', { ...world.execution(), forwardCallback })).toMatchObject({
      status: 504,
      body: { code: 'callback_timeout' },
    });
  });
});

describe('an answer that is no JSON object', () => {
  test.each([
    ['text/html; charset=utf-8', '<p>Not found</p>', 'text/html; charset=utf-8'],
    [undefined, 'Forbidden', 'text/plain; charset=utf-8'],
    ['application/json', '', 'text/plain; charset=utf-8'],
    ['application/json; charset=utf-8', '{"objects":', 'text/plain; charset=utf-8'],
    ['application/json', '"text"', 'text/plain; charset=utf-8'],
    ['application/problem+json', '{"title":"é"}', 'application/problem+json; charset=utf-8'],
  ])('of the type %s is passed on as text: %s', async (type, body, passedOn) => {
    service.answer = (_, response) => response.writeHead(404, type ? { 'Content-Type': type } : {}).end(body);
    expect(await ask('ana')).toMatchObject({ status: 404, headers: { 'Content-Type': passedOn }, body });
  });

  test('but a list is passed on as JSON', async () => {
    const templates = [{ display_name: 'Hello', templates: [{ content: 'Hi', whatsAppApproved: true }], share: 0.5 }];
    service.answer = (_, response) => sendJson(response, 200, templates);
    expect(await ask('ana')).toMatchObject({ headers: { 'Content-Type': 'application/json' }, body: templates });
  });
});

describe('a request that is refused before anything is looked up', () => {
  const { headers, payload } = request('ana');
  const unsigned: Record<string, Request | undefined> = {
    'has no signature': { headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload },
    "has another account's signature": signed(payload, { address: `${CALLBACK_ADDRESS}crm`, token: 'another' }),
    'is signed for another callback': request('ana', {}, `${CALLBACK_ADDRESS}templates`),
    'names another worker than was signed': { headers, payload: { ...payload, Worker: 'ben@example.com' } },
    'has headers that cannot be trusted': undefined,
  };
  afterEach(async () => {
    expect(service.arrived).toEqual([]);
    expect(await world.calls('sync')).toEqual([]);
  });

  test.each(Object.keys(unsigned))('%s: 401', async (name) => {
    // The world takes the signatures of all addresses; a deployment only those of its own.
    const own = (one: Request) =>
      one.headers['x-twilio-signature'] ===
      getExpectedTwilioSignature(AUTH_TOKEN, `${CALLBACK_ADDRESS}crm`, one.payload);
    expect(await crmCallback(unsigned[name], { ...world.execution(), isFromTwilio: own })).toMatchObject({
      status: 401,
      headers: { 'WWW-Authenticate': 'X-Twilio-Signature realm="rosterline"' },
      body: { code: 'unauthorized' },
    });
  });

  test.each([[undefined], [''], [['ana@example.com', 'ben@example.com']]])('Worker is %j: 400', async (Worker) => {
    const { Worker: _, ...rest } = payload;
    const wrong = signed(Worker === undefined ? rest : { ...rest, Worker }, { address: `${CALLBACK_ADDRESS}crm` });
    expect(await crmCallback(wrong, world.execution())).toMatchObject({
      status: 400,
      body: { code: 'invalid_payload', errors: [{ path: 'Worker' }] },
    });
  });

  test('no service is configured: 404, which nobody takes for a refusal', async () => {
    configure({ FRONTLINE_CRM_URL: '' });
    expect(await ask('ana')).toMatchObject({
      status: 404,
      body: { code: 'callback_not_configured', detail: expect.stringContaining('FRONTLINE_CRM_URL') },
    });
  });
});
