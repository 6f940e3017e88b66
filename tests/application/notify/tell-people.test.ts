import { forgetNotes, oweNews, tellPeople } from '../../../assets/application/notify/tell-people.private';
import { beginHandover } from '../../../assets/domain/person/handover';
import { emptyRecord } from '../../../assets/domain/person/record';
import type { SlackState } from '../../../emulator/slack';
import { deliver } from '../../support/deliveries';
import type { Death } from '../../support/mortal-transport';
import { operate } from '../../support/operators';
import { identityOf, rosterOf } from '../../support/roster';
import { runTick } from '../../support/ticks';
import { ALERTS, withWorld } from '../../support/with-world';

const PEOPLE = `version: 1
zone: UTC
people:
  ana: { identity: ana@example.com, zone: Europe/Madrid, phone: "+34600000000", slack: U0ANA }
  ben: { identity: ben@example.com, phone: "+34600000001", slack: U0BEN }
  cy: { identity: cy@example.com, slack: U0CY, notify: none }
teams: { sales: [ana, ben] }
`;
const LATE = '  - { id: late, days: [mon], from: "14:00", to: "16:00", zone: UTC, who: [ana, cy] }\n';
const NEXT =
  '  - { id: next, days: [tue], from: "09:00", to: "17:00", zone: UTC, until: 2026-11-03, who: [ben, cy] }\n';
const rosterWith = (shifts: string, notify: string) => `${PEOPLE}shifts:\n${shifts}notify: ${notify}\n`;
const SMS = '{ by: [sms], shift: 30 minutes, changes: true, quiet: { from: "22:00", to: "07:00" } }';
const ROSTER = rosterWith(LATE + NEXT, SMS);

const world = withWorld(ROSTER, { env: { ...ALERTS, SLACK_BOT_TOKEN: 'xoxb-test' } });
const REMINDER = 'Your shift: Mon 15:00 to 17:00. Times: Europe/Madrid.';

/** Ticks at each of these times, of the day when the tests begin. */
async function tickAt(...times: string[]): Promise<void> {
  for (const time of times) {
    jump(`02T${time}:00`);
    await runTick(world);
  }
}

/** What was written in Slack, and the user groups. */
const slack = async () => (await world.twilio.call<SlackState>('/_local/slack')).body;
const nobodyKnown = { records: new Map(), isUnknown: () => false };
/** Tells people in an execution of its own, as a tick at this moment would. */
const tellNow = (death?: Death) =>
  tellPeople(nobodyKnown, { now: world.clock.now, before: world.clock.now - 60_000 }, world.execution(death));
const notesCalls = async () => (await world.calls('sync')).filter(({ path }) => path.includes('rosterline-notify'));
const jump = (time: string) => {
  world.clock.now = Date.parse(`2026-11-${time}Z`);
};

