import { frontlineRouting } from '../../assets/api/frontline-routing.private';
import { callBack, callbackForm, newConversation, workers } from '../application/routing/callbacks';
import { conversationSid, NUMBER } from '../application/routing/memory';
import { put } from '../emulator/conversations/support';
import { AUTH_TOKEN } from '../emulator/local-twilio';
import { signed } from '../sms/texts';
import { deliver } from '../support/deliveries';
import { postTick } from '../support/ticks';
import { withWorld } from '../support/with-world';
import { ROUTING_ADDRESS } from '../support/world';

// `POST /frontline/routing` on the real SDK against the local Twilio.

const ROSTER = `version: 1
zone: UTC
people:
  ana: { identity: ana@example.com }
  ben: { identity: ben@example.com }
  cy: { identity: cy@example.com }
teams: { sales: [ana, ben], night: [cy] }
shifts:
  - { id: day, days: [mon], from: "08:00", to: "16:00", who: [ana, ben] }
  - { id: night, days: [mon], from: "20:00", to: "23:00", who: [cy] }
routing:
  - { number: "${NUMBER}", team: sales, sticky: true, otherwise: wait }
  - { number: "+15017122662", team: night, otherwise: wait }
`;
const world = withWorld(ROSTER);

const leave = (key: string) =>
  deliver(world, { type: 'staff.offboarded', id: `left-${key}`, data: { identity: `${key}@example.com` } });

describe('A routing callback', () => {
  test('puts somebody of the team who is on duty into the conversation, and answers so', async () => {
    const sid = await newConversation(world, 1);
    expect(await callBack(world, sid)).toMatchObject({
      status: 200,
      conversation: sid,
      outcome: 'assigned',
      because: 'turn',
    });
    expect((await workers(world)).get(sid)).toEqual([expect.stringMatching(/^(ana|ben)$/)]);
  });

  test('that is repeated adds nobody', async () => {
    const sid = await newConversation(world, 1);
    await callBack(world, sid);
    const first = (await workers(world)).get(sid);
    expect(await callBack(world, sid)).toMatchObject({ status: 200, outcome: 'done' });
    // By then nothing is known of the first any more.
    world.passMinutes(30);
    expect(await callBack(world, sid)).toMatchObject({ status: 200, outcome: 'present' });
    expect((await workers(world)).get(sid)).toEqual(first);
  });

  test('never gives a conversation to somebody who has left, however short ago', async () => {
    await leave('ana');
    for (let customer = 1; customer <= 6; customer++) {
      const sid = await newConversation(world, customer, `+1555867530${customer}`);
      await callBack(world, sid, { 'MessagingBinding.Address': `+1555867530${customer}` });
      expect((await workers(world)).get(sid)).toEqual(['ben']);
    }
  });

  test("gives the customer's new conversation to their last worker", async () => {
    for (const key of ['ben', 'ana']) {
      const participants = [{ address: '+15558675311', proxy: '+15017122669' }, { identity: `${key}@example.com` }];
      await put(world.twilio, conversationSid(9), { state: 'closed', participants });
      const sid = await newConversation(world, key === 'ana' ? 1 : 2, '+15558675311');
      const answer = await callBack(world, sid, { 'MessagingBinding.Address': '+15558675311' });
      expect(answer).toMatchObject({ outcome: 'assigned', because: 'last worker' });
      expect((await workers(world)).get(sid)).toEqual([key]);
      await put(world.twilio, sid, { state: 'closed', participants: [] });
    }
  });

  test('of a number whose team is not on duty waits, and the tick of the shift takes it up', async () => {
    const sid = await newConversation(world, 1);
    expect(await callBack(world, sid, { 'MessagingBinding.ProxyAddress': '+15017122662' })).toMatchObject({
      status: 200,
      outcome: 'waits',
      why: 'nobody-on-duty',
    });
    expect(world.logged.join()).toContain('routing-waits-nobody-on-duty-+15017122662');
    await postTick(world);
    expect((await workers(world)).get(sid)).toEqual([]);
    world.passMinutes(8 * 60);
    expect(await postTick(world)).toMatchObject({ status: 200 });
    expect((await workers(world)).get(sid)).toEqual(['cy']);
  });

  test('of a number without a rule waits, and a rule that is published later takes it up', async () => {
    const sid = await newConversation(world, 1);
    const answer = await callBack(world, sid, { 'MessagingBinding.ProxyAddress': '+15017122663' });
    expect(answer).toMatchObject({ status: 200, outcome: 'waits', why: 'no-rule' });
    await postTick(world);
    expect((await workers(world)).get(sid)).toEqual([]);
    world.deploy(ROSTER.replace('"+15017122662", team: night', '"+15017122663", team: sales'));
    world.passMinutes();
    await postTick(world);
    expect((await workers(world)).get(sid)).toHaveLength(1);
  });

  test('whose record says that the only worker has left gives another one, and takes nobody out', async () => {
    const sid = conversationSid(1);
    await put(world.twilio, sid, {
      participants: [{ address: '+15558675310', proxy: NUMBER }, { identity: 'ana@example.com' }],
    });
    await leave('ana');
    await callBack(world, sid);
    expect((await workers(world)).get(sid)).toEqual(['ana', 'ben']);
  });

  test('of a conversation that waits is taken up by a tick before it hands over those of somebody who has left', async () => {
    await postTick(world);
    const waiting = await newConversation(world, 1);
    await callBack(world, waiting, { 'MessagingBinding.ProxyAddress': '+15017122663' });
    world.deploy(
      `${ROSTER.replace('"+15017122662", team: night', '"+15017122663", team: sales')}handover: { left: sales }\n`,
    );
    for (let number = 10; number < 15; number++) {
      const participants = [{ address: `+1555867530${number}`, proxy: NUMBER }, { identity: 'ana@example.com' }];
      await put(world.twilio, conversationSid(number), { participants });
    }
    await leave('ana');
    world.passMinutes();
    await postTick(world);
    const { body } = await world.twilio.call<{ method: string; path: string }[]>('/_local/journal');
    const added = body.flatMap(({ method, path }) =>
      method === 'POST' ? (/Conversations\/(CH\w+)\/Participants$/.exec(path)?.slice(1) ?? []) : [],
    );
    expect(added[0]).toBe(waiting);
    expect(new Set(added)).toHaveProperty('size', 6);
  });

  test('is answered 503 and alerted where Sync is down and nobody can be found', async () => {
    const sid = await newConversation(world, 1);
    await world.fault({ host: 'sync.twilio.com', status: 503 });
    expect(await callBack(world, sid)).toMatchObject({ status: 503, code: 'upstream_unavailable' });
    expect(world.logged.join()).toContain('"alert":"routing-lost"');
    expect((await workers(world)).get(sid)).toEqual([]);
  });

  test('goes to whom Frontline shows as available where Sync fails in a process that knows the roster', async () => {
    await callBack(world, await newConversation(world, 1));
    await world.put('ana@example.com', { is_available: true });
    await world.put('ben@example.com', { is_available: false });
    await world.fault({ host: 'sync.twilio.com', status: 503 });
    world.passMinutes();
    for (let customer = 2; customer <= 5; customer++) {
      const sid = await newConversation(world, customer, `+1555867530${customer}`);
      const answer = await callBack(world, sid, { 'MessagingBinding.Address': `+1555867530${customer}` });
      expect(answer).toMatchObject({ status: 200, outcome: 'assigned' });
      expect((await workers(world)).get(sid)).toEqual(['ana']);
    }
    expect(world.logged.join()).toContain('routing-without-records');
  });

  test('of a conversation that is closed or gone adds nobody and waits for nothing', async () => {
    const sid = await newConversation(world, 1);
    await put(world.twilio, sid, { state: 'closed', participants: [] });
    expect(await callBack(world, sid)).toMatchObject({ outcome: 'over' });
    expect(await callBack(world, conversationSid(2))).toMatchObject({ outcome: 'over' });
    expect(world.logged.join()).not.toContain('routing-waits');
  });

  test('logs neither the address of the customer nor an identity', async () => {
    await leave('ben');
    await callBack(world, await newConversation(world, 1));
    await callBack(world, await newConversation(world, 2, '+15558675399'), {
      'MessagingBinding.ProxyAddress': '+15017122662',
    });
    expect(world.logged.join()).not.toMatch(/\+1555867|@example/);
  });
});

