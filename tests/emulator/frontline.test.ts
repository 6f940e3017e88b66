import type { User } from '../../emulator/users';
import { CREDENTIALS, withLocalTwilio } from './local-twilio';

const twilio = withLocalTwilio();

const ADA = '/v1/Users/ada%40example.com';
const seed = async (identity = 'ada@example.com', json: object = {}) =>
  (await twilio.call<User>(`/_local/users/${encodeURIComponent(identity)}`, { method: 'PUT', json })).body;

test('a user is fetched by SID and by identity', async () => {
  const user = await seed('ada@example.com', { friendly_name: 'Ada', avatar: 'https://example.com/ada.png' });
  expect(user).toEqual({
    sid: expect.stringMatching(/^US[0-9a-f]{32}$/),
    identity: 'ada@example.com',
    friendly_name: 'Ada',
    avatar: 'https://example.com/ada.png',
    state: 'active',
    is_available: false,
    url: `https://frontline-api.twilio.com/v1/Users/${user.sid}`,
  });
  for (const path of [ADA, '/v1/Users/ada@example.com', `/v1/Users/${user.sid}`]) {
    expect(await twilio.call(path)).toMatchObject({ status: 200, body: user });
  }
});

test('UpdateUser changes the fields sent, ignores unknown ones, and returns the updated user', async () => {
  const user = await seed();
  const form = { State: 'deactivated', IsAvailable: 'False', FriendlyName: 'Ada L', Unknown: 'x' };
  const { body } = await twilio.call(ADA, { form });
  expect(body).toEqual({ ...user, state: 'deactivated', is_available: false, friendly_name: 'Ada L' });
  const again = await twilio.call(`/v1/Users/${user.sid}`, { form: { IsAvailable: 'TRUE', Avatar: 'a.png' } });
  expect(again.body).toEqual({ ...body, is_available: true, avatar: 'a.png' });
  expect((await twilio.call(ADA, { method: 'POST' })).body).toEqual(again.body);
});

test.each([
  { State: 'Active' },
  { State: '' },
  { State: 'offline' },
  { IsAvailable: 'yes' },
  { IsAvailable: '' },
  { IsAvailable: '1' },
])('the bad value in %j is answered 400/20001, and nothing of the request is applied', async (bad) => {
  const user = await seed();
  const answer = await twilio.call(ADA, {
    form: { FriendlyName: 'x', State: 'deactivated', IsAvailable: 'true', ...bad },
  });
  expect(answer).toMatchObject({ status: 400, body: { code: 20001, status: 400 } });
  expect((await twilio.call(ADA)).body).toEqual(user);
});

test('identities are case-sensitive', async () => {
  await seed();
  expect(await twilio.call('/v1/Users/Ada%40example.com')).toMatchObject({ status: 404, body: { code: 20404 } });
});

test('a path is decoded once, a plus stays a plus, and an encoded slash is part of the identity', async () => {
  for (const identity of ['a+b', 'a b', 'a%2Bb', 'a/b', '50%', 'ü#?&', '%41']) {
    await seed(identity);
    expect((await twilio.call(`/v1/Users/${encodeURIComponent(identity)}`)).body).toMatchObject({ identity });
  }
  expect((await twilio.call('/v1/Users/a+b')).body).toMatchObject({ identity: 'a+b' });
  expect((await twilio.call('/v1/Users/A')).status).toBe(404);
});

test.each(['%', '%zz', '%c3', 'a%ff'])('the malformed encoding %s is answered 400', async (name) => {
  expect(await twilio.call(`/v1/Users/${name}`)).toMatchObject({ status: 400, body: { code: 20001 } });
});

test.each([
  ['none', ''],
  ['a wrong token', `Basic ${Buffer.from(`${'AC'.padEnd(34, '0')}:no`).toString('base64')}`],
  ['another scheme', CREDENTIALS.replace('Basic', 'Bearer')],
])('credentials that are %s are answered 401/20003, and nothing is changed', async (_what, Authorization) => {
  const user = await seed();
  const answer = await twilio.call(ADA, { form: { State: 'deactivated' }, headers: { Authorization } });
  expect(answer).toMatchObject({ status: 401, body: { code: 20003, message: 'Authenticate' } });
  expect((await twilio.call(ADA)).body).toEqual(user);
});

test('an unknown user and an unknown path are 404/20404, and other methods 405/20004', async () => {
  await seed();
  for (const path of ['/v1/Users/nobody', '/v1/Users', '/v1/Users/', `${ADA}/Devices`, '/v1/Other', '/v2/Users/x']) {
    expect(await twilio.call(path)).toMatchObject({ status: 404, body: { code: 20404 } });
  }
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
    expect(await twilio.call(ADA, { method })).toMatchObject({ status: 405, body: { code: 20004 } });
  }
  expect((await twilio.call(ADA, { method: 'HEAD' })).status).toBe(405);
});

test('the Host header decides which API is meant', async () => {
  await seed();
  for (const host of ['frontline-api.twilio.com', 'frontline-api.dublin.ie1.twilio.com:443']) {
    expect((await twilio.call(ADA, { host })).status).toBe(200);
  }
  for (const host of ['sync.twilio.com', 'lookups.twilio.com', 'twilio.com']) {
    expect(await twilio.call(ADA, { host })).toMatchObject({ status: 404, body: { code: 20404 } });
  }
});
