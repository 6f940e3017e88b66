import { decide } from '../../../assets/domain/person/decide';
import type { Decision } from '../../../assets/domain/person/decision';
import { replayFailed } from '../../../assets/domain/person/outbox';
import type { PersonRecord } from '../../../assets/domain/person/record';
import { type Attempt, recordAttempt } from '../../../assets/domain/person/record-attempt';
import { readRecord } from '../../../assets/domain/person/record-codec';
import type { TargetChange } from '../../../assets/domain/person/target';
import { undoLockout } from '../../../assets/domain/person/undo-lockout';
import type { UpdateResult } from '../../../assets/domain/person/update-result';
import { at, empty, event, frontlineOf, situationAt } from './situation';

test('a confirmation takes off the record only what was sent', () => {
  const first = decide(empty, event('profile', 'a', at(0), { friendlyName: 'Ada' }), situationAt(at(0)));
  const second = decide(first.record, event('availability', 'b', at(1), { available: false }), situationAt(at(1)));
  const user = { id: 'US1', account: 'ada@example.com', access: true, available: true, name: 'Ada', avatar: '' };
  const attempt = (name: string, { claimed }: Decision): Attempt => ({
    target: 'frontline',
    event: name,
    change: claimed?.frontline ?? {},
    result: { result: 'applied', user },
  });
  const confirmed = recordAttempt(second.record, attempt('a', first), at(1), 0);
  expect(frontlineOf(confirmed).pending?.change).toEqual({ name: 'Ada', available: false });
  expect(frontlineOf(recordAttempt(confirmed, attempt('b', second), at(1), 0)).pending).toBeUndefined();
});

const user = { id: 'US1', account: 'ada@example.com', access: true, available: true, name: '', avatar: '' };
const refused = { result: 'failed' as const, failure: { status: 400, code: 20001 } };
const DAY = 24 * 60;

/** The record with both fields of a profile pending, due to event `a`. */
const profilePending = decide(
  empty,
  event('profile', 'a', at(0), { friendlyName: 'Ada', avatar: 'bad' }),
  situationAt(at(0)),
).record;
const tried = (change: TargetChange, result: UpdateResult, name = 'a'): Attempt => ({
  target: 'frontline',
  event: name,
  change,
  result,
});

test('an attempt on some fields takes only those off what is pending', () => {
  const after = recordAttempt(profilePending, tried({ name: 'Ada' }, { result: 'applied', user }), at(1), 0);
  expect(frontlineOf(after).pending).toMatchObject({ change: { avatar: 'bad' }, event: 'a', attempts: 0 });
});

test('a field that has another value by now stays pending', () => {
  const state = frontlineOf(profilePending);
  const change = { name: 'Ada L.', avatar: 'bad' };
  const newer = {
    ...profilePending,
    targets: { frontline: { ...state, ...(state.pending && { pending: { ...state.pending, change } }) } },
  };
  const sent = { name: 'Ada', avatar: 'bad' };
  const after = recordAttempt(newer, tried(sent, { result: 'applied', user }), at(1), 0);
  expect(frontlineOf(after).pending?.change).toEqual({ name: 'Ada L.' });
});

test('a profile field that is rejected fails at once with the reason; the rest and any other failure stay pending', () => {
  const after = recordAttempt(profilePending, tried({ avatar: 'bad' }, refused), at(1), 0);
  expect(frontlineOf(after)).toMatchObject({
    pending: { change: { name: 'Ada' } },
    failed: [{ change: { avatar: 'bad' }, event: 'a', at: at(1), reason: 'HTTP 400, error 20001' }],
  });
  expect(readRecord(JSON.parse(JSON.stringify(after)))).toEqual(after);
  const unclear = recordAttempt(profilePending, tried({ avatar: 'bad' }, { result: 'failed' }), at(1), 0);
  expect(frontlineOf(unclear)).toMatchObject({ pending: { attempts: 1 }, failed: [] });
  const off = decide(empty, event('availability', 'b', at(0), { available: false }), situationAt(at(0))).record;
  const rejected = recordAttempt(off, tried({ available: false }, refused, 'b'), at(1), 0);
  expect(frontlineOf(rejected)).toMatchObject({ pending: { change: { available: false }, attempts: 1 }, failed: [] });
});

test('of changes that were given up each field is kept once with its newest value, and none is lost', () => {
  const said = [
    event('profile', 'a', at(0), { friendlyName: 'A', avatar: 'a' }),
    event('availability', 'b', at(1), { available: false }),
    event('profile', 'c', at(2), { avatar: 'c' }),
    event('profile', 'd', at(3), { avatar: 'd' }),
  ];
  const record = said.reduce((before, staff) => {
    const { record, claimed } = decide(before, staff, situationAt(staff.timestamp));
    const failed = (now: number) => (current: PersonRecord) =>
      recordAttempt(current, tried(claimed?.frontline ?? {}, { result: 'failed' }, staff.id), now, 0);
    return failed(staff.timestamp + DAY * 60_000)(failed(staff.timestamp)(record));
  }, empty);
  expect(frontlineOf(record).failed.map(({ change }) => change)).toEqual([
    { name: 'A' },
    { available: false },
    { avatar: 'd' },
  ]);
  expect(replayFailed(record, situationAt(at(2 * DAY)))?.claimed?.frontline).toMatchObject({ name: 'A', avatar: 'd' });
});

test('a lock-out on top of a failing change of the profile begins anew, and does not wait for its next attempt', () => {
  const failing = recordAttempt(profilePending, tried({ name: 'Ada', avatar: 'bad' }, { result: 'failed' }), at(1), 1);
  expect(frontlineOf(failing).pending?.attempts).toBe(1);
  const { record, claimed } = decide(failing, event('offboarded', 'b', at(1)), situationAt(at(1)));
  expect(claimed?.frontline).toMatchObject({ access: false, available: false });
  expect(frontlineOf(record).pending).toMatchObject({ attempts: 0, since: at(1), next: at(1) + 10_000 });
});

describe('the user before a lock-out', () => {
  const lockOut = { access: false, available: false };
  const seenBefore = (record: PersonRecord) => frontlineOf(record).before;
  const left = decide(empty, event('offboarded', 'l', at(0)), situationAt(at(0))).record;
  const lost = (seen: boolean) => ({ result: 'failed' as const, before: { ...user, access: seen, available: seen } });
  const done = (seen: boolean) => ({ ...lost(seen), result: 'applied' as const, user });

  test('is kept although the answer to the first update was lost, and the next fetch does not overwrite it', () => {
    const first = recordAttempt(left, tried(lockOut, lost(true), 'l'), at(0), 0);
    const second = recordAttempt(first, tried(lockOut, done(false), 'l'), at(1), 0);
    expect(seenBefore(second)).toMatchObject({ access: true, available: true });
  });

  test('is not what was found without access: that may be our own lock-out, whose record or answer was lost', () => {
    expect(seenBefore(recordAttempt(left, tried(lockOut, done(false), 'l'), at(0), 0))).toBeUndefined();
  });

  test('is not that of an earlier lock-out', () => {
    const first = recordAttempt(left, tried(lockOut, done(true), 'l'), at(0), 0);
    const back = decide(first, event('reinstated', 'b', at(1)), situationAt(at(1))).record;
    const again = decide(back, event('offboarded', 'm', at(2)), situationAt(at(2), { known: false })).record;
    const off = situationAt(at(3), { known: false });
    expect(undoLockout(again, off)?.claimed?.frontline).toEqual({ access: true, available: false });
  });
});
