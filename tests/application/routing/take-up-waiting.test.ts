import { Unavailable } from '../../../assets/application/ports';
import { identityOf } from '../../support/roster';
import { CUSTOMER, conversationSid, NUMBER, routingInMemory, type Somebody } from './memory';

// What ticks do for conversations that wait, in memory. It is Monday noon; the day shift begins at two.

const OTHER_NUMBER = '+15017122662';
const TWO_HOURS = 7_200_000;

function world(somebody: readonly Somebody[], otherwise = 'wait') {
  const keys = somebody.map(({ key }) => key);
  const yaml = `version: 1
zone: UTC
people:
${[...keys, 'eve'].map((key) => `  ${key}: { identity: ${identityOf(key)} }`).join('\n')}
teams: { sales: [${keys.join(', ')}], late: [eve] }
shifts:
  - { id: day, days: [mon], from: "14:00", to: "20:00", who: [${keys.join(', ')}, eve] }
routing:
  - { number: "${NUMBER}", team: sales, otherwise: ${otherwise} }
  - { number: "${OTHER_NUMBER}", team: late, otherwise: wait }
`;
  const memory = routingInMemory(yaml, [...somebody, { key: 'eve' }]);
  const calls: string[] = [];
  memory.calls.around = { before: async (call) => void calls.push(call) };
  const wait = async (count: number, number = NUMBER, first = 1) => {
    for (let index = first; index < first + count; index++) {
      const conversation = conversationSid(index);
      memory.conversations.put(conversation, [{ address: CUSTOMER, proxy: number }]);
      expect(await memory.callback({ conversation, number })).toMatchObject({ outcome: 'waits' });
      memory.clock.now += 1;
    }
    calls.length = 0;
  };
  const served = () =>
    Array.from({ length: 200 }, (_, index) => conversationSid(index)).filter(
      (sid) => memory.conversations.workersIn(sid).length > 0,
    );
  return { ...memory, callsMade: calls, wait, served };
}

describe('Conversations that wait', () => {
  test('cost a tick no call each until somebody is on duty', async () => {
    const { wait, tick, callsMade, clock, served } = world([{ key: 'ana' }]);
    await wait(20);
    await tick();
    expect(callsMade.sort()).toEqual(['all', 'items', 'items', 'items', 'items']);
    clock.now += TWO_HOURS;
    await tick();
    expect(served()).toHaveLength(20);
  });

  test('cost no call each where whom the rule names otherwise has left', async () => {
    const { wait, tick, callsMade } = world([{ key: 'ana', record: 'left' }], 'ana');
    await wait(3);
    await tick();
    expect(callsMade.filter((call) => call === 'writeItem' || call === 'find')).toEqual([]);
  });

  test('are taken up a hundred a tick, the oldest first', async () => {
    const { wait, tick, clock, served } = world([{ key: 'ana' }, { key: 'ben' }]);
    await wait(130);
    clock.now += TWO_HOURS;
    await tick();
    expect(served()).toEqual(Array.from({ length: 100 }, (_, index) => conversationSid(index + 1)));
    await tick();
    expect(served()).toHaveLength(130);
  });

  test('of a number whose people cannot take them do not keep those of another number waiting', async () => {
    // Ana is on duty by the roster, and has no access.
    const { wait, tick, clock, conversations } = world([{ key: 'ana', user: 'deactivated' }]);
    await wait(100);
    await wait(1, OTHER_NUMBER, 101);
    clock.now += TWO_HOURS;
    await tick();
    expect(conversations.workersIn(conversationSid(101))).toEqual([identityOf('eve')]);
  });

  test('are left to the next tick when its time is up', async () => {
    const { wait, tick, clock, served } = world([{ key: 'ana' }]);
    await wait(2);
    clock.now += TWO_HOURS;
    await tick(clock.now);
    expect(served()).toEqual([]);
    await tick();
    expect(served()).toHaveLength(2);
  });

  test('stay as they are after the first of their number that nobody could take', async () => {
    const { wait, tick, callsMade, clock, conversations, served } = world([{ key: 'ana' }]);
    await wait(5);
    clock.now += TWO_HOURS;
    conversations.full.add(identityOf('ana'));
    await tick();
    expect(served()).toEqual([]);
    expect(callsMade.filter((call) => call === 'add')).toHaveLength(1);
    conversations.full.clear();
    await tick();
    expect(served()).toHaveLength(5);
  });

  test('do not wait for an older one of their number that fails for a reason of its own', async () => {
    const { wait, tick, calls, clock, served } = world([{ key: 'ana' }]);
    await wait(3);
    clock.now += TWO_HOURS;
    calls.around = {
      before: async (call, name) => {
        if (call === 'add' && name === conversationSid(1))
          throw new Unavailable('down', { cause: undefined, status: 503, code: undefined });
      },
    };
    await tick();
    expect(served()).toEqual([conversationSid(2), conversationSid(3)]);
  });

  test('that somebody took over by hand, or that are closed, are left alone', async () => {
    const { wait, tick, clock, conversations } = world([{ key: 'ana' }]);
    await wait(2);
    conversations.put(conversationSid(1), [{ address: CUSTOMER, proxy: NUMBER }, { identity: identityOf('eve') }]);
    conversations.put(conversationSid(2), [], { open: false });
    clock.now += TWO_HOURS;
    await tick();
    await tick();
    expect(conversations.changes).toEqual([]);
    expect(conversations.workersIn(conversationSid(1))).toEqual([identityOf('eve')]);
  });

  test('are alerted when one has waited for an hour, with how many and how long', async () => {
    const { wait, tick, alerts, clock } = world([{ key: 'ana' }]);
    await wait(3, OTHER_NUMBER);
    alerts.length = 0;
    clock.now += 3_000_000;
    await tick();
    expect(alerts).toEqual([]);
    clock.now += 900_000;
    await tick();
    expect(alerts).toMatchObject([
      { cause: 'routing-waits-long', text: expect.stringMatching(/: 3\. The oldest has waited for 65 minutes/) },
    ]);
  });

  test('are alerted where they cannot be read, all of them or some', async () => {
    const { wait, tick, alerts, calls, sync } = world([{ key: 'ana' }]);
    await wait(1);
    alerts.length = 0;
    calls.around = {
      before: async (call) => {
        if (call === 'items') throw new Error('down');
      },
    };
    await tick();
    expect(alerts).toMatchObject([{ cause: 'routing-unread' }]);
    calls.around = {};
    sync.maps.get('rosterline-routing-1')?.set(conversationSid(1), { data: { v: 9 }, revision: '1' });
    await tick();
    expect(alerts).toMatchObject([{ cause: 'routing-unread' }, { cause: 'routing-unread' }]);
  });
});
