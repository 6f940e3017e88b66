import { createNotesStore } from '../../../assets/adapters/store/notes.private';
import { Refused } from '../../../assets/application/conversations';
import { identityOf } from '../../support/roster';
import { createOffice, fill, type Office, sid, ticks } from './office';
import { rosterWith, TO_SALES } from './rosters';

const openOf = (office: Office, key: string) => office.twilio.open(identityOf(key)).length;

describe('a hand-over to a team', () => {
  test('gives the conversations of a leaver to those on duty who have fewest', async () => {
    const office = createOffice(TO_SALES);
    fill(office, 'ben', 9);
    fill(office, 'ana', 3, 100);
    office.leaves('ben');
    await ticks(office, 3);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'done', moved: 9, failed: 0 });
    expect(['ana', 'ben', 'cy', 'dan'].map((key) => openOf(office, key))).toEqual([4, 0, 4, 4]);
  });

  test('calls nothing where the roster has no hand-over and no record has one', async () => {
    const office = createOffice(rosterWith(''));
    fill(office, 'ben', 2);
    office.leaves('ben');
    await ticks(office, 2);
    expect(office.calls).toEqual([]);
  });

  test('calls nothing any more once it is done', async () => {
    const office = createOffice(TO_SALES);
    fill(office, 'ben', 2);
    office.leaves('ben');
    await ticks(office, 3);
    office.calls.length = 0;
    await ticks(office, 3);
    expect(office.calls).toEqual([]);
  });
});

describe('a conversation that cannot be handed over', () => {
  const refused = new Refused({ cause: undefined, status: 403, code: 50000 });
  const causes = (office: Office) => [...new Set(office.alerts.map(({ cause }) => cause))];

  test('because a webhook refuses it stays with the leaver, is tried five times more, and is alerted then', async () => {
    const office = createOffice(TO_SALES);
    fill(office, 'ben', 2);
    office.twilio.put(sid(7), [{ identity: identityOf('ben') }, { address: '+15557' }]);
    let tries = 0;
    office.fate = (_, call) => {
      if (!call.startsWith('add') || !call.endsWith(sid(7))) return undefined;
      tries++;
      return refused;
    };
    office.leaves('ben');
    await ticks(office, 12);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'done', moved: 2, failed: 1 });
    expect(tries).toBe(6);
    expect(office.twilio.open(identityOf('ben'))).toEqual([sid(7)]);
    expect(causes(office)).toEqual(['handover-done', 'handover-failed']);
  });

  test('because it is crowded is handed over once there is room', async () => {
    const office = createOffice(TO_SALES);
    fill(office, 'ben', 1);
    office.twilio.crowdedAt = 2;
    office.leaves('ben');
    await ticks(office, 2);
    expect(openOf(office, 'ben')).toBe(1);
    office.twilio.crowdedAt = 3;
    await ticks(office, 3);
    expect(openOf(office, 'ben')).toBe(0);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'done', moved: 1, failed: 0 });
  });

  test('because the first choice is full goes to the next one', async () => {
    const office = createOffice(TO_SALES);
    fill(office, 'ben', 6);
    for (const key of ['ana', 'cy']) for (let n = 0; n < 3; n++) fill(office, key, 1, (key === 'ana' ? 50 : 60) + n);
    fill(office, 'dan', 3, 70);
    office.twilio.limit = 4;
    office.leaves('ben');
    await office.tick();
    expect(['ana', 'cy', 'dan', 'ben'].map((key) => openOf(office, key))).toEqual([4, 4, 4, 3]);
    office.twilio.limit = 1000;
    await ticks(office, 4);
    expect(openOf(office, 'ben')).toBe(0);
    expect(causes(office)).toEqual(['handover-done']);
  });

  test('because Twilio says that it was done, and it was not, is tried five times more, and is alerted then', async () => {
    const office = createOffice(rosterWith('handover: { left: close }'));
    fill(office, 'ben', 2);
    const { close } = office.twilio;
    office.twilio.close = async (conversation) => (conversation === sid(1) ? 'closed' : close(conversation));
    office.leaves('ben');
    await ticks(office, 12);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'done', moved: 1, failed: 1, next: 6 });
    expect(causes(office)).toEqual(['handover-done', 'handover-failed']);
  });

  describe('with the number that the leaver had in a group', () => {
    function group(): Office {
      const office = createOffice(rosterWith('handover: { left: cy }'));
      const number = '+15550009';
      office.twilio.put(sid(7), [{ identity: identityOf('ben'), projectedAddress: number }, { address: '+15557' }]);
      const { add } = office.twilio;
      office.twilio.add = (conversation, identity, address) =>
        address === undefined ? add(conversation, identity) : Promise.resolve('address_taken');
      office.leaves('ben');
      return office;
    }
    const numbers = (office: Office) =>
      office.twilio.conversations.get(sid(7))?.participants.flatMap(({ projectedAddress }) => projectedAddress ?? []);

    test('gets it once Twilio takes that', async () => {
      const office = group();
      let refusals = 3;
      office.fate = (_, call) => (call === 'project' && refusals-- > 0 ? refused : undefined);
      await ticks(office, 8);
      expect(numbers(office)).toEqual(['+15550009']);
      expect(office.record('ben')?.handover).toMatchObject({ step: 'done', moved: 1, failed: 0 });
      expect(causes(office)).toEqual(['handover-done']);
    });

    test('is alerted where Twilio never does', async () => {
      const office = group();
      office.fate = (_, call) => (call === 'project' ? refused : undefined);
      await ticks(office, 12);
      expect(numbers(office)).toEqual([]);
      expect(office.record('ben')?.handover).toMatchObject({ step: 'done', moved: 1 });
      expect(causes(office)).toEqual(['handover-done', 'handover-unnumbered']);
    });
  });

  test('because it is never answered does not hold up the others', async () => {
    const office = createOffice(TO_SALES);
    fill(office, 'ben', 3);
    office.fate = (_, call) => (call === `participants ${sid(1)}` ? 'before' : undefined);
    office.leaves('ben');
    await ticks(office, 20);
    expect(office.twilio.open(identityOf('ben'))).toEqual([sid(1)]);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'done', moved: 2, failed: 1 });
    expect(causes(office)).toContain('handover-failed');
  });
});

