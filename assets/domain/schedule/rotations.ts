/** Whose turn it is in a rotation, and at which instants it is handed off. */
import type { PersonIndex, Rotation, Weekly } from '../roster/roster';
import type { Day, EpochMs, WallMinute } from '../time';
import { addMonths, DAY_MINUTES, dayOf, monthOf, wallOf, weekdayOf } from './dates';
import type { Interval } from './schedule';
import { toInstant, wallAt, type Zone, zoneNamed } from './zones';

const UNIT_MINUTES = { hour: 60, day: DAY_MINUTES, week: 7 * DAY_MINUTES } as const;

/** One member's turn; null: nobody's. */
interface Turn extends Interval {
  readonly person: PersonIndex | null;
}

/** The turns that divide `[from, to)` among them, without holes. */
export function turnsWithin(rotation: Rotation, weekly: Weekly, from: EpochMs, to: EpochMs): Turn[] {
  const zone = zoneNamed(weekly.zone);
  const turns: Turn[] = [];
  let period = periodAt(rotation, zone, from);
  for (let now = from; now < to; period++) {
    const end = Math.min(to, handOff(rotation, zone, period + 1));
    if (end > now) turns.push({ person: memberIn(rotation, weekly, period), from: now, to: end });
    now = Math.max(now, end);
  }
  return turns;
}

/** Who has the turn in a period; null before the start, or for `nobody`. */
function memberIn(rotation: Rotation, weekly: Weekly, period: number): PersonIndex | null {
  if (period < 0) return null;
  const turn =
    rotation.count === 'calendar' ? period : Math.floor((periodsWorked(rotation, weekly, period) - 1) / rotation.every);
  return turn < 0 ? null : (rotation.members[turn % rotation.members.length] ?? null);
}

/** The wall time at which a period begins. Counting worked days (or weeks), each is a period of its own. */
function startOf(rotation: Rotation, period: number): WallMinute {
  const { every, unit, start, count } = rotation;
  if (unit === 'month') return addMonths(start, period * every);
  return start + period * UNIT_MINUTES[unit] * (count === 'worked' ? 1 : every);
}

/**
 * The instant at which a period begins. A hand-off that falls into a gap is read as after the gap, and so may come later
 * than the hand-offs listed for just after it: the earliest of them counts, which keeps hand-offs in order.
 */
function handOff(rotation: Rotation, zone: Zone, period: number): EpochMs {
  const wall = startOf(rotation, period);
  let earliest = toInstant(zone, wall);
  const shown = wallAt(zone, earliest);
  for (let later = period + 1; shown > wall && startOf(rotation, later) < shown; later++) {
    earliest = Math.min(earliest, toInstant(zone, startOf(rotation, later)));
  }
  return earliest;
}

/** The last period that has begun by an instant; -1 before the first. */
function periodAt(rotation: Rotation, zone: Zone, instant: EpochMs): number {
  // Clocks put back may show a wall time twice: begin a day further on and come back to what has really begun.
  const wall = wallAt(zone, instant) + DAY_MINUTES;
  let period = Math.max(-1, periodsUntil(rotation, wall));
  while (period >= 0 && handOff(rotation, zone, period) > instant) period--;
  return period;
}

function periodsUntil(rotation: Rotation, wall: WallMinute): number {
  if (rotation.unit !== 'month') {
    const length = UNIT_MINUTES[rotation.unit] * (rotation.count === 'worked' ? 1 : rotation.every);
    return Math.floor((wall - rotation.start) / length);
  }
  return Math.floor((monthOf(wall) - monthOf(rotation.start)) / rotation.every);
}

/** How many of the periods 0…`period` have a date on which the shift starts. */
function periodsWorked(rotation: Rotation, weekly: Weekly, period: number): number {
  const { start, unit } = rotation;
  // A shift that starts before the hand-off's time of day belongs to the period that began the day before.
  const first = dayOf(start) + (weekly.from < start - wallOf(dayOf(start)) ? 1 : 0);
  const since = Math.max(first, weekly.since ?? first);
  if (unit === 'day') return datesBetween(weekly.days, since, first + period);
  const idleWeeks = Math.floor((firstDate(weekly.days, since) - first) / 7);
  return Math.max(0, period - idleWeeks + 1);
}

function firstDate(days: number, since: Day): Day {
  let date = since;
  while (((days >> weekdayOf(date)) & 1) === 0) date++;
  return date;
}

/** How many dates of these weekdays lie in `[first, last]`. */
function datesBetween(days: number, first: Day, last: Day): number {
  if (last < first) return 0;
  const weeks = Math.floor((last - first + 1) / 7);
  let count = 0;
  for (let weekday = 0; weekday < 7; weekday++) count += ((days >> weekday) & 1) * weeks;
  for (let date = first + weeks * 7; date <= last; date++) count += (days >> weekdayOf(date)) & 1;
  return count;
}
