/** When shifts happen and who works them: the turns of a rotation, swaps, and the spans of each person that follow. */
import type { Day, PersonIndex, Roster, Rotation, Shift, Swap, WallMinute, Weekly } from '../roster/roster';
import { addMonths, DAY_MINUTES, dayOf, monthOf, weekdayOf } from './dates';
import { type Occurrence, occurrences } from './occurrences';
import type { Span } from './precedence';
import type { Interval } from './schedule';
import { toInstant, wallAt, type Zone, zoneNamed } from './zones';

const UNIT_MINUTES = { hour: 60, day: DAY_MINUTES, week: 7 * DAY_MINUTES } as const;

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
  /** Those for whom it is not simply "everyone in `who`": members of its rotation, both sides of its swaps. */
  readonly special: ReadonlySet<PersonIndex>;
  /** What the shift says about a person around `[from, to)`. Everyone in `who` outside `special` gets the same array. */
  spansOf(person: PersonIndex, from: number, to: number): readonly Span[];
}

const NO_ONE: ReadonlySet<PersonIndex> = new Set();
const NO_SPANS: ReadonlyMap<PersonIndex, Span[]> = new Map();

/** Keeps what was worked out for the last window, so that many people can ask for the same one. */
export function shiftSpans(roster: Roster, shift: Shift, order: number, swaps: readonly Swap[]): ShiftSpans {
  const special = specialOf(shift, swaps);
  if (special.size === 0 && (shift.who ?? []).length === 1) {
    // Nobody else will ask: what is kept for the next would only fill the memory.
    return { special, spansOf: (_, from, to) => sharedSpans(shift, order, from, to) };
  }
  let known: { from: number; to: number; shared: Span[]; own: ReadonlyMap<PersonIndex, Span[]> } | undefined;

  return {
    special,
    spansOf(person, from, to) {
      if (known === undefined || known.from !== from || known.to !== to) {
        const own = special.size === 0 ? NO_SPANS : ownSpans(roster, shift, order, swaps, occurrences(shift, from, to));
        known = { from, to, shared: shift.rotation ? [] : sharedSpans(shift, order, from, to), own };
      }
      return special.has(person) ? (known.own.get(person) ?? []) : known.shared;
    },
  };
}

function specialOf({ rotation }: Shift, swaps: readonly Swap[]): ReadonlySet<PersonIndex> {
  if (rotation === undefined && swaps.length === 0) return NO_ONE;
  const members = (rotation?.members ?? []).filter((member) => member !== null);
  return new Set([...members, ...swaps.flatMap(({ give, take }) => [give, take])]);
}

function sharedSpans(shift: Shift, order: number, from: number, to: number): Span[] {
  const because = `shift ${shift.id}`;
  return occurrences(shift, from, to).map((o) => ({
    from: o.from,
    to: o.to,
    available: true,
    because,
    kind: 'shift',
    order,
  }));
}

function ownSpans(
  roster: Roster,
  shift: Shift,
  order: number,
  swaps: readonly Swap[],
  times: readonly Occurrence[],
): Map<PersonIndex, Span[]> {
  const kind = shift.rotation ? 'rotation' : 'shift';
  const swapped = (word: string, whom: PersonIndex): string => `swap ${shift.id} (${word} ${roster.people[whom]?.key})`;
  const own = new Map<PersonIndex, Span[]>();
  const add = (
    person: PersonIndex,
    { from, to }: Interval,
    rule: Pick<Span, 'available' | 'because' | 'kind'>,
  ): void => {
    const spans = own.get(person);
    if (spans) spans.push({ from, to, ...rule, order });
    else own.set(person, [{ from, to, ...rule, order }]);
  };
  for (const occurrence of times) {
    const { parts, given } = staffingOf(
      shift,
      occurrence,
      swaps.filter((swap) => swap.date === occurrence.date),
    );
    for (const part of parts) {
      const { person, instead } = part;
      if (person === null) continue;
      if (instead === undefined) add(person, part, { available: true, because: `${kind} ${shift.id}`, kind });
      else add(person, part, { available: true, because: swapped('for', instead), kind: 'swap' });
    }
    for (const part of given) {
      add(part.person, part, { available: false, because: swapped('to', part.taker), kind: 'given' });
    }
  }
  return own;
}

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
  let earliest = toInstant(zone, wall);
  const shown = wallAt(zone, earliest);
  for (let later = period + 1; shown > wall && startOf(rotation, later) < shown; later++) {
    earliest = Math.min(earliest, toInstant(zone, startOf(rotation, later)));
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