describe('the list of conversations', () => {
  test('is gone through anew when Twilio does not know the place any more', async () => {
    const office = createOffice(TO_SALES);
    fill(office, 'ben', 420);
    // An execution gets through one batch, and a part of the next one.
    office.fate = () => {
      office.now += 9;
      return undefined;
    };
    office.leaves('ben');
    await office.tick();
    expect(openOf(office, 'ben')).toBeGreaterThan(0);
    expect(office.record('ben')?.handover).toHaveProperty('page');
    office.twilio.epoch++;
    await ticks(office, 3);
    expect(openOf(office, 'ben')).toBe(0);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'done', moved: 420, failed: 0 });
  });

  test('is gone through over several executions where hundreds are closed', async () => {
    const office = createOffice(TO_SALES);
    fill(office, 'ben', 400);
    for (const conversation of office.twilio.conversations.values()) conversation.state = 'closed';
    fill(office, 'ben', 1, 500);
    // Two seconds a page: an execution gets through four of them.
    office.fate = (_, call) => {
      if (call.startsWith('ofWorker')) office.now += 2000;
      return undefined;
    };
    office.leaves('ben');
    await ticks(office, 4);
    expect(openOf(office, 'ben')).toBe(0);
    await ticks(office, 4);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'done', moved: 1 });
  });
});

