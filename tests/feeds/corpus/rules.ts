/** Random recurrence rules, of the kinds that RFC 5545 §3.3.10 allows; and how they are written. */
import fc from 'fast-check';
import { type Frequency, type RecurrenceRule, startsOf, WEEKDAYS } from './oracle';

const DAY = 86_400_000;

const some = <T>(...all: readonly T[]) => fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 3 });
const signed = (most: number) => fc.integer({ min: 1, max: most }).chain((n) => fc.constantFrom(n, -n));
const list = (one: fc.Arbitrary<number>, most = 3) => fc.uniqueArray(one, { minLength: 1, maxLength: most });
const maybe = <T>(arbitrary: fc.Arbitrary<T>, rarity = 1) =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: rarity }, { arbitrary, weight: 1 });

const weekdays = some(...WEEKDAYS);
const nth = (most: number) =>
  fc.uniqueArray(
    fc.tuple(signed(most), fc.constantFrom(...WEEKDAYS)).map(([n, day]) => `${n}${day}`),
    { minLength: 1, maxLength: 2 },
  );
const bymonth = list(fc.integer({ min: 1, max: 12 }));
const bymonthday = list(fc.oneof(fc.integer({ min: 1, max: 31 }), signed(31)));
const byyearday = list(fc.oneof(fc.integer({ min: 1, max: 366 }), signed(366)));
const byweekno = list(
  fc.oneof({ arbitrary: signed(53), weight: 3 }, { arbitrary: fc.constantFrom(1, 52, 53, -1), weight: 2 }),
);

/** The day parts that a frequency may have. */
const DAY_PARTS: Readonly<Record<Frequency, fc.Arbitrary<Partial<RecurrenceRule>>>> = {
  HOURLY: fc.record({ bymonth, byday: weekdays, bymonthday }, { requiredKeys: [] }),
  DAILY: fc.record({ bymonth, byday: weekdays, bymonthday }, { requiredKeys: [] }),
  WEEKLY: fc.record({ bymonth, byday: weekdays }, { requiredKeys: [] }),
  MONTHLY: fc.oneof(
    fc.record({ bymonth, byday: fc.oneof(weekdays, nth(5)) }, { requiredKeys: [] }),
    fc.record({ bymonth, byday: weekdays, bymonthday }, { requiredKeys: ['bymonthday'] }),
  ),
  YEARLY: fc.oneof(
    fc.record({ bymonth, byday: fc.oneof(weekdays, nth(5)) }, { requiredKeys: [] }),
    fc.record({ byday: nth(53) }),
    fc.record({ bymonth, byday: weekdays, bymonthday }, { requiredKeys: ['bymonthday'] }),
    fc.record({ byyearday, byday: weekdays, bymonth }, { requiredKeys: ['byyearday'] }),
    fc.record({ byweekno, byday: weekdays }, { requiredKeys: ['byweekno'] }),
  ),
};

export interface RuleCase {
  /** ms of the wall clock, in whole minutes. */
  readonly start: number;
  readonly rule: RecurrenceRule;
}

/** @param wholeDays starts at midnight, and the rule has no times. */
export function ruleCase(wholeDays: boolean): fc.Arbitrary<RuleCase> {
  const freq = fc.constantFrom<Frequency>(
    ...(wholeDays ? [] : (['HOURLY'] as const)),
    'DAILY',
    'WEEKLY',
    'MONTHLY',
    'YEARLY',
  );
  const first = Date.UTC(2024, 0, 1);
  return freq.chain((frequency) =>
    fc
      .record({
        day: fc.integer({ min: 0, max: 1300 }),
        minute: wholeDays ? fc.constant(0) : fc.integer({ min: 0, max: 1439 }),
        parts: DAY_PARTS[frequency],
        interval: maybe(fc.integer({ min: 1, max: frequency === 'HOURLY' ? 30 : 4 })),
        wkst: maybe(fc.constantFrom(...WEEKDAYS)),
        ends: fc.oneof(
          fc.constant({}),
          fc.record({ count: fc.integer({ min: 1, max: 40 }) }),
          fc.record({ until: fc.integer({ min: 0, max: 1500 }) }),
        ),
        byhour: wholeDays ? fc.constant(undefined) : maybe(list(fc.integer({ min: 0, max: 23 })), 6),
        byminute: wholeDays ? fc.constant(undefined) : maybe(list(fc.integer({ min: 0, max: 59 }), 2), 8),
        bysetpos: maybe(list(signed(3), 2), 5),
        /** As programs do, DTSTART is an instance of its rule. */
        synchronised: fc.oneof(
          { arbitrary: fc.constant(true), weight: 3 },
          { arbitrary: fc.constant(false), weight: 1 },
        ),
      })
      .map(({ day, minute, parts, ends, bysetpos, synchronised, ...others }): RuleCase => {
        const drawn = first + day * DAY + minute * 60_000;
        // BYSETPOS must stand beside another BY part.
        const positions = bysetpos !== undefined &&
          Object.values(parts).some((part) => part !== undefined) && { bysetpos };
        const all = { freq: frequency, ...parts, ...others, ...positions };
        // Written without its type: an absent part is not the same as one that is undefined.
        const rule = Object.fromEntries(
          Object.entries(all).filter(([, part]) => part !== undefined),
        ) as unknown as RecurrenceRule;
        const [, second] = synchronised ? startsOf({ ...rule, count: 2 }, drawn, drawn + 800 * DAY) : [];
        const start = second ?? drawn;
        const limit = 'until' in ends ? { until: start + ends.until * DAY } : ends;
        return { start, rule: { ...rule, ...limit } };
      }),
  );
}

/** As text, in the given order of parts; UNTIL is written by whoever knows its form. */
export function writeRule(rule: RecurrenceRule, until: string | undefined): string {
  const { freq, until: _, ...parts } = rule;
  const written = Object.entries(parts).map(([part, value]) => `${part.toUpperCase()}=${String(value)}`);
  return [`FREQ=${freq}`, ...(until === undefined ? [] : [`UNTIL=${until}`]), ...written].join(';');
}
