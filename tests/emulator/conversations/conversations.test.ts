import { withLocalTwilio } from '../local-twilio';
import { CUSTOMER, ch, put, type Shown, sdk, shown } from './support';

const twilio = withLocalTwilio();
const v1 = () => sdk(twilio).conversations.v1;
const stateOf = async (number: number) => (await v1().conversations(ch(number)).fetch()).state;

test('a conversation is fetched by SID and by unique name, and updated', async () => {
  await put(twilio, ch(1), { unique_name: 'first', friendly_name: 'Ms Gray', participants: [CUSTOMER] });
  expect(await v1().conversations('first').fetch()).toMatchObject({ sid: ch(1), state: 'active', attributes: '{}' });
  twilio.clock.now += 60_000;
  const change = { friendlyName: 'Mr Gray', attributes: '{"avatar":"x"}', state: 'inactive' } as const;
  expect(await v1().conversations(ch(1)).update(change)).toMatchObject(change);
  expect(await v1().conversations(ch(1)).fetch()).toMatchObject({
    ...change,
    dateCreated: new Date('2026-11-02T12:00:00Z'),
    dateUpdated: new Date('2026-11-02T12:01:00Z'),
  });
});

test('closed is final: every update of a closed conversation is 50377', async () => {
  await put(twilio, ch(1), { participants: [] });
  await v1().conversations(ch(1)).update({ state: 'closed' });
  for (const change of [{ state: 'active' }, { state: 'closed' }, { friendlyName: 'x' }] as const)
    await expect(v1().conversations(ch(1)).update(change)).rejects.toMatchObject({ code: 50377 });
  expect(await stateOf(1)).toBe('closed');
});

test('an unknown conversation is 404/20404, and a state that does not exist 400/20001', async () => {
  await expect(v1().conversations(ch(9)).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  await expect(v1().conversations(ch(9)).update({ state: 'closed' })).rejects.toMatchObject({ status: 404 });
  await put(twilio, ch(1), {});
  const path = `/v1/Conversations/${ch(1)}`;
  const answer = await twilio.call(path, { form: { State: 'Closed', FriendlyName: 'x' } });
  expect(answer).toMatchObject({ status: 400, body: { code: 20001 } });
  expect((await twilio.call(path)).body).toMatchObject({ state: 'active', friendly_name: null });
});

test.each(['unchanged', 'claimed'])('a lie, %s, about closing leaves the conversation open', async (lie) => {
  await put(twilio, ch(1), {});
  await twilio.call('/_local/faults', { json: { host: 'conversations.twilio.com', lie, times: 1 } });
  const { state } = await v1().conversations(ch(1)).update({ state: 'closed' });
  expect(state).toBe(lie === 'claimed' ? 'closed' : 'active');
  expect(await stateOf(1)).toBe('active');
});

test('a lie is not used up by Frontline’s or Conversations’ reads', async () => {
  await put(twilio, ch(1), {});
  await twilio.call('/_local/faults', { json: { lie: 'claimed', times: 1 } });
  expect(await stateOf(1)).toBe('active');
  expect((await twilio.call('/_local/faults')).body).toMatchObject([{ times: 1 }]);
});

test('a fault after the call loses the answer of what was done', async () => {
  await put(twilio, ch(1), { participants: [CUSTOMER] });
  const path = `/v1/Conversations/${ch(1)}/Participants`;
  const fault = {
    host: 'conversations.twilio.com',
    path,
    form: { Identity: 'ben' },
    status: 503,
    after: true,
    times: 1,
  };
  await twilio.call('/_local/faults', { json: fault });
  const { participants } = v1().conversations(ch(1));
  expect(await participants.create({ identity: 'ana' })).toMatchObject({ identity: 'ana' });
  await expect(participants.create({ identity: 'ben' })).rejects.toMatchObject({ status: 503 });
  await expect(participants.create({ identity: 'ben' })).rejects.toMatchObject({ code: 50433 });
});

test('PUT keeps the SID of a participant who stays, and a state of a closed conversation can be put', async () => {
  const before = await put(twilio, ch(1), { state: 'closed', participants: [{ identity: 'ben' }, CUSTOMER] });
  const after = await put(twilio, ch(1), { state: 'active', participants: [CUSTOMER, { identity: 'ana' }] });
  expect(after.participants[0]).toEqual(before.participants[1]);
  expect(after).toMatchObject({ state: 'active', participants: [{}, { identity: 'ana', address: null, proxy: null }] });
  expect(await put(twilio, ch(1), {})).toEqual(after);
  expect(await shown(twilio)).toEqual([after]);
});

test.each([
  ['state', { state: 'open' }],
  ['participants.0', { participants: [{ identity: 'ben', address: '+1' }] }],
  ['participants.0.identity', { participants: [{ identity: '' }] }],
  ['participants.1', { participants: [{ identity: 'ben' }, { identity: 'ben' }] }],
  ['participants.1', { participants: [{ identity: 'ben' }, { ...CUSTOMER }] }],
  ['State', { State: 'active' }],
])('an invalid %s of a conversation is rejected by name, and nothing is changed', async (path, json) => {
  await put(twilio, ch(2), { participants: [CUSTOMER] });
  const answer = await twilio.call<Shown>(`/_local/conversations/${ch(1)}`, { method: 'PUT', json });
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).toContain(path);
  expect((await shown(twilio)).map(({ sid }) => sid)).toEqual([ch(2)]);
});

test('a closed conversation holds no pair of addresses, and counts for no identity', async () => {
  await put(twilio, ch(1), { participants: [CUSTOMER] });
  await twilio.call('/_local/conversation-limit', { method: 'PUT', json: { perIdentity: 0 } });
  const closed = { state: 'closed', participants: [{ identity: 'ben' }, CUSTOMER] };
  expect(await put(twilio, ch(2), closed)).toMatchObject(closed);
  await expect(put(twilio, ch(2), { state: 'active' })).rejects.toThrow(
    '"participants.0","message":"User conversation',
  );
  await twilio.call('/_local/conversation-limit', { method: 'PUT', json: { perIdentity: 1 } });
  await expect(put(twilio, ch(2), { state: 'active' })).rejects.toThrow('"participants.1","message":"Participant and');
  expect((await shown(twilio))[1]).toMatchObject(closed);
});

test('a SID that is none and a limit that is no number are rejected by name', async () => {
  const wrong = (path: string) => ({ status: 400, body: { errors: [{ path }] } });
  expect(await twilio.call('/_local/conversations/CH1', { method: 'PUT', json: {} })).toMatchObject(wrong('sid'));
  const limit = (json: unknown) => twilio.call('/_local/conversation-limit', { method: 'PUT', json });
  expect(await limit({ perIdentity: -1 })).toMatchObject(wrong('perIdentity'));
  expect(await limit({})).toMatchObject(wrong('perIdentity'));
});

test('a reset clears conversations and restores the limit', async () => {
  await put(twilio, ch(1), { participants: [CUSTOMER] });
  await twilio.call('/_local/conversation-limit', { method: 'PUT', json: { perIdentity: 0 } });
  await twilio.call('/_local/reset', { method: 'POST' });
  expect(await shown(twilio)).toEqual([]);
  await put(twilio, ch(1), { participants: [CUSTOMER, { identity: 'ben' }] });
});
