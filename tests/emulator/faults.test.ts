import type { JournalEntry } from '../../emulator/journal';
import { withLocalTwilio } from './local-twilio';

/** The delays that were waited for, ms. */
let slept: number[] = [];
const twilio = withLocalTwilio({
  async sleep(ms) {
    slept.push(ms);
  },
});
beforeEach(() => twilio.call('/_local/users/ada', { method: 'PUT', json: {} }));

const fault = (json: unknown) => twilio.call('/_local/faults', { json });
const ada = async (form?: Record<string, string>) => (await twilio.call('/v1/Users/ada', form && { form })).status;
const standing = async () => (await twilio.call('/_local/faults')).body;
const statuses = async () => (await twilio.call<JournalEntry[]>('/_local/journal')).body.map(({ status }) => status);

test("a status fault answers Twilio's error body and Retry-After, `times` times, without executing the call", async () => {
  await fault({ method: 'post', status: 429, retryAfter: 3, times: 2 });
  const refused = await twilio.call('/v1/Users/ada', { form: { State: 'deactivated' } });
  expect(refused).toMatchObject({ status: 429, body: { code: 20429, status: 429 } });
  expect(refused.headers['retry-after']).toBe('3');
  expect(await ada()).toBe(200);
  expect((await twilio.call('/v1/Users/ada')).body).toMatchObject({ state: 'active' });
  expect(await standing()).toMatchObject([{ times: 1 }]);
  expect(await ada({ State: 'deactivated' })).toBe(429);
  expect(await ada({ State: 'deactivated' })).toBe(200);
  expect(await standing()).toEqual([]);
  expect(await statuses()).toEqual([429, 200, 200, 429, 200]);
});

test('the first matching fault applies, until the faults are deleted', async () => {
  await fault([
    { host: 'sync.twilio.com', status: 503 },
    { path: '/v1/Users/ad*', method: 'POST', status: 500 },
    { path: '/v1/Users', status: 502, times: 1 },
  ]);
  expect(await ada({})).toBe(500);
  expect(await ada()).toBe(502);
  expect(await ada()).toBe(200);
  expect((await twilio.call('/v1/Services/default')).status).toBe(503);
  expect((await twilio.call('/v1/Services/default', { host: 'sync.dublin.ie1.twilio.com' })).status).toBe(503);
  await twilio.call('/_local/faults', { method: 'DELETE' });
  expect((await twilio.call('/v1/Services/default')).status).toBe(200);
});

test('a path matches sent and decoded paths and everything below, but not paths that merely start alike', async () => {
  await fault([
    { path: '/v1/Users/a/b', status: 500 },
    { path: '/v1/Users/c%2Fd', status: 501 },
    { path: '/v1/Use', status: 502 },
  ]);
  expect((await twilio.call('/v1/Users/a%2Fb')).status).toBe(500);
  expect((await twilio.call('/v1/Users/c%2Fd')).status).toBe(501);
  expect(await ada()).toBe(200);
});

test('a reset cuts the connection without an answer, and the journal shows 0', async () => {
  await fault({ reset: true, times: 1 });
  await expect(ada({ State: 'deactivated' })).rejects.toThrow('socket hang up');
  expect((await twilio.call('/v1/Users/ada')).body).toMatchObject({ state: 'active' });
  expect(await statuses()).toEqual([0, 200]);
});

test.each([{ reset: true }, { status: 503 }])(
  'with `after`, %j comes when the call has been carried out',
  async (kind) => {
    await fault({ ...kind, after: true, times: 1 });
    const lost = await ada({ State: 'deactivated' }).catch(() => 0);
    expect(lost).toBe('status' in kind ? 503 : 0);
    expect((await twilio.call('/v1/Users/ada')).body).toMatchObject({ state: 'deactivated' });
    expect(await statuses()).toEqual([lost, 200]);
  },
);

test('a replaced answer leaves no headers behind', async () => {
  await twilio.call('/v1/Services/default/Documents', { form: { UniqueName: 'd' } });
  await fault({ status: 503, after: true });
  const answer = await twilio.call('/v1/Services/default/Documents/d');
  expect([answer.status, answer.headers.etag]).toEqual([503, undefined]);
});

test('a delay waits, then continues or answers', async () => {
  await fault([
    { delayMs: 60, times: 1 },
    { delayMs: 60, status: 500, times: 1 },
  ]);
  slept = [];
  expect(await ada()).toBe(200);
  expect(slept).toEqual([60]);
  expect(await ada()).toBe(500);
  expect(slept).toEqual([60, 60]);
});