describe('A reminder', () => {
  test('comes once, so long before the shift, in the time of the person', async () => {
    await tickAt('12:00', '13:29');
    expect(await world.texts()).toEqual([]);
    await tickAt('13:30', '13:31', '13:36', '14:00', '14:01');
    expect(await world.texts()).toEqual([REMINDER]);
  });

  test('comes in the language of the person, or of the team', async () => {
    const people = PEOPLE.replace('slack: U0ANA', 'slack: U0ANA, notify: { language: de }');
    const late = LATE.replace('[ana, cy]', '[ana, ben]');
    world.deploy(`${people}shifts:\n${late}notify: { by: [sms], shift: 30 minutes, language: es }\n`);
    await tickAt('13:29', '13:30');
    expect((await world.texts()).sort()).toEqual([
      'Schicht: Mo 15:00 bis 17:00. Zeiten: Europe/Madrid.',
      'Turno: lun 14:00 a 16:00. Horas de UTC.',
    ]);
  });

  test('comes once from two executions at once, and from another process later', async () => {
    await runTick(world);
    jump('02T13:30:00');
    world.restart();
    await Promise.all([tellNow(), tellNow()]);
    expect(await world.texts()).toEqual([REMINDER]);
    world.restart();
    await tellNow();
    expect(await world.texts()).toEqual([REMINDER]);
  });

  test('is lost rather than sent twice where the execution was killed between claim and message', async () => {
    await runTick(world);
    jump('02T13:30:00');
    world.restart();
    let died: () => void = () => undefined;
    const death = new Promise<void>((resolve) => {
      died = resolve;
    });
    // Reads what is kept, writes the claim, sends.
    void tellNow({ at: 3, when: 'before', onDeath: () => died() });
    await death;
    world.restart();
    await tellNow();
    expect(await world.texts()).toEqual([]);
  });

  test('is sent by the next tick where the execution was killed before the claim', async () => {
    await runTick(world);
    jump('02T13:30:00');
    world.restart();
    let died: () => void = () => undefined;
    const death = new Promise<void>((resolve) => {
      died = resolve;
    });
    void tellNow({ at: 2, when: 'before', onDeath: () => died() });
    await death;
    world.restart();
    world.passMinutes();
    await tellNow();
    expect(await world.texts()).toEqual([REMINDER]);
  });

  test('is sent where the answer to the claim was lost', async () => {
    await runTick(world);
    jump('02T13:30:00');
    await world.fault({ host: 'sync.twilio.com', method: 'POST', after: true, reset: true, times: 1 });
    await tellNow();
    expect(await world.texts()).toEqual([REMINDER]);
  });

  test('that is late by more than five minutes is dropped, and the log says so', async () => {
    await tickAt('12:00', '13:29', '13:40', '13:41');
    expect(await world.texts()).toEqual([]);
    expect(world.logged.filter((line) => line.includes('they are too late'))).toHaveLength(1);
  });

  test('waits until what has been told can be noted, and that is alerted', async () => {
    await runTick(world);
    jump('02T13:30:00');
    await world.fault({ host: 'sync.twilio.com', path: '/v1/Services/default/Maps/rosterline-notify*', status: 500 });
    world.restart();
    await tellNow();
    expect(await world.texts()).toEqual([expect.stringContaining('Nobody is told about shifts just now')]);
    await world.mend();
    world.passMinutes();
    await tellNow();
    expect((await world.texts()).slice(1)).toEqual([REMINDER]);
  });

  test('is not sent where it cannot be noted that it is', async () => {
    await runTick(world);
    jump('02T13:30:00');
    const path = '/v1/Services/default/Maps/rosterline-notify*';
    await world.fault({ host: 'sync.twilio.com', method: 'POST', path, status: 500 });
    await tellNow();
    expect(await world.texts()).toEqual([expect.stringContaining('Nobody is told about shifts just now')]);
  });

  test('comes to nobody who has left', async () => {
    await runTick(world);
    await deliver(world, { type: 'staff.offboarded', id: 'left', data: { identity: identityOf('ana') } });
    await tickAt('13:29', '13:30', '13:31');
    expect(await world.texts()).toEqual([]);
  });

  test('comes to nobody on leave, and of no end of an override', async () => {
    world.deploy(rosterWith(LATE, '{ by: [sms], shift: 30 minutes }'));
    const leave = { identity: identityOf('ana'), id: 'l1', from: '2026-11-02T13:00:00Z', to: '2026-11-02T15:00:00Z' };
    await deliver(world, { type: 'staff.leave', id: 'leave', data: leave });
    await tickAt('13:29', '13:30', '14:30', '15:00');
    const out = { identity: identityOf('ana'), available: false, until: '2026-11-02T15:40:00Z' };
    await deliver(world, { type: 'staff.availability', id: 'out', data: out });
    await tickAt('15:09', '15:10', '15:11');
    expect(await world.texts()).toEqual([]);
  });
});

describe('Somebody who answered STOP', () => {
  test('is told nothing, and nobody is alerted', async () => {
    await runTick(world);
    jump('02T13:30:00');
    await world.fault({ host: 'api.twilio.com', form: { To: '+34600000000' }, status: 400, code: 21610 });
    await tellNow();
    expect(await world.texts()).toEqual([]);
    expect(world.logged.filter((line) => line.includes('answered STOP'))).toHaveLength(1);
  });

  test('differs from somebody whose phone takes no message, of whom operators are alerted', async () => {
    await runTick(world);
    jump('02T13:30:00');
    await world.fault({ host: 'api.twilio.com', form: { To: '+34600000000' }, status: 400, code: 21211 });
    await tellNow();
    expect(await world.texts()).toEqual([
      expect.stringContaining('A text message for ana was not accepted (error 21211)'),
    ]);
  });
});

