import { decide } from '../../../assets/domain/person/decide';
import { dropFailed, dueChange, replayFailed } from '../../../assets/domain/person/outbox';
import { recordAttempt } from '../../../assets/domain/person/record-attempt';
import { undoLockout } from '../../../assets/domain/person/undo-lockout';
import { at, empty, event, frontlineOf, recordAfter, situationAt, T0 } from './situation';

const user = { id: 'US1', account: 'ada@example.com', access: true, available: true, name: '', avatar: '' };

test('an unconfirmed change is sent along with the next one, with its values by then', () => {
  const record = recordAfter(
    [event('profile', 'a', at(0), { friendlyName: 'Ada' }), at(0)],
    [event('offboarded', 'b', at(1)), at(1)],
    [event('reinstated', 'c', at(2)), at(2)],
  );
  expect(frontlineOf(record).pending?.change).toEqual({ name: 'Ada', access: true, available: true });
  const { claimed } = decide(record, event('availability', 'd', at(3), { available: false }), situationAt(at(3)));
  expect(claimed).toEqual({ frontline: { name: 'Ada', access: true, available: false } });
});

test('a pending change is claimed by one execution at a time', () => {
  const { record } = decide(empty, event('offboarded', 'a', at(0)), situationAt(at(0)));
  expect(dueChange(record, situationAt(T0 + 9_999))).toBeUndefined();
  const claimed = dueChange(record, situationAt(T0 + 10_000));
  expect(claimed).toMatchObject({ claimed: { frontline: { access: false, available: false } } });
  expect(claimed && dueChange(claimed.record, situationAt(T0 + 10_001))).toBeUndefined();
});

test('for someone off the roster the end of an override that had them available switches them off, once', () => {
  const outsider = (now: number) => situationAt(now, { known: false });
  const on = event('availability', 'o', at(0), { available: true, until: at(10) });
  const { record } = decide(empty, on, outsider(at(0)));
  const result = { result: 'applied' as const, user };
  const attempt = { target: 'frontline' as const, event: 'o', change: { available: true }, result };
  const applied = recordAttempt(record, attempt, at(1), 0);
  expect(dueChange(applied, outsider(at(9)))).toBeUndefined();
  const off = dueChange(applied, outsider(at(10)));
  expect(off?.claimed).toEqual({ frontline: { available: false } });
  const switched = { ...attempt, change: { available: false } };
  const after = recordAttempt(off?.record ?? applied, switched, at(10), 0);
  expect(dueChange(after, outsider(at(11)))).toBeUndefined();
});

test('for someone off the roster only the events about them are applied', () => {
  const outsider = (now: number) => situationAt(now, { known: false });
  const leave = event('leave', 'a', at(0), { from: at(10), to: at(20) });
  const { record, outcome } = decide(empty, leave, outsider(at(0)));
  expect(outcome).toBe('deferred');
  expect(dueChange(record, outsider(at(5)))).toBeUndefined();
  expect(dueChange(record, outsider(at(10)))).toMatchObject({ claimed: { frontline: { available: false } } });
  const back = decide(record, event('reinstated', 'b', at(30)), outsider(at(30)));
  expect(back.claimed).toEqual({ frontline: { access: true } });
});

describe('with two targets', () => {
  const both = (now: number) => situationAt(now, { targets: ['frontline', 'flex'] });
  const lockOut = { access: false, available: false };
  test('a change is enqueued for each, and a confirmation of one leaves it pending for the other', () => {
    const { record, claimed } = decide(empty, event('offboarded', 'a', at(0)), both(at(0)));
    expect(claimed).toEqual({ frontline: lockOut, flex: lockOut });
    const result = { result: 'applied' as const, user, before: { ...user, available: false } };
    const attempt = { target: 'flex' as const, event: 'a', change: lockOut, result };
    const { targets } = recordAttempt(record, attempt, at(0), 0);
    expect(targets.frontline).toEqual(record.targets.frontline);
    expect(targets.flex).toMatchObject({ applied: { available: false }, before: { available: false } });
    expect(targets.flex?.pending).toBeUndefined();
  });

  test('one that does not take a change is retried alone, and given up alone', () => {
    const { record } = decide(empty, event('profile', 'a', at(0), { friendlyName: 'Ada' }), both(at(0)));
    const attempt = { event: 'a', change: { name: 'Ada' } };
    const once = recordAttempt(
      record,
      { ...attempt, target: 'frontline', result: { result: 'applied', user } },
      at(0),
      0,
    );
    const twice = recordAttempt(once, { ...attempt, target: 'flex', result: { result: 'failed' } }, at(0), 1);
    expect(dueChange(twice, both(at(1)))).toMatchObject({ claimed: { flex: { name: 'Ada' } } });
    const day = 24 * 60;
    const last = recordAttempt(twice, { ...attempt, target: 'flex', result: { result: 'failed' } }, at(day), 1);
    expect(last.targets).toMatchObject({ frontline: { failed: [] }, flex: { failed: [{ change: { name: 'Ada' } }] } });
    expect(replayFailed(last, both(at(day)))?.claimed).toEqual({ flex: { name: 'Ada' } });
    expect(dropFailed(last, both(at(day)))?.record.targets.flex).toEqual({ failed: [] });
  });

  test('undoing a lock-out lets each user back in as it was, off the roster', () => {
    const off = (now: number) => ({ ...both(now), known: false });
    const { record } = decide(empty, event('offboarded', 'a', at(0)), off(at(0)));
    const locked = (['frontline', 'flex'] as const).reduce((before, target) => {
      const result = { result: 'applied' as const, user, before: { ...user, available: target === 'flex' } };
      return recordAttempt(before, { target, event: 'a', change: lockOut, result }, at(0), 0);
    }, record);
    expect(undoLockout(locked, off(at(1)))?.claimed).toEqual({
      frontline: { access: true, available: false },
      flex: { access: true, available: true },
    });
  });
});
