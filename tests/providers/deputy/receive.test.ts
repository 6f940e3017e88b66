import { createHmac } from 'node:crypto';
import { deputy } from '../../../assets/providers/deputy/receive';
import { ADA, BEN, eventFile, eventFiles, NOW, native, providerContext, request, summary } from '../requests';

const AT = '2026-11-22T08:00:00.000Z';
const LEAVE = 'id=deputy_leave_301';
const SHIFT = 'id=deputy_shift_12';
const HOURS = `${SHIFT} from=1795334400000 to=1795363200000`;

/** What each delivery of events/ yields, checked by hand against the pages named in its README. */
const MEANING: Record<string, string[]> = {
  'clock-on': [`staff.availability ${ADA} ${AT} available=true`],
  'clock-off': [`staff.availability ${ADA} 2026-11-22T07:59:00.000Z available=false`],
  'approved-days-later': ['ignored Timesheet.Update: clocked on or off too long ago to matter now'],
  'entered-afterwards': ['ignored Timesheet.Insert: a timesheet that was entered afterwards'],
  'timesheet.deleted': ['ignored Timesheet.Delete'],
  'leave.requested': ['ignored Leave.Insert: leave that is not approved'],
  'leave.approved': [`staff.leave ${ADA} ${AT} ${LEAVE} from=1798070400000 to=1798243200000`],
  'leave.declined': [`staff.leave_cancelled ${ADA} ${AT} ${LEAVE}`],
  'leave.cancelled': [`staff.leave_cancelled ${ADA} ${AT} ${LEAVE}`],
  'leave.deleted': [`staff.leave_cancelled ${ADA} ${AT} ${LEAVE}`],
  'employee.archived': [`staff.offboarded ${ADA} ${AT}`],
  'employee.deleted': [`staff.offboarded ${ADA} ${AT}`],
  'employee.updated': ['ignored Employee.Update'],
  'employee.inserted': ['ignored Employee.Insert'],
  'employee.saved': ['ignored Employee.Save'],
  several: [
    `staff.availability ${ADA} ${AT} available=true`,
    `staff.availability ${BEN} ${AT} available=true`,
    'unmapped Timesheet.Insert 99',
  ],
  'roster.inserted': ['ignored Roster.Insert: a shift that is open or not published'],
  'roster.inserted-published': [`staff.shift ${ADA} ${AT} ${HOURS}`],
  'roster.published': [`staff.shift ${ADA} ${AT} ${HOURS}`],
  'roster.saved': [`staff.shift ${ADA} ${AT} ${HOURS}`],
  'roster.unpublished': [`staff.shift_cancelled ${ADA} ${AT} ${SHIFT}`],
  'roster.opened': [`staff.shift_cancelled ${ADA} ${AT} ${SHIFT}`],
  'roster.deleted': [`staff.shift_cancelled ${ADA} ${AT} ${SHIFT}`],
  'roster.unassigned': ['ignored Roster.Update: a shift without an employee'],
  'roster.updated': ['ignored Roster.Update: a shift that is not said to be published or not'],
};

const read = (payload: Record<string, unknown>, headers = {}) =>
  deputy.toEvents(request(payload, headers), providerContext());
const like = (name: string, change: object, topic?: string) => {
  const { topic: own, data } = eventFile('deputy', name);
  return read({ topic: topic ?? own, data: { ...Object(data), ...change } });
};

test('every documented delivery is tested, and every test case is documented', () => {
  expect(Object.keys(MEANING).sort()).toEqual(eventFiles('deputy'));
});

test.each(Object.entries(MEANING))('%s is translated as checked by hand', (name, meaning) => {
  expect(summary(read(eventFile('deputy', name)))).toEqual(meaning);
});

