/** When shifts happen and who works them: the turns of a rotation, swaps, and the spans of each person that follow. */
import type { Day, PersonIndex, Roster, Rotation, Shift, Swap, WallMinute, Weekly } from '../roster/roster';
import type { Interval } from './duty';
import type { Span } from './timeline.private';
import {
  addMonths,
  DAY_MINUTES,
  dayOf,
  instantOf,
  monthOf,
  occurrences,
  wallAt,
  weekdayOf,
  type Zone,
  zoneNamed,
} from './zones.private';

/** Who has which part of an occurrence (null: nobody); `instead` of whom, after a swap. */
export interface Part extends Interval {
  readonly person: PersonIndex | null;
  readonly instead?: PersonIndex;
}

/** Who has which part of an occurrence after its swaps, and what the swaps took from whom. */
interface Staffing {
  readonly parts: readonly Part[];
  readonly given: readonly (Interval & { readonly person: PersonIndex; readonly taker: PersonIndex })[];
}

/** `swaps`: those of this shift and date, in the order of the file, so that one may pass on what another brought. */
export function staffingOf(shift: Shift, { from, to }: Interval, swaps: readonly Swap[]): Staffing {
  let parts: Part[] = shift.rotation
    ? turnsWithin(shift.rotation, shift, from, to)
    : (shift.who ?? []).map((person) => ({ person, from, to }));
  const given: Staffing['given'][number][] = [];
  for (const { give, take } of swaps) {
    for (const part of parts) {
      if (part.person === give) given.push({ person: give, taker: take, from: part.from, to: part.to });
    }
    parts = parts.map((part) => (part.person === give ? { ...part, person: take, instead: give } : part));
  }
  return { parts, given };
}

/** A shift made ready to be asked for one person after another. */
export interface ShiftSpans {
  /** Everyone whose time this shift may touch on their own account: members of its rotation, both sides of its swaps. */
  readonly special: ReadonlySet<PersonIndex>;
  /** What the shift says about a person around `[from, to)`. Everyone in `who` outside `special` gets the same array. */
  spansOf(person: PersonIndex, from: number, to: number): readonly Span[];
}

/** Keeps what was computed for the last window, so that many people can ask for the same one. */
export function shiftSpans(roster: Roster, index: number): ShiftSpans {
  const shift = roster.shifts[index];
  if (shift === undefined) throw new RangeError(`no shift ${index}`);
  const swaps = roster.swaps.filter((swap) => swap.shift === index);
  const special = new Set(swaps.flatMap(({ give, take }) => [give, take]));
  for (const member of shift.rotation?.members ?? []) if (member !== null) special.add(member);
  let known: { from: number; to: number; shared: Span[]; own: Map<PersonIndex, Span[]> } | undefined;

  return {
    special,
    spansOf(person, from, to) {
      if (known === undefined || known.from !== from || known.to !== to) {
        known = { from, to, ...spansWithin(roster, shift, index, swaps, special, from, to) };
      }
      return special.has(person) ? (known.own.get(person) ?? []) : known.shared;
    },
  };
}

function spansWithin(
  roster: Roster,
  shift: Shift,
  order: number,
  swaps: readonly Swap[],
  special: ReadonlySet<PersonIndex>,
  from: number,
  to: number,
): { shared: Span[]; own: Map<PersonIndex, Span[]> } {
  const kind = shift.rotation ? 'rotation' : 'shift';
  const because = `${kind} ${shift.id}`;
  const key = (person: PersonIndex): string => roster.people[person]?.key ?? '';
  const swapped = (whom: string): string => `swap ${shift.id} (${whom})`;
  const shared: Span[] = [];
  const own = new Map<PersonIndex, Span[]>();
  const add = (person: PersonIndex, span: Span): void => {
    const spans = own.get(person);
    if (spans) spans.push(span);
    else own.set(person, [span]);
  };
  for (const occurrence of occurrences(shift, from, to)) {
    if (!shift.rotation)
      shared.push({ from: occurrence.from, to: occurrence.to, available: true, because, kind, order });
    if (special.size === 0) continue;
    const staffing = staffingOf(
      shift,
      occurrence,
      swaps.filter((swap) => swap.date === occurrence.date),
    );
    for (const { person, instead, ...interval } of staffing.parts) {
      if (person === null || !special.has(person)) continue;
      if (instead === undefined) add(person, { ...interval, available: true, because, kind, order });
      else add(person, { ...interval, available: true, because: swapped(`for ${key(instead)}`), kind: 'swap', order });
    }
    for (const { person, taker, from: start, to: end } of staffing.given) {
      const why = swapped(`to ${key(taker)}`);
      add(person, { from: start, to: end, available: false, because: why, kind: 'given', order });
    }
  }
  return { shared, own };
}

const UNIT_MINUTES = { hour: 60, day: DAY_MINUTES, week: 7 * DAY_MINUTES } as const;

/** The turns that share `[from, to)` (ms UTC) between them, without holes. */
function turnsWithin(rotation: Rotation, weekly: Weekly, from: number, to: number): Part[] {
  const zone = zoneNamed(weekly.zone);
  const turns: Part[] = [];
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
function handOff(rotation: Rotation, zone: Zone, period: number): number {
  const wall = startOf(rotation, period);
  let earliest = instantOf(zone, wall);
  const shown = wallAt(zone, earliest);
  for (let later = period + 1; shown > wall && startOf(rotation, later) < shown; later++) {
    earliest = Math.min(earliest, instantOf(zone, startOf(rotation, later)));
  }
  return earliest;
}

/** The last period that has begun by an instant; -1 before the first. */
function periodAt(rotation: Rotation, zone: Zone, instant: number): number {
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
  const first = dayOf(start) + (weekly.from < start - dayOf(start) * DAY_MINUTES ? 1 : 0);
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
