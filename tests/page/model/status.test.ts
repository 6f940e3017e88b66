/** One person's desired status, and the comparison with Frontline. */

import type { FrontlineView, PersonView } from '../../../assets/api/views/views';
import type { Row } from '../../../assets/page/model/row';
import { compareWithFrontline, desiredStatus, friendlyName } from '../../../assets/page/model/status';
import { LEFT, NOON, ON, person, seenNow } from './people';

const row = (of: PersonView, frontline?: FrontlineView): Row => ({
  person: of,
  window: undefined,
  observation: frontline && { frontline, at: NOON, context: '' },
  found: undefined,
});
const verdict = (of: PersonView, frontline?: FrontlineView, stopped = false) => {
  const { verdict, words } = compareWithFrontline(row(of, frontline), stopped);
  return `${verdict}: ${words}`;
};

test('desiredStatus gives on duty, off duty and left with the reason', () => {
  expect(desiredStatus(person('ana', { should: ON }))).toMatchObject({ status: 'on', because: 'shift early' });
  expect(desiredStatus(person('ana'))).toMatchObject({ status: 'off', because: 'no shift' });
  expect(desiredStatus(person('ana', { should: LEFT }))).toMatchObject({ status: 'left', words: 'Left' });
  expect(desiredStatus(person('ana', { should: { available: null } }))).toMatchObject({ status: 'none' });
});

test('a fetched user agrees, or the differing value is named', () => {
  const on = person('ana', { should: ON });
  expect(verdict(on, seenNow(true))).toBe('agrees: Agrees');
  expect(verdict(on, seenNow(false))).toBe('differs: Off duty');
  expect(verdict(person('ana'), seenNow(true))).toBe('differs: On duty');
  expect(verdict(person('ana', { should: LEFT }), seenNow(false))).toBe('differs: Still let in');
  expect(verdict(on, seenNow(true, 'deactivated'))).toBe('differs: Locked out');
});

test('any availability agrees for a person of whom nothing is decided', () => {
  const stranger = person('x', { onRoster: false, should: { available: null } });
  expect(verdict(stranger, seenNow(true))).toBe('agrees: Agrees');
});

test('a value that the next tick will update is not a difference, unless the ticks have stopped', () => {
  const due = person('ana', { should: ON, frontline: { seen: 'noted', available: false } });
  expect(verdict(due)).toBe('telling: To be told');
  expect(verdict(due, undefined, true)).toBe('differs: Off duty');
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
  expect(verdict(person('ana', { should: LEFT, pending }), seenNow(true))).toBe('waiting: Not taken');
  expect(verdict(person('ana', { pending: { ...pending, missing: true } }))).toBe('missing: No user');
  expect(verdict(person('ana'), { seen: 'missing' })).toBe('missing: No user');
});

test('an unknown value is never shown as agreeing', () => {
  expect(verdict(person('ana'), { seen: 'unreachable' })).toBe('unknown: No answer');
  expect(verdict(person('ana', { frontline: { seen: 'unknown' } }))).toBe('unknown: Not known');
});

test('a person whose record cannot be read is not compared: they may have left', () => {
  const unread = person('ana', { unreadable: true, should: { available: null, because: 'record unreadable' } });
  expect(desiredStatus(unread)).toMatchObject({ status: 'none', words: 'Not known', because: 'record unreadable' });
  expect(verdict(unread, seenNow(false, 'deactivated'))).toBe('unknown: Not compared');
  expect(verdict(unread, seenNow(true))).toBe('unknown: Not compared');
});

test('the source of a value is given: the time it was fetched, or that it was last sent', () => {
  expect(compareWithFrontline(row(person('ana'), seenNow(false)), false).seen).toBe(NOON);
  expect(compareWithFrontline(row(person('ana')), false).seen).toBe('as last told');
});

test('a difference found by a tick is shown as found', () => {
  const found = { person: 'ana', field: 'available' as const, found: 'true', expected: 'false' };
  expect(compareWithFrontline({ ...row(person('ana')), found }, false)).toEqual({
    verdict: 'differs',
    words: 'On duty',
    seen: 'found by a tick',
  });
});

test('the name at Frontline is shown if it is not just the key', () => {
  expect(friendlyName(row(person('ana'), seenNow(true, 'active', 'Ana García')))).toBe('Ana García');
  expect(friendlyName(row(person('ana'), seenNow(true, 'active', 'ana')))).toBe('');
  expect(friendlyName(row(person('ana')))).toBe('');
});
