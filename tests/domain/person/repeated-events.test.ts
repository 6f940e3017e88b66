import fc from 'fast-check';
import { decide } from '../../../assets/domain/person/decide';
import { employmentAt } from '../../../assets/domain/person/employment-history';
import { dueChange } from '../../../assets/domain/person/outbox';
import type { EmploymentEvent, PersonRecord } from '../../../assets/domain/person/record';
import { toEvent } from './arbitrary';
import type { Word } from './oracle';
import { at, empty, event, frontlineOf, recordAfter, situationAt } from './situation';

describe('an event id that is used again', () => {
  const first = event('offboarded', 'evt_1', at(0));
  const back = event('reinstated', 'evt_2', at(1));
  const second = event('offboarded', 'evt_1', at(2));
  const record = recordAfter([first, at(0)], [back, at(1)]);

  test('locks out when it is a later offboarding, beside the first one in the history', () => {
    const decision = decide(record, second, situationAt(at(2)));
    expect(decision).toMatchObject({ outcome: 'applied', reusedId: true, claimed: { frontline: { access: false } } });
    const { employmentEvents } = decision.record;
    expect(new Set(employmentEvents.map(({ key }) => key)).size).toBe(3);
    expect(employmentAt(employmentEvents, at(3))).toMatchObject({ left: true, by: { occurredAt: at(2) } });
  });

  test('is a duplicate when either content is delivered again', () => {
    const after = decide(record, second, situationAt(at(2))).record;
    for (const again of [first, second]) {
      const decision = decide(after, again, situationAt(at(2)));
      expect(decision).toMatchObject({ outcome: 'duplicate' });
      expect(decision.reusedId).toBeUndefined();
      expect(decision.record).toBe(after);
    }
  });

  test('is a conflict and changes nothing when it is anything else', () => {
    for (const other of [
      event('offboarded', 'evt_1', at(-1)),
      event('offboarded', 'evt_1', at(0), { effectiveAt: at(50) }),
      event('reinstated', 'evt_1', at(5)),
      event('profile', 'evt_1', at(5), { friendlyName: 'Ada' }),
    ]) {
      const decision = decide(record, other, situationAt(at(5)));
      expect(decision).toMatchObject({ outcome: 'conflict', reusedId: true });
      expect(decision.record).toBe(record);
    }
  });

  test('locks out when the first event was of another kind and arrived before the offboarding', () => {
    const named = recordAfter([event('profile', 'evt_1', at(0), { friendlyName: 'Ada' }), at(0)]);
    expect(decide(named, first, situationAt(at(1))).outcome).toBe('conflict');
    expect(decide(named, second, situationAt(at(2)))).toMatchObject({
      outcome: 'applied',
      reusedId: true,
    });
  });

  test('is held like any other offboarding, once, and is held when it is delivered again', () => {
    const guarded = situationAt(at(2), { protected: true });
    const held = decide(frontlineConfirmed(record), second, guarded);
    expect(held).toMatchObject({ outcome: 'held', reusedId: true, record: { held: [{ occurredAt: at(2) }] } });
    expect(decide(held.record, second, guarded)).toMatchObject({ outcome: 'held' });
  });
});

describe('an event of a sender that gives no time', () => {
  const said = (content: string, type: string, minute: number, data = {}) => ({
    ...event(type, 'evt_1', at(minute), data),
    content,
  });

  test.each([
    ['offboarded', {}],
    ['reinstated', {}],
    ['availability', { available: false }],
    ['leave', { from: at(5), to: at(50) }],
    ['profile', { friendlyName: 'Ada' }],
  ])('staff.%s is a duplicate when the same words arrive later', (type, data) => {
    const record = frontlineConfirmed(recordAfter([said('words', type, 0, data), at(0)]));
    const again = decide(record, said('words', type, 9, data), situationAt(at(9)));
    expect(again).toEqual({ record, outcome: 'duplicate' });
  });

  test('does not lock somebody out again who has been reinstated since, when it is repeated', () => {
    const record = recordAfter([said('words', 'offboarded', 0), at(0)], [event('reinstated', 'evt_2', at(1)), at(1)]);
    const again = decide(frontlineConfirmed(record), said('words', 'offboarded', 9), situationAt(at(9)));
    expect(again).toMatchObject({ outcome: 'duplicate' });
  });

  test('is a conflict, or a later lock-out, when other words arrive under its id', () => {
    const record = frontlineConfirmed(recordAfter([said('words', 'availability', 0, { available: false }), at(0)]));
    const other = said('other words', 'availability', 9, { available: false });
    expect(decide(record, other, situationAt(at(9)))).toMatchObject({ outcome: 'conflict', reusedId: true });
    const leaving = said('words', 'offboarded', 9);
    expect(decide(record, leaving, situationAt(at(9)))).toMatchObject({ outcome: 'applied', reusedId: true });
  });
});

