import { zenduty } from '../../../assets/providers/zenduty/receive';
import { ADA, BEN, eventFile, eventFiles, NOW, native, providerContext, request, summary } from '../requests';

const AT = '2026-11-22T08:00:00.000Z';

/** What each delivery of events/ yields, checked by hand against the page named in its README. */
const MEANING: Record<string, string[]> = {
  handover: [`staff.availability ${ADA} ${AT} available=false`, `staff.availability ${BEN} ${AT} available=true`],
  'nobody-before': [`staff.availability ${BEN} ${AT} available=true`],
  'nobody-after': [`staff.availability ${ADA} ${AT} available=false`],
  'two-schedules': [
    `staff.availability ${BEN} ${AT} available=true`,
    `staff.availability ${ADA} ${AT} available=true`,
    'unmapped oncall_change user_003',
  ],
  incident: ['ignored incident_create'],
};

const read = (payload: Record<string, unknown>) => zenduty.toEvents(request(payload), providerContext());
const changes = (transitions: unknown) => read({ event_type: 'oncall_change', transitions });

test('every documented delivery is tested, and every test case is documented', () => {
  expect(Object.keys(MEANING).sort()).toEqual(eventFiles('zenduty'));
});

test.each(Object.entries(MEANING))('%s is translated as checked by hand', (name, meaning) => {
  expect(summary(read(eventFile('zenduty', name)))).toEqual(meaning);
});

test('a person who comes on call in one schedule stays available, whatever the order of the schedules', () => {
  const schedules = Object.entries(Object(eventFile('zenduty', 'two-schedules').transitions).Engineering);
  const reversed = changes({ Engineering: Object.fromEntries(schedules.reverse()) });
  expect(summary(reversed)).toContain(`staff.availability ${ADA} ${AT} available=true`);
  expect(summary(reversed).filter((line) => line.includes(`${ADA} ${AT} available=false`))).toEqual([]);
});

test('teams and schedules can have any name', () => {
  const [change] = Object(eventFile('zenduty', 'nobody-before').transitions).Engineering['Primary Schedule'];
  const named = JSON.parse(`{"__proto__":{"constructor":[${JSON.stringify(change)}]},"7":{"0":[]}}`);
  expect(summary(changes(named))).toEqual(MEANING['nobody-before']);
});

test('a delivery without changes is ignored', () => {
  for (const transitions of [undefined, null, {}, [], 'text', { Engineering: {} }, { Engineering: { Primary: [] } }]) {
    expect(changes(transitions)).toMatchObject({ events: [], faults: [], ignored: [{ type: 'oncall_change' }] });
  }
});

test('a faulty change is reported by its path; the other changes take effect', () => {
  const [change] = Object(eventFile('zenduty', 'nobody-before').transitions).Engineering['Primary Schedule'];
  const { events, faults } = changes({ A: { B: [{ new_user: { username: null } }, change, 'text'] } });
  expect(events).toHaveLength(1);
  expect(faults.map(({ path }) => path)).toEqual(['transitions.A.B.0.new_user', 'transitions.A.B.2']);
});

test('ids are the same on redelivery, and differ by person, schedule and time', () => {
  const ids = (name: string) => read(eventFile('zenduty', name)).events.map(({ id }) => id);
  expect(ids('handover')).toEqual(ids('handover'));
  expect(new Set([...ids('handover'), ...ids('two-schedules')]).size).toBe(3);
});

test('the secret is accepted as a bearer token', () => {
  const authentic = (authorization: unknown) => zenduty.authenticate(request({}, { authorization }), native('s'), NOW);
  expect([authentic('Bearer s'), authentic('s'), authentic(undefined)]).toEqual([true, false, false]);
});

test('an empty user, and null, stand for nobody', () => {
  const on = { new_user: { username: 'user_001' }, transition_time: '2026-11-22T08:00:00Z' };
  for (const previous_user of ['', {}, null]) {
    expect(changes({ A: { B: [{ ...on, previous_user }] } }).events).toMatchObject([{ data: { available: true } }]);
  }
});

test('a schedule that is written as a text, and the body of an incident, change nobody and are no faults', () => {
  const nobody = { events: [], faults: [] };
  expect(changes({ A: { B: 'Primary Schedule' }, C: 'Team' })).toMatchObject(nobody);
  expect(read({ payload: { incident_number: 7, status: 1 } })).toMatchObject(nobody);
});