describe('A change', () => {
  test('of the roster is told to whom it concerns, in one message, once', async () => {
    await runTick(world);
    const moved = NEXT.replace('"09:00"', '"10:00"').replace('[ben, cy]', '[ben, ana]');
    world.deploy(rosterWith(LATE + moved, SMS));
    world.passMinutes();
    await runTick(world);
    world.passMinutes();
    await runTick(world);
    expect((await world.texts()).sort()).toEqual([
      'Your shifts have changed. New: Tue 11:00 to 18:00 (shift next). Times: Europe/Madrid.',
      'Your shifts have changed. Now Tue 10:00 to 17:00 (shift next) instead of Tue 09:00 to 17:00. Times: UTC.',
    ]);
  });

  test('by leave and by an override is told, one that somebody texted themselves is not', async () => {
    await runTick(world);
    const leave = { identity: identityOf('ben'), id: 'l1', from: '2026-11-03T00:00:00Z', to: '2026-11-04T00:00:00Z' };
    await deliver(world, { type: 'staff.leave', id: 'leave', data: leave });
    const out = { identity: identityOf('ana'), available: false, until: '2026-11-02T15:00:00Z' };
    await deliver(world, { type: 'staff.availability', id: 'sms-SM1', data: out });
    world.passMinutes();
    await runTick(world);
    expect(await world.texts()).toEqual(['Your shifts have changed. Off: Tue 09:00 to 17:00 (leave). Times: UTC.']);
    await deliver(world, { type: 'staff.availability', id: 'evt-1', data: out });
    world.passMinutes();
    await runTick(world);
    expect((await world.texts()).slice(1)).toEqual([
      'Your shifts have changed. Now Mon 16:00 to 17:00 (shift late) instead of Mon 15:00 to 17:00. Times: Europe/Madrid.',
    ]);
  });

  test('because HR has announced that somebody leaves is not disclosed to them', async () => {
    await runTick(world);
    const leaving = { identity: identityOf('ben'), effectiveAt: '2026-11-02T20:00:00Z' };
    await deliver(world, { type: 'staff.offboarded', id: 'leaving', data: leaving });
    world.passMinutes();
    await runTick(world);
    expect(await world.texts()).toEqual([]);
  });

  test('in quiet hours is told at their end', async () => {
    jump('02T22:30:00');
    await runTick(world);
    world.deploy(rosterWith(LATE + NEXT.replace('"09:00"', '"10:00"'), SMS));
    world.passMinutes();
    await runTick(world);
    jump('03T06:59:00');
    await runTick(world);
    expect(await world.texts()).toEqual([]);
    world.passMinutes();
    world.clock.now -= world.clock.now % 60_000;
    await runTick(world);
    expect(await world.texts()).toEqual([
      'Your shifts have changed. Now Tue 10:00 to 17:00 (shift next) instead of Tue 09:00 to 17:00. Times: UTC.',
    ]);
  });
});

describe('A process that remembers what people knew', () => {
  test('does not believe that after another one has told them otherwise', async () => {
    const later = rosterWith(LATE + NEXT.replace('"09:00"', '"10:00"'), SMS);
    await tickAt('12:00');
    const { known } = world.execution().memory.notes;
    expect(known).toBeDefined();
    world.restart();
    world.deploy(later);
    await tickAt('12:01');
    world.restart();
    world.execution().memory.notes.known = known;
    world.deploy(ROSTER);
    await tickAt('12:02');
    expect(await world.texts()).toEqual([
      expect.stringContaining('Now Tue 10:00 to 17:00'),
      expect.stringContaining('Now Tue 09:00 to 17:00'),
    ]);
  });
});

describe('A roster that is held as truncated', () => {
  const keys = Array.from({ length: 6 }, (_, n) => `p${n}`);
  const roster = (who: readonly string[]) =>
    rosterOf(keys, { onDuty: who, more: 'notify: { by: [sms], changes: true }' }).replaceAll(
      /(p(\d)@example.com)/g,
      '$1, phone: "+3460000001$2"',
    );

  test('tells nobody that they are free', async () => {
    world.deploy(roster(keys));
    await world.seed();
    await tickAt('12:00', '12:01');
    world.deploy(roster(['p0']));
    await tickAt('12:02', '12:03');
    expect(await world.texts()).toEqual([expect.stringContaining('would switch off')]);
  });
});

describe('What people know', () => {
  test('that cannot be read is noted anew, and that is alerted', async () => {
    await tickAt('12:00');
    const { shards } = await world.execution().notes.all();
    const [[shard, { revision }] = ['', { revision: '' }]] = [...shards];
    const path = `/v1/Services/default/Maps/rosterline-notify/Items/${shard}`;
    const form = { Data: '{"v":2}' };
    const { status } = await world.twilio.call(path, {
      host: 'sync.twilio.com',
      form,
      headers: { 'If-Match': revision ?? '' },
    });
    expect(status).toBe(200);
    world.restart();
    await tickAt('12:01', '12:02');
    expect(await world.texts()).toEqual([expect.stringContaining('could not be read, and is noted anew')]);
    expect((await world.execution().notes.all()).unreadable).toBe(0);
  });
});

describe('A quiet tick', () => {
  test('costs nothing more in the process that made the one before, and one read in any other', async () => {
    await tickAt('12:00', '12:01');
    const before = (await notesCalls()).length;
    await tickAt('12:02', '12:03');
    expect((await notesCalls()).length).toBe(before);
    world.restart();
    await tickAt('12:04');
    expect((await notesCalls()).slice(before).map(({ method }) => method)).toEqual(['GET']);
  });

  test('costs nothing more where nobody is told of changes', async () => {
    world.deploy(rosterWith(LATE, '{ by: [sms], shift: 30 minutes }'));
    await tickAt('12:00', '12:01');
    world.restart();
    await tickAt('12:02');
    expect(await notesCalls()).toEqual([]);
  });
});

