import { decide } from '../../../assets/domain/person/decide';
import { dropHeld, releaseHeld } from '../../../assets/domain/person/decide-employment';
import type { Decision, Ruling } from '../../../assets/domain/person/decision';
import { enqueueChange } from '../../../assets/domain/person/outbox';
import type { EmploymentAct, PersonRecord } from '../../../assets/domain/person/record';
import { recordAttempt } from '../../../assets/domain/person/record-attempt';
import { sign } from '../../../assets/domain/person/signed-acts';
import { undoLockout } from '../../../assets/domain/person/undo-lockout';
import { type LockoutEvidence, lockoutsIn } from '../../../assets/domain/reports/lockout-evidence';
import {
  EVIDENCE_KEPT_MS,
  updateEvidence,
  withAuditedEffect,
  withoutPerson,
} from '../../../assets/domain/reports/update-evidence';
import { at, empty, event, situationAt } from '../person/situation';

const USER = { id: 'US1', account: 'ada@example.com', access: false, available: false, name: '', avatar: '' };

/** The record after an event that a source reports at a minute and that arrives then. */
function afterReport(
  record: PersonRecord,
  type: string,
  minute: number,
  source: string,
  data: Record<string, unknown> = {},
) {
  const received = { ...event(type, `${type}-${minute}`, at(minute), data), source: { name: source, liftsAll: false } };
  return decide(record, received, situationAt(at(minute))).record;
}

/** The record once Frontline has confirmed what is pending. */
function confirmed(record: PersonRecord, minute: number): PersonRecord {
  const pending = record.targets.frontline?.pending;
  if (!pending) throw new Error('nothing is pending');
  const result = { result: 'applied' as const, user: USER };
  const attempt = { target: 'frontline' as const, event: pending.event, change: pending.change, result };
  return recordAttempt(record, attempt, at(minute), 0);
}

const file = (filed: readonly LockoutEvidence[], record: PersonRecord | undefined, minute: number) =>
  updateEvidence(filed, { record, target: 'frontline', now: at(minute) });

function recordOf(ruling: Decision | Ruling | undefined): PersonRecord {
  if (!ruling) throw new Error('nothing was decided');
  return ruling.record;
}

const left = afterReport(empty, 'offboarded', 0, 'okta');
const out = confirmed(left, 1);

test('a lock-out is pending until it is confirmed, and then has the time of that', () => {
  expect(lockoutsIn(left, 'frontline', at(0))).toMatchObject([{ state: 'pending', source: 'okta', arrivedAt: at(0) }]);
  expect(lockoutsIn(left, 'frontline', at(0))[0]).not.toHaveProperty('effect');
  expect(lockoutsIn(out, 'frontline', at(2))).toMatchObject([{ state: 'locked_out', effect: { frontline: at(1) } }]);
});

test('the first time of the effect stays, although the record has a later one', () => {
  const filed = file([], out, 2);
  const again = { ...out, targets: { frontline: { failed: [], applied: { available: false, at: at(90) } } } };
  expect(file(filed, again, 91)).toEqual(filed);
});

test('an availability of before the lock-out is not the time of its effect', () => {
  const failed = { ...out, targets: { frontline: { failed: [], applied: { available: false, at: at(-30) } } } };
  expect(lockoutsIn(failed, 'frontline', at(2))[0]).not.toHaveProperty('effect');
});

test('a second report by another source does not get the time of the first, nor the first that of the second', () => {
  const twice = confirmed(afterReport(out, 'offboarded', 60, 'bamboohr'), 61);
  const [first, second] = file([], twice, 62);
  expect(first).not.toHaveProperty('effect');
  expect(second).toMatchObject({ source: 'bamboohr', effect: { frontline: at(61) } });
});

test('a leaver without a user is told apart from one who may still have access', () => {
  const pending = left.targets.frontline?.pending;
  if (!pending) throw new Error('nothing is pending');
  const missing = { ...left, targets: { frontline: { failed: [], pending: { ...pending, missing: true } } } };
  expect(lockoutsIn(missing, 'frontline', at(2))).toMatchObject([{ state: 'no_user' }]);
});

