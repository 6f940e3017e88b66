import { createHmac } from 'node:crypto';
import { finch } from '../../../assets/providers/finch/receive';
import { ADA, eventFile, eventFiles, NOW, native, providerContext, request, summary } from '../requests';

const AT = '2026-11-22T07:59:00.000Z';
const SENT = String(NOW / 1000 - 60);
/** As Finch's dashboard shows a secret: base64 without a prefix. */
const SECRET = '5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH';

/** What each delivery of events/ yields, checked by hand against the pages named in its README. */
const MEANING: Record<string, string[]> = {
  'employment.deleted': [`staff.offboarded ${ADA} ${AT}`],
  'individual.deleted': [`staff.offboarded ${ADA} ${AT}`],
  'directory.deleted': [`staff.offboarded ${ADA} ${AT}`],
  'employment.updated': ['ignored employment.updated: Finch does not say what has changed, nor whether somebody left'],
  'employment.created': ['ignored employment.created'],
  'individual.updated': ['ignored individual.updated: Finch does not say what has changed, nor whether somebody left'],
  'individual.created': ['ignored individual.created'],
  'directory.updated': ['ignored directory.updated: Finch does not say what has changed, nor whether somebody left'],
  'directory.created': ['ignored directory.created'],
  'company.updated': ['ignored company.updated'],
  'pay_statement.created': ['ignored pay_statement.created'],
  'job.data_sync_all.completed': ['ignored job.data_sync_all.completed'],
  'account.updated~connected': ['ignored account.updated'],
  'account.updated~pending': ['ignored account.updated'],
  'account.updated~processing': ['ignored account.updated'],
  'account.updated~disconnected': ['ignored account.updated'],
  'account.updated~reauth': ['ignored account.updated'],
  'account.updated~error_permissions': ['ignored account.updated'],
  'account.updated~error_no_account_setup': ['ignored account.updated'],
  test: ['ignored test'],
};

const headers = (signature: unknown = 'v1,', id: unknown = 'msg_1', timestamp: unknown = SENT) => ({
  'finch-event-id': id,
  'finch-timestamp': timestamp,
  'finch-signature': signature,
});
const read = (payload: Record<string, unknown>, given: object = headers()) =>
  finch.toEvents(request(payload, { ...given }), providerContext());

test('every documented delivery is tested, and every test case is documented', () => {
  expect(Object.keys(MEANING).sort()).toEqual(eventFiles('finch'));
});

test.each(Object.entries(MEANING))('%s is translated as checked by hand', (name, meaning) => {
  expect(summary(read(eventFile('finch', name)))).toEqual(meaning);
});

test('an event has the id and time of its delivery, else a hash of its content and the time of its arrival', () => {
  const payload = eventFile('finch', 'employment.deleted');
  expect(read(payload).events[0]).toMatchObject({ id: 'msg_1', timestamp: NOW - 60_000 });
  expect(read(payload, {}).events[0]).toMatchObject({ id: expect.stringMatching(/^finch_/), timestamp: NOW });
});

test('a deletion without an individual is a fault', () => {
  for (const data of [{}, null, undefined, { individual_id: '' }]) {
    const { events, faults } = read({ ...eventFile('finch', 'employment.deleted'), data });
    expect([events, faults.length]).toEqual([[], 1]);
  }
});

describe('the signature', () => {
  const body = JSON.stringify(eventFile('finch', 'employment.deleted'));
  const sign = (id: string, sent: string, secret = SECRET) =>
    `v1,${createHmac('sha256', Buffer.from(secret, 'base64')).update(`${id}.${sent}.${body}`).digest('base64')}`;
  const authentic = (given: object, keys = native(SECRET)) =>
    finch.authenticate(request(JSON.parse(body), { ...given }), keys, NOW);

  test('follows Standard Webhooks under other header names', () => {
    expect(authentic(headers(sign('msg_1', SENT)))).toBe(true);
    expect(authentic(headers(`v1,AAAA ${sign('msg_1', SENT)}`), native('b3RoZXItc2VjcmV0LW9mLWZpbmNo', SECRET))).toBe(
      true,
    );
    expect(authentic(headers(sign('msg_2', SENT)))).toBe(false);
    expect(authentic(headers(sign('msg_1', SENT), ['msg_1', 'msg_1']))).toBe(false);
    const standard = { 'webhook-id': 'msg_1', 'webhook-timestamp': SENT, 'webhook-signature': sign('msg_1', SENT) };
    expect(authentic(standard)).toBe(false);
  });

  test('is accepted up to five minutes after its timestamp', () => {
    const aged = (seconds: number) => {
      const sent = String(NOW / 1000 - seconds);
      return authentic(headers(sign('msg_1', sent), 'msg_1', sent));
    };
    expect([aged(300), aged(301), aged(-300), aged(-301)]).toEqual([true, false, true, false]);
  });
});
