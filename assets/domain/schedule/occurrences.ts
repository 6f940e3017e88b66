/** When something weekly happens: its dates in its own zone, and the instants that follow. */
import type { Roster, Weekly } from '../roster/roster';
import type { Day, EpochMs } from '../time';
import { DAY_MINUTES, dayOf, wallOf, weekdayOf } from './dates';
import type { Dropped, Interval } from './schedule';
import { isSteady, toInstant, wallAt, zoneNamed } from './zones';

/** One occurrence: the date on which it starts, and its instants. */
export interface Occurrence extends Interval {
  readonly date: Day;
}

/** Whether something weekly starts on this date. */
export function startsOn(weekly: Weekly, date: Day): boolean {
  return (
    ((weekly.days >> weekdayOf(date)) & 1) === 1 &&
    date >= (weekly.since ?? Number.NEGATIVE_INFINITY) &&
    date <= (weekly.until ?? Number.POSITIVE_INFINITY)
  );
}

/** The instants of the occurrence that starts on `date`; empty or reversed when the clocks swallow it. */
export function occurrenceOn(weekly: Weekly, date: Day): Occurrence {
  const zone = zoneNamed(weekly.zone);
  const end = weekly.to <= weekly.from ? weekly.to + DAY_MINUTES : weekly.to;
  return { date, from: toInstant(zone, wallOf(date, weekly.from)), to: toInstant(zone, wallOf(date, end)) };
}

/** The dates around `[from, to)` on which something weekly may be running that starts on them. */
export function datesAround(weekly: Weekly, from: EpochMs, to: EpochMs): Day[] {
  const zone = zoneNamed(weekly.zone);
  // An occurrence reaches into the next day at most, and over a day that the zone leaves out into the one after.
  const first = dayOf(wallAt(zone, from)) - (isSteady(zone, from) ? 1 : 2);
  const last = dayOf(wallAt(zone, to)) + (isSteady(zone, to) ? 0 : 1);
  const dates: Day[] = [];
  for (let date = first; date <= last; date++) {
    if (startsOn(weekly, date)) dates.push(date);
  }
  return dates;
}

/** The occurrences that overlap `[from, to)`, whole, by date. */
export function occurrences(weekly: Weekly, from: EpochMs, to: EpochMs): Occurrence[] {
  const found: Occurrence[] = [];
  for (const date of datesAround(weekly, from, to)) {
    const occurrence = occurrenceOn(weekly, date);
    if (occurrence.from < occurrence.to && occurrence.from < to && occurrence.to > from) found.push(occurrence);
  }
  return found;
}

/** The occurrences of shifts and coverage rules around `[from, to)` that the clocks swallow. */
export function droppedOccurrences(roster: Roster, from: EpochMs, to: EpochMs): Dropped[] {
  return (['shifts', 'coverage'] as const).flatMap((list) =>
    roster[list].flatMap((rule): Dropped[] =>
      datesAround(rule, from, to)
        .map((date) => occurrenceOn(rule, date))
        .filter((o) => o.to <= o.from && o.from >= from && o.from < to)
        .map(({ date }) => ({ list, id: rule.id, zone: rule.zone, date, from: rule.from, to: rule.to })),
    ),
  );
}