test('a return of its own source ends a lock-out, and one of another source does not', () => {
  const other = afterReport(out, 'reinstated', 10, 'bamboohr');
  expect(lockoutsIn(other, 'frontline', at(11))).toMatchObject([{ state: 'locked_out' }]);
  const own = afterReport(out, 'reinstated', 10, 'okta');
  expect(lockoutsIn(own, 'frontline', at(11))).toMatchObject([
    { state: 'ended', ended: { how: 'reinstated', by: 'okta', at: at(10) } },
  ]);
});

test('an undo ends the lock-out as undone, and a new leaving is a lock-out of its own', () => {
  const undone = recordOf(undoLockout(out, situationAt(at(10))));
  const again = afterReport(undone, 'offboarded', 20, 'okta');
  expect(lockoutsIn(again, 'frontline', at(21))).toMatchObject([
    { state: 'ended', ended: { how: 'undone', by: 'operator' } },
    { state: 'pending' },
  ]);
});

test('a leaving that was cancelled before it was due is no lock-out; if that arrives late, it ends the one that was made', () => {
  const announced = afterReport(empty, 'offboarded', 0, 'okta', { effectiveAt: at(60) });
  const cancelled = afterReport(announced, 'offboarding_cancelled', 30, 'okta');
  expect(lockoutsIn(cancelled, 'frontline', at(70))).toEqual([]);
  const due = file([], announced, 61);
  expect(due).toMatchObject([{ state: 'pending', dueAt: at(60) }]);
  expect(file(due, cancelled, 62)).toMatchObject([{ state: 'ended', ended: { how: 'cancelled', at: at(30) } }]);
});

test('a held lock-out is held until it is let go or dropped', () => {
  const received = { ...event('offboarded', 'held', at(0)), source: { name: 'okta', liftsAll: false } };
  const held = decide(empty, received, situationAt(at(0), { limitReached: true })).record;
  const filed = file([], held, 1);
  expect(filed).toMatchObject([{ state: 'held', held: { reason: 'limit', seenAt: at(1) } }]);
  const ruling = releaseHeld(held, situationAt(at(5)));
  const released = ruling && enqueueChange(ruling, situationAt(at(5)));
  expect(file(filed, recordOf(released), 6)).toMatchObject([
    { state: 'pending', held: { reason: 'limit', seenAt: at(1) }, released: { at: at(6), by: 'operator' } },
  ]);
  expect(file(filed, recordOf(dropHeld(held)), 6)).toMatchObject([{ state: 'ended', ended: { how: 'dropped' } }]);
});

describe('The name of an operator', () => {
  const signed = (before: PersonRecord, ruling: Decision | Ruling | undefined, act: EmploymentAct, minute: number) =>
    sign(before, recordOf(ruling), { act, at: at(minute), by: 'Carla' });
  const received = { ...event('offboarded', 'held', at(0)), source: { name: 'okta', liftsAll: false } };
  const held = decide(empty, received, situationAt(at(0), { limitReached: true })).record;
  const released = signed(held, releaseHeld(held, situationAt(at(5))), 'held-released', 5);
  const undone = signed(out, undoLockout(out, situationAt(at(10))), 'access-restored', 10);
  /** Once the record has forgotten whose act it was. */
  const forgotten = ({ acts: _, ...record }: PersonRecord): PersonRecord => record;

  test('stands beside what they released, with the time of that, filed before or not', () => {
    const expected = [{ released: { at: at(5), by: 'Carla' } }];
    expect(file(file([], held, 1), released, 9)).toMatchObject(expected);
    expect(file([], released, 9)).toMatchObject(expected);
  });

  test('stands beside what they dropped or undid', () => {
    const dropped = signed(held, dropHeld(held), 'held-dropped', 5);
    expect(file(file([], held, 1), dropped, 9)).toMatchObject([{ ended: { how: 'dropped', at: at(5), by: 'Carla' } }]);
    expect(file([], undone, 11)).toMatchObject([{ ended: { how: 'undone', at: at(10), by: 'Carla' } }]);
  });

  test('stays on file when the record has forgotten it', () => {
    expect(file(file([], undone, 11), forgotten(undone), 12)).toMatchObject([{ ended: { by: 'Carla' } }]);
    expect(file(file([], released, 9), forgotten(released), 12)).toMatchObject([{ released: { by: 'Carla' } }]);
  });

  test('is operator where it was not kept, on file and in the record', () => {
    const before = file(file([], held, 1), forgotten(released), 6);
    expect(before).toMatchObject([{ released: { at: at(6), by: 'operator' } }]);
    expect(file(before, forgotten(released), 7)).toEqual(before);
    expect(file([], forgotten(undone), 11)).toMatchObject([{ ended: { how: 'undone', by: 'operator' } }]);
  });

  test('stands beside the return of another source that they let count, and not beside one that its source brought', () => {
    const back = afterReport(out, 'reinstated', 10, 'bamboohr');
    const counts = signed(back, releaseHeld(back, situationAt(at(12))), 'held-released', 12);
    expect(file([], counts, 13)).toMatchObject([{ ended: { how: 'reinstated', by: 'Carla' } }]);
    // Okta's own return is held because of BambooHR's lock-out, and settled when that is undone.
    const own = afterReport(afterReport(out, 'offboarded', 5, 'bamboohr'), 'reinstated', 10, 'okta');
    const settled = signed(own, undoLockout(own, situationAt(at(12))), 'access-restored', 12);
    expect(file([], settled, 13)).toMatchObject([
      { source: 'okta', ended: { how: 'reinstated', by: 'okta' } },
      { source: 'bamboohr', ended: { how: 'undone', by: 'Carla' } },
    ]);
  });
});

