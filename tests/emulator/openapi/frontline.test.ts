import type { User } from '../../../emulator/users';
import { type Answer, type Call, type LocalTwilio, startLocalTwilio } from '../local-twilio';
import { describedBy } from './description';

const described = describedBy('frontline');
const faultIn = (operation: 'get' | 'post', answer: Pick<Answer<unknown>, 'status' | 'body'>) =>
  described('/v1/Users/{Sid}', operation, answer);

let twilio: LocalTwilio;
beforeAll(async () => {
  twilio = await startLocalTwilio();
  await twilio.call('/_local/users/ada', { method: 'PUT', json: {} });
});
afterAll(() => twilio.end());

const KINDS: [number, string, Call][] = [
  [200, 'ada', {}],
  [200, 'ada', { form: { State: 'deactivated', IsAvailable: 'true', FriendlyName: 'Ada', Avatar: '' } }],
  [400, 'ada', { form: { State: 'gone' } }],
  [400, '%zz', {}],
  [401, 'ada', { headers: { Authorization: '' } }],
  [401, 'ada', { form: {}, headers: { Authorization: '' } }],
  [404, 'nobody', {}],
  [404, 'nobody', { form: { State: 'active' } }],
  [429, 'ada', {}],
  [429, 'ada', { form: { State: 'active' } }],
];

test.each(KINDS)('the answer %i to %s with %j matches the OpenAPI description', async (status, name, call) => {
  if (status === 429) await twilio.call('/_local/faults', { json: { status, times: 1 } });
  const answer = await twilio.call(`/v1/Users/${name}`, call);
  expect(answer.status).toBe(status);
  expect(faultIn(call.form ? 'post' : 'get', answer)).toBeUndefined();
});

test.each(['unchanged', 'claimed'])('the answer of a lie, %s, matches the OpenAPI description', async (lie) => {
  await twilio.call('/_local/faults', { json: { lie, times: 1 } });
  const answer = await twilio.call('/v1/Users/ada', { form: { State: 'active', Avatar: 'a.png' } });
  expect(answer.status).toBe(200);
  expect(faultIn('post', answer)).toBeUndefined();
});

test('the OpenAPI description rejects answers that Twilio would not give', async () => {
  const { body } = await twilio.call<User>('/v1/Users/ada');
  const { sid: _sid, ...withoutSid } = body;
  const broken = [
    withoutSid,
    { ...body, state: 'Active' },
    { ...body, is_available: 'true' },
    { ...body, email: 'x' },
    {},
  ];
  for (const user of broken) expect(faultIn('get', { status: 200, body: user })).toBeDefined();
  const error = { code: 20404, message: 'no', more_info: 'https://www.twilio.com/docs/errors/20404', status: 404 };
  expect(faultIn('post', { status: 404, body: error })).toBeUndefined();
  for (const wrong of [{ ...error, code: '20404' }, { ...error, detail: 'x' }, body]) {
    expect(faultIn('post', { status: 404, body: wrong })).toBeDefined();
  }
  expect(faultIn('get', { status: 418, body: error })).toBeDefined();
});
