/**
 * IANA zones: instants to wall times and back. It uses the platform's own zone data, reads it once for each period of four
 * days that is needed, and keeps the answer. Instants are ms UTC; wall times are minutes since 1970-01-01T00:00 local.
 */
import { DAY, type EpochMs, MINUTE, SECOND, type WallMinute } from '../time';
import { dayOf, wallOf } from './dates';

/**
 * No zone has changed its clocks twice within four days since 2000 (the closest pair, in Brazil and Palestine, is seven
 * days apart), so a period of this length holds at most one change and two samples find it.
 */
const PERIOD = 4 * DAY;

/** The offset (ms east of UTC) of four days: `before` until `change`, `after` from then on. */
interface OffsetPeriod {
  readonly change: EpochMs;
  readonly before: number;
  readonly after: number;
}

/** One zone and the offsets read so far. */
export interface Zone {
  readonly name: string;
  readonly format: Intl.DateTimeFormat;
  readonly periods: Map<number, OffsetPeriod>;
  /** Neighbouring periods without a change, joined: nearly every question is about this time. */
  steady: { from: EpochMs; to: EpochMs; offset: number };
}

/**
 * Kept in the module on purpose: it memoizes the platform's zone data, which is the same for everyone. Passing it in would
 * add a parameter to every function of the schedule that takes a zone's name.
 */
const zones = new Map<string, Zone>();

/** The zone of that name, kept for the life of the process. Throws RangeError for a name that the platform does not know. */
export function zoneNamed(name: string): Zone {
  let zone = zones.get(name);
  if (zone === undefined) {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    zone = { name, format, periods: new Map(), steady: { from: 0, to: 0, offset: 0 } };
    zones.set(name, zone);
  }
  return zone;
}

/** Offset of the zone at an instant, ms east of UTC. */
export function offsetAt(zone: Zone, instant: EpochMs): number {
  const { from, to, offset } = zone.steady;
  if (instant >= from && instant < to) return offset;
  const index = Math.floor(instant / PERIOD);
  const period = zone.periods.get(index) ?? measure(zone, index);
  return instant < period.change ? period.before : period.after;
}

/** The local clock's reading at an instant. */
export function wallAt(zone: Zone, instant: EpochMs): WallMinute {
  return Math.floor((instant + offsetAt(zone, instant)) / MINUTE);
}

/** When the local day of an instant begins, or the one so many days after it. */
export function midnight(zone: Zone, instant: EpochMs, days = 0): EpochMs {
  return toInstant(zone, wallOf(dayOf(wallAt(zone, instant)) + days));
}

/**
 * The instant of a wall time by the rule of RFC 5545 §3.3.5 (Temporal's "compatible"): what occurs twice means the first
 * time, what does not occur is read with the offset from before the gap.
 */
export function toInstant(zone: Zone, wall: WallMinute): EpochMs {
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

/** True if no clock change is known within two days before and after. */
export function isSteady({ steady }: Zone, instant: EpochMs): boolean {
  return instant - 2 * DAY >= steady.from && instant + 2 * DAY < steady.to;
}

function measure(zone: Zone, index: number): OffsetPeriod {
  const start = index * PERIOD;
  const end = start + PERIOD;
  const before = askOffset(zone, start);
  const after = askOffset(zone, end - SECOND);
  const change = before === after ? Number.NEGATIVE_INFINITY : findChange(zone, start, end - SECOND, before);
  const period = { change, before, after };
  zone.periods.set(index, period);
  if (before === after) extendSteady(zone, start, end, after);
  return period;
}

function extendSteady(zone: Zone, from: EpochMs, to: EpochMs, offset: number): void {
  const { steady } = zone;
  if (steady.from === steady.to) zone.steady = { from, to, offset };
  else if (steady.offset === offset && from === steady.to) steady.to = to;
  else if (steady.offset === offset && to === steady.from) steady.from = from;
}

/** The first second in (from, to] whose offset is no longer `before`. */
function findChange(zone: Zone, from: EpochMs, to: EpochMs, before: number): number {
  let low = from / SECOND;
  let high = to / SECOND;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (askOffset(zone, middle * SECOND) === before) low = middle;
    else high = middle;
  }
  return high * SECOND;
}

/** Reads "GMT", "GMT-05:00" or "GMT+00:19:32" at the end of what Intl prints. */
function askOffset(zone: Zone, instant: EpochMs): number {
  const text = zone.format.format(instant);
  const at = text.lastIndexOf('GMT') + 3;
  if (at === text.length) return 0;
  const [hours = 0, minutes = 0, seconds = 0] = text
    .slice(at + 1)
    .split(':')
    .map(Number);
  const size = ((hours * 60 + minutes) * 60 + seconds) * SECOND;
  return text[at] === '-' ? -size : size;
}
