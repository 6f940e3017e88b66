/** Formats times uniformly, in the language and by the clock of the page's locale. */

import { DAY, MINUTE } from '../../domain/time';
import { formats } from '../i18n/formats';
import { t } from '../i18n/translate';
import { DAY_MINUTES, type Day, dayOf, type WallClock, type WallMinute, weekdayOf } from './wall-clock';

const HALF_A_YEAR = 182;

const two = (number: number): string => String(number).padStart(2, '0');

export function weekdayName(day: Day): string {
  return formats().weekday(day * DAY);
}

export function isWeekend(day: Day): boolean {
  return weekdayOf(day) >= 5;
}

/** "23 Nov" */
export function dateName(day: Day): string {
  return formats().date(day * DAY);
}

/** "23 November" */
export function longDateName(day: Day): string {
  return formats().longDate(day * DAY);
}

/** "24", "1 Dec": in a row of dates only the first of a month names the month. */
export function shortDateName(day: Day): string {
  return new Date(day * DAY).getUTCDate() === 1 ? dateName(day) : formats().dayOfMonth(day * DAY);
}

/** "Mon 23 Nov"; with the year if it would be ambiguous. */
export function dayName(day: Day, today: Day): string {
  const { day: short, dayOfYear } = formats();
  return (Math.abs(day - today) > HALF_A_YEAR ? dayOfYear : short)(day * DAY);
}

/** "14:05", "2:05 PM" */
export function timeOfDay(wall: WallMinute): string {
  return formats().time(minuteOfDay(wall) * MINUTE);
}

const minuteOfDay = (wall: WallMinute): number => wall - dayOf(wall) * DAY_MINUTES;

/** "7", "7 AM" or "07:30", for the label of a bar. */
function shortTime(wall: WallMinute): string {
  const minute = minuteOfDay(wall);
  if (minute % 60 !== 0) return timeOfDay(wall);
  // Some languages add a word to an hour that stands alone: "07 Uhr".
  return formats().isTwelveHours ? formats().hour(minute * MINUTE) : two(minute / 60);
}

/** "07–15", "07:30–15", "7 AM–3 PM" */
export function shortSpan(from: number, to: number, clock: WallClock): string {
  const end = shortTime(clock.wall(to));
  return `${shortTime(clock.wall(from))}–${end === '00' ? '24' : end}`;
}

/**
 * How a moment stands in a sentence: `bare` in brackets or after a colon; `at`: when something happens; `since` and `until` with that word.
 * Other languages have articles and prepositions there.
 */
export type Place = 'bare' | 'at' | 'since' | 'until';

/** "15:00" today, "tomorrow 07:00", "Mon 30 Nov 17:00"; "until 15:00". */
export function moment(instant: number, clock: WallClock, now: number, place: Place = 'bare'): string {
  const wall = clock.wall(instant);
  const today = dayOf(clock.wall(now));
  const day = dayOf(wall);
  const when = day === today ? 'today' : day === today + 1 ? 'tomorrow' : 'other';
  return t(`times.${place}`, { when, day: dayName(day, today), time: timeOfDay(wall) });
}

/** The short form: "15:00" today, "Mon 07:00" within a week, "30 Nov 17:00". */
export function shortMoment(instant: number, clock: WallClock, now: number): string {
  const wall = clock.wall(instant);
  const day = dayOf(wall);
  const ahead = day - dayOf(clock.wall(now));
  if (ahead === 0) return timeOfDay(wall);
  return `${ahead > 0 && ahead < 7 ? weekdayName(day) : dateName(day)} ${timeOfDay(wall)}`;
}

