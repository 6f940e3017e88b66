/** Covers: somebody works another one's shifts for a time. */
import type { PersonIndex, Roster, Shift } from '../roster/roster';
import type { EpochMs } from '../time';
import type { Interval } from './schedule';
import type { Part, Staffing } from './staffing';
import { toInstant, zoneNamed } from './zones';

/** A cover in instants. */
interface CoverSpan extends Interval {
  readonly by: PersonIndex;
  readonly shift?: string;
}

/** When a person is off for a public holiday within `[from, to)`: by time, may overlap. */
export type HolidaysOf = (person: PersonIndex, from: EpochMs, to: EpochMs) => readonly Interval[];

/** The covers that may concern a shift: person → those of what the person has, by time. */
export interface ShiftCovers {
  readonly of: ReadonlyMap<PersonIndex, readonly CoverSpan[]>;
  readonly holidaysOf: HolidaysOf;
}

/** Finds the covers of shifts. `staff`: who may have the shift before covers. Answers undefined where no cover concerns it. */
export function createCovers(
  { covers = [], people, zone }: Pick<Roster, 'covers' | 'people' | 'zone'>,
  holidaysOf: HolidaysOf,
): (shift: Pick<Shift, 'id'>, staff: Iterable<PersonIndex>) => ShiftCovers | undefined {
  const byPerson = new Map<PersonIndex, CoverSpan[]>();
  for (const { person, from, to, by, shift } of covers) {
    const own = zoneNamed(people[person]?.zone ?? zone);
    const span = { from: toInstant(own, from), to: toInstant(own, to), by, ...(shift !== undefined && { shift }) };
    byPerson.set(person, [...(byPerson.get(person) ?? []), span]);
  }
  for (const spans of byPerson.values()) spans.sort((a, b) => a.from - b.from);
  return ({ id }, staff) => {
    if (byPerson.size === 0) return undefined;
    const of = new Map<PersonIndex, readonly CoverSpan[]>();
    // Grows while it is walked through: who covers somebody may be covered in turn.
    const reached = [...staff];
    for (const person of reached) {
      const own = of.has(person) ? [] : (byPerson.get(person) ?? []);
      const matching = own.filter(({ shift }) => shift === undefined || shift === id);
      if (matching.length === 0) continue;
      of.set(person, matching);
      for (const { by } of matching) reached.push(by);
    }
    return of.size === 0 ? undefined : { of, holidaysOf };
  };
}

/**
 * Passes on what is covered. A cover passes on what the person would work, so that nobody is brought in on a holiday of that
 * person, except for a shift that takes place on holidays. What came by a cover can be covered again.
 */
export function afterCovers(shift: Shift, { parts, given }: Staffing, covers: ShiftCovers): Staffing {
  const kept: Part[] = [];
  const allGiven = [...given];
  /** `before`: who had the part already; a circle ends there. */
  const pass = (part: Part, before: readonly PersonIndex[]): void => {
    const { person, to } = part;
    let begin = part.from;
    for (const { by, ...time } of coveredTimes(shift, part, covers)) {
      if (before.includes(by)) continue;
      if (begin < time.from) kept.push({ ...part, from: begin, to: time.from });
      allGiven.push({ ...time, person, taker: by, by: 'cover' });
      pass({ ...time, person: by, instead: { of: person, by: 'cover' } }, [...before, person]);
      begin = time.to;
    }
    if (begin < to) kept.push({ ...part, from: begin });
  };
  for (const part of parts) pass(part, []);
  return { parts: kept, given: allGiven };
}

/** When somebody else works what a person has in `[from, to)`: one after the other. */
function coveredTimes(
  shift: Shift,
  { person, from, to }: Part,
  { of, holidaysOf }: ShiftCovers,
): (Interval & { readonly by: PersonIndex })[] {
  let begin = from;
  return (of.get(person) ?? []).flatMap((cover) => {
    const covered = { from: Math.max(begin, cover.from), to: Math.min(to, cover.to) };
    if (covered.from >= covered.to) return [];
    begin = covered.to;
    const holidays = shift.worksHolidays ? [] : holidaysOf(person, covered.from, covered.to);
    return without(covered, holidays).map((time) => ({ ...time, by: cover.by }));
  });
}

/** What is left of a time. */
function without({ from, to }: Interval, holes: readonly Interval[]): Interval[] {
  const left: Interval[] = [];
  let begin = from;
  for (const hole of [...holes].sort((a, b) => a.from - b.from)) {
    if (hole.from > begin) left.push({ from: begin, to: Math.min(to, hole.from) });
    begin = Math.max(begin, hole.to);
    if (begin >= to) return left;
  }
  return [...left, { from: begin, to }];
}