describe('The address', () => {
  const sid = conversationSid(1);

  test.each([
    ['without a signature', { headers: { host: 'a' }, payload: callbackForm(sid) }],
    ['signed for another address', signed(callbackForm(sid), { address: `${ROUTING_ADDRESS}?a=b` })],
    ['signed with another token', signed(callbackForm(sid), { address: ROUTING_ADDRESS, token: 'b'.repeat(32) })],
  ])('refuses a request %s, and calls nobody', async (_, request) => {
    const before = await world.twilio.call<unknown[]>('/_local/journal');
    expect(AUTH_TOKEN).not.toBe('b'.repeat(32));
    expect(await frontlineRouting(request, world.execution())).toMatchObject({ status: 401 });
    expect((await world.twilio.call<unknown[]>('/_local/journal')).body).toHaveLength(before.body.length);
  });

  test('names every fault of a request that is no callback at once', async () => {
    const form = { ConversationSid: 'CHx', 'MessagingBinding.Address': ['+1', '+2'] };
    const answer = await frontlineRouting(signed(form, { address: ROUTING_ADDRESS }), world.execution());
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'ConversationSid' }, { path: 'MessagingBinding.Address' }] },
    });
    expect(world.logged.join()).toContain('"alert":"routing-unnamed"');
  });

  test('takes a callback that repeats an address: the conversation is routed without it, or waits', async () => {
    const customers = { ...callbackForm(sid), 'MessagingBinding.Address': ['+15558675310', '+15558675311'] };
    await newConversation(world, 1);
    const routed = await frontlineRouting(signed(customers, { address: ROUTING_ADDRESS }), world.execution());
    expect(routed).toMatchObject({ status: 200, body: { outcome: 'assigned', because: 'turn' } });
    await newConversation(world, 2, '+15558675399');
    const numbers = { ...callbackForm(conversationSid(2)), 'MessagingBinding.ProxyAddress': [NUMBER, NUMBER] };
    const waits = await frontlineRouting(signed(numbers, { address: ROUTING_ADDRESS }), world.execution());
    expect(waits).toMatchObject({ status: 200, body: { outcome: 'waits', why: 'no-rule' } });
    expect(world.logged.join()).toContain('"alert":"routing-waits-no-rule-"');
    expect(world.logged.join()).toContain('"fields":["MessagingBinding.ProxyAddress"]');
    expect(world.logged.join()).not.toMatch(/\+1555867/);
  });

  test('takes a callback of group MMS, which has no number and several customers: it waits', async () => {
    const conversation = await newConversation(world, 1);
    const { 'MessagingBinding.ProxyAddress': _, ...form } = callbackForm(conversation, {
      'MessagingBinding.Address': '+15558675310, +15558675311',
    });
    const answer = await frontlineRouting(signed(form, { address: ROUTING_ADDRESS }), world.execution());
    expect(answer).toMatchObject({ status: 200, body: { outcome: 'waits', why: 'no-rule' } });
  });
});
