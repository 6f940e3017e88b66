/** Who works each occurrence of a shift: by its people or its rotation, and after swaps. */
import type { PersonIndex, Shift, Swap } from '../roster/roster';
import { membersOf, turnsWithin } from './rotations';
import type { Interval } from './schedule';

/** How a part of an occurrence came from one person to another. */
type Passing = 'swap' | 'cover';

/** Who has which part of an occurrence; `instead`: whose it was last, and how it came from them. */
export interface Part extends Interval {
  readonly person: PersonIndex;
  readonly instead?: { readonly of: PersonIndex; readonly by: Passing };
}

/** A part of an occurrence that a person no longer has. */
export interface GivenPart extends Interval {
  readonly person: PersonIndex;
  readonly taker: PersonIndex;
  readonly by: Passing;
}

/** Who has which part of an occurrence in the end, and what was taken from whom. */
export interface Staffing {
  readonly parts: readonly Part[];
  readonly given: readonly GivenPart[];
}

/** Everyone who works the shift without swaps and covers, now or after a change of its rotation. */
export function peopleOf({ who, rotation }: Shift): readonly PersonIndex[] {
  return who ?? (rotation === undefined ? [] : membersOf(rotation));
}

/** `swaps`: those of this shift and date, in the order of the file, so that one may pass on what another brought. */
export function staffingOf(shift: Shift, { from, to }: Interval, swaps: readonly Swap[]): Staffing {
  const parts: Part[] = shift.rotation
    ? turnsWithin(shift.rotation, shift, from, to).flatMap(({ people, ...time }) =>
        people.map((person) => ({ person, ...time })),
      )
    : (shift.who ?? []).map((person) => ({ person, from, to }));
  return afterSwaps(parts, swaps);
}

/** @param swaps as in {@link staffingOf} */
export function afterSwaps(original: readonly Part[], swaps: readonly Swap[]): Staffing {
  let parts = [...original];
  const given: GivenPart[] = [];
  for (const { give, take } of swaps) {
    for (const part of parts) {
      if (part.person === give) given.push({ person: give, taker: take, by: 'swap', from: part.from, to: part.to });
    }
    parts = parts.map((part) =>
      part.person === give ? { ...part, person: take, instead: { of: give, by: 'swap' } } : part,
    );
  }
  return { parts, given };
}
