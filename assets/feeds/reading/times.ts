/** Dates, times and durations of iCalendar as numbers. */
import { DAY, HOUR, MINUTE, SECOND, type WallMs } from '../../domain/time';
import type { Property } from './jcal';

/** A date or a time as written: `date` for VALUE=DATE, `utc` with a Z, else `local`, in the zone of its TZID. */
export interface ParsedTime {
  readonly form: 'date' | 'utc' | 'local';
  readonly wall: WallMs;
  readonly tzid: string | undefined;
}

/** RFC 5545 §3.3.6: days and weeks are nominal, the rest is exact; both ms, from the wall time and from the instant. */
export interface Duration {
  readonly days: number;
  readonly exact: number;
}

/** Accepted years; others are typing errors or attacks. Recurring events may have begun long ago. */
const FIRST_YEAR = 1600;
const LAST_YEAR = 2199;

// ical.js reads a date that lacks VALUE=DATE as a time without digits.
const DATE_OR_TIME = /^(\d{4})-(\d\d)-(\d\d)(?:T(?:(\d\d):(\d\d):(\d\d)|::)(Z)?)?$/;

/** A jCal date or date-time; undefined for anything else, and for dates and times that do not exist. */
export function parseTime(value: unknown, params: Property['params'] = {}): ParsedTime | undefined {
  const match = typeof value === 'string' ? DATE_OR_TIME.exec(value) : null;
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((digits) => (digits === undefined ? undefined : Number(digits)));
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  const date = Date.UTC(year, month - 1, day);
  if (new Date(date).getUTCMonth() !== month - 1 || day < 1 || day > 31) return undefined;
  if (hour === undefined) return { form: 'date', wall: date, tzid: undefined };
  // Some programs write 24:00:00; a leap second is read as the second before it.
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return undefined;
  const wall = date + hour * HOUR + minute * MINUTE + Math.min(second, 59) * SECOND;
  if (match[7] !== undefined) return { form: 'utc', wall, tzid: undefined };
  return { form: 'local', wall, tzid: params.tzid };
}

/** The first value of a property. */
export function parseFirstTime(property: Property | undefined): ParsedTime | undefined {
  return property && parseTime(property.values[0], property.params);
}

const DURATION = /^([+-])?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Undefined for an invalid or negative duration. */
export function parseDuration(value: unknown): Duration | undefined {
  const match = typeof value === 'string' ? DURATION.exec(value.trim().toUpperCase()) : null;
  if (match === null || match[1] === '-') return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(2)
    .map((digits) => Number(digits ?? 0));
  return { days: (weeks * 7 + days) * DAY, exact: hours * HOUR + minutes * MINUTE + seconds * SECOND };
}

/** UTC-OFFSET (RFC 5545 §3.3.14) as jCal writes it, "+01:00" or "-01:30:15"; ms east of UTC. */
export function parseOffset(value: unknown): number | undefined {
  const match = typeof value === 'string' ? /^([+-])(\d\d):?(\d\d)(?::?(\d\d))?$/.exec(value) : null;
  if (match === null) return undefined;
  const size = Number(match[2]) * HOUR + Number(match[3]) * MINUTE + Number(match[4] ?? 0) * SECOND;
  return size >= DAY ? undefined : match[1] === '-' ? -size : size;
}
