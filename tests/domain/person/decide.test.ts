import fc from 'fast-check';
import { recordAttempt } from '../../../assets/domain/person/confirm';
import { decide } from '../../../assets/domain/person/decide';
import { cancelOffboarding, capHistory, employmentAt } from '../../../assets/domain/person/decide-employment';
import { endLeave, endOverride } from '../../../assets/domain/person/decide-leave';
import { dueChange } from '../../../assets/domain/person/outbox';
import { digest, emptyRecord, type PersonRecord, readRecord } from '../../../assets/domain/person/record';
import type { StaffEvent } from '../../../assets/domain/staff-event';
import { oracle, type Word } from './oracle';
import { event, situationAt } from './situation';

const T0 = Date.parse('2026-11-02T12:00:00Z');
const at = (minutes: number) => T0 + minutes * 60_000;
const empty = emptyRecord('ada@example.com');

/** The record after the events, each decided at the instant given beside it. */
function recordAfter(...steps: [StaffEvent, number][]): PersonRecord {
  return steps.reduce((record, [staff, now]) => decide(record, staff, situationAt(now)).record, empty);
}

/** Whether Frontline was told to lock the person out, last. */
function leftAfter(...steps: [StaffEvent, number][]): boolean {
  return recordAfter(...steps).pending?.change.state === 'deactivated';
}

describe('order', () => {
  test('of two events of one instant the offboarding wins, whichever arrives first', () => {
    const left = event('offboarded', 'a', at(0));
    const back = event('reinstated', 'b', at(0));
    expect(leftAfter([left, at(1)], [back, at(1)])).toBe(true);
    expect(leftAfter([back, at(1)], [left, at(1)])).toBe(true);
  });

  test('a second offboarding of the same instant is told to Frontline as well, which may have it so already', () => {
    const record = recordAfter([event('offboarded', 'a', at(0)), at(0)]);
    expect(decide(record, event('offboarded', 'b', at(0)), situationAt(at(0)))).toMatchObject({
      change: { state: 'deactivated' },
    });
  });

  test('a reinstatement for now leaves an announced leaving day alone', () => {
    const record = recordAfter(
      [event('offboarded', 'hr', at(0), { effectiveAt: at(60) }), at(0)],
      [event('reinstated', 'idp', at(10)), at(10)],
    );
    expect(dueChange(record, situationAt(at(60)))).toMatchObject({ change: { state: 'deactivated' } });
  });

  test('an effect far in the past is done at once', () => {
    const long = event('offboarded', 'a', at(0), { effectiveAt: at(-1_000_000) });
    expect(decide(empty, long, situationAt(at(0)))).toMatchObject({
      outcome: 'applied',
      change: { state: 'deactivated' },
    });
  });

  test('each profile field follows its own newest event', () => {
    const record = recordAfter([event('profile', 'a', at(5), { friendlyName: 'New' }), at(5)]);
    const older = event('profile', 'b', at(1), { friendlyName: 'Old', avatar: 'picture' });
    // The name has not been confirmed yet: it is told along, as it was said last.
    expect(decide(record, older, situationAt(at(6)))).toMatchObject({
      outcome: 'applied',
      change: { avatar: 'picture', friendlyName: 'New' },
    });
  });

  test('what Frontline was not told before is told along with the next change, as it is by then', () => {
    const record = recordAfter(
      [event('profile', 'a', at(0), { friendlyName: 'Ada' }), at(0)],
      [event('offboarded', 'b', at(1)), at(1)],
      [event('reinstated', 'c', at(2)), at(2)],
    );
    expect(record.pending?.change).toEqual({ friendlyName: 'Ada', state: 'active', isAvailable: true });
    const { change = {} } = decide(record, event('availability', 'd', at(3), { available: false }), situationAt(at(3)));
    expect(change).toEqual({ friendlyName: 'Ada', state: 'active', isAvailable: false });
  });

  test('a confirmation takes off the record only what was told', () => {
    const first = decide(empty, event('profile', 'a', at(0), { friendlyName: 'Ada' }), situationAt(at(0)));
    const second = decide(first.record, event('availability', 'b', at(1), { available: false }), situationAt(at(1)));
    const user = { sid: 'US1', state: 'active', isAvailable: true, friendlyName: 'Ada', avatar: '' };
    const confirmed = recordAttempt(second.record, 'a', first.change ?? {}, { result: 'applied', user }, at(1), 0);
    expect(confirmed.pending?.change).toEqual({ friendlyName: 'Ada', isAvailable: false });
    expect(
      recordAttempt(confirmed, 'b', second.change ?? {}, { result: 'applied', user }, at(1), 0).pending,
    ).toBeUndefined();
  });

  test('leave that arrives after its cancellation is not taken', () => {
    const cancelled = event('leave_cancelled', 'a', at(2), { id: 'l' });
    const leave = event('leave', 'b', at(1), { id: 'l', from: at(0), to: at(60) });
    const record = recordAfter([cancelled, at(3)]);
    expect(decide(record, leave, situationAt(at(4)))).toMatchObject({ outcome: 'stale' });
  });
});

