import { HOUR } from '../time';

/** Lock-outs are counted over this time, ms. */
export const LOCKOUT_WINDOW_MS = HOUR;

/**
 * The maximum number of lock-outs within {@link LOCKOUT_WINDOW_MS}; further ones are held for an operator. It keeps a broken
 * HR integration from locking out the whole company.
 * @param people how many the roster knows. @param configured OFFBOARDING_LIMIT, which wins.
 */
export function lockoutLimit(people: number, configured?: number): number {
  return configured ?? Math.max(5, Math.floor(people / 10));
}