describe('a delivery that has been forgotten', () => {
  const noise = (n: number) => event('profile', `noise-${n}`, at(n), { friendlyName: `Ada ${n}` });

  test('of an event that still counts is a duplicate', () => {
    let record = recordAfter([event('offboarded', 'a', at(0)), at(0)]);
    for (let n = 1; n <= 70; n++) record = decide(record, noise(n), situationAt(at(n))).record;
    expect(record.deliveries).toHaveLength(60);
    const again = decide(record, event('offboarded', 'a', at(0)), situationAt(at(71)));
    expect(again.outcome).toBe('applied'); // claims the lock-out that has not been confirmed
    expect(again.record.employmentEvents).toEqual(record.employmentEvents);
  });

  test('of a held offboarding leaves it held, once', () => {
    let { record } = decide(empty, event('offboarded', 'a', at(0)), situationAt(at(0), { protected: true }));
    for (let n = 1; n <= 70; n++) record = decide(record, noise(n), situationAt(at(n))).record;
    record = frontlineConfirmed(record);
    const again = decide(record, event('offboarded', 'a', at(0)), situationAt(at(71)));
    expect(again).toMatchObject({ outcome: 'held', record: { held: [{ event: 'a' }] } });
  });

  test('of a held offboarding is still held where it claims a change that another event left undone', () => {
    const guarded = situationAt(at(0), { protected: true });
    const held = decide(empty, event('offboarded', 'a', at(0)), guarded).record;
    const { record } = decide(held, noise(1), situationAt(at(1)));
    const again = decide(record, event('offboarded', 'a', at(0)), situationAt(at(2)));
    expect(again).toMatchObject({ outcome: 'held', claimed: { frontline: { name: 'Ada 1' } } });
  });

  test('of an event that the history has forgotten as well brings back no announcement that was revoked', () => {
    const leaving = event('offboarded', 'leaving', at(1), { effectiveAt: at(2000) });
    const returning = event('reinstated', 'returning', at(2), { effectiveAt: at(2000) });
    const cancelled = event('offboarding_cancelled', 'cancelled', at(3));
    let record = recordAfter(
      [leaving, at(1)],
      [returning, at(2)],
      [cancelled, at(3)],
      [event('offboarded', 'o', at(4)), at(4)],
    );
    for (let n = 5; n < 30; n++) {
      record = decide(record, event('reinstated', `e${n}`, at(n)), situationAt(at(n))).record;
    }
    for (let n = 31; n <= 100; n++) record = decide(record, noise(n), situationAt(at(n))).record;
    record = frontlineConfirmed(record);
    const held = decide(record, leaving, situationAt(at(101)));
    expect(held).toMatchObject({ outcome: 'held', record: { held: [{ event: 'leaving', reason: 'full' }] } });
    const stale = decide(record, returning, situationAt(at(101)));
    expect(stale).toMatchObject({ outcome: 'stale', full: true });
    for (const decision of [held, stale]) {
      expect(employmentAt(decision.record.employmentEvents, at(3000))).toMatchObject({ left: false, plans: [] });
      expect(decide(decision.record, cancelled, situationAt(at(102))).outcome).toBe('unchanged');
    }
  });

  test('counts no event twice, however many events and deliveries come in between', () => {
    const long = fc.uniqueArray(
      fc.record({
        type: fc.constantFrom('offboarded' as const, 'reinstated' as const, 'offboarding_cancelled' as const),
        said: fc.nat(800),
        due: fc.option(fc.nat(2500), { nil: undefined }),
      }),
      { selector: ({ said }) => said, minLength: 20, maxLength: 45, size: 'max' },
    );
    fc.assert(
      fc.property(long, fc.array(fc.nat(), { minLength: 45, maxLength: 45 }), fc.nat(1500), (all, shuffle, after) => {
        let record = empty;
        const tick = (now: number) => {
          record = dueChange(record, situationAt(now))?.record ?? record;
        };
        const bySaid = [...all].sort((a, b) => a.said - b.said);
        for (const word of bySaid) {
          tick(at(word.said));
          record = decide(record, toEvent(word), situationAt(at(word.said))).record;
        }
        for (let n = 801; n <= 870; n++) record = decide(record, noise(n), situationAt(at(n))).record;
        const now = at(871 + after);
        tick(now);
        const before = employmentAt(record.employmentEvents, now);
        const order = bySaid.map((word, index) => ({ word, key: shuffle[index] ?? 0 })).sort((a, b) => a.key - b.key);
        for (const { word } of order) {
          const decision = decide(record, toEvent(word), situationAt(now));
          expect(decision.claimed?.frontline?.access ?? !before.left).toBe(!before.left);
          record = decision.record;
          tick(now);
        }
        for (const instant of [now, at(2000), at(3000), at(5000)].filter((each) => each >= now)) {
          const { left } = employmentAt(record.employmentEvents, instant);
          expect(left).toBe(employmentAt(recordedOnce(bySaid), instant).left);
        }
      }),
      { numRuns: 30 },
    );
  });
});

/** The employment events as one endless history would have them. */
function recordedOnce(all: readonly Word[]): EmploymentEvent[] {
  return all.flatMap((word) => recordAfter([toEvent(word), at(word.said)]).employmentEvents);
}

/** The record after Frontline has taken what was pending. */
function frontlineConfirmed(record: PersonRecord): PersonRecord {
  const { pending: _, ...rest } = frontlineOf(record);
  return { ...record, targets: { frontline: rest } };
}