const words = fc
  .uniqueArray(
    fc.record({
      type: fc.constantFrom('offboarded' as const, 'reinstated' as const, 'offboarding_cancelled' as const),
      said: fc.integer({ min: 0, max: 100 }),
      due: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
    }),
    { selector: ({ said }) => said, maxLength: 7 },
  )
  // No two things at one instant: what wins then is a rule of its own, tested above.
  .map((all) =>
    all.map((word, index) => ({
      ...word,
      said: word.said * 10,
      due: word.due === undefined ? undefined : word.due * 10 + 1 + index,
    })),
  );

const toEvent = ({ type, said, due }: Word) =>
  event(
    type,
    `${type}-${said}`,
    at(said),
    type === 'offboarding_cancelled' || due === undefined ? {} : { effectiveAt: at(due) },
  );

test('whatever the order and delay of arrival, and however often, the end is as if each event had come in time', () => {
  const arrivals = words.chain((all) =>
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
      expect(record.pending?.change.state ?? 'active').toBe(oracle(all) ? 'deactivated' : 'active');
      expect(employmentAt(record.words, at(5000)).left).toBe(oracle(all));
    }),
    { numRuns: 2000 },
  );
});

test('a delivery decided twice changes nothing the second time', () => {
  fc.assert(
    fc.property(words, fc.nat(3000), (all, now) => {
      let record = empty;
      for (const word of all) {
        const staff = toEvent(word);
        record = decide(record, staff, situationAt(at(now))).record;
        const again = decide(record, staff, situationAt(at(now)));
        expect(again.outcome).toBe('duplicate');
        expect(again.record).toBe(record);
        expect(again.change).toBeUndefined();
      }
    }),
  );
});

test('forgetting the oldest words changes nothing of what holds or will hold', () => {
  const many = fc.uniqueArray(
    fc.record({
      kind: fc.constantFrom('offboarded' as const, 'reinstated' as const, 'cancelled' as const),
      said: fc.nat(500),
      due: fc.nat(1000),
    }),
    { selector: ({ said }) => said, minLength: 10, maxLength: 60 },
  );
  fc.assert(
    fc.property(many, fc.array(fc.nat(1200), { minLength: 1, maxLength: 5 }), (all, instants) => {
      const words = all
        .map((word) => ({
          ...word,
          due: Math.max(word.said, word.kind === 'cancelled' ? 0 : word.due),
          event: '',
          key: `${word.said}`,
        }))
        .sort((a, b) => a.said - b.said);
      let kept: typeof words = [];
      for (const word of words) kept = capHistory([...kept, word], word.said);
      expect(kept.length).toBeLessThan(20);
      for (const instant of instants.map((later) => 500 + later)) {
        expect(employmentAt(kept, instant).left).toBe(employmentAt(words, instant).left);
        expect(employmentAt(kept, instant).plans).toEqual(employmentAt(words, instant).plans);
      }
    }),
  );
});

test('a record stays readable and under 16 KiB however much is said in however long words', () => {
  let record = emptyRecord('\u{1F600}'.repeat(128));
  const long = '\u{1F600}'.repeat(120);
  const name = (n: number) => `${'\u{1F600}'.repeat(60)}${n}`;
  const avatar = (n: number) => `https://example.com/${'x'.repeat(480)}${n}`;
  const kinds = [
    (n: number) => event('leave', `${long}-${n}`, at(n), { from: at(n), to: at(n + 100_000) }),
    (n: number) => event('availability', `${long}-a${n}`, at(n), { available: n % 2 === 0 }),
    (n: number) => event('offboarded', `${long}-o${n}`, at(n), { effectiveAt: at(n + 200_000) }),
    (n: number) => event('profile', `${long}-p${n}`, at(n), { friendlyName: name(n), avatar: avatar(n) }),
    (n: number) => event('offboarded', `${long}-h${n}`, at(n)),
  ];
  let largest = 0;
  for (let n = 0; n < 1000; n++) {
    const kind = kinds[n % kinds.length];
    const staff = kind?.(n);
    if (!staff) continue;
    const situation = situationAt(at(n), { protected: n % 10 === 4 });
    const decision = decide(record, staff, situation);
    // Every other change is given up, a day after it was wanted.
    const told = decision.change ?? {};
    record =
      n % 4 === 3
        ? recordAttempt(
            decision.record,
            decision.record.pending?.event ?? '',
            told,
            { result: 'failed' },
            at(n) + 2 * 86_400_000,
            0,
          )
        : decision.record;
    largest = Math.max(largest, Buffer.byteLength(JSON.stringify(record)));
  }
  expect(readRecord(JSON.parse(JSON.stringify(record)))).toEqual(record);
  expect(record.held).toHaveLength(6);
  expect(largest).toBeLessThan(16 * 1024);
  expect(record.events.at(-1)?.seen).toBe(at(999));
});

