import fc from 'fast-check';
import type { EmploymentEvent } from '../../../assets/domain/person/record';
import {
  appliedDuty,
  CUTS,
  cutPeriod,
  dutySums,
  overlap,
  timesLeft,
  without,
} from '../../../assets/domain/reports/duty-hours';
import { zoneNamed } from '../../../assets/domain/schedule/zones';
import { HOUR, MINUTE } from '../../../assets/domain/time';

const madrid = zoneNamed('Europe/Madrid');
const instant = (text: string) => Date.parse(text);
const period = (from: string, to: string) => ({ from: instant(from), to: instant(to) });
const lengths = (parts: readonly { from: number; to: number }[]) => parts.map(({ from, to }) => (to - from) / HOUR);

test('days of a week in which the clocks change have 23, 24 or 25 hours', () => {
  const autumn = cutPeriod(period('2026-10-23T22:00:00Z', '2026-10-26T23:00:00Z'), madrid, 'day');
  expect(lengths(autumn)).toEqual([24, 25, 24]);
  const spring = cutPeriod(period('2026-03-27T23:00:00Z', '2026-03-30T22:00:00Z'), madrid, 'day');
  expect(lengths(spring)).toEqual([24, 23, 24]);
});

test('weeks begin on Monday, months on the first, and the ends of a period cut them', () => {
  const days = period('2026-10-28T23:00:00Z', '2026-11-10T23:00:00Z'); // Thursday 29 October to Tuesday 10 November
  expect(lengths(cutPeriod(days, madrid, 'week'))).toEqual([4 * 24, 7 * 24, 2 * 24]);
  expect(lengths(cutPeriod(days, madrid, 'month'))).toEqual([3 * 24, 10 * 24]);
  expect(lengths(cutPeriod(days, madrid, 'total'))).toEqual([13 * 24]);
});

const someZone = fc.constantFrom(
  'Europe/Madrid',
  'America/New_York',
  'Asia/Kolkata',
  'America/Santiago',
  'Pacific/Apia',
);
const somePeriod = fc
  .tuple(
    fc.integer({ min: instant('2011-12-20T00:00:00Z'), max: instant('2027-01-01T00:00:00Z') }),
    fc.nat(60 * 24 * HOUR),
  )
  .map(([from, length]) => ({ from, to: from + length + 1 }));

test('the parts of a period follow one another from its beginning to its end, whatever the zone', () => {
  fc.assert(
    fc.property(somePeriod, someZone, fc.constantFrom(...CUTS), (whole, zone, cut) => {
      const parts = cutPeriod(whole, zoneNamed(zone), cut);
      expect(parts[0]?.from).toBe(whole.from);
      expect(parts.at(-1)?.to).toBe(whole.to);
      parts.forEach((part, index) => {
        expect(part.from).toBeLessThan(part.to);
        if (index > 0) expect(part.from).toBe(parts[index - 1]?.to);
      });
    }),
  );
});

// The oracle looks at each minute for itself.
const MINUTES = 600;
const minutes = Array.from({ length: MINUTES }, (_, minute) => minute * MINUTE);
const someChanges = fc.uniqueArray(
  fc.record({ at: fc.integer({ min: -50, max: MINUTES + 50 }).map((minute) => minute * MINUTE), on: fc.boolean() }),
  { selector: ({ at }) => at, maxLength: 8 },
);

test('applied and unknown time are what the minutes add up to', () => {
  fc.assert(
    fc.property(someChanges, fc.integer({ min: 1, max: MINUTES - 1 }), fc.nat(MINUTES + 50), (changes, cut, until) => {
      const now = until * MINUTE;
      const whole = { from: 0, to: MINUTES * MINUTE };
      const parts = [
        { from: 0, to: cut * MINUTE },
        { from: cut * MINUTE, to: whole.to },
      ];
      const sums = dutySums(parts, [], appliedDuty(changes, whole, now), now);
      const stateAt = (minute: number) =>
        changes
          .filter(({ at }) => at <= minute)
          .sort((a, b) => a.at - b.at)
          .at(-1)?.on;
      parts.forEach((part, index) => {
        const past = minutes.filter((minute) => minute >= part.from && minute < part.to && minute < now);
        const on = past.filter((minute) => stateAt(minute) === true).length;
        const unknown = past.filter((minute) => stateAt(minute) === undefined).length;
        expect(sums[index]?.unknown).toBe(unknown * MINUTE);
        expect(sums[index]?.applied).toBe(unknown < past.length ? on * MINUTE : undefined);
      });
    }),
  );
});

test('planned time is what the minutes add up to, and no part of it is counted twice', () => {
  const someIntervals = fc
    .uniqueArray(fc.nat(MINUTES), { maxLength: 12 })
    .map((bounds) => [...bounds].sort((a, b) => a - b))
    .map((bounds) =>
      bounds.flatMap((from, index) =>
        index % 2 === 0 && bounds[index + 1] !== undefined
          ? [{ from: from * MINUTE, to: (bounds[index + 1] ?? 0) * MINUTE }]
          : [],
      ),
    );
  const isIn = (minute: number, intervals: readonly { from: number; to: number }[]) =>
    intervals.some(({ from, to }) => minute >= from && minute < to);
  fc.assert(
    fc.property(someIntervals, someIntervals, (planned, away) => {
      const rest = without(planned, away);
      const expected = minutes.filter((minute) => isIn(minute, planned) && !isIn(minute, away)).length * MINUTE;
      expect(overlap({ from: 0, to: MINUTES * MINUTE }, rest)).toBe(expected);
    }),
  );
});

test('somebody who left and came back has left in between, and a plan counts from its day', () => {
  const event = (kind: EmploymentEvent['kind'], at: number, effectiveAt = at): EmploymentEvent => ({
    kind,
    occurredAt: at + 1,
    effectiveAt: Math.max(at + 1, effectiveAt),
    event: String(at),
    key: String(at),
    source: 'okta',
  });
  const day = { from: 0, to: 100 * HOUR };
  const events = [
    event('offboarded', 10 * HOUR),
    event('reinstated', 20 * HOUR),
    event('offboarded', 30 * HOUR, 50 * HOUR),
  ];
  expect(timesLeft(events, day)).toEqual([
    { from: 10 * HOUR + 1, to: 20 * HOUR + 1 },
    { from: 50 * HOUR, to: 100 * HOUR },
  ]);
  expect(timesLeft([], day)).toEqual([]);
});
