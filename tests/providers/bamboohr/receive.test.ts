import { createHmac } from 'node:crypto';
import { bamboohr } from '../../../assets/providers/bamboohr/receive';
import { ADA, BEN, eventFile, eventFiles, NOW, native, providerContext, request, summary } from '../requests';

const AT = '2026-11-22T08:00:00.000Z';
const SENT = String(NOW / 1000);
const KEY = 'a private key of BambooHR';

const UNLISTED = 'ignored employee updated: the status is none that BAMBOOHR_FIELDS lists under left or active';

/** What each delivery of events/ yields, checked by hand against the pages named in its README. */
const MEANING: Record<string, string[]> = {
  inactive: [`staff.offboarded ${ADA} ${AT}`],
  'inactive-api': [`staff.offboarded carl@example.com ${AT}`],
  active: [`staff.reinstated ${ADA} ${AT}`],
  'active-unchanged': ['ignored employee updated: the status has not changed'],
  'without-status': [
    'ignored employee updated: no field Status or status: let the webhook post it, or name yours in BAMBOOHR_FIELDS',
  ],
  'unlisted-status': [UNLISTED],
  'status-Inaktiv': [UNLISTED],
  'status-On-Leave': [UNLISTED],
  'status-Garden-Leave': [UNLISTED],
  'active-without-changedFields': [
    'ignored employee updated: without changedFields nothing says that the status has changed: nobody is let in',
  ],
  created: ['ignored employee created'],
  'created~with-a-status': ['ignored employee created: the status has not changed'],
  deleted: [`staff.offboarded ${ADA} ${AT}`],
  several: [
    `staff.offboarded ${ADA} ${AT}`,
    `staff.reinstated ${BEN} 2026-11-22T07:59:59.000Z`,
    'unmapped employee updated 999',
  ],
  'employee.updated': ['ignored employee.updated: event-based webhooks carry no values: make the webhook field-based'],
  'employee.deleted': [`staff.offboarded ${ADA} ${AT}`],
  'employee.created': ['ignored employee.created'],
};

const read = (payload: Record<string, unknown>, fields = '') =>
  bamboohr.toEvents(request(payload, { 'x-bamboohr-timestamp': SENT }), providerContext({ BAMBOOHR_FIELDS: fields }));

test('every documented delivery is tested, and every test case is documented', () => {
  expect(Object.keys(MEANING).sort()).toEqual(eventFiles('bamboohr'));
});

test.each(Object.entries(MEANING))('%s is translated as checked by hand', (name, meaning) => {
  expect(summary(read(eventFile('bamboohr', name)))).toEqual(meaning);
});

/** An employee whose fields are these. */
const employee = (fields: object, changedFields: string[] = Object.keys(fields), more: object = {}) => ({
  employees: [
    { id: '12345', action: 'Updated', timestamp: '2026-11-22T08:00:00+0000', changedFields, fields, ...more },
  ],
});

describe('the fields', () => {
  const OURS =
    'status=Employment Status; left=Terminated|Deceased; active=Full-Time|Part-Time; email=Login; name=Nickname';

  test.each([
    ['Terminated', 'staff.offboarded'],
    ['deceased', 'staff.offboarded'],
    [' Terminated ', 'staff.offboarded'],
    ['Full-Time', 'staff.reinstated'],
    ['Inactive', 'ignored'],
    ['', 'ignored'],
  ])('are those that BAMBOOHR_FIELDS names, and %p is taken as configured', (value, meaning) => {
    expect(summary(read(employee({ 'Employment Status': value }), OURS))[0]).toMatch(new RegExp(`^${meaning}`));
  });

  test('with an e-mail identify a person whom the roster does not map', () => {
    const payload = employee({ 'Employment Status': 'Terminated', Login: 'eve@example.com' }, undefined, { id: 'x' });
    expect(summary(read(payload, OURS))).toEqual([`staff.offboarded eve@example.com ${AT}`]);
  });

  test('with a changed name update the display name, besides the status', () => {
    const both = employee({ 'Employment Status': 'Full-Time', Nickname: 'Ada' });
    expect(summary(read(both, OURS))).toEqual([
      `staff.reinstated ${ADA} ${AT}`,
      `staff.profile ${ADA} ${AT} friendlyName=Ada`,
    ]);
    expect(new Set(read(both, OURS).events.map(({ id }) => id)).size).toBe(2);
    expect(summary(read(employee({ Nickname: 'Ada' }), OURS))).toEqual([`staff.profile ${ADA} ${AT} friendlyName=Ada`]);
    expect(summary(read(employee({ Nickname: 'Ada' }, []), OURS))[0]).toMatch(/^ignored/);
  });

  test('with names such as constructor are ignored', () => {
    const payload = employee(JSON.parse('{"__proto__":"Inactive","constructor":"Inactive"}'));
    expect(summary(read(payload))[0]).toMatch(/^ignored/);
    expect(summary(read(payload, 'status=constructor'))[0]).toMatch(/^staff.offboarded/);
  });
});

