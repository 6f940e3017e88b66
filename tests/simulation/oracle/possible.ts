import { type Employment, employmentAt } from './employment';
import { type Entry, isEmployment, wordOf } from './ledger';

/** More words than this of which it is not known whether they count, and everything is possible. */
const MOST_OPEN = 6;

/** Through an outage, ms, what comes due waits: it may take effect after a lock-out that nothing was recorded of. */
const OUTAGE_MS = 3_600_000;

/** What somebody's employment may be at an instant, as far as what was said and answered tells. */
export interface Possible {
  readonly left: boolean;
  readonly in: boolean;
}

/**
 * A word that was sent and not accepted may be on record or not; so may one that was accepted without a record. Everything
 * that this leaves open is possible.
 * @param settled until when an acceptance had to be, to be certain: executions that began before it may not know of it.
 */
export function possibleAt(entries: readonly Entry[], instant: number, settled = instant): Possible {
  const counting = entries.filter(
    (entry) => isEmployment(entry) && !entry.held && !entry.refused && !entry.forgotten && entry.sent <= instant,
  );
  const isCertain = (entry: Entry) =>
    !(entry.unrecorded || entry.mayBeHeld || entry.unsure || entry.mayBeErased) &&
    entry.accepted !== undefined &&
    entry.accepted <= settled;
  const open = counting.filter((entry) => !isCertain(entry));
  if (open.length > MOST_OPEN) return { left: true, in: true };
  const certain = counting.filter(isCertain);
  const found = new Set<'left' | 'in'>();
  for (let subset = 0; subset < 2 ** open.length; subset++) {
    const believed = [...certain, ...open.filter((_, index) => (subset & (1 << index)) !== 0)];
    for (const lifting of [false, true]) found.add(stateOf(believed, counting, instant, lifting));
  }
  return { left: found.has('left'), in: found.has('in') };
}

/**
 * Where the records know nothing of it, whoever was locked out without a record stays so until something else takes effect.
 * @param lifting what an operator has released counts for all sources.
 */
function stateOf(
  believed: readonly Entry[],
  counting: readonly Entry[],
  instant: number,
  lifting: boolean,
): 'left' | 'in' {
  const wordIn = (entry: Entry) => wordOf(entry, entry.liftsAll || (lifting && entry.mayLiftAll === true));
  const state: Employment = employmentAt(believed.map(wordIn), instant);
  const unknown = counting.filter(
    (entry) => entry.unrecorded && (entry.accepted ?? Infinity) <= instant && !believed.includes(entry),
  );
  const last = Math.max(...unknown.map(({ accepted = 0 }) => accepted));
  if (unknown.length === 0 || unknown.every(({ reconciled = Infinity }) => reconciled <= instant))
    return state === 'left' ? 'left' : 'in';
  const changed = believed.some(
    (entry) => (entry.accepted ?? Infinity) > last || isDueBetween(wordIn(entry).due, last - OUTAGE_MS, instant),
  );
  return changed ? (state === 'left' ? 'left' : 'in') : 'left';
}

function isDueBetween(due: number | undefined, after: number, until: number): boolean {
  return due !== undefined && due > after && due <= until;
}
