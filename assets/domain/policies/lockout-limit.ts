import { HOUR, MINUTE } from '../time';

/** Lock-outs are counted over this time, ms. */
export const LOCKOUT_WINDOW_MS = HOUR;

/** An offboarding older than this, ms, is not carried out without a record: something newer may be known of the person. */
export const RECENT_MS = 5 * MINUTE;

/**
 * The maximum number of lock-outs within {@link LOCKOUT_WINDOW_MS}; further ones are held for an operator. It keeps a broken
 * HR integration from locking out the whole company.
 * @param people how many the roster knows. @param configured OFFBOARDING_LIMIT, which wins.
 */
export function lockoutLimit(people: number, configured?: number): number {
  return configured ?? Math.max(5, Math.floor(people / 10));
}

/** Who was locked out, by a name that tells nothing of the identity, and when (ms). */
export type LockoutTimes = ReadonlyMap<string, number>;

/** Those that count at an instant. */
export function recentLockouts(times: LockoutTimes, now: number): Map<string, number> {
  return new Map([...times].filter(([, at]) => at > now - LOCKOUT_WINDOW_MS));
}
