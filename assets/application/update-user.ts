import { fieldNames, stateOf, type TargetChange, type TargetUser } from '../domain/person/target';
import type { UpdateResult } from '../domain/person/update-result';
import { describeError } from '../lib/errors';
import type { Log } from '../lib/log';
import type { AuditLog, Clock, RecordStore, Target } from './ports';

/** The change would be made if this were not a dry run. The user is as it was. */
export interface DryRun {
  readonly result: 'dry_run';
}

/** The update of one user. */
export interface UserUpdate {
  readonly identity: string;
  readonly change: TargetChange;
  /** The event or the rule of the roster, for the audit. */
  readonly because: string;
  /** The user as this execution has just fetched it: it is fetched again only if it seems to match already. */
  readonly fetched?: TargetUser | undefined;
  /** The update is known to be needed: skip the fetch. */
  readonly skipFetch?: boolean;
}

/** The ports that an update takes. */
export interface UpdateUserPorts {
  readonly target: Pick<Target, 'dryRun' | 'find' | 'update'>;
  readonly records: Pick<RecordStore, 'name'>;
  readonly audit: Pick<AuditLog, 'note'>;
  readonly log: Log;
  readonly now: Clock;
}

/**
 * Updates one user; no other code path does. Skips the update if the user already matches. If the fetch fails, it updates
 * anyway. During a dry run it only fetches.
 */
export async function updateUser(update: UserUpdate, ports: UpdateUserPorts): Promise<UpdateResult | DryRun> {
  const { identity, change } = update;
  const who = ports.records.name(identity);
  let before: TargetUser | undefined;
  try {
    if (!update.skipFetch) {
      before = update.fetched ?? (await ports.target.find(identity));
      // A user fetched before the change was recorded may have been changed since, by an execution that did not see the record.
      if (before && update.fetched && alreadyMatches(before, change)) before = await ports.target.find(identity);
      if (!before) return { result: 'unknown_user' };
      if (alreadyMatches(before, change)) return audited(update, { result: 'unchanged', user: before, before }, ports);
    }
  } catch (error) {
    ports.log('warn', 'Could not fetch a user; updating anyway', { who, ...describeError(error) });
  }
  if (ports.target.dryRun) {
    ports.log('info', 'Dry run: would update a user', { who, because: update.because, fields: fieldNames(change) });
    return { result: 'dry_run' };
  }
  try {
    const user = await ports.target.update(identity, change);
    if (!user) return { result: 'unknown_user' };
    return audited(update, { result: 'applied', user, ...(before && { before }) }, ports);
  } catch (error) {
    ports.log('error', 'Could not update a user', { who, ...describeError(error) });
    return { result: 'failed' };
  }
}

function audited<T extends UpdateResult>(
  { identity, change, because }: UserUpdate,
  applied: T,
  ports: UpdateUserPorts,
): T {
  ports.audit.note({
    at: ports.now(),
    who: ports.records.name(identity),
    because,
    fields: fieldNames(change),
    ...(change.access !== undefined && { state: stateOf(change.access) }),
    ...(change.available !== undefined && { available: change.available }),
    outcome: applied.result,
  });
  return applied;
}

/** Whether the update would change nothing. */
function alreadyMatches(user: TargetUser, change: TargetChange): boolean {
  return (['access', 'available', 'name', 'avatar'] as const).every(
    (field) => change[field] === undefined || change[field] === user[field],
  );
}
