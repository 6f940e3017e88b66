import { HOUR } from '../time';

/** Since when (ms) each person's user could not be fetched or changed, by what operators know the person by. */
export type Failing = Readonly<Record<string, number>>;

/** So long (ms) a single user may fail before operators are alerted: shorter failures repair themselves. */
const LASTING_MS = HOUR;
/** So many are kept, those that have failed for longest. Where more fail, those are enough for an alert. */
const MAX_KEPT = 60;

/**
 * Who fails after a tick. Where every call fails the target is down, and that is alerted at once; this finds the few that fail for
 * hours while the others are well. Someone whom the tick had no reason to ask for stays as they were.
 * @param tried everyone whose user the tick fetched or changed, and whether it could.
 */
export function failingAfter(before: Failing, tried: ReadonlyMap<string, boolean>, now: number): Failing {
  const still = Object.entries(before).filter(([person]) => tried.get(person) !== true);
  const begun = [...tried].flatMap(([person, ok]): [string, number][] =>
    ok || person in before ? [] : [[person, now]],
  );
  return Object.fromEntries([...still, ...begun].sort(([, a], [, b]) => a - b).slice(0, MAX_KEPT));
}

/** The people who have failed for more than an hour, the longest first. */
export function lastingFailures(failing: Failing, now: number): string[] {
  return Object.entries(failing)
    .filter(([, since]) => now - since >= LASTING_MS)
    .sort(([, a], [, b]) => a - b)
    .map(([person]) => person);
}
