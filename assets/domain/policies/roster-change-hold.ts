/** The availability last applied to a person; that their user is missing; or undefined: not known yet. */
export type LastApplied = boolean | 'missing' | undefined;

/** One person of the roster: what should be now, beside what was last applied. */
export interface ShiftChange {
  readonly desired: boolean;
  /** Whether the roster as it is now would have had them available at the tick before. */
  readonly desiredBefore: boolean;
  readonly lastApplied: LastApplied;
  /** The record has a pending change that decides availability as well: not for the tick's shift changes. */
  readonly busy: boolean;
}

/** Whether this person's availability has to be changed now. */
export function isDue({ lastApplied, desired, busy }: ShiftChange): boolean {
  return typeof lastApplied === 'boolean' && lastApplied !== desired && !busy;
}

/** Fewer than this are an edit of the roster, not an accident. */
export const FEWEST_HELD = 3;

/**
 * The people whom a roster would switch off although no shift boundary has passed for them, if they are more than half of
 * those on duty: that is what a truncated roster file looks like. Otherwise nobody. A roster that is held stays so until an operator
 * releases it or another one counts, however many others have come on duty or have gone since.
 * @param wasOnDuty whether this roster has somebody on duty at any time since the shift changes were last all applied: their
 * boundary has passed, and the change was not applied. Only asked where it matters.
 * @param isHeld whether the tick before held this roster.
 */
export function likelyTruncated<Person extends ShiftChange>(
  people: readonly Person[],
  wasOnDuty: (person: Person) => boolean,
  isHeld = false,
): ReadonlySet<Person> {
  const onDuty = people.filter(({ lastApplied }) => lastApplied === true).length;
  const isMany = (off: readonly Person[]) => off.length >= FEWEST_HELD && off.length * 2 > onDuty;
  const off = people.filter((person) => isDue(person) && !person.desired && !person.desiredBefore);
  if (!isHeld && !isMany(off)) return new Set();
  const unexplained = off.filter((person) => !wasOnDuty(person));
  return new Set(isHeld || isMany(unexplained) ? unexplained : []);
}
