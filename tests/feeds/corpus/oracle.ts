/**
 * Recurrence rules by the letter of RFC 5545 §3.3.10, day by day: slow, and nothing of the reader or of a library is in it.
 * Times are ms of a wall clock, as if it were UTC.
 */
export type Frequency = 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface RecurrenceRule {
  readonly freq: Frequency;
  readonly interval?: number;
  readonly count?: number;
  /** The last start that is allowed, ms of the wall clock. */
  readonly until?: number;
  readonly wkst?: Weekday;
  readonly bymonth?: readonly number[];
  readonly byweekno?: readonly number[];
  readonly byyearday?: readonly number[];
  readonly bymonthday?: readonly number[];
  /** "MO", "2TU", "-1FR". */
  readonly byday?: readonly string[];
  readonly byhour?: readonly number[];
  readonly byminute?: readonly number[];
  readonly bysetpos?: readonly number[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The starts up to `to`, of which DTSTART is the first whether it matches or not (§3.8.5.3). */
export function startsOf(rule: RecurrenceRule, start: number, to: number): number[] {
  const end = Math.min(to, rule.until ?? to);
  const starts = [start];
  const isFull = () => rule.count !== undefined && starts.length >= rule.count;
  for (let index = 0; !isFull(); index++) {
    const period = periodOf(rule, start, index * (rule.interval ?? 1));
    if (period.from > end) break;
    for (const found of positioned(rule, candidates(rule, start, period))) {
      if (found > start && found <= end && !isFull()) starts.push(found);
    }
  }
  return starts;
}

interface Period {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** The period of the frequency that is `steps` after DTSTART's own. */
function periodOf({ freq, byweekno, wkst = 'MO' }: RecurrenceRule, start: number, steps: number): Period {
  const day = Math.floor(start / DAY) * DAY;
  const date = new Date(start);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (freq) {
    case 'YEARLY': {
      if (byweekno !== undefined) {
        // The weeks of a year, of which the first and the last reach into its neighbours.
        const own = new Date(startOfWeek(day, wkst) + 3 * DAY).getUTCFullYear() + steps;
        return { from: firstWeek(own, wkst), to: firstWeek(own + 1, wkst) };
      }
      return { from: Date.UTC(year + steps, 0, 1), to: Date.UTC(year + steps + 1, 0, 1) };
    }
    case 'MONTHLY':
      return { from: Date.UTC(year, month + steps, 1), to: Date.UTC(year, month + steps + 1, 1) };
    case 'WEEKLY': {
      const from = startOfWeek(day, wkst) + steps * 7 * DAY;
      return { from, to: from + 7 * DAY };
    }
    case 'DAILY':
      return { from: day + steps * DAY, to: day + (steps + 1) * DAY };
    case 'HOURLY': {
      const from = Math.floor(start / HOUR) * HOUR + steps * HOUR;
      return { from, to: from + HOUR };
    }
  }
}

/** All times of a period that the BY parts allow, in order. */
function candidates(rule: RecurrenceRule, start: number, { from, to }: Period): number[] {
  const date = new Date(start);
  const hours =
    rule.byhour ?? (rule.freq === 'HOURLY' ? Array.from({ length: 24 }, (_, hour) => hour) : [date.getUTCHours()]);
  const minutes = rule.byminute ?? [date.getUTCMinutes()];
  const seconds = date.getUTCSeconds() * 1000;
  const found: number[] = [];
  for (let day = Math.floor(from / DAY) * DAY; day < to; day += DAY) {
    if (!isAllowed(rule, start, day)) continue;
    for (const hour of hours) {
      for (const minute of minutes) {
        const time = day + hour * HOUR + minute * MINUTE + seconds;
        if (time >= from && time < to) found.push(time);
      }
    }
  }
  return [...new Set(found)].sort((a, b) => a - b);
}

function isAllowed(rule: RecurrenceRule, start: number, day: number): boolean {
  const { freq, bymonth, byweekno, byyearday, bymonthday, byday } = rule;
  const [date, first] = [new Date(day), new Date(start)];
  const among = (list: readonly number[] | undefined, place: number, of: number) =>
    list === undefined || list.includes(place) || list.includes(place - of - 1);
  if (bymonth !== undefined && !bymonth.includes(date.getUTCMonth() + 1)) return false;
  const week = weekOf(day, rule.wkst ?? 'MO');
  if (!among(byweekno, week.number, week.of)) return false;
  const yearStart = Date.UTC(date.getUTCFullYear(), 0, 1);
  const yearEnd = Date.UTC(date.getUTCFullYear() + 1, 0, 1);
  if (!among(byyearday, (day - yearStart) / DAY + 1, (yearEnd - yearStart) / DAY)) return false;
  if (!among(bymonthday, date.getUTCDate(), daysInMonth(date))) return false;
  if (byday !== undefined) return byday.some((one) => isWeekday(rule, one, day));
  // What the rule leaves open is as in DTSTART.
  if (byyearday !== undefined || bymonthday !== undefined || freq === 'DAILY' || freq === 'HOURLY') return true;
  if (freq === 'WEEKLY' || byweekno !== undefined) return date.getUTCDay() === first.getUTCDay();
  if (date.getUTCDate() !== first.getUTCDate()) return false;
  return freq === 'MONTHLY' || bymonth !== undefined || date.getUTCMonth() === first.getUTCMonth();
}

/** "MO" is any Monday; "2MO" the second of the month, or of the year in a yearly rule without months. */
function isWeekday({ freq, bymonth }: RecurrenceRule, written: string, day: number): boolean {
  const [, ordinal = '', name = ''] = /^([+-]?\d*)(\w\w)$/.exec(written) ?? [];
  const date = new Date(day);
  if (WEEKDAYS[(date.getUTCDay() + 6) % 7] !== name) return false;
  if (ordinal === '') return true;
  const ofYear = freq === 'YEARLY' && bymonth === undefined;
  const from = Date.UTC(date.getUTCFullYear(), ofYear ? 0 : date.getUTCMonth(), 1);
  const to = ofYear ? Date.UTC(date.getUTCFullYear() + 1, 0, 1) : from + daysInMonth(date) * DAY;
  const place = Math.floor((day - from) / (7 * DAY)) + 1;
  const fromEnd = Math.floor((to - DAY - day) / (7 * DAY)) + 1;
  return Number(ordinal) > 0 ? Number(ordinal) === place : -Number(ordinal) === fromEnd;
}

function positioned({ bysetpos }: RecurrenceRule, all: number[]): number[] {
  return bysetpos === undefined
    ? all
    : all.filter((_, index) => bysetpos.includes(index + 1) || bysetpos.includes(index - all.length));
}

function startOfWeek(day: number, wkst: Weekday): number {
  return day - ((((new Date(day).getUTCDay() + 6 - WEEKDAYS.indexOf(wkst)) % 7) + 7) % 7) * DAY;
}

/** Week 1 is the first with at least four days in the year; `of`: how many weeks its year has. */
function weekOf(day: number, wkst: Weekday): { readonly number: number; readonly of: number } {
  const week = startOfWeek(day, wkst);
  const year = new Date(week + 3 * DAY).getUTCFullYear();
  const first = firstWeek(year, wkst);
  const next = firstWeek(year + 1, wkst);
  return { number: Math.round((week - first) / (7 * DAY)) + 1, of: Math.round((next - first) / (7 * DAY)) };
}

function firstWeek(year: number, wkst: Weekday): number {
  return startOfWeek(Date.UTC(year, 0, 4), wkst);
}

function daysInMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}
