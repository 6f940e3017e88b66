/** Whose turns of a rotation move from one roster to another. */
import type { Person, PersonIndex, Roster } from '../roster/roster';
import type { EpochMs } from '../time';
import { occurrences } from './occurrences';
import { type Turn, turnsWithin } from './rotations';
import type { Interval } from './schedule';

/** A time in which somebody else has the turn: working times of one turn, from the first start to the last end. */
export interface MovedTurn extends Interval {
  /** The shift's id. */
  readonly shift: string;
  /** IANA zone of the shift. */
  readonly zone: string;
  /** Keys of people ("ana", "ana and ben"); null: nobody. */
  readonly was: string | null;
  readonly now: string | null;
}

/**
 * The turns within `[from, to)` that move, by shift and time. Rotations of the same id are compared where both of them work,
 * without swaps. A person with the same key or the same identity is the same person.
 */
export function movedTurns(before: Roster, after: Roster, from: EpochMs, to: EpochMs): MovedTurn[] {
  const rotations = new Map(after.shifts.flatMap((shift) => (shift.rotation ? [[shift.id, shift.zone] as const] : [])));
  return [...rotations].flatMap(([id, zone]): MovedTurn[] => {
    const isSame = (was: readonly PersonIndex[], now: readonly PersonIndex[]): boolean =>
      was.length === now.length &&
      was.every((person) => now.some((other) => isSamePerson(before.people[person], after.people[other])));
    const spans = pairs(dutiesOf(before, id, from, to), dutiesOf(after, id, from, to));
    const moved: MovedTurn[] = [];
    let open = false;
    for (const { was, now, ...span } of spans) {
      if (isSame(was, now)) {
        open = false;
        continue;
      }
      const names = { was: namesOf(before, was), now: namesOf(after, now) };
      const last = moved.at(-1);
      if (open && last !== undefined && last.was === names.was && last.now === names.now) {
        moved[moved.length - 1] = { ...last, to: span.to };
      } else moved.push({ shift: id, zone, ...span, ...names });
      open = true;
    }
    return moved;
  });
}

function isSamePerson(a: Person | undefined, b: Person | undefined): boolean {
  return a !== undefined && b !== undefined && (a.key === b.key || a.identity === b.identity);
}

function namesOf({ people }: Roster, turn: readonly PersonIndex[]): string | null {
  const keys = turn.map((person) => people[person]?.key ?? '');
  return keys.length < 2 ? (keys[0] ?? null) : `${keys.slice(0, -1).join(', ')} and ${keys.at(-1)}`;
}

/** Who works when by the rotation of a shift alone, in all its windows, by time. */
function dutiesOf({ shifts }: Roster, id: string, from: EpochMs, to: EpochMs): Turn[] {
  const duties = shifts.flatMap((shift) => {
    const { rotation } = shift;
    if (shift.id !== id || rotation === undefined) return [];
    return occurrences(shift, from, to).flatMap((one) =>
      turnsWithin(rotation, shift, Math.max(one.from, from), Math.min(one.to, to)),
    );
  });
  return duties.sort((a, b) => a.from - b.from);
}

/** The times that are in both lists, with who has the turn in either. */
function pairs(
  before: readonly Turn[],
  after: readonly Turn[],
): (Interval & { readonly was: Turn['people']; readonly now: Turn['people'] })[] {
  const found: (Interval & { was: Turn['people']; now: Turn['people'] })[] = [];
  let [i, j] = [0, 0];
  for (let [a, b] = [before[i], after[j]]; a !== undefined && b !== undefined; [a, b] = [before[i], after[j]]) {
    const span = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
    if (span.from < span.to) found.push({ ...span, was: a.people, now: b.people });
    if (a.to <= b.to) i++;
    else j++;
  }
  return found;
}
