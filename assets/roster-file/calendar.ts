/** Converts dates and times of the file into the numbers of the compiled roster. */
import type { Day, MinuteOfDay, WallMinute } from '../domain/time';

/** Zone data is reliable from 2000 on; a later year than this is probably a typo. */
export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2199;

/** "07:30" → 450. Expects validated text. */
export function minuteOf(time: string): MinuteOfDay {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** "2026-01-05" → days since 1970, or the expectation that it violates. Expects the pattern to have been validated. */
export function dayOfDate(date: string): Day | string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  if (year < FIRST_YEAR || year > LAST_YEAR) return `a year from ${FIRST_YEAR} to ${LAST_YEAR}`;
  if (month < 1 || month > 12) return 'a month from 01 to 12';
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day < 1 || day > last) return `a day from 01 to ${last}, for that is how many ${year}-${twoDigits(month)} has`;
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

/** A validated date. */
export function toDay(date: string): Day {
  const found = dayOfDate(date);
  if (typeof found === 'string') throw new RangeError(`${date}: expected ${found}`);
  return found;
}

/** A validated date or local time, as the start of a period. */
export function startOf(when: string): WallMinute {
  const [date = '', time] = when.split('T');
  return toDay(date) * 1440 + (time === undefined ? 0 : minuteOf(time));
}

/** A validated date or local time, as the end of a period; a date is included. */
export function endOf(when: string): WallMinute {
  return when.includes('T') ? startOf(when) : startOf(when) + 1440;
}

/** "2026-01-05T09:00". */
export function printWall(wall: WallMinute): string {
  return new Date(wall * 60_000).toISOString().slice(0, 16);
}

export function printDay(date: Day): string {
  return new Date(date * 86_400_000).toISOString().slice(0, 10);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
