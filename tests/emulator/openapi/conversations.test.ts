import { type Answer, type Call, withLocalTwilio } from '../local-twilio';
import { describedBy } from './description';

const HOST = 'conversations.twilio.com';
const SID = `CH${'1'.repeat(32)}`;
const CLOSED = `CH${'2'.repeat(32)}`;
const GROUP = `CH${'3'.repeat(32)}`;
const ONE = '/v1/Conversations/{Conversation}';
const PARTICIPANTS = `${ONE}/Participants`;
const PARTICIPANT = `${PARTICIPANTS}/{Participant}`;
const LIST = '/v1/ParticipantConversations';
const OF_USER = '/v1/Users/{User}/Conversations';
const CUSTOMER = { address: '+15558675310', proxy: '+15017122661' };

const twilio = withLocalTwilio();
const faultIn = describedBy('conversations');

const put = (sid: string, json: unknown) => twilio.call(`/_local/conversations/${sid}`, { method: 'PUT', json });

beforeEach(async () => {
  await twilio.call('/_local/users/ada', { method: 'PUT', json: {} });
  await put(SID, { friendly_name: 'Ms Gray', participants: [{ identity: 'ada' }, CUSTOMER] });
  await put(CLOSED, { state: 'closed', participants: [{ identity: 'ada' }, CUSTOMER] });
  const group = [{ identity: 'ada', projected: '+15017122662' }, { address: '+15558675311' }];
  await put(GROUP, { unique_name: 'group', participants: group });
});

/** Calls `{P:ada}` in a path with the SID of that participant of `SID`. */
async function call(path: string, request: Call): Promise<Answer<Record<string, unknown>>> {
  const [placeholder, identity] = /\{P:(\w+)\}/.exec(path) ?? [];
  if (placeholder === undefined) return twilio.call(path, { host: HOST, ...request });
  const { body } = await twilio.call(`/v1/Conversations/${SID}/Participants/${identity}`, { host: HOST });
  return twilio.call(path.replace(placeholder, String(body.sid)), { host: HOST, ...request });
}

const KINDS: [number, string, string, Call][] = [
  [200, LIST, `${LIST}?Identity=ada`, {}],
  [200, LIST, `${LIST}?Identity=ada&PageSize=1`, {}],
  [200, LIST, `${LIST}?Address=%2B15558675310`, {}],
  [400, LIST, `${LIST}?Identity=ada&Address=x`, {}],
  [401, LIST, LIST, { headers: { Authorization: '' } }],
  [429, LIST, LIST, {}],
  [200, OF_USER, '/v1/Users/ada/Conversations', {}],
  [404, OF_USER, '/v1/Users/nobody/Conversations', {}],
  [200, ONE, `/v1/Conversations/${SID}`, {}],
  [200, ONE, '/v1/Conversations/group', {}],
  [404, ONE, '/v1/Conversations/CH9', {}],
  [200, ONE, `/v1/Conversations/${SID}`, { form: { State: 'closed', Attributes: '{"a":1}', FriendlyName: 'x' } }],
  [400, ONE, `/v1/Conversations/${SID}`, { form: { State: 'open' } }],
  [400, ONE, `/v1/Conversations/${CLOSED}`, { form: { State: 'active' } }],
  [404, ONE, '/v1/Conversations/CH9', { form: { State: 'active' } }],
  [200, PARTICIPANTS, `/v1/Conversations/${SID}/Participants`, {}],
  [200, PARTICIPANTS, `/v1/Conversations/${GROUP}/Participants?PageSize=1`, {}],
  [404, PARTICIPANTS, '/v1/Conversations/CH9/Participants', {}],
  [201, PARTICIPANTS, `/v1/Conversations/${SID}/Participants`, { form: { Identity: 'ben' } }],
  [400, PARTICIPANTS, `/v1/Conversations/${SID}/Participants`, { form: {} }],
  [409, PARTICIPANTS, `/v1/Conversations/${SID}/Participants`, { form: { Identity: 'ada' } }],
  [429, PARTICIPANTS, `/v1/Conversations/${SID}/Participants`, { form: { Identity: 'ben' } }],
  [200, PARTICIPANT, `/v1/Conversations/${GROUP}/Participants/ada`, {}],
  [404, PARTICIPANT, `/v1/Conversations/${SID}/Participants/ben`, {}],
  [200, PARTICIPANT, `/v1/Conversations/${SID}/Participants/{P:ada}`, { form: { Attributes: '{}' } }],
  [400, PARTICIPANT, `/v1/Conversations/${SID}/Participants/{P:ada}`, { form: { Attributes: '{' } }],
  [404, PARTICIPANT, `/v1/Conversations/${SID}/Participants/ada`, { form: {} }],
  [204, PARTICIPANT, `/v1/Conversations/${SID}/Participants/{P:ada}`, { method: 'DELETE' }],
  [404, PARTICIPANT, `/v1/Conversations/${SID}/Participants/ada`, { method: 'DELETE' }],
];

test.each(KINDS)('the answer %i to %s at %s with %j matches the OpenAPI description', async (...kind) => {
  const [status, described, path, request] = kind;
  if (status === 429) await twilio.call('/_local/faults', { json: { status, times: 1 } });
  const answer = await call(path, request);
  expect(answer.status).toBe(status);
  const method = request.method ?? (request.form ? 'POST' : 'GET');
  expect(faultIn(described, method.toLowerCase(), answer)).toBeUndefined();
});

test('a limit that forbids an identity another conversation is answered as described', async () => {
  await twilio.call('/_local/conversation-limit', { method: 'PUT', json: { perIdentity: 0 } });
  const answer = await call(`/v1/Conversations/${SID}/Participants`, { form: { Identity: 'ben' } });
  expect(answer.status).toBe(403);
  expect(faultIn(PARTICIPANTS, 'post', answer)).toBeUndefined();
});

test('the OpenAPI description rejects answers that Twilio would not give', async () => {
  const { body } = await call(`/v1/Conversations/${SID}/Participants/ada`, {});
  const { sid: _sid, ...withoutSid } = body;
  for (const wrong of [withoutSid, { ...body, messaging_binding: 'sms' }, { ...body, email: 'x' }, {}])
    expect(faultIn(PARTICIPANT, 'get', { status: 200, body: wrong })).toBeDefined();
  const list = (await call(`${LIST}?Identity=ada`, {})).body;
  for (const wrong of [{ ...list, conversations: [body] }, { conversations: [] }, { ...list, meta: {} }])
    expect(faultIn(LIST, 'get', { status: 200, body: wrong })).toBeDefined();
  expect(faultIn(PARTICIPANTS, 'post', { status: 200, body })).toBeDefined();
});
