import { MINUTE } from '../time';
import type { Difference } from './drift';

/** Differences that are kept for showing. Those that lock somebody out come first. */
export const MOST_KEPT = 60;

/** Somebody found deactivated for this long, ms, is locked out by something that does not pass. */
export const LASTING_MS = 10 * MINUTE;

/** How many differences there was no room for: in the last whole round of the check, and so far in this one. */
export interface NotKept {
  readonly lastRound: number;
  readonly thisRound: number;
}

/** The differences by person: by the start of the record's name. */
export interface KeptDifferences {
  readonly differences: Readonly<Record<string, readonly Difference[]>>;
  readonly notKept?: NotKept | undefined;
}

/** What one tick's check found. */
export interface Findings {
  /** For everybody who was checked: what differs; empty for those who are well. */
  readonly found: ReadonlyMap<string, readonly Difference[]>;
  /** Everybody whom roster or records know: of others nothing is kept. */
  readonly known: ReadonlySet<string>;
  /** With whom a new round of the check begins; undefined while the old one goes on. */
  readonly newRound: ReadonlySet<string> | undefined;
}

/** Takes over what a tick found. What there is no room for is counted. @param now ms. */
export function keepDifferences(
  before: KeptDifferences,
  { found, known, newRound }: Findings,
  now: number,
): KeptDifferences {
  const kept = Object.entries(before.differences).filter(([who]) => known.has(who) && !found.has(who));
  const fresh = [...found].map(
    ([who, all]) => [who, all.map((one) => ({ ...one, since: sinceOf(one, before.differences[who]) ?? now }))] as const,
  );
  const all = [...kept, ...fresh].flatMap(([who, each]) => each.map((difference) => ({ who, difference })));
  const byWeight = [
    ...all.filter(({ difference }) => difference.field === 'state'),
    ...all.filter(({ difference }) => difference.field !== 'state'),
  ];
  const { lastRound, thisRound } = before.notKept ?? { lastRound: 0, thisRound: 0 };
  const left = byWeight.slice(MOST_KEPT);
  const ofNew = left.filter(({ who }) => newRound?.has(who)).length;
  const notKept = newRound
    ? { lastRound: thisRound + left.length - ofNew, thisRound: ofNew }
    : { lastRound, thisRound: thisRound + left.length };
  const differences: Record<string, Difference[]> = {};
  for (const { who, difference } of byWeight.slice(0, MOST_KEPT)) {
    differences[who] = [...(differences[who] ?? []), difference];
  }
  return { differences, ...(notKept.lastRound + notKept.thisRound > 0 && { notKept }) };
}

function sinceOf({ field, found }: Difference, before: readonly Difference[] = []): number | undefined {
  return before.find((one) => one.field === field && one.found === found)?.since;
}

/** Since when somebody who has not left has been found deactivated, ms; undefined where they are not. */
export function lockedOutSince(all: readonly Difference[] | undefined): number | undefined {
  return all?.find(({ field }) => field === 'state')?.since;
}

/** Differences that are not kept, as far as they have been counted. */
export function countNotKept({ notKept }: Pick<KeptDifferences, 'notKept'>): number {
  return Math.max(notKept?.lastRound ?? 0, notKept?.thisRound ?? 0);
}
