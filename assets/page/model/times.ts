/** Formats times uniformly: 24 hours, English names, independent of the browser's language. */
import { DAY, MINUTE } from '../../domain/time';
import { DAY_MINUTES, type Day, dayOf, type WallClock, type WallMinute, weekdayOf } from './wall-clock';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const HALF_A_YEAR = 182;

const two = (number: number): string => String(number).padStart(2, '0');

export function weekdayName(day: Day): string {
  return WEEKDAYS[weekdayOf(day)] ?? '';
}

export function isWeekend(day: Day): boolean {
  return weekdayOf(day) >= 5;
}

/** "23 Nov" */
export function dateName(day: Day): string {
  const date = new Date(day * DAY);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** "24", "1 Dec": in a row of dates only the first of a month names the month. */
export function shortDateName(day: Day): string {
  const date = new Date(day * DAY).getUTCDate();
  return date === 1 ? dateName(day) : String(date);
}

/** "Mon 23 Nov"; with the year if it would be ambiguous. */
export function dayName(day: Day, today: Day): string {
  const year = Math.abs(day - today) > HALF_A_YEAR ? ` ${new Date(day * DAY).getUTCFullYear()}` : '';
  return `${weekdayName(day)} ${dateName(day)}${year}`;
}

/** "14:05" */
export function timeOfDay(wall: WallMinute): string {
  const minute = wall - dayOf(wall) * DAY_MINUTES;
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** "7" or "07:30", for the label of a bar. */
function shortTime(wall: WallMinute): string {
  const text = timeOfDay(wall);
  return text.endsWith(':00') ? text.slice(0, 2) : text;
}

/** "07–15", "07:30–15" */
export function shortSpan(from: number, to: number, clock: WallClock): string {
  const end = shortTime(clock.wall(to));
  return `${shortTime(clock.wall(from))}–${end === '00' ? '24' : end}`;
}

/** "15:00" today, "tomorrow 07:00", "Mon 30 Nov 17:00". */
export function moment(instant: number, clock: WallClock, now: number): string {
  const wall = clock.wall(instant);
  const today = dayOf(clock.wall(now));
  const day = dayOf(wall);
  const time = timeOfDay(wall);
  if (day === today) return time;
  return `${day === today + 1 ? 'tomorrow' : dayName(day, today)} ${time}`;
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
  if (whole && last === first + 1) return `${dayName(first, today)}, all day`;
  if (whole) return `${dayName(first, today)} – ${dayName(last - 1, today)}`;
  if (first === last) return `${dayName(first, today)} ${timeOfDay(start)}–${timeOfDay(end)}`;
  if (end === last * DAY_MINUTES && last === first + 1) return `${dayName(first, today)} ${timeOfDay(start)}–24:00`;
  return `${dayName(first, today)} ${timeOfDay(start)} – ${dayName(last, today)} ${timeOfDay(end)}`;
}

/** A moment for the viewer and, if their clock differs, for the person: "15:00 your time (21:00 in Madrid)". */
export function momentForBoth(instant: number, viewer: WallClock, person: WallClock, now: number): string {
  const mine = moment(instant, viewer, now);
  if (viewer.offset(instant) === person.offset(instant)) return mine;
  return `${mine} your time (${moment(instant, person, now)} in ${person.city})`;
}

/** A stretch for both clocks, as far as its ends are known; always with the day, since it may stand in a list. */
export function stretchForBoth(
  { from, to, begun, open }: { from: number; to: number; begun: boolean; open: boolean },
  viewer: WallClock,
  person: WallClock,
  now: number,
): string {
  if (begun && open) return 'all the time';
  if (begun) return `until ${dated(to, viewer, person, now)}`;
  if (open) return `from ${dated(from, viewer, person, now)} on`;
  return spanForBoth(from, to, viewer, person, now);
}

function dated(instant: number, viewer: WallClock, person: WallClock, now: number): string {
  const on = (clock: WallClock) => {
    const wall = clock.wall(instant);
    return `${dayName(dayOf(wall), dayOf(clock.wall(now)))} ${timeOfDay(wall)}`;
  };
  const isSame = viewer.offset(instant) === person.offset(instant);
  return isSame ? on(viewer) : `${on(viewer)} your time (${on(person)} in ${person.city})`;
}

/** A span with known ends for both clocks. */
export function spanForBoth(from: number, to: number, viewer: WallClock, person: WallClock, now: number): string {
  const mine = span(from, to, viewer, now);
  if (viewer.offset(from) === person.offset(from) && viewer.offset(to) === person.offset(to)) return mine;
  return `${mine} your time (${span(from, to, person, now)} in ${person.city})`;
}

/** "+6 h", "−9½ h", "" for no difference. */
export function difference(ms: number): string {
  if (ms === 0) return '';
  const minutes = Math.abs(Math.round(ms / MINUTE));
  const rest = minutes % 60;
  const part = ({ 0: '', 15: '¼', 30: '½', 45: '¾' } as Readonly<Record<number, string>>)[rest] ?? `:${two(rest)}`;
  const hours = Math.floor(minutes / 60);
  return `${ms < 0 ? '−' : '+'}${hours === 0 && part ? part : `${hours}${part}`} h`;
}

/** "12 s", "3 min", "5 h", "2 days" */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 36 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