describe('Slack', () => {
  const GROUPS = '{ by: [slack], shift: 30 minutes, group: { S0SALES: sales, S0ALL: everybody } }';

  test('brings messages, and has those on duty in its groups', async () => {
    world.deploy(rosterWith(LATE + NEXT, GROUPS));
    await tickAt('12:00', '13:30');
    expect((await slack()).messages).toMatchObject([{ channel: 'U0ANA', text: REMINDER }]);
    expect((await slack()).usergroups).toEqual({});
    await tickAt('14:00', '14:01');
    // Cy is on duty too, and wants nothing of it.
    expect((await slack()).usergroups).toEqual({ S0SALES: ['U0ANA'], S0ALL: ['U0ANA'] });
    const calls = async () =>
      (await world.twilio.call<{ host: string; path: string }[]>('/_local/journal')).body.filter(
        ({ path }) => path === '/api/usergroups.users.update',
      ).length;
    expect(await calls()).toBe(2);
    await tickAt('16:00', '16:01');
    // Nobody is on duty: Slack has no empty groups.
    expect(await calls()).toBe(2);
    expect((await slack()).usergroups).toMatchObject({ S0ALL: ['U0ANA'] });
  });

  test('that refuses a group is alerted, and asked again', async () => {
    world.configure({ SLACK_BOT_TOKEN: 'xoxb-revoked' });
    world.deploy(rosterWith(LATE, GROUPS));
    jump('02T14:00:00');
    await tellNow();
    expect(await world.texts()).toContainEqual(expect.stringContaining('S0SALES (token_revoked)'));
    world.configure({});
    world.passMinutes();
    await tellNow();
    expect((await slack()).usergroups).toEqual({ S0SALES: ['U0ANA'], S0ALL: ['U0ANA'] });
  });

  test('that is not configured is alerted', async () => {
    world.configure({ SLACK_BOT_TOKEN: undefined });
    world.deploy(rosterWith(LATE, GROUPS));
    await runTick(world);
    expect(await world.texts()).toEqual([expect.stringContaining('SLACK_BOT_TOKEN is not set')]);
  });
});

describe('Conversations that somebody has taken over', () => {
  const HANDOVER = '{ by: [sms], handover: true, quiet: { from: "22:00", to: "07:00" } }';

  test('are told once, after the quiet hours', async () => {
    world.deploy(rosterWith(LATE, HANDOVER));
    jump('03T03:00:00');
    const ports = world.execution();
    const [ana] = ports.roster.people;
    if (!ana) throw new Error('nobody');
    expect(await oweNews(ana, identityOf('ben'), 3, ports)).toBe(true);
    const handover = beginHandover(undefined, { because: 'left', to: 'ana' }, world.clock.now, 'id');
    const record = { ...emptyRecord(identityOf('ben')), handover };
    const tell = () =>
      tellPeople(
        { records: new Map([[record.identity, record]]), isUnknown: () => false },
        { now: world.clock.now, before: world.clock.now - 60_000 },
        world.execution(),
      );
    await tell();
    expect(await world.texts()).toEqual([]);
    jump('03T06:00:00');
    await tell();
    await tell();
    expect(await world.texts()).toEqual(['3 conversations of ben are yours now.']);
  });

  test('cannot be told to somebody who wants to be told nothing', async () => {
    world.deploy(rosterWith(LATE, HANDOVER));
    const ports = world.execution();
    const cy = ports.roster.people[2];
    if (!cy) throw new Error('nobody');
    expect(await oweNews(cy, identityOf('ben'), 3, ports)).toBe(false);
  });

  test('are not noted over what cannot be read, of whose loss the next tick alerts', async () => {
    world.deploy(rosterWith(LATE, HANDOVER));
    const ports = world.execution();
    const [ana] = ports.roster.people;
    if (!ana) throw new Error('nobody');
    const isUnreadable = async () => ({ people: new Map(), revision: '1', isUnreadable: true }) as const;
    const written: string[] = [];
    const notes = {
      ...ports.notes,
      readShard: isUnreadable,
      writeShard: async (shard: string) => {
        written.push(shard);
        return '2';
      },
    };
    expect(await oweNews(ana, identityOf('ben'), 3, { ...ports, notes })).toBe(false);
    expect(written).toEqual([]);
  });
});

test('Erasing somebody forgets what they know of their shifts', async () => {
  await runTick(world);
  const ports = world.execution();
  const kept = async () => [...(await ports.notes.all()).shards.values()].flatMap(({ people }) => [...people.keys()]);
  expect(await kept()).toHaveLength(2);
  await operate(world, 'erase', { person: 'ana' });
  expect(await kept()).toHaveLength(1);
  expect(await forgetNotes(identityOf('ana'), ports)).toBe(false);
});
