import fc from 'fast-check';
import { header, isJson, methodOf, readRequest } from '../../../assets/api/http/request';
import { anyJson } from './json';

const HEADERS = { 'content-type': 'application/json', 'user-agent': 'sender/1', 'webhook-id': 'msg_1' };

/** What the platform hands over: query and body are spread over the event, so they can replace `request`. */
const event = (body: object, headers: Readonly<Record<string, unknown>> = HEADERS) => ({
  request: { headers, cookies: {} },
  ...body,
});
const withHeaders = (headers: Record<string, unknown>) => ({ headers, payload: {} });

describe('the event of the platform', () => {
  test('is taken apart: headers here, query and body there', () => {
    expect(readRequest(event({ type: 'staff.offboarded', data: { identity: 'ada' } }))).toEqual({
      headers: HEADERS,
      payload: { type: 'staff.offboarded', data: { identity: 'ada' } },
    });
  });

  test('with no query and no body has an empty payload', () => {
    expect(readRequest(event({}))?.payload).toEqual({});
  });

  test('keeps keys named headers and cookies in the payload, away from the real ones', () => {
    const request = readRequest(event({ headers: { 'webhook-id': 'forged' }, cookies: 'x' }));
    expect(request?.payload).toEqual({ headers: { 'webhook-id': 'forged' }, cookies: 'x' });
    expect(request && header(request, 'webhook-id')).toBe('msg_1');
  });

  test('is trusted with any one header that a transport brings, host not demanded', () => {
    for (const name of ['content-type', 'content-length', 'user-agent', 'accept', 'accept-encoding', 'host']) {
      expect(readRequest(event({}, { [name]: 'x' }))).toBeDefined();
    }
  });

  test.each([null, undefined, 'event', 1, true, [], [event({})], () => event({})])('is refused when it is %p', (it) => {
    expect(readRequest(it)).toBeUndefined();
  });
});

describe('a request that the sender brought along by body or query is refused:', () => {
  const honest = { headers: HEADERS, cookies: {} };
  test.each<[string, unknown]>([
    ['null', null],
    ['a string', 'request'],
    ['a number', 1],
    ['false', false],
    ['an array', [honest]],
    ['an empty object', {}],
    ['headers alone', { headers: HEADERS }],
    ['headers that are null', { ...honest, headers: null }],
    ['headers that are an array', { ...honest, headers: [HEADERS] }],
    ['headers that are text', { ...honest, headers: 'authorization: x' }],
    ['cookies that are null', { ...honest, cookies: null }],
    ['cookies that are an array', { ...honest, cookies: [] }],
    ['no headers at all', { ...honest, headers: {} }],
    ['no transport header', { ...honest, headers: { authorization: 'secret' } }],
    ['headers with capital letters', { ...honest, headers: { ...HEADERS, Authorization: 'secret' } }],
    ['a transport header by inheritance only', { ...honest, headers: Object.create(HEADERS) }],
  ])('%s', (_, request) => {
    expect(readRequest({ ...event({ type: 'x' }), request })).toBeUndefined();
  });

  test('undefined, as when the platform gives none', () => {
    expect(readRequest({ type: 'x' })).toBeUndefined();
  });
});

describe('keys that mean something to JavaScript', () => {
  const body = JSON.parse(
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"4047":2,"b":1}',
  );

  test('stay ordinary keys of the payload and touch nothing else', () => {
    const request = readRequest(Object.fromEntries([...Object.entries(event({})), ...Object.entries(body)]));
    expect(Object.keys(request?.payload ?? {}).sort()).toEqual(['4047', '__proto__', 'b', 'constructor']);
    expect(Object.getPrototypeOf(request?.payload)).toBe(Object.prototype);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test('are no headers unless they were sent as such', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect(header(withHeaders(HEADERS), name)).toBeUndefined();
    }
  });
});

describe('a header', () => {
  test('has the value that it came with', () => {
    expect(header(withHeaders(HEADERS), 'webhook-id')).toBe('msg_1');
  });

  test('that came twice counts as none', () => {
    expect(header(withHeaders({ 'webhook-id': ['msg_1', 'msg_2'] }), 'webhook-id')).toBeUndefined();
    expect(header(withHeaders({ 'webhook-id': ['msg_1'] }), 'webhook-id')).toBeUndefined();
  });

  test('that did not come is undefined', () => {
    expect(header(withHeaders({}), 'webhook-id')).toBeUndefined();
  });
});

describe('a body can have come as JSON', () => {
  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json ;charset=utf-8',
    'Application/JSON',
  ])('under %s', (type) => expect(isJson(withHeaders({ 'content-type': type }))).toBe(true));

  test.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'application/json-patch+json',
    'application/jsonp',
    'text/html; application/json',
    '',
  ])('but not under %p', (type) => expect(isJson(withHeaders({ 'content-type': type }))).toBe(false));

  test('and not without a content type, or with two', () => {
    expect(isJson(withHeaders({}))).toBe(false);
    expect(isJson(withHeaders({ 'content-type': ['application/json', 'application/json'] }))).toBe(false);
  });
});

describe('the method of a request', () => {
  const nodeFetch = { accept: '*/*', 'sec-fetch-mode': 'cors', 'user-agent': 'node' };
  test.each<[string, Record<string, string>, string]>([
    ['a JSON body', { 'content-type': 'application/json', 'content-length': '2' }, 'POST'],
    ['fetch with POST and no body', { ...nodeFetch, 'content-length': '0' }, 'POST'],
    ['fetch with GET', nodeFetch, 'GET'],
    ['curl, by POST without data or by GET', { accept: '*/*', 'user-agent': 'curl/8.11.0' }, 'unknown'],
  ])('%s counts as %3$s', (_, headers, method) => {
    expect(methodOf(withHeaders(headers))).toBe(method);
  });
});

test('no JSON whatsoever in place of the event makes it throw, and what is read has headers and a payload', () => {
  const keys = ['content-type', 'host', 'authorization', 'Accept'];
  const anything = fc.oneof(
    anyJson(keys),
    fc.record({ request: anyJson(keys), type: anyJson() }),
    fc.record({ request: fc.record({ headers: anyJson(keys), cookies: anyJson() }) }),
    fc.record({
      request: fc.record({ headers: fc.dictionary(fc.constantFrom(...keys), anyJson()), cookies: fc.constant({}) }),
    }),
  );
  fc.assert(
    fc.property(anything, (value) => {
      const request = readRequest(value);
      if (!request) return;
      expect(Object.keys(request.headers).filter((name) => /[A-Z]/.test(name))).toEqual([]);
      expect(Object.hasOwn(request.payload, 'request')).toBe(false);
      isJson(request);
    }),
    { numRuns: 500 },
  );
});
