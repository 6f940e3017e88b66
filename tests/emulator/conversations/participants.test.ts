import type { JournalEntry } from '../../../emulator/journal';
import { withLocalTwilio } from '../local-twilio';
import { CUSTOMER, ch, put, sdk, shown } from './support';

const twilio = withLocalTwilio();
const participants = (number: number) => sdk(twilio).conversations.v1.conversations(ch(number)).participants;
const sidOf = async (number: number, identity: string) => (await participants(number)(identity).fetch()).sid;
const identitiesIn = async (number: number) =>
  (await shown(twilio)).find(({ sid }) => sid === ch(number))?.participants.map(({ identity }) => identity);
const limitPerIdentity = (perIdentity: number) =>
  twilio.call('/_local/conversation-limit', { method: 'PUT', json: { perIdentity } });

test('a worker is added, fetched by SID and by identity, changed and removed', async () => {
  await put(twilio, ch(1), { participants: [CUSTOMER] });
  const added = await participants(1).create({ identity: 'ben', attributes: '{"a":1}' });
  expect(added).toMatchObject({
    identity: 'ben',
    conversationSid: ch(1),
    messagingBinding: null,
    attributes: '{"a":1}',
  });
  expect(await participants(1)('ben').fetch()).toMatchObject({ sid: added.sid });
  expect(await participants(1)(added.sid).fetch()).toMatchObject({ identity: 'ben' });
  expect(await participants(1)(added.sid).update({ lastReadMessageIndex: 3 })).toMatchObject({
    lastReadMessageIndex: 3,
  });
  expect(await participants(1)(added.sid).remove()).toBe(true);
  expect(await identitiesIn(1)).toEqual([null]);
});

test('a customer has a binding with the channel of the address', async () => {
  await put(twilio, ch(1), { participants: [] });
  const address = 'whatsapp:+15558675310';
  const form = { 'messagingBinding.address': address, 'messagingBinding.proxyAddress': 'whatsapp:+15017122661' };
  const added = await participants(1).create(form);
  const binding = { type: 'whatsapp', address, proxy_address: 'whatsapp:+15017122661' };
  expect(added).toMatchObject({ identity: null, messagingBinding: binding });
  const fields = { identity: null, address, proxy: 'whatsapp:+15017122661' };
  expect(await shown(twilio)).toEqual([{ sid: ch(1), state: 'active', participants: [{ sid: added.sid, ...fields }] }]);
});

test.each([
  ['neither identity nor address', {}],
  ['both identity and address', { identity: 'ben', 'messagingBinding.address': '+15550001111' }],
  ['an identity with a proxy address', { identity: 'ben', 'messagingBinding.proxyAddress': '+15017122661' }],
  ['attributes that are not JSON', { identity: 'ben', attributes: '{' }],
  ['attributes over 4 KB', { identity: 'ben', attributes: JSON.stringify('x'.repeat(4096)) }],
  ['an identity of 257 characters', { identity: 'x'.repeat(257) }],
])('a participant with %s is refused', async (_, form) => {
  await put(twilio, ch(1), { participants: [CUSTOMER] });
  await expect(participants(1).create(form)).rejects.toMatchObject({ status: 400, code: 20001 });
  expect(await identitiesIn(1)).toEqual([null]);
});

test('a role that the service does not have is 50109', async () => {
  await put(twilio, ch(1), { participants: [CUSTOMER] });
  const roleSid = `RL${'0'.repeat(32)}`;
  await expect(participants(1).create({ identity: 'ben', roleSid })).rejects.toMatchObject({ code: 50109 });
});

test('an identity that is in already is 409/50433, in a group 409/50437', async () => {
  await put(twilio, ch(1), { participants: [{ identity: 'ben' }, CUSTOMER] });
  await put(twilio, ch(2), {
    participants: [{ identity: 'ben', projected: '+15017122669' }, { address: '+15550001' }],
  });
  await expect(participants(1).create({ identity: 'ben' })).rejects.toMatchObject({ status: 409, code: 50433 });
  await expect(participants(2).create({ identity: 'ben' })).rejects.toMatchObject({ status: 409, code: 50437 });
  // Identities are case-sensitive.
  expect(await participants(1).create({ identity: 'Ben' })).toMatchObject({ identity: 'Ben' });
});

