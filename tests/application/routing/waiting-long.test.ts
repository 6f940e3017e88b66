import { identityOf } from '../../support/roster';
import { CUSTOMER, conversationSid, NUMBER, routingInMemory } from './memory';

// Conversations that have waited for more than an hour, of a number without a rule, and of one whose people are not on duty.

const HOUR = 3_600_000;
const YAML = `version: 1
zone: UTC
people:
  ana: { identity: ${identityOf('ana')} }
  eve: { identity: ${identityOf('eve')} }
teams: { late: [eve] }
shifts:
  - { id: late, days: [tue], from: "20:00", to: "23:00", who: [eve] }
routing: [ { number: "${NUMBER}", team: late, otherwise: wait } ]
`;

async function worldOf(count: number, number = NUMBER) {
  const memory = routingInMemory(YAML, [{ key: 'ana' }, { key: 'eve' }]);
  const sids = Array.from({ length: count }, (_, index) => conversationSid(index + 1));
  for (const conversation of sids) {
    memory.conversations.put(conversation, [{ address: CUSTOMER, proxy: NUMBER }]);
    expect(await memory.callback({ conversation, number })).toMatchObject({ outcome: 'waits' });
    memory.clock.now += 1;
  }
  memory.clock.now += HOUR;
  memory.alerts.length = 0;
  const calls: string[] = [];
  memory.calls.around = { before: async (call) => void calls.push(call) };
  const ticks = async (times: number) => {
    for (let tick = 0; tick < times; tick++) {
      await memory.tick();
      memory.clock.now += 60_000;
    }
  };
  const kept = () => JSON.stringify([...memory.sync.maps.values()].map((items) => [...items.values()]));
  return { ...memory, sids, callsMade: calls, ticks, kept };
}

describe.each([
  ['whose people are not on duty', NUMBER],
  ['without a rule', '+15017122669'],
])('Of a number %s', (_, number) => {
  test('a conversation to which somebody was added by hand is done with, and the address of its customer is gone', async () => {
    const world = await worldOf(1, number);
    await world.conversations.add(conversationSid(1), identityOf('ana'));
    expect(world.kept()).toContain(CUSTOMER);
    await world.ticks(3);
    expect(world.alerts).toEqual([]);
    expect(world.kept()).not.toContain(CUSTOMER);
    world.callsMade.length = 0;
    await world.ticks(1);
    expect(world.callsMade).toEqual(['items', 'items', 'items', 'items']);
  });

  test('those that are closed are not counted among those that are alerted', async () => {
    const world = await worldOf(3, number);
    world.conversations.put(conversationSid(1), [{ address: CUSTOMER, proxy: NUMBER }], { open: false });
    await world.ticks(1);
    expect(world.alerts).toMatchObject([
      { cause: 'routing-waits-long', text: expect.stringMatching(/: 2\. The oldest has waited for 60 minutes/) },
    ]);
    await world.ticks(1);
    expect(world.alerts).toMatchObject([{}, { cause: 'routing-waits-long' }]);
  });
});

test('A tick looks at ten of them, the next at others, and alerts only where one still waits', async () => {
  const world = await worldOf(35);
  for (const conversation of world.sids) await world.conversations.add(conversation, identityOf('ana'));
  world.callsMade.length = 0;
  await world.ticks(1);
  expect(world.callsMade.filter((call) => call === 'participants')).toHaveLength(10);
  await world.ticks(3);
  expect(world.alerts).toEqual([]);
  expect(world.kept()).not.toContain(CUSTOMER);
});

test('Those that still wait do not keep a tick from others behind them', async () => {
  const world = await worldOf(35);
  await world.conversations.add(conversationSid(35), identityOf('ana'));
  await world.ticks(35);
  expect(world.alerts.at(-1)?.text).toMatch(/: 34\./);
});

test('One that cannot be looked at waits, and is alerted', async () => {
  const world = await worldOf(1);
  await world.conversations.add(conversationSid(1), identityOf('ana'));
  world.calls.around = {
    before: async (call) => {
      if (call === 'state') throw new Error('down');
    },
  };
  await world.ticks(1);
  expect(world.alerts).toMatchObject([{ cause: 'routing-waits-long' }]);
  expect(world.kept()).toContain(CUSTOMER);
});

test('One with nobody in it but somebody who has left still waits', async () => {
  const world = await worldOf(1);
  world.since.set(identityOf('ana'), 'left');
  await world.conversations.add(conversationSid(1), identityOf('ana'));
  await world.ticks(1);
  expect(world.alerts).toMatchObject([{ cause: 'routing-waits-long' }]);
});
