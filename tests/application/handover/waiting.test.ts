import { Refused } from '../../../assets/application/conversations';
import { carryOn } from '../../../assets/application/handover/carry-on';
import { toWorkOn } from '../../../assets/application/handover/due';
import { startRun } from '../../../assets/application/handover/run';
import type { PersonRecord } from '../../../assets/domain/person/record';
import { seededRandom } from '../../../emulator/random';
import { identityOf } from '../../support/roster';
import { createOffice, fill, type Office, sid, ticks } from './office';
import { rosterWith, TO_SALES } from './rosters';

// Hand-overs that wait for somebody: who counts, how often they are asked, and what others get back meanwhile.

const openOf = (office: Office, key: string) => office.twilio.open(identityOf(key)).length;
const step = (office: Office, key: string) => office.record(key)?.handover?.step;
const workerCounts = (office: Office) =>
  [...office.twilio.conversations.values()].map(
    ({ participants }) => participants.filter(({ identity }) => identity !== undefined).length,
  );
const callsOf = async (office: Office, act: () => Promise<void>) => {
  const before = office.calls.length;
  await act();
  return office.calls.length - before;
};

async function turns(count: number): Promise<undefined> {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
  return undefined;
}

describe('where all who could take over are in as many conversations as can be', () => {
  function allFull(): Office {
    const office = createOffice(rosterWith('handover: { left: cy }'));
    fill(office, 'ben', 6);
    fill(office, 'cy', 4, 50);
    office.twilio.limit = 6;
    office.leaves('ben');
    return office;
  }

  test('a hand-over waits as long as it takes, and nothing of it counts as failed', async () => {
    const office = allFull();
    await ticks(office, 60);
    expect(openOf(office, 'ben')).toBe(4);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'waiting', moved: 2, failed: 0, waiting: 4 });
    expect(office.alerts.at(-1)?.text).toContain(
      '4 conversations of ben wait for somebody to take over: cy cannot be in more',
    );
  });

  test('a hand-over asks for room with one conversation, and writes no further batches', async () => {
    const office = allFull();
    await ticks(office, 5);
    const next = office.record('ben')?.handover?.next;
    office.calls.length = 0;
    await ticks(office, 2);
    expect(office.calls.filter((call) => call.startsWith('add'))).toHaveLength(2);
    expect(office.record('ben')?.handover?.next).toBe(next);
  });

  test('a hand-over that lends them waits as well, and is not done', async () => {
    const office = createOffice(rosterWith('handover: { leave: cy }'));
    fill(office, 'ben', 6);
    office.twilio.limit = 2;
    office.leaveBegins('ben', 48);
    await ticks(office, 1);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'waiting', moved: 2, failed: 0, waiting: 4 });
    await ticks(office, 9);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'waiting', moved: 2, failed: 0, waiting: 4, next: 1 });
  });

  test('Twilio is not asked for each of hundreds', async () => {
    const office = createOffice(rosterWith('handover: { left: cy }'));
    fill(office, 'ben', 400);
    office.twilio.limit = 10;
    office.leaves('ben');
    await ticks(office, 3);
    expect(office.calls.filter((call) => call.startsWith('add')).length).toBeLessThan(60);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'waiting', moved: 10, failed: 0, waiting: 390 });
  });

  test('a hand-over goes on once they have room, and is done', async () => {
    const office = allFull();
    await ticks(office, 5);
    office.twilio.limit = 1000;
    await ticks(office, 4);
    expect([openOf(office, 'ben'), openOf(office, 'cy')]).toEqual([0, 10]);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'done', moved: 6, failed: 0 });
    expect(office.record('ben')?.handover).not.toHaveProperty('waiting');
  });

  test('a hand-over gives to each as much as there is room for', async () => {
    const office = allFull();
    await ticks(office, 5);
    office.twilio.limit = 8;
    await ticks(office, 2);
    expect([openOf(office, 'ben'), openOf(office, 'cy')]).toEqual([2, 8]);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'waiting', moved: 4, failed: 0 });
  });

  test('what a webhook refuses besides counts as failed, and what finds no room waits', async () => {
    const office = allFull();
    const refused = new Refused({ cause: undefined, status: 403, code: 50000 });
    office.fate = (_, call) => (call.startsWith('add') && call.endsWith(sid(0)) ? refused : undefined);
    await ticks(office, 40);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'waiting', moved: 2, failed: 1, waiting: 3 });
    office.twilio.limit = 1000;
    await ticks(office, 20);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'done', moved: 5, failed: 1 });
  });
});

