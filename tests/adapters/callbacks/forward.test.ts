import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { createForwarder } from '../../../assets/adapters/callbacks/forward.private';
import type { FormFields } from '../../../assets/application/ports';
import { listen } from '../../../emulator/listen';
import { AUTH_TOKEN } from '../../emulator/local-twilio';
import { type CustomerService, startCustomerService } from '../../support/customer-service';

// How a callback goes on to the customer's own service, over a real connection.

let service: CustomerService;
let answerAsQuickstart: CustomerService['answer'];
beforeAll(async () => {
  service = await startCustomerService();
  answerAsQuickstart = service.answer;
});
afterAll(() => service.end());
beforeEach(() => {
  service.arrived.length = 0;
  service.answer = answerAsQuickstart;
});

const never = () => () => undefined;
const OWN = 'https://rosterline.example';
const FIELDS = { Location: 'GetCustomersList', Worker: 'ana@example.com', PageSize: '30' };

function forward({ fields = FIELDS as FormFields, url = `${service.url}/crm`, token = AUTH_TOKEN } = {}) {
  return createForwarder(token, [OWN], never)({ url, fields, ms: 4000 });
}

test('a callback arrives as a form that is signed for the service, and its answer comes back', async () => {
  expect(await forward({ url: `${service.url}/crm?tenant=a%20b&x=1` })).toEqual({
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: '{"objects":{"customers":[{"customer_id":98,"display_name":"Bobby Shaftoe"}]}}',
  });
  expect(service.arrived).toMatchObject([
    { method: 'POST', target: '/crm?tenant=a%20b&x=1', fields: FIELDS, valid: true },
  ]);
  expect(service.arrived[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded; charset=UTF-8');
});

test('a callback that is signed with another token is not valid at the service', async () => {
  expect(await forward({ token: 'another' })).toMatchObject({ status: 403, body: 'Forbidden' });
});

test('every form arrives as it is, repeated and empty fields too, and is valid at the service', async () => {
  const string = fc.string({ unit: 'binary', maxLength: 12 });
  const value = fc.oneof(string, fc.array(string, { minLength: 2, maxLength: 4 }));
  const form = fc.dictionary(fc.oneof(string, fc.constantFrom('Worker', '7', '__proto__', 'request')), value, {
    maxKeys: 6,
    noNullPrototype: true,
  });
  await fc.assert(
    fc.asyncProperty(form, async (fields) => {
      service.arrived.length = 0;
      await forward({ fields });
      const [arrived] = service.arrived;
      expect(Object.entries(arrived?.fields ?? {}).sort()).toEqual(Object.entries(fields).sort());
      expect(arrived?.valid).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test.each([403, 404, 422, 500, 503])('an answer of %d comes back as it is', async (status) => {
  service.answer = (_, response) => response.writeHead(status, { 'Content-Type': 'text/plain' }).end('Nö');
  expect(await forward()).toEqual({ status, contentType: 'text/plain', body: 'Nö' });
});

test('an answer of 64 KB comes back, and one of a byte more does not', async () => {
  let size = 64 * 1024;
  service.answer = (_, response) => response.end('x'.repeat(size));
  expect(await forward()).toMatchObject({ status: 200, body: expect.stringMatching(/^x{65536}$/) });
  size++;
  const tooLarge = { failed: 'too large', reason: 'its answer is larger than 64 KB' };
  expect(await forward()).toEqual(tooLarge);
  service.answer = (_, response) => response.write('x'.repeat(size));
  expect(await forward()).toEqual(tooLarge);
});

test.each([301, 302, 303, 307, 308])('a redirect by %d is not followed', async (status) => {
  service.answer = (_, response) => response.writeHead(status, { Location: `${service.url}/elsewhere` }).end();
  expect(await forward()).toMatchObject({ failed: 'redirected' });
  expect(service.arrived).toHaveLength(1);
});

test('an answer whose body nobody reads neither keeps the connection nor fails the process', async () => {
  const closed = new Promise((resolve) => {
    service.answer = (_, response) => {
      response.on('close', resolve);
      response.writeHead(307, { Location: `${service.url}/elsewhere` }).write('Moved');
    };
  });
  expect(await forward()).toMatchObject({ failed: 'redirected' });
  await closed;
});

test('an answer that is compressed without being asked is none', async () => {
  service.answer = (_, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('{}'));
  expect(await forward()).toMatchObject({ failed: 'encoded' });
});

test('a service that is not there, or closes the connection, is unreachable', async () => {
  const closing = createServer((socket) => socket.destroy());
  const port = await listen(closing, 0);
  const url = `http://127.0.0.1:${port}/secret-path`;
  expect(await forward({ url })).toMatchObject({ failed: 'unreachable' });
  await new Promise((resolve) => closing.close(resolve));
  const refused = await forward({ url });
  expect(refused).toEqual({ failed: 'unreachable', reason: 'it cannot be reached (ECONNREFUSED)' });
});

test('an address of the deployment itself is not called', async () => {
  expect(await forward({ url: `${OWN}/frontline/crm` })).toMatchObject({ failed: 'itself' });
});

describe('a service that does not answer in time', () => {
  test.each([
    ['says nothing', () => undefined],
    ['stops in the middle', (response: { write(text: string): void }) => response.write('{"objects":')],
  ])('and %s is given up when the time is over', async (_, begin) => {
    let elapse: () => void = () => undefined;
    const waited: number[] = [];
    const forwarder = createForwarder(AUTH_TOKEN, [OWN], (ms, elapsed) => {
      waited.push(ms);
      elapse = elapsed;
      return () => undefined;
    });
    const closed = new Promise((resolve) => {
      service.answer = (_arrived, response) => {
        response.on('close', resolve);
        begin(response);
        setImmediate(elapse);
      };
    });
    expect(await forwarder({ url: `${service.url}/crm`, fields: FIELDS, ms: 1234 })).toMatchObject({
      failed: 'timeout',
    });
    await closed;
    expect(waited).toEqual([1234]);
  });
});
