import { createHmac } from 'node:crypto';
import { hibob } from '../../../assets/providers/hibob/receive';
import { ADA, eventFile, eventFiles, NOW, native, providerContext, request, summary } from '../requests';

// Bob's time has microseconds and no zone; the clock of these tests stands a little before it, so it is cut to now.
const AT = '2026-11-22T08:00:00.000Z';
const LEAVE = 'hibob_inactive_3332883854254932743';
const BACK = [`staff.reinstated ${ADA} ${AT}`, `staff.leave_cancelled ${ADA} ${AT} id=${LEAVE}`];

/** What each delivery of events/ yields, checked by hand against the pages named in its README. */
const MEANING: Record<string, string[]> = {
  'employee.left': [`staff.offboarded ${ADA} ${AT}`],
  'employee.inactivated': [`staff.leave ${ADA} ${AT} id=${LEAVE} from=${NOW} to=${Date.UTC(9999, 11, 31, 23, 59, 59)}`],
  'employee.activated': BACK,
  'employee.joined': BACK,
  'employee.access.revoked.immediately': [`staff.offboarded ${ADA} ${AT}`],
  'employee.deleted': [`staff.offboarded ${ADA} ${AT}`],
  'employee.temporaryLeave': [
    'ignored employee.temporaryLeave: employee.inactivated says so where the leave takes away access',
  ],
  'employee.updated': ['ignored employee.updated'],
  'table.entry.created': ['ignored table.entry.created'],
  'timeoff.request.approved': [
    'ignored timeoff.request.approved: Bob says neither from when nor until when: give the roster a feed of the leave',
  ],
  'timeoff.request.requested': ['ignored timeoff.request.requested'],
  'timeoff.request.declined': ['ignored timeoff.request.declined'],
  'timeoff.request.cancelled': ['ignored timeoff.request.cancelled'],
  'table.entry.updated': ['ignored table.entry.updated'],
  'employee.created': ['ignored employee.created'],
  'employee.deleted~found-by-email': [`staff.offboarded cy@example.com ${AT}`],
  'employee.left~version-1': [`staff.offboarded ${ADA} ${AT}`],
  'employee.deleted~version-1': [`staff.offboarded ${ADA} ${AT}`],
  'employee.inactivated~version-1': [
    `staff.leave ${ADA} ${AT} id=${LEAVE} from=${NOW} to=${Date.UTC(9999, 11, 31, 23, 59, 59)}`,
  ],
  'employee.activated~version-1': BACK,
  'employee.updated~version-1': ['ignored employee.updated'],
};

const read = (payload: Record<string, unknown>) => hibob.toEvents(request(payload), providerContext());

test('every documented delivery is tested, and every test case is documented', () => {
  expect(Object.keys(MEANING).sort()).toEqual(eventFiles('hibob'));
});

test.each(Object.entries(MEANING))('%s is translated as checked by hand', (name, meaning) => {
  expect(summary(read(eventFile('hibob', name)))).toEqual(meaning);
});

test('a time without a zone is the latest instant that it can mean, and at most now', () => {
  const at = (triggeredAt: string) =>
    read({ ...eventFile('hibob', 'employee.left'), triggeredAt }).events[0]?.timestamp;
  expect(at('2026-11-21T19:30:00.915906')).toBe(Date.UTC(2026, 10, 22, 7, 30, 0, 915));
  expect(at('2026-11-22T07:30:00')).toBe(NOW);
  expect(at('2026-11-22T10:30:00')).toBe(NOW);
  expect(at('2026-11-22T09:30:00.5+02:00')).toBe(Date.UTC(2026, 10, 22, 7, 30, 0, 500));
});

test('an event has a unique id, the same on redelivery', () => {
  const early = { triggeredAt: '2026-11-22T07:30:00' };
  const ids = (name: string) => read({ ...eventFile('hibob', name), ...early }).events.map(({ id }) => id);
  expect(ids('employee.activated')).toEqual(ids('employee.activated'));
  expect(new Set([...ids('employee.activated'), ...ids('employee.left'), ...ids('employee.inactivated')]).size).toBe(4);
});

test('an event with an effect must have a person and a time', () => {
  for (const change of [{ triggeredAt: undefined }, { triggeredAt: 'soon' }, { data: {} }, { data: undefined }]) {
    const { events, faults } = read({ ...eventFile('hibob', 'employee.left'), ...change });
    expect([events, faults.length]).toEqual([[], 1]);
  }
});

test('a deleted employee whom the roster does not map is found by the e-mail address', () => {
  const data = { employeeId: '77', email: 'cy@example.com' };
  expect(summary(read({ ...eventFile('hibob', 'employee.deleted'), data }))).toEqual([
    `staff.offboarded cy@example.com ${AT}`,
  ]);
});

test('the body of version 1 is read, by its id or its e-mail address', () => {
  const old = (employee: object, type = 'employee.left') =>
    summary(read({ companyId: 1, type, employee, creationDate: '2026-11-22T08:00:00.123' }));
  expect(old({ id: '3332883854254932743', email: 'x@example.com' })).toEqual([`staff.offboarded ${ADA} ${AT}`]);
  expect(old({ id: '77', email: 'cy@example.com' })).toEqual([`staff.offboarded cy@example.com ${AT}`]);
  expect(old({ id: '77' })).toEqual(['unmapped employee.left 77']);
});

describe('the handshake', () => {
  test('answers the ping, sent as JSON or as plain text', () => {
    for (const payload of [{ text: 'Ping test' }, {}])
      expect(hibob.handshake?.(request(payload))).toEqual({ answer: {} });
  });

  test('does not answer any other request', () => {
    for (const payload of [
      { text: 'Ping' },
      { text: 'Ping test', type: 'employee.left' },
      eventFile('hibob', 'employee.left'),
    ]) {
      expect(hibob.handshake?.(request(payload))).toBeUndefined();
    }
  });
});

test('the signature is the HMAC-SHA512 of the body in base64', () => {
  const body = JSON.stringify(eventFile('hibob', 'employee.left'));
  const hmac = createHmac('sha512', 'bob').update(body);
  const signature = hmac.digest('base64');
  const authentic = (given: unknown, keys = native('bob')) =>
    hibob.authenticate(request(JSON.parse(body), { 'bob-signature': given }), keys, NOW);
  expect([authentic(signature), authentic(signature, native('other', 'bob'))]).toEqual([true, true]);
  for (const wrong of [signature.slice(0, -2), signature.replace(/.$/, 'A'), '', undefined, [signature]]) {
    expect(authentic(wrong)).toBe(false);
  }
  expect(authentic(signature, native('other'))).toBe(false);
});
