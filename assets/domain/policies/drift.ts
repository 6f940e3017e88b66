import { stateOf, type TargetUser } from '../person/target';
import { MINUTE } from '../time';
import type { LastApplied } from './roster-change-hold';

/** A user that differs from what it should be, and that is not repaired automatically. */
export interface Difference {
  /** The roster's key, or the start of the record's name. */
  readonly person: string;
  readonly field: 'state' | 'available';
  readonly found: string;
  readonly expected: string;
}

/** Each tick checks at least this many users, and more where it takes more to check everyone within the hour. */
const PEOPLE_A_TICK = 20;
const TURNS_AN_HOUR = 55;

/** The share of all identities, of the roster and the records, that the tick in the minute of `now` (ms) checks. */
export function usersToCheck(
  identities: readonly string[],
  now: number,
): { turn: string; identities: readonly string[] } {
  const size = Math.max(PEOPLE_A_TICK, Math.ceil(identities.length / TURNS_AN_HOUR));
  const turns = Math.max(1, Math.ceil(identities.length / size));
  const turn = Math.floor(now / MINUTE) % turns;
  return { turn: String(turn), identities: [...identities].sort().slice(turn * size, (turn + 1) * size) };
}

/** Compares the user of someone who has not left with what was last applied. @param person what operators know them by. */
export function differences(user: TargetUser, last: LastApplied, person: string): Difference[] {
  const all: Difference[] = [];
  if (!user.access) all.push({ person, field: 'state', found: stateOf(user.access), expected: stateOf(true) });
  if (typeof last === 'boolean' && last !== user.available) {
    all.push({ person, field: 'available', found: String(user.available), expected: String(last) });
  }
  return all;
}