test('an id is remembered for seven days', () => {
  const record = recordAfter([event('profile', 'a', at(0), { friendlyName: 'A' }), at(0)]);
  const days = (n: number) => T0 + n * 86_400_000;
  const later = decide(record, event('profile', 'b', days(6.9), { friendlyName: 'B' }), situationAt(days(6.9))).record;
  expect(decide(later, event('profile', 'a', at(0), { friendlyName: 'A' }), situationAt(days(6.9)))).toMatchObject({
    outcome: 'duplicate',
  });
});

test('what Frontline was not told is claimed by one at a time', () => {
  const { record } = decide(empty, event('offboarded', 'a', at(0)), situationAt(at(0)));
  expect(dueChange(record, situationAt(T0 + 9_999))).toBeUndefined();
  const claimed = dueChange(record, situationAt(T0 + 10_000));
  expect(claimed).toMatchObject({ change: { state: 'deactivated', isAvailable: false } });
  expect(claimed && dueChange(claimed.record, situationAt(T0 + 10_001))).toBeUndefined();
});

test('of someone whom the roster does not know, only what was said of them is followed', () => {
  const outsider = (now: number) => situationAt(now, { known: false });
  const leave = event('leave', 'a', at(0), { from: at(10), to: at(20) });
  const { record, outcome } = decide(empty, leave, outsider(at(0)));
  expect(outcome).toBe('deferred');
  expect(dueChange(record, outsider(at(5)))).toBeUndefined();
  expect(dueChange(record, outsider(at(10)))).toMatchObject({ change: { isAvailable: false } });
  const back = decide(record, event('reinstated', 'b', at(30)), outsider(at(30)));
  expect(back.change).toEqual({ state: 'active' });
});

describe('what an operator takes back', () => {
  test('a leaving that was announced by a clock ahead of ours is cancelled all the same', () => {
    const record = recordAfter([event('offboarded', 'a', at(5), { effectiveAt: at(60) }), at(0)]);
    const cancelled = cancelOffboarding(record, situationAt(at(1)))?.record ?? empty;
    expect(employmentAt(cancelled.words, at(1)).plans).toEqual([]);
    expect(dueChange(cancelled, situationAt(at(60)))).toBeUndefined();
  });

  test('a leaving that has taken effect is not cancelled, but undone', () => {
    const record = recordAfter([event('offboarded', 'a', at(0)), at(0)]);
    expect(cancelOffboarding(record, situationAt(at(1)))).toBeUndefined();
  });

  test('after an override was ended, what was said before it is still stale', () => {
    const record = recordAfter([event('availability', 'a', at(5), { available: false }), at(5)]);
    const ended = endOverride(record, situationAt(at(6)));
    expect(ended).toMatchObject({ outcome: 'applied', change: { isAvailable: true } });
    for (const said of [at(4), at(5.5)]) {
      const late = event('availability', 'b', said, { available: false });
      expect(decide(ended?.record ?? empty, late, situationAt(at(7)))).toMatchObject({ outcome: 'stale' });
    }
    expect(endOverride(ended?.record ?? empty, situationAt(at(7)))).toBeUndefined();
  });

  test('a leave ended by hand stays ended when its first word arrives once more, later than it was said', () => {
    const leave = event('leave', 'v', at(0), { id: 'v', from: at(0), to: at(600) });
    const record = recordAfter([leave, at(0)]);
    expect(endLeave(record, digest('another'), situationAt(at(1)))).toBeUndefined();
    const ended = endLeave(record, digest('v'), situationAt(at(1)));
    expect(ended).toMatchObject({ outcome: 'applied', change: { isAvailable: true } });
    expect(decide(ended?.record ?? empty, { ...leave, id: 'again' }, situationAt(at(2)))).toMatchObject({
      outcome: 'stale',
    });
  });
});