test('without a record what is filed stays as it is', () => {
  const filed = file([], out, 2);
  expect(file(filed, undefined, 3)).toEqual(filed);
});

test('only a lock-out that stands is verified, and one that is found with access is counted', () => {
  const seen = (filed: readonly LockoutEvidence[], minute: number, access: boolean) =>
    updateEvidence(filed, { record: out, target: 'frontline', now: at(minute), sighting: { at: at(minute), access } });
  const verified = seen([], 2, false);
  expect(verified).toMatchObject([{ verifiedAt: at(2) }]);
  expect(seen(seen(verified, 3, true), 4, true)).toMatchObject([
    { verifiedAt: at(2), foundIn: { times: 2, lastAt: at(4) } },
  ]);
  const back = afterReport(out, 'reinstated', 10, 'okta');
  const ended = updateEvidence([], {
    record: back,
    target: 'frontline',
    now: at(12),
    sighting: { at: at(12), access: false },
  });
  expect(ended[0]).not.toHaveProperty('verifiedAt');
});

test('evidence expires 400 days after the last that happened, and what is held never does', () => {
  const filed = file([], out, 2);
  const last = at(1) + EVIDENCE_KEPT_MS;
  const update = (now: number) => updateEvidence(filed, { target: 'frontline', now });
  expect(update(last)).toHaveLength(1);
  expect(update(last + 1)).toEqual([]);
  const held = filed.map((lockout) => ({ ...lockout, state: 'held' as const }));
  expect(updateEvidence(held, { target: 'frontline', now: last + 1 })).toHaveLength(1);
  // Once erased it goes as well.
  const erased = withoutPerson(held, { at: at(5), by: 'Carla' });
  expect(erased).toMatchObject([{ event: '', state: 'ended', ended: { how: 'dropped', at: at(5), by: 'Carla' } }]);
  expect(updateEvidence(erased, { target: 'frontline', now: at(5) + EVIDENCE_KEPT_MS + 1 })).toEqual([]);
});

test('the audit tells the time of an effect that the record does not: the first lock-out within its time, not a repair', () => {
  const [lockout] = file([], afterReport(left, 'reinstated', 10, 'okta'), 11);
  if (!lockout) throw new Error('no lock-out');
  const line = (minute: number, state: string, because = 'e') => ({ at: at(minute), because, state });
  const lines = [
    line(-5, 'deactivated'),
    line(2, 'active'),
    line(3, 'deactivated', 'drift'),
    line(4, 'deactivated'),
    line(20, 'deactivated'),
  ];
  expect(withAuditedEffect(lockout, lines, 'frontline').effect).toEqual({ frontline: at(4) });
  expect(withAuditedEffect(lockout, lines.slice(0, 3), 'frontline')).toBe(lockout);
  expect(withAuditedEffect(lockout, lines.slice(4), 'frontline')).toBe(lockout);
});
