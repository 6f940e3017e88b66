/** What departs from a person's shifts, as spans: holidays, leave, overrides, and the facts from outside the roster. */
import type { Leave, Override } from '../roster/roster';
import { DAY, type Day, type EpochMs, MINUTE } from '../time';
import { wallOf } from './dates';
import type { RuleSpan } from './precedence';
import type { HolidaySpan, Interval, PersonFacts } from './schedule';
import { toInstant, zoneNamed } from './zones';

/** The exceptions to one person's shifts, besides swaps. */
export interface Exceptions {
  /** The person's own IANA zone. */
  readonly zone: string;
  /** The person's calendars; dates sorted. `parts`: holidays of less than a day. */
  readonly holidays: readonly {
    readonly name: string;
    readonly dates: readonly Day[];
    readonly parts: readonly HolidaySpan[];
  }[];
  readonly leave: readonly Leave[];
  /** Leave from feeds, in instants. */
  readonly absences: readonly Interval[];
  /** `order`: the place in the file; later ones win. */
  readonly overrides: readonly (Override & { readonly order: number })[];
}

/** The spans of the exceptions around `[from, to)`. */
export function exceptionSpans(exceptions: Exceptions, from: EpochMs, to: EpochMs): RuleSpan[] {
  const zone = zoneNamed(exceptions.zone);
  const spans = holidaySpans(exceptions, from, to);
  const near = (rule: Leave): boolean => rule.to * MINUTE > from - DAY && rule.from * MINUTE < to + DAY;
  const resolved = (rule: Leave): Interval => ({ from: toInstant(zone, rule.from), to: toInstant(zone, rule.to) });
  for (const leave of exceptions.leave) if (near(leave)) spans.push(absence(resolved(leave)));
  for (const absent of exceptions.absences) spans.push(absence(absent));
  for (const rule of exceptions.overrides) {
    if (!near(rule)) continue;
    const { available, order } = rule;
    spans.push({ ...resolved(rule), available, reason: 'override', kind: 'override', order });
  }
  return spans;
}

/** The holidays around `[from, to)`: whole days on the person's own clock, and parts of days. */
export function holidaySpans(
  { zone: name, holidays }: Pick<Exceptions, 'zone' | 'holidays'>,
  from: EpochMs,
  to: EpochMs,
): RuleSpan[] {
  const zone = zoneNamed(name);
  const first = Math.floor(from / DAY) - 2;
  const last = Math.floor(to / DAY) + 2;
  const instant = (clock: HolidaySpan['clock'], minute: number): EpochMs =>
    clock === 'utc' ? minute * MINUTE : toInstant(zone, minute);
  return holidays.flatMap(({ name, dates, parts }, order) => {
    const start = firstAtLeast(dates, first);
    const days = dates.slice(start, firstAtLeast(dates, last + 1)).map((date): Interval => {
      return { from: toInstant(zone, wallOf(date)), to: toInstant(zone, wallOf(date + 1)) };
    });
    const hours = parts
      .filter((part) => part.to * MINUTE > from - DAY && part.from * MINUTE < to + DAY)
      .map((part): Interval => ({ from: instant(part.clock, part.from), to: instant(part.clock, part.to) }));
    return [...days, ...hours].map((span): RuleSpan => {
      return { ...span, available: false, reason: `holiday ${name}`, kind: 'holiday', order };
    });
  });
}

/** The spans of the facts from outside the roster. An event's override beats every one of the roster. */
export function factSpans(facts: PersonFacts): RuleSpan[] {
  const { left, announced = [], leave = [], override } = facts;
  const spans: RuleSpan[] = [...leave.map(absence), ...eventShiftSpans(facts)];
  [{ at: Number.NEGATIVE_INFINITY, left }, ...announced].forEach((change, index) => {
    if (!change.left) return;
    const to = announced[index]?.at ?? Number.POSITIVE_INFINITY;
    spans.push({ from: change.at, to, available: false, reason: 'left', kind: 'left', order: 0 });
  });
  if (override !== undefined) {
    const { available, from, until } = override;
    const to = until ?? Number.POSITIVE_INFINITY;
    spans.push({ from, to, available, reason: 'override', kind: 'override', order: Number.POSITIVE_INFINITY });
  }
  return spans;
}

/** The spans of the shifts that events brought. Of two shifts that begin together, that of the roster is named. */
export function eventShiftSpans({ shifts = [] }: PersonFacts): RuleSpan[] {
  return shifts.map(({ from, to, label }): RuleSpan => {
    const reason = label === undefined ? 'shift' : `shift ${label}`;
    return { from, to, available: true, reason, kind: 'shift', order: Number.POSITIVE_INFINITY };
  });
}

function absence({ from, to }: Interval): RuleSpan {
  return { from, to, available: false, reason: 'leave', kind: 'leave', order: 0 };
}

/** The index of the first date at or after `least`, by binary search. */
function firstAtLeast(sorted: readonly Day[], least: Day): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