describe('those who take over', () => {
  test('are told once, also if the execution that told them was killed', async () => {
    const office = createOffice(
      TO_SALES.replace('ana: { identity: ana@example.com', 'ana: { identity: ana@example.com, phone: "+34600000000"'),
    );
    fill(office, 'ben', 1);
    office.leaves('ben');
    office.fate = (_, call) => (call === 'sendText' ? 'kill after' : undefined);
    await ticks(office, 3);
    office.fate = () => undefined;
    await ticks(office, 3);
    expect(office.texts).toEqual([{ to: '+34600000000', body: '1 conversation of ben is yours now.' }]);
  });

  test('are told by a tick, as `notify` says, where it says so; who wants to be told nothing is named to operators', async () => {
    const roster = `${TO_SALES}\nnotify: { by: [sms], handover: true }`
      .replace('ana: { identity: ana@example.com', 'ana: { identity: ana@example.com, phone: "+34600000000"')
      .replace('cy: { identity: cy@example.com', 'cy: { identity: cy@example.com, phone: "+34600000001", notify: none');
    const office = createOffice(roster);
    fill(office, 'ben', 3);
    office.leaves('ben');
    await ticks(office, 3);
    expect(office.texts).toEqual([]);
    expect(office.alerts.map(({ text }) => text)).toEqual([
      expect.stringMatching(/Nobody has told (cy and dan|dan and cy) yet/),
    ]);
    const { shards } = await createNotesStore(office.sync).all();
    const owed = [...shards.values()].flatMap(({ people }) => [...people.values()].map((notes) => notes.owed));
    expect(owed).toMatchObject([[{ count: 1 }]]);
  });

  test('are not told again when another source reports the same leaving', async () => {
    const office = createOffice(TO_SALES);
    fill(office, 'ben', 1);
    office.leaves('ben');
    await ticks(office, 3);
    office.leaves('ben');
    await ticks(office, 3);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'done', moved: 1 });
    expect(office.alerts.map(({ cause }) => cause)).toEqual(['handover-done']);
  });

  test('come from the roster as it is by then, where the conversations wait', async () => {
    const office = createOffice(rosterWith('handover: { left: sales }', ['ben']));
    fill(office, 'ben', 2);
    office.leaves('ben');
    await ticks(office, 2);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'waiting', waiting: 2 });
    const calls = office.calls.length;
    await ticks(office, 2);
    expect(office.calls).toHaveLength(calls);
    office.deploy(rosterWith('handover: { left: dan }', ['ben']));
    await ticks(office, 2);
    expect(openOf(office, 'dan')).toBe(2);
  });

  test('are waited for by all conversations, however many there are', async () => {
    const office = createOffice(rosterWith('handover: { left: sales }', ['ben']));
    fill(office, 'ben', 431);
    office.leaves('ben');
    await office.tick();
    expect(office.alerts).toEqual([
      expect.objectContaining({ text: expect.stringContaining('431 conversations of ben wait') }),
    ]);
  });

  test('take what is there when somebody comes on duty', async () => {
    const office = createOffice(rosterWith('handover: { left: sales }', ['ben']));
    fill(office, 'ben', 2);
    office.leaves('ben');
    await ticks(office, 2);
    office.deploy(rosterWith('handover: { left: sales }', ['ben', 'cy']));
    await ticks(office, 1);
    expect(openOf(office, 'cy')).toBe(2);
  });

  test('are looked up at Frontline before they are given anything', async () => {
    const office = createOffice(rosterWith('handover: { left: cy }'));
    fill(office, 'ben', 1);
    office.users.delete(identityOf('cy'));
    office.leaves('ben');
    await ticks(office, 2);
    expect(openOf(office, 'ben')).toBe(1);
    expect(office.alerts.at(-1)?.text).toContain('cy cannot use Frontline');
  });
});

describe('leave of the roster', () => {
  const lending = (leave: string) => createOffice(rosterWith(`handover: { leave: cy }\nleave: [${leave}]`));

  test('lends the conversations of somebody without a record, and gives them back when it is over', async () => {
    const office = lending('{ who: ben, from: 2026-11-02T12:02, to: 2026-11-02T12:10 }');
    fill(office, 'ben', 3);
    await office.tick();
    expect(office.calls).toEqual([]);
    await ticks(office, 2);
    expect(openOf(office, 'cy')).toBe(3);
    await ticks(office, 8);
    expect(openOf(office, 'ben')).toBe(3);
    expect(office.record('ben')?.handover).toMatchObject({ step: 'returned', because: 'leave', returned: 3 });
  });

  test('leaves with the successor what was lent to them when somebody leaves who is on leave, until that is undone', async () => {
    const office = lending('{ who: ben, from: 2026-11-02, to: 2026-11-02 }');
    fill(office, 'ben', 3);
    await ticks(office, 2);
    office.leaves('ben');
    await ticks(office, 2);
    expect(openOf(office, 'cy')).toBe(3);
    office.undo('ben');
    office.now += 86_400_000;
    await ticks(office, 2);
    expect(openOf(office, 'ben')).toBe(3);
  });
});
