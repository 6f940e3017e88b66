import fc from 'fast-check';
import { decide } from '../../../assets/domain/person/decide';
import { cancelOffboarding, releaseHeld } from '../../../assets/domain/person/decide-employment';
import { employmentAt } from '../../../assets/domain/person/employment-history';
import { dueChange } from '../../../assets/domain/person/outbox';
import type { StaffEvent } from '../../../assets/domain/staff-event';
import { toEvent, words, wordsOfOne, wordsOfSeveral } from './arbitrary';
import { oracle } from './oracle';
import { at, empty, event, frontlineOf, recordAfter, situationAt } from './situation';

/** Whether locking the person out is pending at Frontline. */
function leftAfter(...steps: [StaffEvent, number][]): boolean {
  return frontlineOf(recordAfter(...steps)).pending?.change.access === false;
}

test('of two events of one instant the offboarding wins, whichever arrives first', () => {
  const left = event('offboarded', 'a', at(0));
  const back = event('reinstated', 'b', at(0));
  expect(leftAfter([left, at(1)], [back, at(1)])).toBe(true);
  expect(leftAfter([back, at(1)], [left, at(1)])).toBe(true);
});

test('a second offboarding of the same instant is sent to Frontline as well, which may match already', () => {
  const record = recordAfter([event('offboarded', 'a', at(0)), at(0)]);
  expect(decide(record, event('offboarded', 'b', at(0)), situationAt(at(0)))).toMatchObject({
    claimed: { frontline: { access: false } },
  });
});

test('a reinstatement for now leaves an announced leaving day alone', () => {
  const record = recordAfter(
    [event('offboarded', 'hr', at(0), { effectiveAt: at(60) }), at(0)],
    [event('reinstated', 'idp', at(10)), at(10)],
  );
  expect(dueChange(record, situationAt(at(60)))).toMatchObject({ claimed: { frontline: { access: false } } });
});

test('a return or cancellation that was said before the person was erased is stale, and leaves no record', () => {
  const erasedSince = { ...situationAt(at(60)), erasedSince: true };
  for (const kind of ['reinstated', 'offboarding_cancelled'] as const) {
    expect(decide(empty, event(kind, 'a', at(0)), erasedSince)).toEqual({ record: empty, outcome: 'stale' });
  }
  expect(decide(empty, event('offboarded', 'a', at(0)), erasedSince)).toMatchObject({
    claimed: { frontline: { access: false } },
  });
});

test('an offboarding far in the past is applied at once', () => {
  const long = event('offboarded', 'a', at(0), { effectiveAt: at(-1_000_000) });
  expect(decide(empty, long, situationAt(at(0)))).toMatchObject({
    outcome: 'applied',
    claimed: { frontline: { access: false } },
  });
});

test.each([
  ['of before their sources were kept', words],
  ['of one source', wordsOfOne],
  ['of several sources', wordsOfSeveral],
])(
  'whatever the order and delay of arrival, and however often, events %s end as if each had come in time',
  (_, some) => {
    const arrivals = some.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: all.length, maxLength: all.length }),
        fc.array(fc.boolean(), { minLength: all.length, maxLength: all.length }),
      ),
    );
    fc.assert(
      fc.property(arrivals, ([all, delays, twice]) => {
        const deliveries = all
          .flatMap((word, index) => {
            const arrival = word.said + (delays[index] ?? 0);
            return [{ word, arrival }, ...(twice[index] ? [{ word, arrival: arrival + 3 }] : [])];
          })
          .sort((a, b) => a.arrival - b.arrival);
        let record = empty;
        const tick = (now: number) => {
          record = dueChange(record, situationAt(at(now)))?.record ?? record;
        };
        for (const { word, arrival } of deliveries) {
          tick(arrival);
          record = decide(record, toEvent(word), situationAt(at(arrival))).record;
        }
        tick(5000);
        expect(frontlineOf(record).pending?.change.access ?? true).toBe(!oracle(all));
        expect(employmentAt(record.employmentEvents, at(5000)).left).toBe(oracle(all));
      }),
      { numRuns: 1500 },
    );
  },
);

test('a leaving that was announced by a clock ahead of ours is cancelled all the same', () => {
  const record = recordAfter([event('offboarded', 'a', at(5), { effectiveAt: at(60) }), at(0)]);
  const cancelled = cancelOffboarding(record, situationAt(at(1)))?.record ?? empty;
  expect(employmentAt(cancelled.employmentEvents, at(1)).plans).toEqual([]);
  expect(dueChange(cancelled, situationAt(at(60)))).toBeUndefined();
});

test('a leaving that has taken effect is not cancelled, but undone', () => {
  const record = recordAfter([event('offboarded', 'a', at(0)), at(0)]);
  expect(cancelOffboarding(record, situationAt(at(1)))).toBeUndefined();
});

describe('an offboarding that took effect more than 30 days ago', () => {
  const MINUTES = 24 * 60;
  const old = event('offboarded', 'old', at(0));
  const now = at(30 * MINUTES) + 1;

  test('is held when nothing newer is known of the person, and stays held when it is delivered again', () => {
    const decision = decide(empty, old, situationAt(now));
    expect(decision).toMatchObject({ outcome: 'held', record: { held: [{ reason: 'old' }], employmentEvents: [] } });
    expect(decision.claimed).toBeUndefined();
    expect(decide(decision.record, old, situationAt(now))).toMatchObject({ outcome: 'held' });
    expect(dueChange(decision.record, situationAt(now))).toBeUndefined();
  });

  test('is held beside an older reinstatement', () => {
    const record = recordAfter([event('reinstated', 'r', at(-1)), at(0)]);
    expect(decide(record, old, situationAt(now)).outcome).toBe('held');
  });

  test('counts by its timestamp when something newer is known', () => {
    const back = recordAfter([event('reinstated', 'r', at(5)), at(5)]);
    expect(decide(back, old, situationAt(now)).outcome).toBe('stale');
    const leaves = recordAfter([event('offboarded', 'r', at(5), { effectiveAt: at(90 * MINUTES) }), at(5)]);
    expect(decide(leaves, old, situationAt(now)).outcome).toBe('applied');
  });

  test('is not held for someone who has left already', () => {
    const record = recordAfter([event('offboarded', 'a', at(-10)), at(-10)]);
    expect(decide(record, old, situationAt(now)).outcome).toBe('applied');
  });

  test('locks out once it is released', () => {
    const { record } = decide(empty, old, situationAt(now));
    expect(releaseHeld(record, situationAt(now), 'limit')).toBeUndefined();
    expect(releaseHeld(record, situationAt(now))).toMatchObject({
      change: { access: false, available: false },
      record: { held: [] },
    });
  });

  test('is one minute too young at 30 days, and young when it was announced long ago and its day comes now', () => {
    expect(decide(empty, old, situationAt(at(30 * MINUTES))).outcome).toBe('applied');
    const announced = event('offboarded', 'a', at(0), { effectiveAt: at(400 * MINUTES) });
    expect(decide(empty, announced, situationAt(at(400 * MINUTES))).outcome).toBe('applied');
    const { record } = decide(empty, announced, situationAt(at(1)));
    expect(dueChange(record, situationAt(at(450 * MINUTES)))).toMatchObject({
      claimed: { frontline: { access: false } },
    });
  });
});
