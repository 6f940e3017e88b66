import { paylocity } from '../../../assets/providers/paylocity/receive';
import { ADA, BEN, eventFile, eventFiles, NOW, native, providerContext, request, summary } from '../requests';

const ARRIVED = '2026-11-22T08:00:00.000Z';
const UNKNOWN = 'ignored unknown: no Termination webhook: it has no employeeTerminationDate';

/** What each delivery of events/ yields, checked by hand against the pages named in its README. */
const MEANING: Record<string, string[]> = {
  Termination: [`staff.offboarded ${ADA} ${ARRIVED}`],
  'Termination~every-other-field-null': [`staff.offboarded ${ADA} ${ARRIVED}`],
  'Termination~dated-ahead': [`staff.offboarded ${ADA} ${ARRIVED} effectiveAt=${Date.UTC(2026, 10, 30)}`],
  'Termination~found-by-email': [`staff.offboarded rory@example.com ${ARRIVED}`],
  'New-Hire': ['ignored new hire: a new employee: nobody is let in'],
  'Employee-Change': ['ignored employee change: Paylocity does not say what has changed'],
  'Time-Off': [UNKNOWN],
};

const read = (payload: Record<string, unknown>, now = NOW) =>
  paylocity.toEvents(request(payload), { ...providerContext(), now: () => now });
const terminated = (more: object, now = NOW) => read({ ...eventFile('paylocity', 'Termination'), ...more }, now);

test('every documented delivery is tested, and every test case is documented', () => {
  expect(Object.keys(MEANING).sort()).toEqual(eventFiles('paylocity'));
});

test.each(Object.entries(MEANING))('%s is translated as checked by hand', (name, meaning) => {
  expect(summary(read(eventFile('paylocity', name)))).toEqual(meaning);
});

test('a delivery that is sent again has the same id and content, whenever it arrives; another termination has others', () => {
  const event = (more: object, now?: number) => {
    const [{ id, content } = { id: '', content: '' }] = terminated(more, now).events;
    return { id, content };
  };
  expect(event({}, NOW + 86_400_000)).toEqual(event({}));
  const others = [{}, { employeeTerminationDate: '2026-11-20T00:00:00Z' }, { employeeId: 12345678, companyId: 'C02' }];
  expect(new Set(others.map((more) => event(more).id)).size).toBe(3);
});

test('a date in any notation is that of the lock-out while it is to come; what is no date is none', () => {
  const effective = (employeeTerminationDate: unknown) => terminated({ employeeTerminationDate }).events[0]?.data;
  for (const written of ['2026-11-30', '2026-11-30T00:00:00', '2026-11-30T00:00:00Z', '2026-11-30T00:00:00.000']) {
    expect(effective(written)).toMatchObject({ effectiveAt: Date.UTC(2026, 10, 30) });
  }
  for (const written of ['2026-11-22T00:00:00Z', '2015-09-30T00:00:00Z', 'soon', '', null, 7, {}]) {
    expect(effective(written)).toEqual({ identity: ADA });
  }
});

test('an employee of one of several companies is found by both ids', () => {
  expect(terminated({ companyId: 'C02' }).events).toMatchObject([{ data: { identity: BEN } }]);
  expect(terminated({ companyId: 'C03' }).events).toMatchObject([{ data: { identity: ADA } }]);
});

test('an employee whom the roster does not map, without an address at work, is unmapped', () => {
  for (const employeeWorkEMailAddress of [null, '', undefined]) {
    expect(summary(terminated({ employeeId: '777', employeeWorkEMailAddress }))).toEqual(['unmapped termination 777']);
  }
});

test('a termination without an employee is a fault', () => {
  for (const employeeId of [null, '', undefined]) {
    expect(terminated({ employeeId })).toMatchObject({ events: [], faults: [{ path: 'employeeId' }] });
  }
});

test('a new hire locks nobody out, also with an empty date of termination', () => {
  const hire = eventFile('paylocity', 'New-Hire');
  for (const employeeTerminationDate of [null, '']) {
    expect(summary(read({ ...hire, employeeTerminationDate }))).toEqual(MEANING['New-Hire']);
  }
});

test('a delivery of another kind locks nobody out', () => {
  const { employeeTerminationDate: _, ...without } = eventFile('paylocity', 'Termination');
  for (const payload of [
    without,
    {},
    { companyId: 'C01', processId: '1' },
    JSON.parse('{"__proto__":{"employeeTerminationDate":1}}'),
  ]) {
    expect(summary(read(payload))).toEqual([UNKNOWN]);
  }
});

test('the secret is accepted as a bearer token', () => {
  const authentic = (authorization: unknown) =>
    paylocity.authenticate(request({}, { authorization }), native('s'), NOW);
  expect([authentic('Bearer s'), authentic('s'), authentic(undefined)]).toEqual([true, false, false]);
});
