/** One person's desired status, and the comparison with Frontline. */

import type { FrontlineView, PersonView, WindowView } from '../../../assets/api/views/views';
import type { Row } from '../../../assets/page/model/row';
import { compareWithFrontline, desiredStatus, friendlyName } from '../../../assets/page/model/status';
import { LEFT, NOON, ON, ON_TIME, person, seenNow } from './people';

const row = (of: PersonView, frontline?: FrontlineView, window?: WindowView): Row => ({
  person: of,
  window,
  observation: frontline && { frontline, at: NOON, context: '' },
  found: undefined,
});
const verdict = (of: PersonView, frontline?: FrontlineView, ticks = ON_TIME, window?: WindowView) => {
  const { verdict, words } = compareWithFrontline(row(of, frontline, window), ticks);
  return `${verdict}: ${words}`;
};

test('desiredStatus gives on duty, off duty and locked out with the reason', () => {
  expect(desiredStatus(person('ana', { should: ON }))).toMatchObject({ status: 'on', because: 'shift early' });
  expect(desiredStatus(person('ana'))).toMatchObject({ status: 'off', because: 'no shift' });
  expect(desiredStatus(person('ana', { should: { available: null } }))).toMatchObject({ status: 'none' });
});

test('whoever is locked out is so because of the senders that reported it, by name', () => {
  const said = { said: '2026-11-22T11:00:00Z', due: '2026-11-22T11:00:00Z' };
  const by = (...sources: readonly string[]) => sources.map((source) => ({ source, ...said }));
  const because = (...sources: readonly string[]) =>
    desiredStatus(person('ana', { should: LEFT, lockouts: by(...sources) })).because;
  expect(desiredStatus(person('ana', { should: LEFT }))).toMatchObject({ words: 'Locked out', because: 'left' });
  expect(because('Okta')).toBe('left, says Okta');
  expect(because('an operator', 'BambooHR')).toBe('left, says an operator and BambooHR');
});

test('a fetched user matches, or the differing value is named', () => {
  const on = person('ana', { should: ON });
  expect(verdict(on, seenNow(true))).toBe('agrees: Matches');
  expect(verdict(on, seenNow(false))).toBe('differs: Off duty');
  expect(verdict(person('ana'), seenNow(true))).toBe('differs: On duty');
  expect(verdict(person('ana', { should: LEFT }), seenNow(false))).toBe('differs: Not locked out');
  expect(verdict(on, seenNow(true, 'deactivated'))).toBe('differs: Locked out');
});

test('any availability matches for a person of whom nothing is decided', () => {
  const stranger = person('x', { onRoster: false, should: { available: null } });
  expect(verdict(stranger, seenNow(true))).toBe('agrees: Matches');
});

describe('after the end of a shift, with the last tick before it', () => {
  const ended: WindowView = {
    on: [{ from: '2026-11-22T06:00:00Z', to: '2026-11-22T11:59:50Z', because: 'shift early', kind: 'shift' }],
    off: [],
  };
  const due = person('ana', { frontline: { seen: 'noted', available: true } });

  test('whoever is due is changing now, whether Frontline was fetched or not', () => {
    expect(verdict(due, undefined, ON_TIME, ended)).toBe('changing: Changing now');
    expect(verdict(due, seenNow(true), ON_TIME, ended)).toBe('changing: Changing now');
  });

  test('whoever was switched by hand is different all the same', () => {
    expect(verdict(person('ana'), seenNow(true), ON_TIME, ended)).toBe('differs: On duty');
    expect(verdict(due, seenNow(true, 'deactivated'), ON_TIME, ended)).toBe('differs: Locked out');
  });

  test('whoever is due is different once the next tick should have come', () => {
    expect(verdict(due, undefined, { ...ON_TIME, late: true }, ended)).toBe('differs: On duty');
    expect(verdict(due, seenNow(true), { ...ON_TIME, late: true }, ended)).toBe('differs: On duty');
  });

  test('whomever the tick after it has left as they were is different', () => {
    expect(verdict(due, undefined, { ...ON_TIME, last: NOON - 5_000 }, ended)).toBe('differs: On duty');
  });

  test('a leaver who is not locked out is different at once, never changing', () => {
    const left = person('ana', { should: LEFT, frontline: { seen: 'noted', available: true } });
    expect(verdict(left, seenNow(true), ON_TIME, ended)).toBe('differs: Not locked out');
    expect(verdict(left, seenNow(true, 'deactivated'), ON_TIME, ended)).toBe('differs: On duty');
    expect(verdict(left, undefined, ON_TIME, ended)).toBe('differs: On duty');
  });
});

test('whoever is due because a roster was published since the last tick is changing now', () => {
  const due = person('ana', { should: ON, frontline: { seen: 'noted', available: false } });
  expect(verdict(due)).toBe('differs: Off duty');
  expect(verdict(due, undefined, { ...ON_TIME, published: true })).toBe('changing: Changing now');
});

test('a pending change is shown as waiting, an unknown user as missing', () => {
  const pending = {
    event: 'evt_1',
    change: ['state=deactivated'],
    since: '2026-11-22T11:00:00Z',
    attempts: 2,
    next: '2026-11-22T12:05:00Z',
    missing: false,
  };
  expect(verdict(person('ana', { should: LEFT, pending }), seenNow(true))).toBe('waiting: Retrying');
  expect(verdict(person('ana', { pending: { ...pending, missing: true } }))).toBe('missing: No user');
  expect(verdict(person('ana'), { seen: 'missing' })).toBe('missing: No user');
});

test('an unknown value is never shown as matching', () => {
  expect(verdict(person('ana'), { seen: 'unreachable' })).toBe('unknown: No answer');
  expect(verdict(person('ana', { frontline: { seen: 'unknown' } }))).toBe('unknown: Not known');
});

test('a person whose record cannot be read is not compared: they may have left', () => {
  const unread = person('ana', { unreadable: true, should: { available: null, because: 'record unreadable' } });
  expect(desiredStatus(unread)).toMatchObject({ status: 'none', words: 'Not known', because: 'record unreadable' });
  expect(verdict(unread, seenNow(false, 'deactivated'))).toBe('unknown: Unknown');
  expect(verdict(unread, seenNow(true))).toBe('unknown: Unknown');
});

test('the time at which a value was fetched is given; what was only sent is not said to match', () => {
  expect(compareWithFrontline(row(person('ana'), seenNow(false)), ON_TIME).seen).toBe(NOON);
  expect(compareWithFrontline(row(person('ana')), ON_TIME)).toEqual({
    verdict: 'sent',
    words: 'Sent',
    seen: 'not checked',
  });
});

test('a difference found by a tick is shown as found', () => {
  const found = { person: 'ana', field: 'available' as const, found: 'true', expected: 'false' };
  expect(compareWithFrontline({ ...row(person('ana')), found }, ON_TIME)).toEqual({
    verdict: 'differs',
    words: 'On duty',
    difference: 'on',
    seen: 'found by a tick',
  });
});

test('the name at Frontline is shown if it is not just the key', () => {
  expect(friendlyName(row(person('ana'), seenNow(true, 'active', 'Ana García')))).toBe('Ana García');
  expect(friendlyName(row(person('ana'), seenNow(true, 'active', 'ana')))).toBe('');
  expect(friendlyName(row(person('ana')))).toBe('');
});
