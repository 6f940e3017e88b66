/** A user as they were last seen in a target; with a state only if they were seen just now. */
interface SeenUser {
  readonly seen: 'now' | 'noted' | 'missing' | 'unknown' | 'unreachable';
  readonly state?: string;
}

/**
 * Whether somebody who is to be locked out is so, as far as is known: not while the change waits, or the target shows otherwise.
 * @param pending the change that waits to be made.
 */
export function isLockedOut({ seen, state }: SeenUser, pending: object | undefined): boolean {
  if (seen === 'now') return state === 'deactivated';
  return seen !== 'missing' && pending === undefined;
}
