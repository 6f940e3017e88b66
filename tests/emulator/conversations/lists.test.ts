import { withLocalTwilio } from '../local-twilio';
import { CUSTOMER, ch, put, sdk } from './support';

interface Page {
  readonly conversations: readonly { readonly conversation_sid: string; readonly conversation_state: string }[];
  readonly meta: { readonly key: string; readonly page_size: number; readonly next_page_url: string | null };
}

const HOST = 'conversations.twilio.com';
const twilio = withLocalTwilio();
const v1 = () => sdk(twilio).conversations.v1;
const page = async (query: string) =>
  (await twilio.call<Page>(`/v1/ParticipantConversations?${query}`, { host: HOST })).body;
const pathOf = (url: string | null) => url?.replace(/^https:\/\/[^/]+/, '') ?? '';

/** This many conversations of Ben, put in the opposite order of their SIDs. */
async function conversationsOfBen(count: number): Promise<string[]> {
  const numbers = Array.from({ length: count }, (_, index) => count - index);
  for (const number of numbers) await put(twilio, ch(number), { participants: [{ identity: 'ben' }] });
  return numbers.map(ch).reverse();
}

test('ParticipantConversations lists the conversations of an identity by SID, closed ones included', async () => {
  await twilio.call('/_local/users/ben@example.com', { method: 'PUT', json: {} });
  const ben = { identity: 'ben@example.com' };
  await put(twilio, ch(2), { state: 'closed', participants: [ben] });
  await put(twilio, ch(1), { friendly_name: 'Ms Gray', participants: [ben, { identity: 'ana' }, CUSTOMER] });
  await put(twilio, ch(3), { participants: [{ identity: 'Ben@example.com' }] });
  const listed = await v1().participantConversations.list(ben);
  expect(listed).toMatchObject([
    {
      conversationSid: ch(1),
      conversationState: 'active',
      participantIdentity: ben.identity,
      participantMessagingBinding: null,
    },
    { conversationSid: ch(2), conversationState: 'closed' },
  ]);
  expect(listed[0]?.participantSid).toMatch(/^MB/);
  expect(listed[0]?.participantUserSid).toMatch(/^US/);
  expect(await v1().participantConversations.list({ identity: 'nobody' })).toEqual([]);
});

test('ParticipantConversations lists those of an address, with the customer as the participant', async () => {
  await put(twilio, ch(1), { participants: [{ identity: 'ben' }, CUSTOMER] });
  await put(twilio, ch(2), { participants: [{ ...CUSTOMER, address: `whatsapp:${CUSTOMER.address}` }] });
  const [listed, ...more] = await v1().participantConversations.list({ address: CUSTOMER.address });
  const binding = { type: 'sms', address: CUSTOMER.address, proxy_address: CUSTOMER.proxy };
  expect(listed).toMatchObject({
    conversationSid: ch(1),
    participantIdentity: null,
    participantMessagingBinding: binding,
  });
  expect(more).toEqual([]);
});

test.each(['', 'Identity=a&Address=b', 'Identity=', 'Identity=a&PageSize=0', 'Identity=a&PageToken=x'])(
  'ParticipantConversations refuses the query "%s"',
  async (query) => expect(await page(query)).toMatchObject({ code: 20001, status: 400 }),
);

test('pages have at most 50 entries, their links repeat the query, and the SDK follows them', async () => {
  const sids = await conversationsOfBen(120);
  const first = await page('Identity=ben&PageSize=1000');
  expect(first.meta).toMatchObject({ key: 'conversations', page_size: 50 });
  const next = pathOf(first.meta.next_page_url);
  expect(next).toContain('Identity=ben');
  const second = (await twilio.call<Page>(next, { host: HOST })).body;
  const third = (await twilio.call<Page>(pathOf(second.meta.next_page_url), { host: HOST })).body;
  expect(third.meta.next_page_url).toBeNull();
  const paged = [first, second, third].flatMap(({ conversations }) => conversations);
  expect(paged.map((one) => one.conversation_sid)).toEqual(sids);
  const listed = await v1().participantConversations.list({ identity: 'ben' });
  expect(listed.map((one) => one.conversationSid)).toEqual(sids);
});

test('a page that follows is right although an entry of the page before is gone', async () => {
  await conversationsOfBen(3);
  const first = await page('Identity=ben&PageSize=2');
  const { participants } = v1().conversations(ch(1));
  await participants((await participants('ben').fetch()).sid).remove();
  const second = (await twilio.call<Page>(pathOf(first.meta.next_page_url), { host: HOST })).body;
  expect(second.conversations.map((one) => one.conversation_sid)).toEqual([ch(3)]);
});

test('the participants of a conversation come in pages of at most 100', async () => {
  const workers = Array.from({ length: 100 }, (_, index) => ({ identity: `w${index}` }));
  const { participants } = await put(twilio, ch(1), { participants: [CUSTOMER, ...workers] });
  const listed = await v1().conversations(ch(1)).participants.list({ pageSize: 100 });
  expect(listed.map(({ sid }) => sid)).toEqual(participants.map(({ sid }) => sid).sort());
  const { body } = await twilio.call<Page>(`/v1/Conversations/${ch(1)}/Participants?PageSize=1000`);
  expect(body.meta).toMatchObject({ key: 'participants', page_size: 100, next_page_url: expect.any(String) });
});

test('the conversations of a user are listed by SID of the user and by identity; an unknown user is 404', async () => {
  const { body: user } = await twilio.call('/_local/users/ben', { method: 'PUT', json: {} });
  await put(twilio, ch(2), { state: 'closed', participants: [{ identity: 'ben' }] });
  await put(twilio, ch(1), { participants: [{ identity: 'ben' }, CUSTOMER] });
  for (const name of ['ben', String(user.sid)]) {
    const listed = await v1().users(name).userConversations.list();
    expect(listed).toMatchObject([{ conversationSid: ch(1) }, { conversationSid: ch(2), conversationState: 'closed' }]);
  }
  await expect(v1().users('nobody').userConversations.list()).rejects.toMatchObject({ status: 404, code: 20404 });
});
