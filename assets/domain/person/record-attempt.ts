import { isDeepStrictEqual } from 'node:util';
import { DAY, MINUTE } from '../time';
import { type PersonRecord, type TargetState, targetState, withTargetState } from './record';
import type { TargetChange, TargetName } from './target';
import type { UpdateResult } from './update-result';

const FIRST_RETRY_MS = MINUTE;
const LONGEST_RETRY_MS = 15 * MINUTE;
/** A lock-out is never given up; any other change after this long. */
const GIVE_UP_MS = DAY;
/** How long a user may take to appear at a target. */
const MISSING_MS = 7 * DAY;
const MAX_FAILED = 2;

/** One attempt to send a pending change to a target. */
export interface Attempt {
  readonly target: TargetName;
  /** The event of the pending change. If another one, or a larger change, is pending by now, that stays. */
  readonly event: string;
  readonly change: TargetChange;
  readonly result: UpdateResult;
}

/**
 * The record after an attempt. What was applied is not pending any more; what failed is retried later, or given up and kept
 * for an operator. The time after which it is given up counts from the first attempt: before that, a dry run may have held
 * it back for a week.
 * @param now ms since the epoch. @param random in [0, 1).
 */
export function recordAttempt(record: PersonRecord, attempt: Attempt, now: number, random: number): PersonRecord {
  const { target, event, change, result } = attempt;
  const state = targetState(record, target);
  const { pending, ...rest } = state;
  const ours = pending?.event === event && isDeepStrictEqual(pending.change, change);
  if ('user' in result) {
    const applied = appliedFields(record, change, result, now);
    return withTargetState(record, target, { ...(ours ? rest : state), ...applied });
  }
  if (!ours) return record;
  const missing = result.result === 'unknown_user';
  const since = pending.attempts === 0 && !pending.missing ? now : pending.since;
  const lasts = now - since;
  const givenUp = missing ? lasts >= MISSING_MS : change.access !== false && lasts >= GIVE_UP_MS;
  if (givenUp) {
    const failure = { change: pending.change, event, since, at: now };
    return withTargetState(record, target, { ...rest, failed: [...state.failed, failure].slice(-MAX_FAILED) });
  }
  const attempts = pending.attempts + 1;
  const next = missing ? since + MISSING_MS : now + retryDelay(attempts, random);
  return withTargetState(record, target, { ...rest, pending: { ...pending, since, attempts, next, missing } });
}

/** The fields that record a change which took effect. */
function appliedFields(
  { employmentEvents, lastAppliedEvent }: PersonRecord,
  { access, available }: TargetChange,
  { before }: Extract<UpdateResult, { user: unknown }>,
  now: number,
): Pick<TargetState, 'applied' | 'before'> {
  const lockedOut = access === false && before?.access === true;
  const key = employmentEvents.find((event) => event.key === lastAppliedEvent)?.key;
  return {
    ...(available !== undefined && { applied: { available, at: now } }),
    ...(lockedOut && key !== undefined && { before: { access: before.access, available: before.available, key } }),
  };
}

/** ms until the next retry after so many attempts: exponential, full jitter, at most 15 minutes. */
export function retryDelay(attempts: number, random: number): number {
  return Math.round(random * Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempts - 1)));
}
