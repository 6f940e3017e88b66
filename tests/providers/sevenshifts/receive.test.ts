import { sevenshifts } from '../../../assets/providers/sevenshifts/receive';
import { ADA, eventFile, eventFiles, NOW, native, providerContext, request, summary } from '../requests';

const AT = '2026-11-22T08:00:00.000Z';

/** What each delivery of events/ yields, checked by hand; the topic is what stands before ~. */
const MEANING: Record<string, string[]> = {
  'user.deactivated': [`staff.offboarded ${ADA} ${AT}`],
  'user.reactivated': [`staff.reinstated ${ADA} ${AT}`],
  'user.modified': ['ignored user.modified'],
  'time_punch.created~clock-in': [`staff.availability ${ADA} ${AT} available=true`],
  'time_punch.created~entered-afterwards': ['ignored time_punch.created: a punch that was entered afterwards'],
  'time_punch.edited~clock-out': [`staff.availability ${ADA} 2026-11-22T07:59:00.000Z available=false`],
  'time_punch.edited~corrected-days-later': ['ignored time_punch.edited: clocked in or out too long ago to matter now'],
  'time_punch.deleted': ['ignored time_punch.deleted'],
  'schedule.published': ['ignored schedule.published'],
  'user.created': ['ignored user.created'],
  'authorization.revoked': ['ignored authorization.revoked'],
  'payroll_period.closed': ['ignored payroll_period.closed'],
  'location.modified': ['ignored location.modified'],
};

const read = (topic: unknown, payload: Record<string, unknown>) =>
  sevenshifts.toEvents(request(payload, topic === undefined ? {} : { 'x-webhook-topic': topic }), providerContext());

test('every documented delivery is tested, and every test case is documented', () => {
  expect(Object.keys(MEANING).sort()).toEqual(eventFiles('sevenshifts'));
});

test.each(Object.entries(MEANING))('%s is translated as checked by hand', (name, meaning) => {
  expect(summary(read(name.split('~')[0], eventFile('sevenshifts', name)))).toEqual(meaning);
});

test('a delivery without a topic, or with two, is ignored', () => {
  const payload = eventFile('sevenshifts', 'user.deactivated');
  for (const topic of [undefined, ['user.deactivated', 'user.deactivated']]) {
    expect(summary(read(topic, payload))).toEqual(['ignored unknown: there is no header x-webhook-topic']);
  }
});

test('a punch has one id for clocking in and one for clocking out, the same on redelivery', () => {
  const id = (name: string) => read(name.split('~')[0], eventFile('sevenshifts', name)).events[0]?.id;
  expect(id('time_punch.created~clock-in')).toBe(id('time_punch.created~clock-in'));
  expect(id('time_punch.created~clock-in')).not.toBe(id('time_punch.edited~clock-out'));
});

test('a punch that is edited before its end still makes its user available', () => {
  const { events } = read('time_punch.edited', eventFile('sevenshifts', 'time_punch.created~clock-in'));
  expect(events).toEqual(read('time_punch.created', eventFile('sevenshifts', 'time_punch.created~clock-in')).events);
});

test('an event with an effect must have a person, and a punch a time', () => {
  expect(read('user.deactivated', { company_id: 1 }).faults).toHaveLength(1);
  const punch = eventFile('sevenshifts', 'time_punch.created~clock-in');
  for (const change of [{ clocked_in_iso: '2026-11-22 08:00:00' }, { user_id: null }]) {
    expect(read('time_punch.created', { ...punch, ...change }).faults).toHaveLength(1);
  }
});

test('the secret is accepted as a bearer token', () => {
  const authentic = (authorization: unknown) =>
    sevenshifts.authenticate(request({}, { authorization }), native('t', 's'), NOW);
  expect([authentic('Bearer s'), authentic('s'), authentic(undefined)]).toEqual([true, false, false]);
});