test('a participant that is not in is 404/50432 for fetching, changing and removing', async () => {
  await put(twilio, ch(1), { participants: [{ identity: 'ben' }] });
  const gone = await sidOf(1, 'ben');
  await participants(1)(gone).remove();
  const missing = { status: 404, code: 50432 };
  await expect(participants(1)(gone).remove()).rejects.toMatchObject(missing);
  await expect(participants(1)(gone).fetch()).rejects.toMatchObject(missing);
  await expect(participants(1)(gone).update({ attributes: '{}' })).rejects.toMatchObject(missing);
});

test('changing and removing take the SID only, not the identity', async () => {
  await put(twilio, ch(1), { participants: [{ identity: 'ben' }] });
  await expect(participants(1)('ben').remove()).rejects.toMatchObject({ status: 404 });
  await expect(participants(1)('ben').update({ attributes: '{}' })).rejects.toMatchObject({ status: 404 });
  expect(await identitiesIn(1)).toEqual(['ben']);
});

test('a conversation that does not exist is 404/20404', async () => {
  await expect(participants(9).create({ identity: 'ben' })).rejects.toMatchObject({ status: 404, code: 20404 });
  await expect(participants(9).list()).rejects.toMatchObject({ status: 404, code: 20404 });
});

test('a closed conversation takes no change of its participants: 50377', async () => {
  await put(twilio, ch(1), { state: 'closed', participants: [{ identity: 'ben' }, CUSTOMER] });
  const ben = await sidOf(1, 'ben');
  const closed = { code: 50377 };
  await expect(participants(1).create({ identity: 'ana' })).rejects.toMatchObject(closed);
  await expect(participants(1)(ben).update({ attributes: '{}' })).rejects.toMatchObject(closed);
  await expect(participants(1)(ben).remove()).rejects.toMatchObject(closed);
  expect(await identitiesIn(1)).toEqual(['ben', null]);
});

test('an identity in as many open conversations as the limit says is 50214; closed ones do not count', async () => {
  await limitPerIdentity(2);
  await put(twilio, ch(1), { participants: [{ identity: 'ben' }] });
  await put(twilio, ch(2), { state: 'closed', participants: [{ identity: 'ben' }] });
  await put(twilio, ch(3), { state: 'inactive', participants: [] });
  await put(twilio, ch(4), { participants: [] });
  await participants(3).create({ identity: 'ben' });
  await expect(participants(4).create({ identity: 'ben' })).rejects.toMatchObject({ code: 50214 });
  expect(await participants(4).create({ identity: 'ana' })).toMatchObject({ identity: 'ana' });
  await limitPerIdentity(3);
  expect(await participants(4).create({ identity: 'ben' })).toMatchObject({ identity: 'ben' });
  // Changing somebody who is in already is not joining.
  await limitPerIdentity(0);
  expect(await participants(4)(await sidOf(4, 'ben')).update({ attributes: '{"b":1}' })).toMatchObject({
    identity: 'ben',
  });
});

test('a pair of addresses that leads to another open conversation is 50416', async () => {
  const form = { 'messagingBinding.address': CUSTOMER.address, 'messagingBinding.proxyAddress': CUSTOMER.proxy };
  await put(twilio, ch(1), { participants: [CUSTOMER] });
  await put(twilio, ch(2), { participants: [] });
  await expect(participants(2).create(form)).rejects.toMatchObject({ status: 409, code: 50416 });
  await expect(participants(1).create(form)).rejects.toMatchObject({ status: 409, code: 50416 });
  // Another number of ours is another pair, and a closed conversation holds none.
  await participants(2).create({ ...form, 'messagingBinding.proxyAddress': '+15017122699' });
  await put(twilio, ch(1), { state: 'closed' });
  expect(await participants(2).create(form)).toMatchObject({ identity: null });
});