test('a probability applies a fault at random, in the same sequence after every reset', async () => {
  const round = async () => {
    await twilio.call('/_local/faults', { method: 'DELETE' });
    await fault({ probability: 0.5, status: 500 });
    const seen: number[] = [];
    for (let call = 0; call < 30; call += 1) seen.push(await ada());
    return seen;
  };
  const first = await round();
  expect(new Set(first)).toEqual(new Set([200, 500]));
  expect(await round()).toEqual(first);
  await twilio.call('/_local/faults', { method: 'DELETE' });
  await fault({ probability: 0, status: 500 });
  expect(await ada()).toBe(200);
});

test('a form matches if each of its fields was sent with that value only', async () => {
  await fault({ form: { State: 'deactivated', IsAvailable: 'false' }, status: 500 });
  expect(await ada({ State: 'deactivated', IsAvailable: 'false', FriendlyName: 'x' })).toBe(500);
  for (const form of [{ State: 'deactivated' }, { State: 'deactivated', IsAvailable: 'true' }, {}]) {
    expect(await ada(form)).toBe(200);
  }
  const twice = { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
  const body = 'State=deactivated&State=active&IsAvailable=false';
  expect((await twilio.call('/v1/Users/ada', { ...twice, body })).status).toBe(200);
});

test('a code replaces the default code of the status', async () => {
  await fault({ status: 400, code: 54003, times: 1 });
  expect((await twilio.call('/v1/Users/ada')).body).toMatchObject({
    status: 400,
    code: 54003,
    more_info: 'https://www.twilio.com/docs/errors/54003',
  });
});

describe('a lie', () => {
  const form = { State: 'deactivated', IsAvailable: 'false' };
  const shown = async () => (await twilio.call('/v1/Users/ada')).body;

  test('of kind claimed answers the user as requested and changes nothing', async () => {
    const user = await shown();
    await fault({ lie: 'claimed', times: 1 });
    const answer = await twilio.call('/v1/Users/ada', { form });
    expect(answer).toMatchObject({ status: 200, body: { ...user, state: 'deactivated', is_available: false } });
    expect(await shown()).toEqual(user);
    expect(await ada(form)).toBe(200);
    expect(await shown()).toMatchObject({ state: 'deactivated' });
  });

  test('of kind unchanged answers the current user and changes nothing', async () => {
    const user = await shown();
    await fault({ lie: 'unchanged' });
    expect(await twilio.call('/v1/Users/ada', { form })).toMatchObject({ status: 200, body: user });
    expect(await shown()).toEqual(user);
  });

  test('applies to UpdateUser only, and still rejects invalid values', async () => {
    await fault({ lie: 'claimed', times: 1 });
    expect((await twilio.call('/v1/Services/default/Documents', { form: { UniqueName: 'd' } })).status).toBe(201);
    expect(await shown()).toMatchObject({ state: 'active' });
    expect(await standing()).toHaveLength(1);
    expect(await ada({ State: 'gone' })).toBe(400);
    expect(await standing()).toEqual([]);
    await fault({ lie: 'claimed' });
    expect((await twilio.call('/v1/Users/nobody', { form })).status).toBe(404);
  });
});

test.each([
  ['status', {}],
  ['status', { status: 200 }],
  ['status', { status: '503' }],
  ['delay', { delay: 5, status: 500 }],
  ['reset', { status: 500, reset: true }],
  ['retryAfter', { reset: true, retryAfter: 1 }],
  ['times', { reset: true, times: 0 }],
  ['code', { reset: true, code: 20001 }],
  ['code', { status: 400, code: '20001' }],
  ['lie', { lie: 'true' }],
  ['lie', { status: 500, lie: 'claimed' }],
  ['stale', { lie: 'claimed', stale: true }],
  ['after', { lie: 'claimed', after: true }],
  ['after', { stale: true, after: true }],
  ['form', { form: 'State=active', status: 500 }],
  ['form.State', { form: { State: 1 }, status: 500 }],
  ['probability', { reset: true, probability: 2 }],
  ['1.method', [{ reset: true }, { reset: true, method: 1 }]],
])('an invalid %s of a fault is rejected by name, and no fault is added', async (path, json) => {
  expect(await fault(json)).toMatchObject({ status: 400, body: { errors: [{ path }] } });
  expect(await standing()).toEqual([]);
});
