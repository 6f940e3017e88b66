/** Times of day as people read them off their own clock. An asset of its own: few addresses write to people. */
import { DAY, type Day, type EpochMs, MINUTE, type MinuteOfDay } from '../time';
import { DAY_MINUTES, dayOf, wallOf } from './dates';
import type { Interval } from './schedule';
import { toInstant, wallAt, type Zone } from './zones';

/** How a language writes times: the BCP 47 tag for its days and months, and the word between the ends of a period. */
export interface TimeWords {
  readonly locale: string;
  readonly to: string;
}

export const ENGLISH: TimeWords = { locale: 'en-GB', to: 'to' };

/** Within so many days a weekday says which day is meant. */
const WEEKDAY_ENOUGH = 6;

/**
 * The next instant (ms) after `now` at which the local clock shows this time: today's, or tomorrow's where it shows that
 * already or has passed it. A time that the clocks leave out is read as the roster's times are: see {@link toInstant}.
 */
export function nextOnClock(zone: Zone, minute: MinuteOfDay, now: EpochMs): EpochMs {
  const wall = wallAt(zone, now);
  const today = wallOf(dayOf(wall), minute);
  const next = today > wall ? today : today + DAY_MINUTES;
  const instant = toInstant(zone, next);
  // While an hour runs for the second time, the first time is over; the clock gets there without changing again.
  return instant > now ? instant : now + (next - wall) * MINUTE - (now % MINUTE);
}

/** An instant on the local clock, for people: `Mon 15:00`, farther ahead `Mon 28 Dec 15:00`, in another year with the year. */
export function timeOn(zone: Zone, instant: EpochMs, now: EpochMs, { locale } = ENGLISH): string {
  const wall = wallAt(zone, instant);
  const day = dayOf(wall);
  const today = dayOf(wallAt(zone, now));
  const date = day - today > WEEKDAY_ENOUGH ? [dateOf(day, today, locale)] : [];
  return [dayIn(locale, day, { weekday: 'short' }), ...date, timeOfDay(wall - wallOf(day))].join(' ');
}

/** A period on the local clock: `Mon 07:00 to 15:00`, and `Mon 22:00 to Tue 06:00` where it ends on another day. */
export function periodOn(zone: Zone, { from, to }: Interval, now: EpochMs, words = ENGLISH): string {
  const [first, last] = [wallAt(zone, from), wallAt(zone, to)];
  const isOneDay = dayOf(first) === dayOf(last);
  const end = isOneDay ? timeOfDay(last - wallOf(dayOf(last))) : timeOn(zone, to, now, words);
  return `${timeOn(zone, from, now, words)} ${words.to} ${end}`;
}

function timeOfDay(minute: MinuteOfDay): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

function dateOf(day: Day, today: Day, locale: string): string {
  const [year, thisYear] = [day, today].map((one) => new Date(one * DAY).getUTCFullYear());
  return dayIn(locale, day, { day: 'numeric', month: 'short', ...(year !== thisYear && { year: 'numeric' }) });
}

function dayIn(locale: string, day: Day, fields: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { ...fields, timeZone: 'UTC' }).format(day * DAY);
}