test('a leaver is locked out whichever field changed; a person is reinstated only when the status changed', () => {
  expect(summary(read(employee({ Status: 'Inactive', City: 'Rome' }, ['City'])))[0]).toMatch(/^staff.offboarded/);
  expect(summary(read(employee({ Status: 'Active', City: 'Rome' }, ['City'])))[0]).toMatch(/^ignored/);
  for (const changedFields of [undefined, null]) {
    const unsaid = (Status: string) => read(employee({ Status }, undefined, { changedFields, action: null }));
    expect(summary(unsaid('Active'))[0]).toMatch(/^ignored .* nobody is let in$/);
    expect(summary(unsaid('Inactive'))[0]).toMatch(/^staff.offboarded/);
  }
});

test('an event without a time has the time of its delivery, or of its arrival', () => {
  const payload = employee({ Status: 'Inactive' }, undefined, { timestamp: undefined });
  const at = (headers: object) =>
    bamboohr.toEvents(request(payload, { ...headers }), providerContext({})).events.map(({ timestamp }) => timestamp);
  expect(at({ 'x-bamboohr-timestamp': '1795334000' })).toEqual([1795334000_000]);
  expect([at({ 'x-bamboohr-timestamp': 'opaque' }), at({})]).toEqual([[NOW], [NOW]]);
});

test('an employee listed twice in a delivery yields two ids, the same on redelivery', () => {
  const [one] = employee({ Status: 'Inactive' }).employees;
  const [other] = employee({ Status: 'Active' }).employees;
  const ids = () => read({ employees: [one, other] }).events.map(({ id }) => id);
  expect(new Set(ids()).size).toBe(2);
  expect(ids()).toEqual(ids());
});

describe('the signature', () => {
  const body = JSON.stringify(eventFile('bamboohr', 'inactive'));
  const hmac = (text: string, key = KEY) => createHmac('sha256', key).update(text).digest('hex');
  const authentic = (signature: unknown, timestamp: unknown = SENT, secrets = native(KEY)) =>
    bamboohr.authenticate(
      request(JSON.parse(body), { 'x-bamboohr-signature': signature, 'x-bamboohr-timestamp': timestamp }),
      secrets,
      NOW,
    );

  test('is the HMAC of the body followed by the timestamp, in lower-case hex', () => {
    expect(authentic(hmac(body + SENT))).toBe(true);
    for (const wrong of [hmac(SENT + body), hmac(`${SENT}.${body}`), hmac(body), hmac(body + SENT).toUpperCase()]) {
      expect(authentic(wrong)).toBe(false);
    }
  });

  test('covers the timestamp, whatever its format', () => {
    expect(authentic(hmac(`${body}yesterday`), 'yesterday')).toBe(true);
    expect(authentic(hmac(body + SENT), String(NOW / 1000 + 1))).toBe(false);
    expect(authentic(hmac(`${body}undefined`), undefined)).toBe(false);
  });

  test('is accepted from either of two keys, and never without a key', () => {
    expect(authentic(hmac(body + SENT), SENT, native('other', KEY))).toBe(true);
    expect(authentic(hmac(body + SENT), SENT, [])).toBe(false);
  });
});