describe('a timesheet', () => {
  const ids = (change: object) => like('clock-on', change).events.map(({ id }) => id);

  test('that is saved again keeps its id until it ends', () => {
    expect(ids({ Modified: 'later' })).toEqual(ids({}));
    expect(like('clock-on', {}, 'Timesheet.Save').events).toEqual(like('clock-on', {}).events);
    expect(like('clock-off', {}).events[0]?.id).not.toEqual(ids({})[0]);
  });

  test('of leave, or one that was discarded, changes nobody', () => {
    for (const change of [{ IsLeave: true }, { Discarded: 1 }]) expect(like('clock-on', change).events).toEqual([]);
  });

  test('has no effect an hour after its end or a day after its start', () => {
    const seconds = NOW / 1000;
    const off = (ago: number) => like('clock-off', { EndTime: seconds - ago }).events.length;
    const on = (ago: number) => like('clock-on', { StartTime: seconds - ago }).events.length;
    expect([off(3600), off(3601), on(86_400), on(86_401)]).toEqual([1, 0, 1, 0]);
  });

  test('with a start that was rounded up counts from now', () => {
    expect(like('clock-on', { StartTime: NOW / 1000 + 900 }).events[0]?.timestamp).toBe(NOW);
  });
});

test('a record without a time has the time of its delivery', () => {
  const payload = eventFile('deputy', 'employee.deleted');
  for (const Modified of [null, '', 0, '0']) {
    const data = { ...Object(payload.data), Modified };
    const { events } = read({ ...payload, data }, { 'x-deputy-generation-time': '1795334000' });
    expect(events[0]?.timestamp).toBe(1795334000_000);
  }
});

test('flags may be written as text, as numbers and as null', () => {
  for (const no of ['0', 'false', 0, false, null, '']) {
    expect(like('clock-off', { IsInProgress: no, IsLeave: no, Discarded: no }).events).toHaveLength(1);
    expect(like('clock-on', { IsLeave: no, Discarded: no }).events).toMatchObject([{ data: { available: true } }]);
  }
  for (const yes of ['1', 'true', 'True', 1, true]) {
    expect(like('clock-off', { IsInProgress: yes }).events).toMatchObject([{ data: { available: true } }]);
    expect(like('clock-on', { Discarded: yes }).events).toEqual([]);
  }
  expect(like('clock-on', { IsInProgress: 'maybe' }).faults.map(({ path }) => path)).toEqual(['data.IsInProgress']);
});

test('an employee whose Active is null is not taken for archived', () => {
  expect(like('employee.archived', { Active: null }).events).toEqual([]);
  expect(like('employee.archived', { Active: false }).events).toMatchObject([{ type: 'staff.offboarded' }]);
});

test.each([
  ['clock-on', 'StartTime'],
  ['clock-off', 'EndTime'],
])('%s without %s, however that is written, counts from when Deputy sent it, else from its arrival', (name, field) => {
  const { topic, data } = eventFile('deputy', name);
  const sent = { 'x-deputy-generation-time': String(NOW / 1000 - 60) };
  for (const none of [null, undefined, '', 0, '0']) {
    const payload = { topic, data: { ...Object(data), [field]: none } };
    expect(read(payload, sent).events.map(({ timestamp }) => timestamp)).toEqual([NOW - 60_000]);
    expect(read(payload).events.map(({ timestamp }) => timestamp)).toEqual([NOW]);
  }
  expect(like(name, { [field]: 'soon' }).faults.map(({ path }) => path)).toEqual([`data.${field}`]);
});

test('the status of a leave may be a text', () => {
  expect(summary(like('leave.approved', { Status: '1' }))[0]).toMatch(/^staff.leave /);
});

