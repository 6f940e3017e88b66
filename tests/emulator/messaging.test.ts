import { RequestClient, Twilio } from 'twilio';
import type { SentMessage } from '../../emulator/messaging';
import { ACCOUNT_SID, AUTH_TOKEN, withLocalTwilio } from './local-twilio';

const twilio = withLocalTwilio();
// The real SDK, led from https://api.twilio.com to the plain port; the Host header says which API is meant.
const httpClient = new RequestClient();
httpClient.axios.interceptors.request.use((request) => {
  request.headers.set('Host', 'api.twilio.com');
  request.url = request.url?.replace(/^https:\/\/[^/]+/, twilio.url) ?? '';
  return request;
});
const client = new Twilio(ACCOUNT_SID, AUTH_TOKEN, { httpClient });

const MESSAGE = { to: '+34600000000', from: '+15005550006', body: 'Night shift is short: 1 of 2 — ñ' };
const sent = async () => (await twilio.call<SentMessage[]>('/_local/messages')).body;

test('a message sent with the SDK is accepted, parsed and kept for inspection', async () => {
  const message = await client.messages.create(MESSAGE);
  expect(message).toMatchObject({ ...MESSAGE, status: 'queued', direction: 'outbound-api', accountSid: ACCOUNT_SID });
  expect(message.sid).toMatch(/^SM[0-9a-f]{32}$/);
  expect(message.dateCreated).toEqual(new Date('2026-11-02T12:00:00Z'));
  expect(await sent()).toEqual([{ at: '2026-11-02T12:00:00.000Z', ...MESSAGE }]);
  await twilio.reset();
  expect(await sent()).toEqual([]);
});

test('a Messaging Service stands in for the sender', async () => {
  const messagingServiceSid = `MG${'0'.repeat(32)}`;
  const message = await client.messages.create({ to: MESSAGE.to, body: 'x', messagingServiceSid });
  expect(message).toMatchObject({ status: 'accepted', from: null, messagingServiceSid });
  expect(await sent()).toMatchObject([{ from: messagingServiceSid, to: MESSAGE.to, body: 'x' }]);
});

test('the plain port accepts the same call by its path', async () => {
  const form = { To: MESSAGE.to, From: MESSAGE.from, Body: 'x' };
  expect((await twilio.call(`/2010-04-01/Accounts/${ACCOUNT_SID}/Messages.json`, { form })).status).toBe(201);
  expect((await twilio.call(`/2010-04-01/Accounts/${ACCOUNT_SID}/Messages.json`)).status).toBe(405);
});

test.each([
  ['no To', { to: '' }, 21604],
  ['no From', { from: '' }, 21603],
  ['no Body', { body: '' }, 21602],
  ['a To that is no number', { to: '600' }, 21211],
  ['the sender as receiver', { to: MESSAGE.from }, 21266],
  ['a Body of 1601 characters', { body: 'x'.repeat(1601) }, 21617],
])('nothing is sent with %s', async (_, change, code) => {
  await expect(client.messages.create({ ...MESSAGE, ...change })).rejects.toMatchObject({ status: 400, code });
  expect(await sent()).toEqual([]);
});

test('another account is not found', async () => {
  const other = client.api.v2010.accounts(`AC${'9'.repeat(32)}`);
  await expect(other.messages.create(MESSAGE)).rejects.toMatchObject({ status: 404, code: 20404 });
});
