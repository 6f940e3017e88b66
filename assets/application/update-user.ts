import {
  type ChangeField,
  fieldNames,
  fieldsOf,
  isProfileField,
  onlyFields,
  stateOf,
  type TargetChange,
  type TargetUser,
  withoutFields,
} from '../domain/person/target';
import { isRefused, type UpdatePart, type UpdateResult } from '../domain/person/update-result';
import { codeOf, describeError, statusOf } from '../lib/errors';
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
  /** Who reported the event, as in {@link AuditLine}. */
  readonly source?: string | undefined;
  /** The user as this execution has just fetched it: it is fetched again only if it seems to match already. */
  readonly fetched?: TargetUser | undefined;
  /** The update is known to be needed: skip the fetch. */
  readonly skipFetch?: boolean;
  /** Update only a user that was fetched and whose account has this very name: another record may say otherwise of the account. */
  readonly onlyByAccount?: boolean;
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
 * anyway. A change of several fields that the target rejects (400) is tried field by field, the state first. What the answer
 * shows decides: a 200 that shows the user unchanged is a failure. During a dry run it only fetches.
 */
export async function updateUser(update: UserUpdate, ports: UpdateUserPorts): Promise<UpdateResult | DryRun> {
  const { identity, change } = update;
  const who = ports.records.name(identity);
  let before: TargetUser | undefined;
  try {
    if (!update.skipFetch || update.onlyByAccount) {
      before = update.fetched ?? (await ports.target.find(identity));
      // A user fetched before the change was recorded may have been changed since, by an execution that did not see the record.
      if (before && update.fetched && alreadyMatches(before, change)) before = await ports.target.find(identity);
      if (!before) return { result: 'unknown_user' };
      if (update.onlyByAccount && before.account !== identity) {
        ports.log('info', 'A user waits until the record is refiled under the name of the account', { who });
        return { result: 'failed' };
      }
      if (alreadyMatches(before, change)) {
        note(update, 'unchanged', ports);
        return { result: 'unchanged', user: before, before };
      }
    }
  } catch (error) {
    if (update.onlyByAccount) {
      ports.log('warn', 'Could not fetch a user; the update waits', { who, ...describeError(error) });
      return { result: 'failed' };
    }
    ports.log('warn', 'Could not fetch a user; updating anyway', { who, ...describeError(error) });
  }
  if (ports.target.dryRun) {
    ports.log('info', 'Dry run: would update a user', { who, because: update.because, fields: fieldNames(change) });
    return { result: 'dry_run' };
  }
  const parts = await sendInParts(update, before, ports);
  const taken = parts.filter(({ result }) => 'user' in result).flatMap((part) => fieldsOf(part.change));
  if (taken.length > 0) note({ ...update, change: onlyFields(change, taken) }, 'applied', ports);
  return resultOf(change, parts);
}

/** Sends the change in one call; if the target rejects that, each field in a call of its own, until one gets no clear answer. */
async function sendInParts(
  { identity, change }: UserUpdate,
  before: TargetUser | undefined,
  ports: UpdateUserPorts,
): Promise<UpdatePart[]> {
  const whole = await send(identity, change, before, ports);
  const fields = fieldsOf(change);
  if (fields.length < 2 || !whole.every(({ result }) => isRefused(result))) return whole;
  const parts: UpdatePart[] = [];
  for (const [index, field] of fields.entries()) {
    const sent = await send(identity, onlyFields(change, [field]), before, ports);
    parts.push(...sent);
    const [unclear] = sent.filter(({ result }) => !('user' in result || isRefused(result)));
    const rest = fields.slice(index + 1);
    if (unclear && rest.length > 0) return [...parts, { ...unclear, change: onlyFields(change, rest) }];
  }
  return parts;
}

/** One call. The fields that the answer shows as they were asked for are one part of it, the others another. */
async function send(
  identity: string,
  change: TargetChange,
  before: TargetUser | undefined,
  ports: UpdateUserPorts,
): Promise<UpdatePart[]> {
  const who = ports.records.name(identity);
  const seen = before && { before };
  try {
    const user = await ports.target.update(identity, change);
    if (!user) return [{ change, result: { result: 'unknown_user' } }];
    const missed = fieldsOf(change).filter((field) => isMissed(field, change, user, before));
    const applied: UpdatePart = { change: withoutFields(change, missed), result: { result: 'applied', user, ...seen } };
    if (missed.length === 0) return [applied];
    const left = onlyFields(change, missed);
    ports.log('error', 'An update was answered 200 and changed nothing', { who, fields: fieldNames(left) });
    const failed: UpdatePart = { change: left, result: { result: 'failed', failure: { status: 200 }, ...seen } };
    return fieldsOf(applied.change).length > 0 ? [applied, failed] : [failed];
  } catch (error) {
    ports.log('error', 'Could not update a user', { who, fields: fieldNames(change), ...describeError(error) });
    const status = statusOf(error);
    const code = codeOf(error);
    const failure = { ...(status !== undefined && { status }), ...(typeof code === 'number' && { code }) };
    return [{ change, result: { result: 'failed', failure, ...seen } }];
  }
}

/**
 * Whether the answer shows that a field was not set. State and availability have to be as asked for; a name or an address may
 * come back in another spelling, and was not set only if it is what it was before.
 */
function isMissed(field: ChangeField, change: TargetChange, user: TargetUser, before: TargetUser | undefined): boolean {
  if (user[field] === change[field]) return false;
  return !isProfileField(field) || user[field] === before?.[field];
}

function resultOf(change: TargetChange, parts: readonly UpdatePart[]): UpdateResult {
  // Once the state is set a lock-out has been made, even if the target rejects the availability.
  const decisive = change.access === false ? parts.filter((part) => part.change.access === false) : parts;
  const worst = decisive.find(({ result }) => !('user' in result)) ?? parts.findLast(({ result }) => 'user' in result);
  if (!worst) return { result: 'failed' };
  return { ...worst.result, ...(parts.length > 1 && { parts }) };
}

function note({ identity, change, because, source }: UserUpdate, outcome: string, ports: UpdateUserPorts): void {
  ports.audit.note({
    at: ports.now(),
    who: ports.records.name(identity),
    because,
    ...(source !== undefined && { source }),
    fields: fieldNames(change),
    ...(change.access !== undefined && { state: stateOf(change.access) }),
    ...(change.available !== undefined && { available: change.available }),
    outcome,
  });
}

/** Whether the update would change nothing. */
function alreadyMatches(user: TargetUser, change: TargetChange): boolean {
  return fieldsOf(change).every((field) => change[field] === user[field]);
}
