/**
 * The wall clock in instants: IANA zones, dates, and what comes back every week. Without a library: the platform's own
 * zone data, asked once for each stretch of four days that is really needed and kept. Instants are ms UTC, wall times
 * are minutes since 1970-01-01T00:00 local.
 */
import type { Day, WallMinute, Weekly } from '../roster/roster';
import type { Interval } from './schedule';

/** ms */
export const MINUTE = 60_000;
export const DAY_MINUTES = 1440;
/** ms */
export const DAY = DAY_MINUTES * MINUTE;

/**
 * No zone has changed its clocks twice within four days since 2000 (the closest pair, in Brazil and Palestine, is seven
 * days apart), so a stretch of this length holds at most one change and two samples find it.
 */
const STRETCH = 4 * DAY;

/** The offset (ms east of UTC) of four days: `before` until `change`, `after` from then on. */
interface Stretch {
  readonly change: number;
  readonly before: number;
  readonly after: number;
}

/** What is known of one zone so far. */
export interface Zone {
  readonly name: string;
  readonly format: Intl.DateTimeFormat;
  readonly stretches: Map<number, Stretch>;
  /** Neighbouring stretches without a change, joined: nearly every question is about this time. */
  steady: { from: number; to: number; offset: number };
}

const zones = new Map<string, Zone>();

/** The zone of that name, kept for the life of the process. Throws RangeError for a name that the platform does not know. */
export function zoneNamed(name: string): Zone {
  let zone = zones.get(name);
  if (zone === undefined) {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    zone = { name, format, stretches: new Map(), steady: { from: 0, to: 0, offset: 0 } };
    zones.set(name, zone);
  }
  return zone;
}

/** Offset of the zone at an instant, ms east of UTC. */
export function offsetAt(zone: Zone, instant: number): number {
  const { from, to, offset } = zone.steady;
  if (instant >= from && instant < to) return offset;
  const index = Math.floor(instant / STRETCH);
  const stretch = zone.stretches.get(index) ?? measure(zone, index);
  return instant < stretch.change ? stretch.before : stretch.after;
}

/** What the local clock shows at an instant. */
export function wallAt(zone: Zone, instant: number): WallMinute {
  return Math.floor((instant + offsetAt(zone, instant)) / MINUTE);
}

/** When the local day of an instant begins, or the one so many days after it. */
export function midnight(zone: Zone, instant: number, days = 0): number {
  return toInstant(zone, (dayOf(wallAt(zone, instant)) + days) * DAY_MINUTES);
}

/**
 * The instant of a wall time by the rule of RFC 5545 §3.3.5 (Temporal's "compatible"): what occurs twice means the first
 * time, what does not occur is read with the offset from before the gap.
 */
export function toInstant(zone: Zone, wall: WallMinute): number {
  const asUtc = wall * MINUTE;
  const { steady } = zone;
  if (asUtc - DAY >= steady.from && asUtc + DAY < steady.to) return asUtc - steady.offset;
  // Offsets lie within ±15 h, so the wall time's instant lies between these two samples, and at most one change does.
  const before = offsetAt(zone, asUtc - DAY);
  const after = offsetAt(zone, asUtc + DAY);
  if (before === after) return asUtc - before;
  const early = asUtc - before;
  if (offsetAt(zone, early) === before) return early;
  const late = asUtc - after;
  return offsetAt(zone, late) === after ? late : early;
}

/** The date that a wall time falls on. */
export function dayOf(wall: WallMinute): Day {
  return Math.floor(wall / DAY_MINUTES);
}

/** 0 is Monday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The month that a wall time falls in, counted from year 0. */
export function monthOf(wall: WallMinute): number {
  const date = new Date(dayOf(wall) * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The same day of the month and time of day; the month's last day where it is shorter. */
export function addMonths(wall: WallMinute, months: number): WallMinute {
  const day = dayOf(wall);
  const date = new Date(day * 86_400_000);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + months;
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const target = Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / 86_400_000;
  return target * DAY_MINUTES + (wall - day * DAY_MINUTES);
}

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

/** Whether the clocks stay as they are for two days before and after. */
function isSteady({ steady }: Zone, instant: number): boolean {
  return instant - 2 * DAY >= steady.from && instant + 2 * DAY < steady.to;
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

function measure(zone: Zone, index: number): Stretch {
  const start = index * STRETCH;
  const end = start + STRETCH;
  const before = askOffset(zone, start);
  const after = askOffset(zone, end - 1000);
  const change = before === after ? Number.NEGATIVE_INFINITY : findChange(zone, start, end - 1000, before);
  const stretch = { change, before, after };
  zone.stretches.set(index, stretch);
  if (before === after) extendSteady(zone, start, end, after);
  return stretch;
}

function extendSteady(zone: Zone, from: number, to: number, offset: number): void {
  const { steady } = zone;
  if (steady.from === steady.to) zone.steady = { from, to, offset };
  else if (steady.offset === offset && from === steady.to) steady.to = to;
  else if (steady.offset === offset && to === steady.from) steady.from = from;
}

/** The first second in (from, to] whose offset is no longer `before`. */
function findChange(zone: Zone, from: number, to: number, before: number): number {
  let low = from / 1000;
  let high = to / 1000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (askOffset(zone, middle * 1000) === before) low = middle;
    else high = middle;
  }
  return high * 1000;
}

/** Reads "GMT", "GMT-05:00" or "GMT+00:19:32" at the end of what Intl prints. */
function askOffset(zone: Zone, instant: number): number {
  const text = zone.format.format(instant);
  const at = text.lastIndexOf('GMT') + 3;
  if (at === text.length) return 0;
  const [hours = 0, minutes = 0, seconds = 0] = text
    .slice(at + 1)
    .split(':')
    .map(Number);
  const size = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return text[at] === '-' ? -size : size;
}
