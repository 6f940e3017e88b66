import { DAY_MINUTES, dayOf, wallOf, weekdayOf } from '../domain/schedule/dates';
import { toInstant, wallAt, type Zone } from '../domain/schedule/zones';

import { DAY, type Day, type EpochMs, MINUTE, type MinuteOfDay } from '../domain/time';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

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
export function timeOn(zone: Zone, instant: EpochMs, now: EpochMs): string {
  const wall = wallAt(zone, instant);
  const day = dayOf(wall);
  const today = dayOf(wallAt(zone, now));
  const minute = wall - wallOf(day);
  const time = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return [WEEKDAYS[weekdayOf(day)], ...(day - today > WEEKDAY_ENOUGH ? dateOf(day, today) : []), time].join(' ');
}

function dateOf(day: Day, today: Day): (string | number | undefined)[] {
  const [then, now] = [day, today].map((one) => new Date(one * DAY));
  const year = then?.getUTCFullYear();
  return [then?.getUTCDate(), MONTHS[then?.getUTCMonth() ?? 0], ...(year === now?.getUTCFullYear() ? [] : [year])];
}
