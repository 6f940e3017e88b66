import type { JournalEntry } from '../../emulator/journal';
import { withLocalTwilio } from './local-twilio';

const twilio = withLocalTwilio();

const put = (identity: string, json?: unknown) => twilio.call(`/_local/users/${identity}`, { method: 'PUT', json });
const journal = async () => (await twilio.call<JournalEntry[]>('/_local/journal')).body;

test('PUT creates a user, active and unavailable, or updates an existing one', async () => {
  const ada = await put('ada');
  expect(ada).toMatchObject({ status: 200, body: { state: 'active', is_available: false, friendly_name: null } });
  const changed = { ...ada.body, state: 'deactivated', is_available: true };
  expect((await put('ada', { state: 'deactivated', is_available: true })).body).toEqual(changed);
  expect((await put(String(ada.body.sid), {})).body).toEqual(changed);
  await put('ben', { friendly_name: 'Ben' });
  expect((await twilio.call('/_local/users')).body).toMatchObject([changed, { identity: 'ben', friendly_name: 'Ben' }]);
});

test('a new name that looks like a SID becomes the SID', async () => {
  const sid = 'US0123456789abcdef0123456789abcdef';
  expect((await put(sid)).body).toMatchObject({ sid, identity: sid });
  expect((await twilio.call(`/v1/Users/${sid}`)).body).toMatchObject({ sid });
});

test.each([
  ['state', { state: 'gone' }],
  ['state', { state: null }],
  ['is_available', { is_available: 'true' }],
  ['friendly_name', { friendly_name: 3 }],
  ['State', { State: 'active' }],
  ['body', [1]],
])('an invalid %s of a user is rejected by name, and nothing is created', async (field, json) => {
  const answer = await put('ada', json);
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: field }] } });
  expect((await twilio.call('/_local/users')).body).toEqual([]);
});

test.each([
  ['status', {}],
  ['status', { status: 'building' }],
  ['times', { status: 'failed', times: 0 }],
  ['sid', { status: 'failed', sid: 'ZB1' }],
])('an invalid %s for the next builds is rejected by name', async (path, json) => {
  expect(await twilio.call('/_local/builds', { json })).toMatchObject({ status: 400, body: { errors: [{ path }] } });
});

test('a body that is not JSON and an unknown route have their own errors', async () => {
  const answer = await fetch(`${twilio.url}/_local/faults`, { method: 'POST', body: '{' });
  expect([answer.status, await answer.json()]).toMatchObject([400, { errors: [{ path: 'body' }] }]);
  expect((await twilio.call('/_local/nothing')).status).toBe(404);
});

test('the journal has every API call in order, including rejected ones, and no control calls', async () => {
  await put('a+b');
  await twilio.call('/v1/Users/a%2Bb?x=1', {
    host: 'frontline-api.twilio.com',
    form: { State: 'active', FriendlyName: 'A B' },
  });
  await twilio.call('/v1/Users/nobody');
  twilio.clock.now += 1500;
  await twilio.call('/v1/Services/default/Documents/x', { host: 'sync.twilio.com', headers: { Authorization: '' } });
  const at = expect.stringMatching(/^2026-11-02T12:00:\d\d\.\d{3}Z$/);
  expect(await journal()).toEqual([
    {
      at,
      host: 'frontline-api.twilio.com',
      method: 'POST',
      path: '/v1/Users/a%2Bb',
      form: { State: 'active', FriendlyName: 'A B' },
      status: 200,
    },
    { at, host: '127.0.0.1', method: 'GET', path: '/v1/Users/nobody', form: {}, status: 404 },
    { at, host: 'sync.twilio.com', method: 'GET', path: '/v1/Services/default/Documents/x', form: {}, status: 401 },
  ]);
});

test('a field sent twice is a list in the journal', async () => {
  await fetch(`${twilio.url}/v1/Users/x`, { method: 'POST', body: new URLSearchParams('a=1&a=2&__proto__=3') });
  const [entry] = await journal();
  expect(Object.entries(entry?.form ?? {})).toEqual([
    ['a', ['1', '2']],
    ['__proto__', '3'],
  ]);
});

test('a reset clears everything', async () => {
  await put('ada');
  await twilio.call('/v1/Services/default/Documents', { form: { UniqueName: 'x' } });
  await twilio.call('/_local/faults', { json: { status: 503, path: '/v1/Users' } });
  expect((await twilio.call('/_local/reset', { method: 'POST' })).status).toBe(204);
  for (const path of ['/_local/users', '/_local/faults', '/_local/journal'])
    expect((await twilio.call(path)).body).toEqual([]);
  expect((await twilio.call('/v1/Users/ada')).status).toBe(404);
  expect((await twilio.call('/v1/Services/default/Documents/x')).status).toBe(404);
});
