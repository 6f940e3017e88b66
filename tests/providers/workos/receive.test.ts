import { createHmac } from 'node:crypto';
import { workos } from '../../../assets/providers/workos/receive';
import { ADA, eventFile, eventFiles, NOW, native, providerContext, request, summary } from '../requests';

const AT = '2026-11-22T07:59:00.155Z';
const ARRIVED = '2026-11-22T08:00:00.000Z';

/** What each delivery of events/ yields, checked by hand against the pages named in its README. */
const MEANING: Record<string, string[]> = {
  'user.updated.active': [`staff.reinstated ${ADA} ${AT} only if news`],
  'user.updated.inactive': [`staff.offboarded ${ADA} ${AT}`],
  'user.updated.suspended': [`staff.offboarded ${ADA} ${AT}`],
  // Three hours before: in some zone, that is still to come.
  'user.updated.without-zone': [`staff.offboarded ${ADA} ${ARRIVED}`],
  'user.deleted': [`staff.offboarded ${ADA} ${AT}`],
  'user.deleted.by-email': [`staff.offboarded eric@example.com ${AT}`],
  'user.created': ['ignored dsync.user.created: a new user of the directory: nobody is let in'],
  'group.user_removed': ['ignored dsync.group.user_removed: a group does not say who is employed'],
  'group.user_added': ['ignored dsync.group.user_added: a group does not say who is employed'],
  'group.created': ['ignored dsync.group.created'],
  'group.updated': ['ignored dsync.group.updated'],
  'group.deleted': ['ignored dsync.group.deleted'],
  'directory.activated': ['ignored dsync.activated'],
  'directory.deleted': [
    'ignored dsync.deleted: the directory was disconnected: nobody is locked out, and WorkOS reports no more of its users',
  ],
};

const read = (payload: Record<string, unknown>) => workos.toEvents(request(payload), providerContext());
const deleted = (more: object, user: object = {}) => {
  const payload = eventFile('workos', 'user.deleted');
  return read({ ...payload, data: { ...Object(payload.data), ...user }, ...more });
};

test('every documented delivery is tested, and every test case is documented', () => {
  expect(Object.keys(MEANING).sort()).toEqual(eventFiles('workos'));
});

test.each(Object.entries(MEANING))('%s is translated as checked by hand', (name, meaning) => {
  expect(summary(read(eventFile('workos', name)))).toEqual(meaning);
});

test('a time without a zone is the latest that it can be, but at most the arrival, and the event is the same when sent again', () => {
  const at = (created_at: unknown) => deleted({ created_at }).events[0];
  expect(at('2026-11-20 20:05:31.093')).toMatchObject({ timestamp: Date.parse('2026-11-21T08:05:31.093Z') });
  for (const written of ['2026-11-22 05:05:31.093', undefined, null, 'soon']) {
    expect(at(written)).toMatchObject({ timestamp: NOW, content: expect.any(String) });
  }
  expect(at('2026-11-22T07:59:00+01:00')).toMatchObject({ timestamp: Date.parse('2026-11-22T06:59:00Z') });
  expect(at('2026-11-22T07:59:00Z')).not.toHaveProperty('content');
});

test('an event has its own id, else a hash of its content', () => {
  expect(deleted({}).events[0]?.id).toBe('event_07FKJ843CVE8F7BXQSPFH0M53V');
  expect(deleted({ id: null }).events[0]?.id).toMatch(/^workos_[0-9a-f]{32}$/);
});

test('a user is found by id, else by the primary e-mail address, else by the only one', () => {
  const who = (user: object) => deleted({}, { id: 'directory_user_other', ...user });
  const home = { value: 'home@example.com' };
  const work = { primary: true, value: 'work@example.com' };
  expect(who({ emails: [home, work], email: 'x@example.com' }).events).toMatchObject([
    { data: { identity: work.value } },
  ]);
  expect(who({ emails: null, email: 'x@example.com' }).events).toMatchObject([{ data: { identity: 'x@example.com' } }]);
  for (const emails of [[home], [], null, undefined]) {
    expect(summary(who({ emails, email: null }))).toEqual(['unmapped dsync.user.deleted directory_user_other']);
  }
});

test('an updated user in a state that is not documented, or in none, is not locked out', () => {
  const payload = eventFile('workos', 'user.updated.active');
  for (const state of ['pending', null, undefined]) {
    const updated = read({ ...payload, data: { ...Object(payload.data), state } });
    expect(summary(updated)).toEqual(['ignored dsync.user.updated: an unknown state']);
  }
});

test('an active user whose change has no time, or one without a zone, or who cannot be matched, is ignored', () => {
  const payload = eventFile('workos', 'user.updated.active');
  const active = (more: object, user: object = {}) =>
    summary(read({ ...payload, ...more, data: { ...Object(payload.data), ...user } }));
  const noNews =
    'ignored dsync.user.updated: sent at each change of a person: it ends only what the same sender reported';
  for (const created_at of ['2026-11-22 07:59:00.155', null, undefined, 'soon']) {
    expect(active({ created_at })).toEqual([noNews]);
  }
  expect(active({}, { id: 'directory_user_other', emails: null })).toEqual([noNews]);
  expect(active({ created_at: '2026-11-22T08:59:00.155+01:00' })).toEqual([
    `staff.reinstated ${ADA} ${AT} only if news`,
  ]);
});

test('a leaver without an id is a fault', () => {
  for (const user of [{ id: null }, { id: '' }, { id: {} }]) {
    expect(deleted({}, user)).toMatchObject({ events: [], faults: [expect.anything()] });
  }
  expect(deleted({ data: null }).faults).toHaveLength(1);
});

describe('the signature', () => {
  const KEY = 'sFrsYBfcYfMCrJjRcMTSqfWG';
  const body = JSON.stringify(eventFile('workos', 'user.deleted.by-email'));
  const hmac = (sent: number, key = KEY) => createHmac('sha256', key).update(`${sent}.${body}`).digest('hex');
  const authentic = (signature: unknown, keys = native(KEY)) =>
    workos.authenticate(request(JSON.parse(body), { 'workos-signature': signature }), keys, NOW);

  test('is the HMAC-SHA256 of the time, in ms, and the body', () => {
    expect([authentic(`t=${NOW}, v1=${hmac(NOW)}`), authentic(`t=${NOW},v1=${hmac(NOW)}`)]).toEqual([true, true]);
    expect(authentic(`t=${NOW}, v1=${hmac(NOW)}`, native('other', KEY))).toBe(true);
    for (const wrong of [
      hmac(NOW),
      `v1=${hmac(NOW)}`,
      `t=${NOW - 1}, v1=${hmac(NOW)}`,
      `t=${NOW}, v1=${hmac(NOW).toUpperCase()}`,
      `t=${NOW}, v1=${hmac(NOW, 'other')}`,
      `t=${NOW / 1000}, v1=${hmac(NOW / 1000)}`,
      '',
      undefined,
      [`t=${NOW}, v1=${hmac(NOW)}`],
    ]) {
      expect(authentic(wrong)).toBe(false);
    }
  });

  test('is accepted up to five minutes from its time', () => {
    const aged = (ms: number) => authentic(`t=${NOW - ms}, v1=${hmac(NOW - ms)}`);
    expect([aged(300_000), aged(300_001), aged(-300_000), aged(-300_001)]).toEqual([true, false, true, false]);
  });
});
