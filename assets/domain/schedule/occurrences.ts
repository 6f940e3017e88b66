/** When something weekly happens: its dates in its own zone, and the instants that follow. */
import type { Day, Weekly } from '../roster/roster';
import { DAY_MINUTES, dayOf, weekdayOf } from './dates';
import type { Interval } from './schedule';
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
  const midnight = date * DAY_MINUTES;
  const end = weekly.to <= weekly.from ? weekly.to + DAY_MINUTES : weekly.to;
  return { date, from: toInstant(zone, midnight + weekly.from), to: toInstant(zone, midnight + end) };
}

/** The dates around `[from, to)` on which something weekly may be running that starts on them. */
export function datesAround(weekly: Weekly, from: number, to: number): Day[] {
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
export function occurrences(weekly: Weekly, from: number, to: number): Occurrence[] {
  const found: Occurrence[] = [];
  for (const date of datesAround(weekly, from, to)) {
    const occurrence = occurrenceOn(weekly, date);
    if (occurrence.from < occurrence.to && occurrence.from < to && occurrence.to > from) found.push(occurrence);
  }
  return found;
}