describe('where those who could take over cannot use Frontline', () => {
  function managerIsOut(): Office {
    const office = createOffice(rosterWith('handover: { left: cy }', ['ben', 'dan']));
    fill(office, 'ben', 2);
    office.users.set(identityOf('cy'), { access: false });
    office.leaves('ben');
    return office;
  }

  test('they are asked ever less often, at least once an hour', async () => {
    const office = managerIsOut();
    await ticks(office, 10);
    const inTheFirstMinutes = await callsOf(office, () => ticks(office, 10));
    await ticks(office, 580);
    const afterTenHours = await callsOf(office, () => ticks(office, 60));
    expect(inTheFirstMinutes).toBeGreaterThan(afterTenHours * 4);
    expect(afterTenHours).toBeGreaterThan(0);
    office.users.set(identityOf('cy'), { access: true });
    await ticks(office, 61);
    expect(openOf(office, 'cy')).toBe(2);
  });

  test('somebody else who comes on duty takes over at once', async () => {
    const office = createOffice(rosterWith('handover: { left: sales }', ['cy']));
    fill(office, 'ben', 2);
    office.users.set(identityOf('cy'), { access: false });
    office.leaves('ben');
    await ticks(office, 300);
    office.deploy(rosterWith('handover: { left: sales }', ['cy', 'dan']));
    await ticks(office, 1);
    expect(openOf(office, 'dan')).toBe(2);
  });

  test('another process asks them once more, and rests like the first', async () => {
    const office = managerIsOut();
    await ticks(office, 600);
    office.memory.handoverTries.clear();
    expect(await callsOf(office, () => ticks(office, 1))).toBeGreaterThan(0);
    expect(await callsOf(office, () => ticks(office, 5))).toBe(0);
  });
});

describe('somebody of a team who went off duty by hand', () => {
  test('is passed over', async () => {
    const office = createOffice(TO_SALES);
    fill(office, 'ben', 4);
    fill(office, 'cy', 3, 50);
    fill(office, 'dan', 3, 60);
    office.goesOff('ana');
    office.leaves('ben');
    await ticks(office, 3);
    expect(['ana', 'cy', 'dan'].map((key) => openOf(office, key))).toEqual([0, 5, 5]);
  });

  test('is waited for where there is nobody else, and alerts say so', async () => {
    const office = createOffice(rosterWith('handover: { left: sales }', ['ana']));
    fill(office, 'ben', 4);
    office.goesOff('ana');
    office.leaves('ben');
    await ticks(office, 3);
    expect(openOf(office, 'ben')).toBe(4);
    expect(office.alerts.at(-1)?.text).toContain('ana went off duty by hand');
    office.users.set(identityOf('ana'), { access: true, available: true });
    await ticks(office, 3);
    expect(openOf(office, 'ana')).toBe(4);
  });

  test('takes over where the roster names them', async () => {
    const office = createOffice(rosterWith('handover: { left: ana }'));
    fill(office, 'ben', 1);
    office.goesOff('ana');
    office.leaves('ben');
    await ticks(office, 3);
    expect(openOf(office, 'ana')).toBe(1);
  });

  test('does not count as off before a tick has switched them on', async () => {
    const office = createOffice(TO_SALES);
    fill(office, 'ben', 3);
    office.users.set(identityOf('ana'), { access: true, available: false });
    office.leaves('ben');
    await ticks(office, 3);
    expect(openOf(office, 'ana')).toBe(1);
  });
});

test('a leaver whose conversations had waited for the end of a leave has them handed over for having left', async () => {
  const office = createOffice(rosterWith('handover: { left: dan, leave: sales }', ['ben', 'dan']));
  office.deploy(rosterWith('handover: { left: dan, leave: sales }', ['ben']));
  fill(office, 'ben', 2);
  office.leaveBegins('ben', 48);
  await ticks(office, 2);
  expect(office.record('ben')?.handover).toMatchObject({ step: 'waiting', because: 'leave' });
  office.deploy(rosterWith('handover: { left: dan }', ['ben']));
  office.leaves('ben');
  await ticks(office, 3);
  expect(openOf(office, 'dan')).toBe(2);
});

