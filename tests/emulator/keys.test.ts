import { ACCOUNT_SID, AUTH_TOKEN, withLocalTwilio } from './local-twilio';

const KEY = `SK${'1'.repeat(32)}`;
const OTHER = `SK${'2'.repeat(32)}`;

const twilio = withLocalTwilio({ apiKeys: { [KEY]: 'first' } });
beforeEach(() => twilio.call('/_local/users/ada', { method: 'PUT', json: {} }));

const basic = (user: string, password: string) => ({
  Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});
const status = async (user: string, password: string) =>
  (await twilio.call('/v1/Users/ada', { headers: basic(user, password) })).status;
const put = (sid: string, json: unknown) => twilio.call(`/_local/keys/${sid}`, { method: 'PUT', json });

test('an API key with its secret can call every product', async () => {
  for (const [host, path, found] of [
    ['frontline-api.twilio.com', '/v1/Users/ada', 200],
    ['sync.twilio.com', '/v1/Services/default', 200],
    ['serverless.twilio.com', '/v1/Services', 200],
    ['api.twilio.com', `/2010-04-01/Accounts/${ACCOUNT_SID}/Messages.json`, 405],
  ] as const) {
    expect((await twilio.call(path, { host, headers: basic(KEY, 'first') })).status).toBe(found);
    expect((await twilio.call(path, { host, headers: basic(KEY, 'wrong') })).status).toBe(401);
  }
});

test.each([
  [KEY, ''],
  [KEY, AUTH_TOKEN],
  [OTHER, 'first'],
  [ACCOUNT_SID, 'first'],
  ['', ''],
  ['__proto__', ''],
])('the user %j with the password %j is answered 401/20003', async (user, password) => {
  const answer = await twilio.call('/v1/Users/ada', { headers: basic(user, password) });
  expect(answer).toMatchObject({ status: 401, body: { code: 20003 } });
});

test('a key is created, changed and revoked through the control API, and a reset restores the initial keys', async () => {
  expect(await put(OTHER, { secret: 'a:b' })).toMatchObject({ status: 200, body: { sid: OTHER } });
  expect(await status(OTHER, 'a:b')).toBe(200);
  await put(OTHER, { secret: 'c' });
  expect([await status(OTHER, 'a:b'), await status(OTHER, 'c')]).toEqual([401, 200]);
  for (const sid of [OTHER, KEY]) {
    expect((await twilio.call(`/_local/keys/${sid}`, { method: 'DELETE' })).status).toBe(204);
  }
  expect([await status(OTHER, 'c'), await status(KEY, 'first')]).toEqual([401, 401]);
  await put(OTHER, { secret: 'c' });
  await twilio.reset();
  await twilio.call('/_local/users/ada', { method: 'PUT', json: {} });
  expect([await status(OTHER, 'c'), await status(KEY, 'first')]).toEqual([401, 200]);
});

test.each([
  ['sid', 'SK1', { secret: 'x' }],
  ['secret', OTHER, {}],
  ['secret', OTHER, { secret: '' }],
  ['name', OTHER, { secret: 'x', name: 'y' }],
])('an invalid %s of a key is rejected by name', async (path, sid, json) => {
  expect(await put(sid, json)).toMatchObject({ status: 400, body: { errors: [{ path }] } });
  expect(await status(OTHER, 'x')).toBe(401);
});