test('a projected address stands for one participant of a conversation: the second one is 50416', async () => {
  const projected = '+15017122662';
  await put(twilio, ch(1), { participants: [{ identity: 'ben', projected }, { address: '+15550001' }] });
  const form = { identity: 'ana', 'messagingBinding.projectedAddress': projected };
  await expect(participants(1).create(form)).rejects.toMatchObject({ status: 409, code: 50416 });
  const ana = await participants(1).create({ identity: 'ana' });
  const change = { 'messagingBinding.projectedAddress': projected };
  await expect(participants(1)(ana.sid).update(change)).rejects.toMatchObject({ status: 409, code: 50416 });
  await participants(1)(await sidOf(1, 'ben')).remove();
  const changed = await participants(1)(ana.sid).update(change);
  expect(changed).toMatchObject({ messagingBinding: { type: 'sms', projected_address: projected } });
  expect((await shown(twilio))[0]?.participants[1]).toMatchObject({ identity: 'ana', projected });
});

test('a conversation has at most 100 workers (50417), 50 customers (50422), and 10 participants in a group (50436)', async () => {
  const workers = Array.from({ length: 100 }, (_, index) => ({ identity: `w${index}` }));
  const customers = Array.from({ length: 50 }, (_, index) => ({ ...CUSTOMER, address: `+1555000${index}` }));
  await put(twilio, ch(1), { participants: [...workers, ...customers] });
  await expect(participants(1).create({ identity: 'ben' })).rejects.toMatchObject({ code: 50417 });
  const form = { 'messagingBinding.address': '+15559999999', 'messagingBinding.proxyAddress': CUSTOMER.proxy };
  await expect(participants(1).create(form)).rejects.toMatchObject({ code: 50422 });
  const group = Array.from({ length: 9 }, (_, index) => ({ address: `+1555000${index}` }));
  await put(twilio, ch(2), { participants: [{ identity: 'ben', projected: '+15017122662' }, ...group] });
  await expect(participants(2).create({ identity: 'ana' })).rejects.toMatchObject({ code: 50436 });
});

test('the journal shows the header that calls webhooks, and no headers on calls without it', async () => {
  await put(twilio, ch(1), { participants: [CUSTOMER] });
  const ben = await participants(1).create({ identity: 'ben', xTwilioWebhookEnabled: 'true' });
  await participants(1)(ben.sid).remove({ xTwilioWebhookEnabled: 'false' });
  await participants(1).list();
  const { body } = await twilio.call<JournalEntry[]>('/_local/journal');
  expect(body).toMatchObject([
    { method: 'POST', form: { Identity: 'ben' }, status: 201, headers: { 'x-twilio-webhook-enabled': 'true' } },
    { method: 'DELETE', status: 204, headers: { 'x-twilio-webhook-enabled': 'false' } },
    { method: 'GET', status: 200 },
  ]);
  expect(body[2]).not.toHaveProperty('headers');
});

test.each(['unchanged', 'claimed'])(
  'a lie, %s, answers adding, changing and removing as if done, and does nothing',
  async (lie) => {
    const { participants: before } = await put(twilio, ch(1), { participants: [{ identity: 'ben' }, CUSTOMER] });
    await twilio.call('/_local/faults', { json: { host: 'conversations.twilio.com', lie } });
    expect(await participants(1).create({ identity: 'ana' })).toMatchObject({ identity: 'ana' });
    const changed = await participants(1)(before[0]?.sid ?? '').update({ attributes: '{"a":1}' });
    expect(changed.attributes).toBe(lie === 'claimed' ? '{"a":1}' : '{}');
    expect(await participants(1)(before[0]?.sid ?? '').remove()).toBe(true);
    await twilio.call('/_local/faults', { method: 'DELETE' });
    expect((await shown(twilio))[0]?.participants).toEqual(before);
  },
);