describe('somebody who is back', () => {
  /** Ben's conversations are with Cy, who has left by now; her own two wait for somebody. */
  async function cyWaits(): Promise<Office> {
    const office = createOffice(rosterWith('handover: { left: sales }', ['ben', 'cy']));
    fill(office, 'ben', 3);
    fill(office, 'cy', 2, 50);
    office.leaves('ben');
    await ticks(office, 3);
    expect(openOf(office, 'cy')).toBe(5);
    office.leaves('cy');
    await ticks(office, 3);
    expect(step(office, 'cy')).toBe('waiting');
    return office;
  }

  test('gets their conversations from a successor whose own hand-over waits', async () => {
    const office = await cyWaits();
    office.undo('ben');
    await ticks(office, 2);
    expect([openOf(office, 'ben'), openOf(office, 'cy')]).toEqual([3, 2]);
    expect([step(office, 'ben'), step(office, 'cy')]).toEqual(['returned', 'waiting']);
    expect(office.record('cy')?.handover).not.toHaveProperty('lease');
  });

  test('gets theirs although the rest had waited for somebody who could take over', async () => {
    const office = createOffice(rosterWith('handover: { left: sales }', ['cy']));
    fill(office, 'ben', 6);
    office.twilio.limit = 2;
    office.leaves('ben');
    await ticks(office, 2);
    expect([openOf(office, 'ben'), openOf(office, 'cy'), step(office, 'ben')]).toEqual([4, 2, 'waiting']);
    office.deploy(rosterWith('handover: { left: sales }', ['ben']));
    office.twilio.limit = 1000;
    office.undo('ben');
    await ticks(office, 2);
    expect([openOf(office, 'ben'), step(office, 'ben')]).toEqual([6, 'returned']);
  });

  test('shares none with who takes over from that successor at the same tick', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const office = await cyWaits();
      office.undo('ben');
      office.deploy(rosterWith('handover: { left: sales }', ['ben', 'cy', 'ana']));
      const random = seededRandom(seed);
      // Each call takes its own time.
      office.fate = () => turns(Math.floor(random() * 5));
      await ticks(office, 4);
      expect(workerCounts(office)).toEqual([1, 1, 1, 1, 1]);
      expect(openOf(office, 'cy')).toBe(0);
    }
  });

  describe('when an execution was killed that passed on what that successor had', () => {
    async function killed(): Promise<Office> {
      const office = await cyWaits();
      office.deploy(rosterWith('handover: { left: sales }', ['ben', 'cy', 'ana']));
      let isKilled = false;
      office.fate = (_, call) => {
        if (isKilled || call !== `add ${identityOf('ana')} ${sid(1)}`) return undefined;
        isKilled = true;
        return 'kill after';
      };
      await office.tick();
      expect([isKilled, step(office, 'cy')]).toEqual([true, 'waiting']);
      office.deploy(rosterWith('handover: { left: sales }', ['ben', 'cy']));
      office.undo('ben');
      return office;
    }

    test('shares none with whom it goes to', async () => {
      const office = await killed();
      await ticks(office, 5);
      expect(workerCounts(office)).toEqual([1, 1, 1, 1, 1]);
      // What had been written down as hers goes to her, although she is off duty by now.
      expect(openOf(office, 'ana')).toBe(5);
    });

    test('gets nothing at once', async () => {
      const office = await killed();
      office.now += 60_000;
      const records = new Map(['ben', 'cy'].map((key) => [identityOf(key), office.record(key) as PersonRecord]));
      const run = startRun({ records, isUnknown: () => false }, office.ports());
      await carryOn(identityOf('ben'), (record) => toWorkOn(record, run.ports), run);
      expect(openOf(office, 'ben')).toBe(0);
      await ticks(office, 5);
      expect(workerCounts(office)).toEqual([1, 1, 1, 1, 1]);
    });
  });

  test('gets them from the others while one of them hands over herself', async () => {
    const office = createOffice(rosterWith('handover: { left: sales }', ['ben', 'cy']));
    fill(office, 'ben', 1);
    office.leaves('ben');
    await ticks(office, 1);
    office.deploy(rosterWith('handover: { left: sales }', ['ben', 'dan']));
    fill(office, 'ben', 2, 10);
    await ticks(office, 3);
    expect([openOf(office, 'cy'), openOf(office, 'dan')]).toEqual([1, 2]);
    office.leaves('cy');
    // What Cy hands over cannot be noted, and so is not begun.
    office.fate = (_, name) => (name === `record.write ${identityOf('cy')}` ? 'before' : undefined);
    office.undo('ben');
    await ticks(office, 3);
    expect([openOf(office, 'ben'), openOf(office, 'dan'), step(office, 'ben')]).toEqual([2, 0, 'returning']);
    office.fate = () => undefined;
    await ticks(office, 5);
    expect(step(office, 'ben')).toBe('returned');
  });

  test('gets them while the hand-over of a successor is due in days only', async () => {
    const office = createOffice(rosterWith('handover: { left: sales, after: 48 hours }', ['ben', 'cy']));
    fill(office, 'ben', 2);
    office.leaves('ben');
    await office.tick(48 * 60);
    await ticks(office, 2);
    expect(openOf(office, 'cy')).toBe(2);
    office.leaves('cy');
    office.undo('ben');
    await ticks(office, 2);
    expect(openOf(office, 'ben')).toBe(2);
  });
});
