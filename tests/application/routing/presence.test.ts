import { identityOf } from '../../support/roster';
import { CUSTOMER, conversationSid, NUMBER, routingInMemory, type Somebody } from './memory';

// A new conversation that has a worker already who has left. It is Monday noon.

const SID = conversationSid(1);

function world(handover: string, somebody: readonly Somebody[]) {
  const memory = routingInMemory(
    `version: 1
zone: UTC
people:
  ana: { identity: ${identityOf('ana')} }
  ben: { identity: ${identityOf('ben')} }
teams: { sales: [ana, ben] }
shifts:
  - { id: day, days: [mon], from: "08:00", to: "16:00", who: [ana, ben] }
routing: [ { number: "${NUMBER}", team: sales, otherwise: wait } ]
${handover}
`,
    somebody,
  );
  const put = (...workers: string[]) =>
    memory.conversations.put(SID, [
      { address: CUSTOMER, proxy: NUMBER },
      ...workers.map((key) => ({ identity: identityOf(key) })),
    ]);
  put('ana');
  return { ...memory, put };
}

const ANA_LEFT: readonly Somebody[] = [{ key: 'ana', record: 'left', user: 'deactivated' }, { key: 'ben' }];

describe('A conversation whose only worker has left', () => {
  test('is left to the hand-over that gives it somebody, and done with once somebody is in it', async () => {
    const memory = world('handover: { left: sales }', ANA_LEFT);
    expect(await memory.callback()).toEqual({ outcome: 'waits', why: 'handover' });
    await memory.tick();
    expect(memory.conversations.changes).toEqual([]);
    // The hand-over tells operators what it cannot do.
    expect(memory.alerts).toEqual([]);
    memory.put('ben');
    await memory.tick();
    memory.clock.now += 7_200_000;
    await memory.tick();
    expect(memory.conversations.changes).toEqual([]);
    expect(memory.alerts).toEqual([]);
  });

  test('does not hold up a newer one of its number', async () => {
    const memory = world('handover: { left: sales }', ANA_LEFT);
    await memory.callback();
    const newer = conversationSid(2);
    memory.conversations.put(newer, [{ address: CUSTOMER, proxy: NUMBER }]);
    memory.inDoubt.roster = true;
    await memory.callback({ conversation: newer });
    memory.inDoubt.roster = false;
    await memory.tick();
    expect(memory.conversations.workersIn(newer)).toEqual([identityOf('ben')]);
  });

  test.each([
    ['the roster hands nothing over', ''],
    ['the hand-over is due in days only', 'handover: { left: sales, after: 2 days }'],
    ['the roster hands over on leave only', 'handover: { leave: sales }'],
  ])('gets another one where %s', async (_, handover) => {
    const memory = world(handover, ANA_LEFT);
    expect(await memory.callback()).toMatchObject({ outcome: 'assigned' });
    expect(memory.conversations.workersIn(SID)).toEqual([identityOf('ana'), identityOf('ben')]);
  });

  test('gets another one where their hand-over is done, and where a dry run hands nothing over', async () => {
    const left = 'handover: { left: sales }';
    const done = world(left, ANA_LEFT);
    const { memory, ...ports } = done.ports();
    const stored = await ports.records.all();
    const [record] = stored.records;
    const key = record?.employmentEvents[0]?.key ?? '';
    const handover = { id: 'h', because: 'left', key, to: 'sales', since: 1, step: 'done', first: 0, next: 0 } as const;
    const records = stored.records.map((one) => ({ ...one, handover: { ...handover, moved: 0, failed: 1 } }));
    const all = async () => ({ ...stored, records });
    const given = { ...ports, memory, records: { ...ports.records, all } };
    expect(await done.callback({}, given)).toMatchObject({ outcome: 'assigned' });
    const dry = world(left, ANA_LEFT);
    const { target, ...others } = dry.ports();
    expect(await dry.callback({}, { ...others, target: { ...target, dryRun: true } })).toMatchObject({
      outcome: 'assigned',
    });
  });

  test('waits where it cannot be told whether they have left, or were locked out by hand', async () => {
    for (const handover of ['handover: { left: sales }', '']) {
      const memory = world(handover, ANA_LEFT);
      memory.calls.around = {
        before: async (call) => {
          if (call === 'all') throw new Error('down');
        },
      };
      expect(await memory.callback()).toMatchObject(
        handover === '' ? { outcome: 'assigned' } : { outcome: 'waits', why: 'failed' },
      );
    }
  });
});
