import type { UserChange } from '../decisions/decisions.private';
import type { Log } from '../log';
import { describeError } from './errors';
import type { FrontlineUser, Users } from './users';

/** What telling Frontline came to. `before` is the user as it was, where it was looked at. */
export type Applied =
  | { readonly result: 'applied' | 'unchanged'; readonly user: FrontlineUser; readonly before?: FrontlineUser }
  | { readonly result: 'unknown_user' | 'failed' };

/**
 * Makes one Frontline user as wanted: the only way in which Rosterline changes a user. It looks first and says nothing
 * to Frontline when the user is so already; a look that fails is no reason not to act.
 * @param who a name for the log that identifies nobody.
 */
export async function apply(
  users: Users,
  identity: string,
  change: UserChange,
  who: string,
  log: Log,
): Promise<Applied> {
  let before: FrontlineUser | undefined;
  try {
    before = await users.fetch(identity);
    if (!before) return { result: 'unknown_user' };
    if (fulfils(before, change)) return { result: 'unchanged', user: before, before };
  } catch (error) {
    log('warn', 'A user could not be looked at; changing it all the same', { who, ...describeError(error) });
  }
  return tell(users, identity, change, who, log, before);
}

/** As {@link apply}, for a change that is known to be one, which saves the look. */
export async function tell(
  users: Users,
  identity: string,
  change: UserChange,
  who: string,
  log: Log,
  before?: FrontlineUser,
): Promise<Applied> {
  try {
    const user = await users.update(identity, change);
    if (!user) return { result: 'unknown_user' };
    log('info', 'User changed', {
      who,
      fields: Object.keys(change),
      state: change.state,
      isAvailable: change.isAvailable,
    });
    return { result: 'applied', user, ...(before && { before }) };
  } catch (error) {
    log('error', 'A user could not be changed', { who, ...describeError(error) });
    return { result: 'failed' };
  }
}

/** Whether the user is so already. */
export function fulfils(user: FrontlineUser, change: UserChange): boolean {
  return (
    (change.state === undefined || change.state === user.state) &&
    (change.isAvailable === undefined || change.isAvailable === user.isAvailable) &&
    (change.friendlyName === undefined || change.friendlyName === user.friendlyName) &&
    (change.avatar === undefined || change.avatar === user.avatar)
  );
}
