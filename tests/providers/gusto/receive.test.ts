import { createHmac } from 'node:crypto';
import { gusto } from '../../../assets/providers/gusto/receive';
import { ADA, eventFile, eventFiles, NOW, native, providerContext, request, summary } from '../requests';

const AT = '2026-11-22T08:00:00.000Z';
const TOKEN = '6590f590-3dba-495e-9bea-c361e1e2efc0';

/** What each delivery of events/ yields, checked by hand against the pages named in its README. */
const MEANING: Record<string, string[]> = {
  'employee.terminated': [
    'ignored employee.terminated: an announcement without a date: employee.terminated_effective follows on the day',
  ],
  'employee.terminated_effective': [`staff.offboarded ${ADA} ${AT}`],
  'employee.termination_effective': [`staff.offboarded ${ADA} ${AT}`],
  'employee.termination_cancelled': [`staff.offboarding_cancelled ${ADA} ${AT}`],
  'employee.rehired': [
    'ignored employee.rehired: an announcement without a date: employee.rehire_effective follows on the day',
  ],
  'employee.rehire_effective': [`staff.reinstated ${ADA} ${AT}`],
  'employee.rehire_cancelled': ['ignored employee.rehire_cancelled'],
  'employee.deleted': ['ignored employee.deleted: Gusto deletes only who was never employed; who leaves is terminated'],
  'employee.updated': ['ignored employee.updated'],
  'employee.terminated_effective~without-uuid': [`staff.offboarded ${ADA} ${AT}`],
  'company.provisioned': ['ignored company.provisioned'],
  'employee.created': ['ignored employee.created'],
  'employee.onboarded': ['ignored employee.onboarded'],
  'employee.marked_for_self_onboarding': ['ignored employee.marked_for_self_onboarding'],
  'employee.self_onboarding_completed': ['ignored employee.self_onboarding_completed'],
  'employee.invited_to_partner_portal': ['ignored employee.invited_to_partner_portal'],
  'contractor.created': ['ignored contractor.created'],
  'contractor.updated': ['ignored contractor.updated'],
  'contractor.deactivated': [
    'ignored contractor.deactivated: an announcement without a date: contractor.deactivation_effective follows on the day',
  ],
  'contractor.deactivation_effective': [`staff.offboarded ${ADA} ${AT}`],
  'contractor.deactivation_cancelled': [`staff.offboarding_cancelled ${ADA} ${AT}`],
  'contractor.reactivated': [
    'ignored contractor.reactivated: an announcement without a date: contractor.reactivation_effective follows on the day',
  ],
  'contractor.reactivation_effective': [`staff.reinstated ${ADA} ${AT}`],
  'contractor.reactivation_cancelled': ['ignored contractor.reactivation_cancelled'],
};

const read = (payload: Record<string, unknown>) => gusto.toEvents(request(payload), providerContext());

test('every documented delivery is tested, and every test case is documented', () => {
  expect(Object.keys(MEANING).sort()).toEqual(eventFiles('gusto'));
});

test.each(Object.entries(MEANING))('%s is translated as checked by hand', (name, meaning) => {
  expect(summary(read(eventFile('gusto', name)))).toEqual(meaning);
});

test('an event has its uuid as id, else a hash of its content', () => {
  const known = eventFile('gusto', 'employee.terminated_effective');
  expect(read(known).events[0]?.id).toBe(known.uuid);
  const [first, again, later] = [{}, {}, { timestamp: 1795334401 }].map(
    (change) => read({ ...eventFile('gusto', 'employee.terminated_effective~without-uuid'), ...change }).events[0]?.id,
  );
  expect([first === again, first === later]).toEqual([true, false]);
});

test('an event about a person whom the roster does not map is unmapped', () => {
  expect(summary(read({ ...eventFile('gusto', 'employee.terminated_effective'), entity_uuid: 'other' }))).toEqual([
    'unmapped employee.terminated_effective other',
  ]);
});

test('types such as constructor are ignored like other unknown types', () => {
  for (const event_type of ['constructor', '__proto__', 'toString']) {
    expect(summary(read({ ...eventFile('gusto', 'employee.updated'), event_type }))).toEqual([`ignored ${event_type}`]);
  }
});

test('an event with an effect must have a person and a time', () => {
  for (const change of [{ timestamp: undefined }, { timestamp: 'soon' }, { entity_uuid: null }]) {
    const { events, faults } = read({ ...eventFile('gusto', 'employee.terminated_effective'), ...change });
    expect([events, faults.length]).toEqual([[], 1]);
  }
});

describe('the handshake', () => {
  test('sends the token to the operator only', () => {
    const greeting = gusto.handshake?.(request({ verification_token: TOKEN }));
    expect(greeting?.forOperator).toContain(TOKEN);
    expect(greeting?.answer).toEqual({});
  });

  test('may bring further fields', () => {
    expect(gusto.handshake?.(request({ verification_token: TOKEN, webhook_subscription_uuid: 'u' }))).toBeDefined();
  });

  test.each([
    {},
    { verification_token: 7 },
    { verification_token: '' },
    { verification_token: 'with space' },
    { verification_token: 'with,comma' },
    { verification_token: 'short' },
    { verification_token: 'x'.repeat(65) },
    { verification_token: 'https://example.com/a-link' },
    { verification_token: TOKEN, event_type: 'employee.updated' },
  ])('is not %j', (payload) => expect(gusto.handshake?.(request(payload))).toBeUndefined());
});

test('the signature is the HMAC-SHA256 of the body in lower-case hex, keyed with the token', () => {
  const body = JSON.stringify(eventFile('gusto', 'employee.terminated_effective'));
  const hmac = createHmac('sha256', TOKEN).update(body).digest('hex');
  const authentic = (signature: unknown, keys = native(TOKEN)) =>
    gusto.authenticate(request(JSON.parse(body), { 'x-gusto-signature': signature }), keys, NOW);
  expect([authentic(hmac), authentic(hmac, native('other', TOKEN))]).toEqual([true, true]);
  for (const wrong of [hmac.toUpperCase(), `sha256=${hmac}`, '', undefined, [hmac, hmac]]) {
    expect(authentic(wrong)).toBe(false);
  }
  expect(authentic(hmac, native('other'))).toBe(false);
});
