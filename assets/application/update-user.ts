import type { FrontlineUser, Users } from '../adapters/frontline/users';
import type { AuditLog } from '../adapters/store/audit-log';
import { describeError } from '../adapters/twilio/errors';
import type { UserChange } from '../domain/person/record';
import type { UpdateResult } from '../domain/person/update-result';
import type { Log } from '../lib/log';

/** The change would be made if this were not a dry run. The user is as it was. */
export interface DryRun {
  readonly result: 'dry_run';
}

/** A user as it should be. */
export interface UserUpdate {
  readonly identity: string;
  readonly change: UserChange;
  /** The event or the rule of the roster, for the audit. */
  readonly because: string;
  /** It is known to be a change, which saves the look. */
  readonly sure?: boolean;
}

/** What applying takes. */
export interface UpdateUserPorts {
  readonly users: Users;
  readonly records: { name(identity: string): string };
  readonly audit: Pick<AuditLog, 'note'>;
  readonly log: Log;
  readonly now: () => number;
}

/**
 * Makes one Frontline user as wished: the only way in which Rosterline changes a user. It looks first and says nothing
 * to Frontline when the user is so already; a look that fails is no reason not to act. During a dry run it only looks.
 */
export async function updateUser(
  wish: UserUpdate,
  world: UpdateUserPorts,
): Promise<UpdateResult<FrontlineUser> | DryRun> {
  const { identity, change } = wish;
  const who = world.records.name(identity);
  let before: FrontlineUser | undefined;
  try {
    if (!wish.sure) {
      before = await world.users.fetch(identity);
      if (!before) return { result: 'unknown_user' };
      if (alreadyMatches(before, change)) return audited(wish, { result: 'unchanged', user: before, before }, world);
    }
  } catch (error) {
    world.log('warn', 'A user could not be looked at; changing it all the same', { who, ...describeError(error) });
  }
  if (world.users.dryRun) {
    world.log('info', 'Dry run: a user would be changed', { who, because: wish.because, fields: Object.keys(change) });
    return { result: 'dry_run' };
  }
  try {
    const user = await world.users.update(identity, change);
    if (!user) return { result: 'unknown_user' };
    return audited(wish, { result: 'applied', user, ...(before && { before }) }, world);
  } catch (error) {
    world.log('error', 'A user could not be changed', { who, ...describeError(error) });
    return { result: 'failed' };
  }
}

function audited<T extends UpdateResult<FrontlineUser>>(
  { identity, change, because }: UserUpdate,
  applied: T,
  world: UpdateUserPorts,
): T {
  world.audit.note({
    at: world.now(),
    who: world.records.name(identity),
    because,
    fields: Object.keys(change),
    ...(change.state !== undefined && { state: change.state }),
    ...(change.isAvailable !== undefined && { available: change.isAvailable }),
    outcome: applied.result,
  });
  return applied;
}

/** Whether the user is so already. */
function alreadyMatches(user: FrontlineUser, change: UserChange): boolean {
  return (
    (change.state === undefined || change.state === user.state) &&
    (change.isAvailable === undefined || change.isAvailable === user.isAvailable) &&
    (change.friendlyName === undefined || change.friendlyName === user.friendlyName) &&
    (change.avatar === undefined || change.avatar === user.avatar)
  );
}
