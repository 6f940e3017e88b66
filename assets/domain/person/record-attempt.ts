import { DAY, MINUTE } from '../time';
import { type FailedChange, type PendingChange, type PersonRecord, targetState, withTargetState } from './record';
import {
  type ChangeField,
  fieldsOf,
  isProfileField,
  onlyFields,
  type TargetChange,
  type TargetName,
  withoutFields,
} from './target';
import { isSeenBeforeLockout, lockoutInEffect } from './undo-lockout';
import { isRefused, type UpdateResult } from './update-result';

const FIRST_RETRY_MS = MINUTE;
const LONGEST_RETRY_MS = 15 * MINUTE;
/** A lock-out is never given up; any other change after this long. */
const GIVE_UP_MS = DAY;
/** How long a user may take to appear at a target. */
const MISSING_MS = 7 * DAY;

/** One attempt to send a pending change, or some fields of it, to a target. */
export interface Attempt {
  readonly target: TargetName;
  /** The event of the pending change. If another one is pending by now, that stays. */
  readonly event: string;
  readonly change: TargetChange;
  readonly result: UpdateResult;
}

/**
 * The record after an attempt. Fields that were applied are not pending any more; fields that failed are retried later, or
 * given up and kept for an operator. A field whose pending value is another one by now stays pending. The time after which a
 * field is given up counts from the first attempt: before that, a dry run may have held it back for a week.
 * @param now ms since the epoch. @param random in [0, 1).
 */
export function recordAttempt(record: PersonRecord, attempt: Attempt, now: number, random: number): PersonRecord {
  const { target, change, result } = attempt;
  const ours = oursOf(record, attempt);
  const next = withUserBefore(record, attempt, now);
  if ('user' in result) {
    const { available } = change;
    const { failed, ...state } = targetState(withoutPending(next, target, ours), target);
    return withTargetState(next, target, {
      ...state,
      // What was given up of these fields is overtaken: the user has a newer value.
      failed: withoutFailures(failed, ours),
      ...(available !== undefined && { applied: { available, at: now } }),
    });
  }
  const { pending } = targetState(record, target);
  return pending && ours.length > 0 ? afterFailure(next, pending, ours, attempt, { now, random }) : next;
}

/** The fields of an attempt that are pending with the value that was sent. */
function oursOf(record: PersonRecord, { target, event, change }: Attempt): ChangeField[] {
  const { pending } = targetState(record, target);
  return pending?.event === event ? fieldsOf(change).filter((field) => pending.change[field] === change[field]) : [];
}

function afterFailure(
  record: PersonRecord,
  pending: PendingChange,
  ours: readonly ChangeField[],
  { target, event, result }: Attempt,
  { now, random }: { readonly now: number; readonly random: number },
): PersonRecord {
  const change = onlyFields(pending.change, ours);
  const missing = result.result === 'unknown_user';
  const since = pending.attempts === 0 && !pending.missing ? now : pending.since;
  const lasts = now - since;
  const isRefusedProfile = isRefused(result) && ours.every(isProfileField);
  const isOver = missing ? lasts >= MISSING_MS : change.access !== false && lasts >= GIVE_UP_MS;
  if (isRefusedProfile || isOver) {
    const reason = reasonOf(result);
    const failure = { change, event, since, at: now, ...(reason !== undefined && { reason }) };
    const { failed, ...state } = targetState(withoutPending(record, target, ours), target);
    return withTargetState(record, target, { ...state, failed: withFailure(failed, failure) });
  }
  const attempts = pending.attempts + 1;
  const next = missing ? since + MISSING_MS : now + retryDelay(attempts, random);
  const state = targetState(record, target);
  return withTargetState(record, target, { ...state, pending: { ...pending, since, attempts, next, missing } });
}

/** Takes fields off what is pending. What is left has not been tried yet, or not for as long as those. */
function withoutPending(record: PersonRecord, target: TargetName, fields: readonly ChangeField[]): PersonRecord {
  const { pending, ...state } = targetState(record, target);
  if (!pending || fields.length === 0) return record;
  const change = withoutFields(pending.change, fields);
  const isLeft = fieldsOf(change).length > 0;
  return withTargetState(record, target, { ...state, ...(isLeft && { pending: { ...pending, change, attempts: 0 } }) });
}

/** One more change that was given up. Each field is kept once, with its newest value, so that none is ever dropped for room. */
export function withFailure(failed: readonly FailedChange[], failure: FailedChange): FailedChange[] {
  return [...withoutFailures(failed, fieldsOf(failure.change)), failure];
}

function withoutFailures(failed: readonly FailedChange[], fields: readonly ChangeField[]): FailedChange[] {
  return failed.flatMap((failure) => {
    const change = withoutFields(failure.change, fields);
    return fieldsOf(change).length > 0 ? [{ ...failure, change }] : [];
  });
}

/** Why a target did not make a change, for operators: nothing of the message, which can hold personal data. */
function reasonOf(result: UpdateResult): string | undefined {
  if (result.result !== 'failed' || !result.failure) return undefined;
  const { status, code } = result.failure;
  if (status === undefined) return 'no answer';
  if (status === 200) return 'HTTP 200, but the user did not change';
  return `HTTP ${status}${code === undefined ? '' : `, error ${code}`}`;
}

/** Keeps the user as it was seen before it was locked out, for undoing that. Seen without access, it may have been us. */
function withUserBefore(record: PersonRecord, { target, change, result }: Attempt, now: number): PersonRecord {
  const before = 'before' in result ? result.before : undefined;
  const lockout = lockoutInEffect(record, now);
  if (change.access !== false || !before?.access || !lockout || lockout.key !== record.lastAppliedEvent) return record;
  if (isSeenBeforeLockout(record, target, now)) return record;
  const { access, available } = before;
  const state = targetState(record, target);
  return withTargetState(record, target, { ...state, before: { access, available, key: lockout.key } });
}

/** ms until the next retry after so many attempts: exponential, full jitter, at most 15 minutes. */
export function retryDelay(attempts: number, random: number): number {
  return Math.round(random * Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempts - 1)));
}
