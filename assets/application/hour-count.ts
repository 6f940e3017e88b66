import { HOUR } from '../domain/time';

/** How often something happened in the hour that began at `since`, ms. */
export interface HourCount {
  readonly since: number;
  readonly count: number;
}

/**
 * Counts once more within the hour, in this process only: what anybody may cause must not cost calls.
 * @param weight how often it counts. @returns the counts before and after.
 */
export function countWithinHour(
  counts: Map<string, HourCount>,
  key: string,
  now: number,
  weight = 1,
): { readonly before: number; readonly after: number } {
  const known = counts.get(key);
  // A count from the future is one of before the clock was set back.
  const current = known && now >= known.since && now - known.since < HOUR ? known : { since: now, count: 0 };
  const after = current.count + weight;
  counts.set(key, { since: current.since, count: after });
  return { before: current.count, after };
}