/** "Mon 23 Nov 07:00–15:00", "Mon 23 Nov 22:00 – Tue 24 Nov 06:00", "Thu 24 Dec, all day", "Thu 24 – Sat 26 Dec". */
export function span(from: number, to: number, clock: WallClock, now: number): string {
  const [start, end] = [clock.wall(from), clock.wall(to)];
  const [first, last] = [dayOf(start), dayOf(end)];
  const today = dayOf(clock.wall(now));
  const whole = start === first * DAY_MINUTES && end === last * DAY_MINUTES && last > first;
  if (whole && last === first + 1) return t('times.all-day', { day: dayName(first, today) });
  if (whole) return `${dayName(first, today)} – ${dayName(last - 1, today)}`;
  const isToMidnight = end === last * DAY_MINUTES && last === first + 1;
  if (first === last || isToMidnight) {
    const midnight = formats().isTwelveHours ? timeOfDay(end) : '24:00';
    return dated(first, today, `${timeOfDay(start)}–${isToMidnight ? midnight : timeOfDay(end)}`);
  }
  return `${dated(first, today, timeOfDay(start))} – ${dated(last, today, timeOfDay(end))}`;
}

/** "Mon 23 Nov 07:00": always with the day. */
function dated(day: Day, today: Day, time: string): string {
  return t('times.dated', { day: dayName(day, today), time });
}

/** "Mon 23 Nov 07:00", today as well: for what is read or kept on another day. */
export function datedMoment(instant: number, clock: WallClock, now: number): string {
  const wall = clock.wall(instant);
  return dated(dayOf(wall), dayOf(clock.wall(now)), timeOfDay(wall));
}

/** Two readings of one time, where the viewer's clock and the person's differ: "15:00 your time (21:00 in Madrid)". */
function both(mine: string, theirs: string, { city }: WallClock): string {
  return t('times.both', { mine, theirs, city });
}

/** A moment for the viewer and, if their clock differs, for the person: "15:00 your time (21:00 in Madrid)". */
export function momentForBoth(
  instant: number,
  viewer: WallClock,
  person: WallClock,
  now: number,
  place: Place = 'bare',
): string {
  const mine = moment(instant, viewer, now, place);
  if (viewer.offset(instant) === person.offset(instant)) return mine;
  return both(mine, moment(instant, person, now), person);
}

/** A stretch for both clocks, as far as its ends are known; always with the day, since it may stand in a list. */
export function stretchForBoth(
  { from, to, begun, open }: { from: number; to: number; begun: boolean; open: boolean },
  viewer: WallClock,
  person: WallClock,
  now: number,
): string {
  if (begun && open) return t('times.all-the-time');
  if (begun) return t('times.until-dated', { moment: datedForBoth(to, viewer, person, now) });
  if (open) return t('times.from-on', { moment: datedForBoth(from, viewer, person, now) });
  return spanForBoth(from, to, viewer, person, now);
}

function datedForBoth(instant: number, viewer: WallClock, person: WallClock, now: number): string {
  const mine = datedMoment(instant, viewer, now);
  const isSame = viewer.offset(instant) === person.offset(instant);
  return isSame ? mine : both(mine, datedMoment(instant, person, now), person);
}

/** A span with known ends for both clocks. */
export function spanForBoth(from: number, to: number, viewer: WallClock, person: WallClock, now: number): string {
  const mine = span(from, to, viewer, now);
  if (viewer.offset(from) === person.offset(from) && viewer.offset(to) === person.offset(to)) return mine;
  return both(mine, span(from, to, person, now), person);
}

/** "+6 h", "−9½ h", "" for no difference. */
export function difference(ms: number): string {
  if (ms === 0) return '';
  const minutes = Math.abs(Math.round(ms / MINUTE));
  const rest = minutes % 60;
  const part = ({ 0: '', 15: '¼', 30: '½', 45: '¾' } as Readonly<Record<number, string>>)[rest] ?? `:${two(rest)}`;
  const hours = Math.floor(minutes / 60);
  return t('times.hours-apart', { hours: `${ms < 0 ? '−' : '+'}${hours === 0 && part ? part : `${hours}${part}`}` });
}

/** "12 s", "3 min", "5 h", "2 days"; in the case that stands after "ago" or before it: "vor 2 Tagen". */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return t('times.seconds', { seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return t('times.minutes', { minutes });
  const hours = Math.round(minutes / 60);
  return hours < 36 ? t('times.hours', { hours }) : t('times.days', { days: Math.round(hours / 24) });
}
