import { incidentio } from '../../../assets/providers/incidentio/receive';
import {
  ADA,
  BEN,
  eventFile,
  eventFiles,
  NOW,
  native,
  providerContext,
  request,
  SECRET,
  signed,
  summary,
} from '../requests';

const AT = '2026-11-22T07:59:00.000Z';
const SENT = NOW - 60_000;

/** What each delivery of events/ yields, checked by hand against the page named in its README. */
const MEANING: Record<string, string[]> = {
  unchanged: ['ignored schedule.shift_change_v1: nobody changes'],
  handover: [`staff.availability ${ADA} ${AT} available=false`, `staff.availability ${BEN} ${AT} available=true`],
  several: [
    `staff.availability ${BEN} ${AT} available=false`,
    `staff.availability rory@example.com ${AT} available=true`,
  ],
  'nobody-before': [`staff.availability ${ADA} ${AT} available=true`],
  'nobody-after': [`staff.availability rory@example.com ${AT} available=false`],
  'schedule.updated': ['ignored schedule.updated_v1'],
  incident_created: ['ignored public_incident.incident_created_v2'],
};

const delivered = (payload: Record<string, unknown>, { id = 'msg_1', at = SENT } = {}) =>
  incidentio.toEvents(signed(JSON.stringify(payload), { id, at }), providerContext());
const changed = (current_users: unknown, previous_users: unknown, more = {}) =>
  delivered(
    { event_type: 'schedule.shift_change_v1', 'schedule.shift_change_v1': { current_users, previous_users } },
    more,
  );

test('every documented delivery is tested, and every test case is documented', () => {
  expect(Object.keys(MEANING).sort()).toEqual(eventFiles('incidentio'));
});

test.each(Object.entries(MEANING))('%s is translated as checked by hand', (name, meaning) => {
  expect(summary(delivered(eventFile('incidentio', name)))).toEqual(meaning);
});

test('a delivery that is sent again has the same ids and content, whenever it was signed; another delivery has others', () => {
  const events = (more: object) =>
    delivered(eventFile('incidentio', 'handover'), more).events.map(({ id, content }) => ({ id, content }));
  expect(events({ at: SENT + 30_000 })).toEqual(events({}));
  const ids = [...events({}), ...events({ id: 'msg_2' })].map(({ id }) => id);
  expect(new Set(ids).size).toBe(4);
});

test('a user stays on call by id, else by e-mail address in any case, else by Slack id', () => {
  const lists = [
    [
      { id: '1', email: 'a@example.com' },
      { id: '1', email: 'renamed@example.com' },
    ],
    [{ email: 'a@example.com' }, { email: 'A@Example.com' }],
    [{ slack_user_id: 'U1' }, { slack_user_id: 'U1', name: 'x' }],
  ];
  for (const [current, previous] of lists) {
    expect(changed([current], [previous])).toMatchObject({
      events: [],
      faults: [],
      ignored: [{ detail: 'nobody changes' }],
    });
  }
});

test('a user whom the roster does not map, without an e-mail address, is unmapped', () => {
  expect(summary(changed([{ id: 'other', email: '', slack_user_id: '' }], []))).toEqual([
    'unmapped schedule.shift_change_v1 other',
  ]);
});

test('one user who cannot be read is a fault of the whole delivery: who is still on call cannot be told', () => {
  for (const faulty of [{}, { id: '', email: null }, null, 'text']) {
    expect(changed([faulty], [{ email: 'ada@example.com' }])).toMatchObject({
      events: [],
      faults: [expect.anything()],
    });
  }
  expect(delivered({ event_type: 'schedule.shift_change_v1' }).faults).toHaveLength(1);
});

test('a shift change needs the id of its delivery, and without a time happens on arrival', () => {
  const payload = eventFile('incidentio', 'nobody-before');
  const read = (headers: object) => incidentio.toEvents(request(payload, { ...headers }), providerContext());
  expect(summary(read({}))).toEqual(['fault webhook-id']);
  expect(read({ 'webhook-id': 'msg_1' }).events).toMatchObject([{ timestamp: NOW }]);
});

test('the signature is that of Standard Webhooks, also under the names of Svix', () => {
  const { headers, payload } = signed(JSON.stringify(eventFile('incidentio', 'nobody-before')));
  const svix = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.replace('webhook', 'svix'), value]),
  );
  for (const named of [headers, svix])
    expect(incidentio.authenticate({ headers: named, payload }, native(SECRET), NOW)).toBe(true);
  expect(incidentio.toEvents({ headers: svix, payload }, providerContext())).toEqual(
    incidentio.toEvents({ headers, payload }, providerContext()),
  );
  expect(incidentio.authenticate({ headers, payload }, native(SECRET), NOW + 301_000)).toBe(false);
});
