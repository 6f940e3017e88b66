import { createHmac } from 'node:crypto';
import { slack } from '../../../assets/providers/slack/receive';
import { ADA, eventFile, eventFiles, NOW, native, providerContext, request, summary } from '../requests';

const AT = '2026-11-22T07:59:00.000Z';
const NO_NEWS = 'ignored user_change: sent at each change of a person: it ends only what the same sender reported';

/** What each delivery of events/ yields, checked by hand against the pages named in its README. */
const MEANING: Record<string, string[]> = {
  changed: [`staff.reinstated ${ADA} ${AT} only if news`],
  deactivated: [`staff.offboarded ${ADA} ${AT}`],
  'deactivated-by-email': [`staff.offboarded rory@example.com ${AT}`],
  forgotten: ['unmapped user_change U045LHACU30'],
  'deactivated-bot': ['ignored user_change: a bot'],
  user_profile_changed: ['ignored user_profile_changed'],
  team_join: ['ignored team_join'],
  app_uninstalled: ['ignored app_uninstalled: Slack reports no more of this workspace'],
  app_rate_limited: ['ignored app_rate_limited: Slack left out the events of a minute: too many for one app'],
};

const read = (payload: Record<string, unknown>) => slack.toEvents(request(payload), providerContext());
const deactivated = (user: object, more: object = {}) => {
  const payload = eventFile('slack', 'deactivated');
  const event = Object(payload.event);
  return read({ ...payload, event: { ...event, user: { ...event.user, ...user } }, ...more });
};

test('every documented delivery is tested, and every test case is documented', () => {
  expect(Object.keys(MEANING).sort()).toEqual(eventFiles('slack'));
});

test.each(Object.entries(MEANING))('%s is translated as checked by hand', (name, meaning) => {
  expect(summary(read(eventFile('slack', name)))).toEqual(meaning);
});

test('an event has its event_id as id and the time of the change, else that of the delivery, else that of its arrival', () => {
  expect(deactivated({}).events).toEqual([expect.objectContaining({ id: 'Ev123ABC456' })]);
  expect(summary(deactivated({ updated: null }))).toEqual([`staff.offboarded ${ADA} 2026-11-22T07:59:01.000Z`]);
  const arrived = deactivated({ updated: null }, { event_time: null }).events;
  expect(arrived).toMatchObject([{ timestamp: NOW, content: expect.stringContaining('Ev123ABC456') }]);
});

test('a member who is said not to be deactivated is back if that is news; one of whom nothing is said is let neither in nor out', () => {
  for (const deleted of [false, 'false', 0, '0'])
    expect(summary(deactivated({ deleted }))).toEqual([`staff.reinstated ${ADA} ${AT} only if news`]);
  for (const deleted of [null, undefined, '']) expect(summary(deactivated({ deleted }))).toEqual([NO_NEWS]);
});

test('a changed member who cannot be matched, or whose change has no time, is ignored', () => {
  const unmatched = { id: 'U0OTHER', profile: null };
  expect(summary(deactivated({ ...unmatched, deleted: false }))).toEqual([NO_NEWS]);
  expect(summary(deactivated(unmatched))).toEqual(['unmapped user_change U0OTHER']);
  const undated = (event_time: unknown) => deactivated({ deleted: false, updated: null }, { event_time });
  expect(summary(undated(null))).toEqual([NO_NEWS]);
  expect(undated(NOW / 1000).events).toMatchObject([{ timestamp: NOW, onlyIfNews: true }]);
});

test('optional fields may be null; a member without an id, or deleted in other words, is a fault', () => {
  expect(deactivated({ profile: null, is_bot: null }).events).toHaveLength(1);
  for (const user of [
    { id: null },
    { id: '' },
    { deleted: 'perhaps' },
    { deleted: 'constructor' },
    { is_bot: 'toString' },
    { updated: 'soon' },
  ]) {
    expect(deactivated(user)).toMatchObject({ events: [], faults: [expect.anything()] });
  }
});

describe('the challenge', () => {
  const posted = (payload: Record<string, unknown>) => slack.handshake?.(request(payload));

  test('is answered as it came', () => {
    expect(posted({ type: 'url_verification', challenge: 'abc', token: 't' })).toEqual({
      answer: { challenge: 'abc' },
    });
  });

  test.each([
    {},
    { type: 'url_verification' },
    { type: 'event_callback', challenge: 'abc' },
    { type: 'url_verification', challenge: '' },
    { type: 'url_verification', challenge: 'x'.repeat(257) },
    { type: 'url_verification', challenge: 'with space' },
    { type: 'url_verification', challenge: { a: 1 } },
  ])('is not %j', (payload) => expect(posted(payload)).toBeUndefined());
});

describe('the signature', () => {
  const KEY = '8f742231b10e8888abcd99yyyzzz85a5';
  const body = JSON.stringify(eventFile('slack', 'deactivated'));
  const sign = (sent: string, key = KEY) =>
    `v0=${createHmac('sha256', key).update(`v0:${sent}:${body}`).digest('hex')}`;
  const authentic = (signature: unknown, sent: unknown = String(NOW / 1000), keys = native(KEY)) => {
    const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': sent };
    return slack.authenticate(request(JSON.parse(body), headers), keys, NOW);
  };

  test('is the HMAC-SHA256 of v0, the time and the body, in lower-case hex', () => {
    const sent = String(NOW / 1000);
    expect([authentic(sign(sent)), authentic(sign(sent), sent, native('other', KEY))]).toEqual([true, true]);
    const hex = sign(sent).slice(3);
    for (const wrong of [
      hex,
      `v1=${hex}`,
      `v0=${hex.toUpperCase()}`,
      `v0=${hex}x`,
      'v0=',
      '',
      undefined,
      [sign(sent), sign(sent)],
    ]) {
      expect(authentic(wrong)).toBe(false);
    }
    expect(authentic(sign(sent), String(NOW / 1000 - 1))).toBe(false);
    expect(authentic(sign(sent), sent, native('other'))).toBe(false);
  });

  test('is accepted up to five minutes from its time, and not without one', () => {
    const aged = (seconds: number) => {
      const sent = String(NOW / 1000 - seconds);
      return authentic(sign(sent), sent);
    };
    expect([aged(300), aged(301), aged(-300), aged(-301)]).toEqual([true, false, true, false]);
    for (const sent of ['', 'soon', '1e9', undefined]) expect(authentic(sign(String(sent)), sent)).toBe(false);
  });
});
