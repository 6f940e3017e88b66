import { identityOf } from '../../support/roster';
import { createOffice, fill, type Office, sid, ticks } from './office';
import { rosterWith, TO_SALES } from './rosters';

const openOf = (office: Office, key: string) => office.twilio.open(identityOf(key)).length;
const workersOf = ({ twilio }: Office) =>
  [...twilio.conversations.values()].map(
    ({ participants }) => participants.filter(({ identity }) => identity !== undefined).length,
  );
const causes = (office: Office) => [...new Set(office.alerts.map(({ cause }) => cause))];

/** So many ms for each call. */
const calls = (office: Office, ms: number) => () => {
  office.now += ms;
  return undefined;
};

describe('a list that goes on showing a conversation', () => {
  const LYING: Record<string, (office: Office) => void> = {
    'of which there is nothing': ({ twilio }) => {
      const { participants } = twilio;
      twilio.participants = async (one) => (one === sid(0) ? undefined : participants(one));
    },
    'from which Twilio says that the leaver was removed': ({ twilio }) => {
      const { remove } = twilio;
      twilio.remove = async (one, participant) => (one === sid(0) ? 'removed' : remove(one, participant));
    },
  };

  test.each(Object.entries(LYING))('%s has it tried five times more, once a tick, and alerted', async (_, lie) => {
    const office = createOffice(TO_SALES);
    fill(office, 'ben', 1);
    lie(office);
    office.fate = calls(office, 30);
    office.leaves('ben');
    await ticks(office, 3);
    expect(office.documents.size).toBeLessThanOrEqual(3);
    await ticks(office, 9);
    expect(office.documents.size).toBe(6);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'done', failed: 1 });
    expect(causes(office)).toContain('handover-failed');
  });

  test('is read back over several executions, and none of them forgets what the others saw', async () => {
    const office = createOffice(TO_SALES);
    fill(office, 'ben', 1);
    LYING['of which there is nothing']?.(office);
    for (let number = 1; number < 400; number++)
      office.twilio.put(sid(number), [{ identity: identityOf('ben') }], 'closed');
    // Two seconds a page: an execution gets through four of eight.
    office.fate = (_, call) => {
      if (call.startsWith('ofWorker')) office.now += 2000;
      return undefined;
    };
    office.leaves('ben');
    await ticks(office, 60);
    expect(office.documents.size).toBe(6);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'done', moved: 0, failed: 1 });
  });

  test('cannot make an execution write more than 20 batches, nor a hand-over more than 200', async () => {
    const office = createOffice(TO_SALES);
    const { ofWorker } = office.twilio;
    let number = 0;
    // Always another one, of which there is nothing.
    office.twilio.ofWorker = async (identity, next) => {
      if (identity !== identityOf('ben')) return ofWorker(identity, next);
      return { conversations: [{ conversation: sid(number++), participant: 'MB', open: true, updatedAt: 0 }] };
    };
    office.leaves('ben');
    await office.tick();
    expect(office.documents.size).toBe(20);
    await ticks(office, 14);
    expect(office.documents.size).toBe(200);
    expect(causes(office)).toEqual(['handover-stalls']);
  });
});

describe('a long list', () => {
  test('of closed conversations does not keep the one open one that it begins with', async () => {
    const office = createOffice(TO_SALES);
    fill(office, 'ben', 1);
    for (let number = 1; number < 3500; number++)
      office.twilio.put(sid(number), [{ identity: identityOf('ben') }], 'closed');
    office.fate = calls(office, 120);
    office.leaves('ben');
    await office.tick();
    expect(openOf(office, 'ben')).toBe(0);
    await ticks(office, 3);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'done', moved: 1 });
  });

  test('that has a conversation twice gives it to one', async () => {
    const office = createOffice(TO_SALES);
    fill(office, 'ben', 60);
    const { ofWorker } = office.twilio;
    office.twilio.ofWorker = async (identity, next) => {
      const page = await ofWorker(identity, next);
      if (next === undefined || identity !== identityOf('ben')) return page;
      const [last] = (await ofWorker(identity)).conversations.slice(-1);
      return { ...page, conversations: last ? [last, ...page.conversations] : page.conversations };
    };
    office.leaves('ben');
    await office.tick();
    expect(new Set(workersOf(office))).toEqual(new Set([1]));
  });

  const withClosed = (office: Office) => {
    fill(office, 'ben', 120);
    for (let number = 10; number < 50; number++)
      office.twilio.put(sid(number), [{ identity: identityOf('ben') }], 'closed');
    office.leaves('ben');
  };

  test('that loses the place gives no conversation to two', async () => {
    const office = createOffice(TO_SALES);
    withClosed(office);
    let lists = 0;
    office.fate = (_, call) => {
      if (call === `ofWorker ${identityOf('ben')}` && ++lists === 2) office.twilio.epoch++;
      return undefined;
    };
    await ticks(office, 3);
    expect(new Set(workersOf(office))).toEqual(new Set([1]));
    expect(office.record('ben')?.handover).toMatchObject({ step: 'done', moved: 80 });
  });

  test('that loses every place is not called read', async () => {
    const office = createOffice(TO_SALES);
    withClosed(office);
    office.fate = (_, call) => {
      if (call === `ofWorker ${identityOf('ben')}`) office.twilio.epoch++;
      return undefined;
    };
    await ticks(office, 70);
    expect(openOf(office, 'ben')).toBe(70);
    expect(office.record('ben')?.handover?.step).toBe('moving');
    expect(causes(office)).toEqual(['handover-stalls']);
  });

  test('that loses the place counts those who wait once', async () => {
    const office = createOffice(rosterWith('handover: { left: sales }', ['ben']));
    fill(office, 'ben', 431);
    let lists = 0;
    office.fate = (_, call) => {
      if (call === `ofWorker ${identityOf('ben')}` && ++lists === 5) office.twilio.epoch++;
      return undefined;
    };
    office.leaves('ben');
    await office.tick();
    expect(office.record('ben')?.handover).toMatchObject({ step: 'waiting', waiting: 431 });
  });
});
