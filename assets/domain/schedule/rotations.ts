/** Whose turn it is in a rotation, and at which instants it is handed off. */
import type { Member, PersonIndex, Rotation, RotationRule, Shift, Weekly } from '../roster/roster';
import type { Day, EpochMs, WallMinute } from '../time';
import { addMonths, DAY_MINUTES, dayOf, monthOf, wallOf, weekdayOf } from './dates';
import type { Interval } from './schedule';
import { toInstant, wallAt, type Zone, zoneNamed } from './zones';

const UNIT_MINUTES = { hour: 60, day: DAY_MINUTES, week: 7 * DAY_MINUTES } as const;

/** A time in which these people have the turn; none before the first turn and in one that is left empty. */
export interface Turn extends Interval {
  readonly people: readonly PersonIndex[];
}

/** The dates of a shift, and when its day begins. */
type Worked = Weekly & Pick<Shift, 'dayFrom'>;

/** A rule while it holds: until the hand-off at `until` (wall time, excluded). */
interface Stage {
  readonly rule: RotationRule;
  readonly until: WallMinute;
}

/** The turns that divide `[from, to)` among them, without holes. */
export function turnsWithin(rotation: Rotation, weekly: Worked, from: EpochMs, to: EpochMs): Turn[] {
  const { changes = [] } = rotation;
  const zone = zoneNamed(weekly.zone);
  const untilChange = (index: number): WallMinute => changes[index]?.from ?? Number.POSITIVE_INFINITY;
  // From the last change backwards, because a change that a gap postpones may begin together with the one after it.
  const turns: Turn[] = [];
  let end = to;
  for (let index = changes.length - 1; index >= 0 && end > from; index--) {
    const rule = changes[index];
    if (rule === undefined) continue;
    const stage = { rule, until: untilChange(index + 1) };
    const begin = Math.max(from, handOff(stage, zone, lastPeriod(rule, rule.from)));
    turns.unshift(...turnsOf(stage, weekly, zone, begin, end));
    end = Math.min(end, begin);
  }
  return [...turnsOf({ rule: rotation, until: untilChange(0) }, weekly, zone, from, end), ...turns];
}

/** Everyone who has a turn, now or after a change. */
export function membersOf({ members, changes = [] }: Rotation): PersonIndex[] {
  return [members, ...changes.map((rule) => rule.members)].flat().flatMap(peopleIn);
}

/** The people who have a turn together. */
export function peopleIn(member: Member): readonly PersonIndex[] {
  if (member === null) return [];
  return typeof member === 'number' ? [member] : member;
}

function turnsOf(stage: Stage, weekly: Worked, zone: Zone, from: EpochMs, to: EpochMs): Turn[] {
  const { rule } = stage;
  const turns: Turn[] = [];
  if (from >= to) return turns;
  let period = periodAt(stage, zone, from);
  for (let now = from; now < to; period++) {
    const end = Math.min(to, handOff(stage, zone, period + 1));
    if (end > now) turns.push({ people: turnHolders(rule, weekly, period), from: now, to: end });
    now = Math.max(now, end);
  }
  return turns;
}

/** Who has the turn in a period. */
function turnHolders(rule: RotationRule, weekly: Worked, period: number): readonly PersonIndex[] {
  const turn = turnIn(rule, weekly, period);
  return turn < 0 ? [] : peopleIn(rule.members[turn % rule.members.length] ?? null);
}

/** The number of the turn that a period belongs to, from 0; -1 before the first. */
export function turnIn(rule: RotationRule, weekly: Worked, period: number): number {
  if (period < 0) return -1;
  return rule.count === 'calendar' ? period : Math.floor((periodsWorked(rule, weekly, period) - 1) / rule.every);
}

/** The wall time at which a period begins. Counting worked days (or weeks), each is a period of its own. */
export function startOf(rule: RotationRule, period: number): WallMinute {
  const { every, unit, start, count } = rule;
  if (unit === 'month') return addMonths(start, period * every);
  return start + period * UNIT_MINUTES[unit] * (count === 'worked' ? 1 : every);
}

/** The last period that begins at a wall time or before it; -1 or less before the first. */
export function lastPeriod(rule: RotationRule, wall: WallMinute): number {
  const period = periodsUntil(rule, wall);
  return startOf(rule, period) > wall ? period - 1 : period;
}

/**
 * The instant at which a period begins; infinity if another rule holds by then. A hand-off that falls into a gap is read as
 * after the gap, and so may come later than the hand-offs listed for just after it: the earliest of them counts, which
 * keeps hand-offs in order.
 */
function handOff({ rule, until }: Stage, zone: Zone, period: number): EpochMs {
  const wall = startOf(rule, period);
  if (wall >= until) return Number.POSITIVE_INFINITY;
  let earliest = toInstant(zone, wall);
  const shown = Math.min(wallAt(zone, earliest), until);
  for (let later = period + 1; shown > wall && startOf(rule, later) < shown; later++) {
    earliest = Math.min(earliest, toInstant(zone, startOf(rule, later)));
  }
  return earliest;
}

/** The last period that has begun by an instant; -1 before the first. */
function periodAt(stage: Stage, zone: Zone, instant: EpochMs): number {
  // Clocks put back may show a wall time twice: begin a day further on and come back to what has really begun.
  const wall = wallAt(zone, instant) + DAY_MINUTES;
  let period = Math.max(-1, periodsUntil(stage.rule, wall));
  while (period >= 0 && handOff(stage, zone, period) > instant) period--;
  return period;
}

function periodsUntil(rule: RotationRule, wall: WallMinute): number {
  if (rule.unit !== 'month') {
    const length = UNIT_MINUTES[rule.unit] * (rule.count === 'worked' ? 1 : rule.every);
    return Math.floor((wall - rule.start) / length);
  }
  return Math.floor((monthOf(wall) - monthOf(rule.start)) / rule.every);
}

/** How many of the periods 0…`period` have a date on which the shift starts. */
function periodsWorked(rule: RotationRule, weekly: Worked, period: number): number {
  const { start, unit } = rule;
  // A shift that starts before the hand-off's time of day belongs to the period that began the day before.
  const first = dayOf(start) + ((weekly.dayFrom ?? weekly.from) < start - wallOf(dayOf(start)) ? 1 : 0);
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