describe('a shift', () => {
  const published = (change: object, topic?: string) => like('roster.published', change, topic);
  const ids = (change: object, topic?: string) => published(change, topic).events.map(({ id }) => id);

  test('keeps its id while it is saved unchanged, and has another one for each change', () => {
    expect(ids({ Cost: 12 }, 'Roster.Save')).toEqual(ids({}));
    for (const change of [{ EndTime: 1795366800 }, { Open: 1 }, { Published: 0 }, { Modified: NOW / 1000 + 60 }]) {
      expect(ids(change)).not.toEqual(ids({}));
    }
    expect(ids({}, 'Roster.Delete')).not.toEqual(ids({}));
  });

  test('that was edited is the same shift, with the time of its change', () => {
    const [event] = published({ EndTime: 1795366800, Modified: NOW / 1000 + 60 }).events;
    expect(event).toMatchObject({
      type: 'staff.shift',
      timestamp: NOW + 60_000,
      data: { id: 'deputy_shift_12', to: 1795366800_000 },
    });
  });

  test('has flags and ids as every writer turns them out', () => {
    const hours = [`staff.shift ${ADA} ${AT} ${HOURS}`];
    for (const yes of [1, '1', 'true', 'True']) expect(summary(published({ Published: yes }))).toEqual(hours);
    for (const no of [0, '0', 'false', null, '']) expect(summary(published({ Open: no }))).toEqual(hours);
    expect(summary(published({ Employee: '4', Id: '12' }))).toEqual(hours);
    for (const none of [null, undefined, '', 0, '0']) {
      expect(summary(published({ Employee: none }, 'Roster.Delete'))).toEqual([
        'ignored Roster.Delete: a shift without an employee',
      ]);
    }
  });

  test('without hours is ignored; one that ends before it begins, and a wrong field, are faults', () => {
    for (const none of [null, 0, '']) {
      expect(summary(published({ EndTime: none }))).toEqual([
        'ignored Roster.Update: a shift without StartTime and EndTime',
      ]);
    }
    expect(published({ EndTime: 1795330800 }).faults).toHaveLength(1);
    const faults = published({ Published: 'perhaps', StartTime: 'soon', Employee: {} }).faults;
    expect(faults.map(({ path }) => path).sort()).toEqual(['data.Employee', 'data.Published', 'data.StartTime']);
  });

  test('of somebody whom the roster does not map is reported as such', () => {
    expect(summary(published({ Employee: 99 }))).toEqual(['unmapped Roster.Update 99']);
  });
});

test('leave without hours is ignored, with a reason', () => {
  expect(summary(like('leave.approved', { Start: null }))).toEqual([
    'ignored Leave.Update: leave without Start and End',
  ]);
});

test('a faulty record is reported by its path; the other records take effect', () => {
  const { topic, data } = eventFile('deputy', 'several');
  const [first] = Object(data);
  const { events, faults } = read({ topic, data: [{ Id: true }, first, null] });
  expect(events).toHaveLength(1);
  expect(faults.map(({ path }) => path)).toEqual(['data.0.Id', 'data.0.Employee', 'data.2']);
});

test.each(['constructor.Insert', '__proto__', '', '.', 'Timesheets.Insert'])('topic %p is ignored', (topic) => {
  expect(read({ topic, data: {} }).events).toEqual([]);
});

test('the secret is accepted as a bearer token', () => {
  const authentic = (authorization: unknown, ...secrets: string[]) =>
    deputy.authenticate(request({}, { authorization }), native(...secrets), NOW);
  expect([authentic('Bearer s', 's'), authentic('bearer s', 't', 's')]).toEqual([true, true]);
  for (const wrong of ['s', 'Basic s', 'Bearer t', 'Bearer', '', undefined, ['Bearer s', 'Bearer s']]) {
    expect(authentic(wrong, 's')).toBe(false);
  }
});

describe("Deputy's own signature", () => {
  const KEY = 'the private key of the installation';
  const payload = eventFile('deputy', 'clock-on');
  const hmac = (body: string, encoding: 'hex' | 'base64', key = KEY) =>
    createHmac('sha256', key).update(body).digest(encoding);
  const authentic = (signature: unknown, ...secrets: string[]) =>
    deputy.authenticate(request(payload, { 'x-deputy-secret': signature }), native(...secrets), NOW);

  test('is the HMAC-SHA256 of the body, in hex or in base64, in any writing of the same body', () => {
    const php = JSON.stringify(payload).replaceAll('/', '\\/');
    for (const body of [JSON.stringify(payload), php, JSON.stringify(payload, null, 4)]) {
      expect(authentic(hmac(body, 'hex'), KEY)).toBe(true);
      expect(authentic(hmac(body, 'base64'), 'a bearer token', KEY)).toBe(true);
    }
  });

  test('is not one of another body or by another key, nor the key itself', () => {
    const body = JSON.stringify(payload);
    for (const wrong of [
      hmac(JSON.stringify({ ...payload, topic: 'Employee.Delete' }), 'hex'),
      hmac(body, 'hex', 'another key'),
      hmac(body, 'hex').toUpperCase(),
      hmac(body, 'base64').replace(/=+$/, ''),
      KEY,
      '',
      undefined,
      [hmac(body, 'hex'), hmac(body, 'hex')],
    ]) {
      expect(authentic(wrong, KEY)).toBe(false);
    }
    expect(authentic(hmac(body, 'hex', ''))).toBe(false);
  });
});
