import { isDeepStrictEqual } from 'node:util';
import type { UpdateResult } from '../../application/update-user';
import type { PersonRecord, UserChange } from './record';

const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 15 * 60_000;
/** A lock-out is never given up; anything else is worth this long. */
const GIVE_UP_MS = 86_400_000;
/** So long a user may take to appear in Frontline. */
const MISSING_MS = 7 * 86_400_000;
const MAX_FAILED = 2;

/**
 * The record after Frontline was told: what was done is no longer pending; what could not be done is tried again later,
 * or given up and kept for an operator.
 * The time after which it is given up counts from the first attempt: before it, a dry run may have held it back for a week.
 * @param event the event whose change was told. If something else is pending by now, or more than was told, that stays.
 * @param now ms since the epoch. @param random in [0, 1).
 */
export function recordAttempt(
  record: PersonRecord,
  event: string,
  change: UserChange,
  applied: UpdateResult,
  now: number,
  random: number,
): PersonRecord {
  const { pending, ...rest } = record;
  const ours = pending?.event === event && isDeepStrictEqual(pending.change, change);
  if ('user' in applied) return { ...(ours ? rest : record), ...appliedFields(record, change, applied, now) };
  if (!ours) return record;
  const missing = applied.result === 'unknown_user';
  const since = pending.attempts === 0 && !pending.missing ? now : pending.since;
  const lasts = now - since;
  const givenUp = missing ? lasts >= MISSING_MS : change.state !== 'deactivated' && lasts >= GIVE_UP_MS;
  if (givenUp) {
    const failure = { change: pending.change, event, since, at: now };
    return { ...rest, failed: [...record.failed, failure].slice(-MAX_FAILED) };
  }
  const attempts = pending.attempts + 1;
  const next = missing ? since + MISSING_MS : now + retryDelay(attempts, random);
  return { ...record, pending: { ...pending, since, attempts, next, missing } };
}

/** What is kept of a change that took effect. */
function appliedFields(
  { words, carriedOut }: PersonRecord,
  change: UserChange,
  applied: Extract<UpdateResult, { user: unknown }>,
  now: number,
): Pick<PersonRecord, 'applied' | 'before'> {
  const { before } = applied;
  const lockedOut = change.state === 'deactivated' && before?.state === 'active';
  const key = words.find((word) => word.key === carriedOut)?.key;
  return {
    ...(change.isAvailable !== undefined && { applied: { available: change.isAvailable, at: now } }),
    ...(lockedOut && key !== undefined && { before: { state: before.state, isAvailable: before.isAvailable, key } }),
  };
}

/** ms until what failed so many times is tried again: exponential, full jitter, at most 15 minutes. */
export function retryDelay(attempts: number, random: number): number {
  return Math.round(random * Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempts - 1)));
}
