import { isDeepStrictEqual } from 'node:util';
import { decideEmploymentEffect } from './decide-employment';
import type { Decision, Situation } from './decision';
import { desiredAvailability } from './desired';
import { employmentAt } from './employment-history';
import type { PersonRecord, UserChange } from './record';
import { stateOf } from './target';
import type { UpdateResult } from './update-result';

/** How long the execution that wrote a change has it for itself before a redelivery or the tick may take it up. */
const CLAIM_MS = 10_000;

const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 15 * 60_000;
/** A lock-out is never given up; anything else is worth this long. */
const GIVE_UP_MS = 86_400_000;
/** So long a user may take to appear in Frontline. */
const MISSING_MS = 7 * 86_400_000;
const MAX_FAILED = 2;

/**
 * Writes down what Frontline has still to be told, on top of what it was not told before; all of that is told together,
 * so that whoever confirms it confirms all of it.
 */
export function enqueue(
  { record, ...decision }: Decision,
  wanted: UserChange,
  event: string,
  situation: Situation,
): Decision {
  const { now } = situation;
  const change = withCurrentValues(record, { ...record.pending?.change, ...wanted }, situation);
  const pending = { change, event, since: now, attempts: 0, next: now + CLAIM_MS };
  return { ...decision, record: { ...record, pending }, change };
}

/** The same fields with the values that the record by now gives them, whoever wanted them first. */
function withCurrentValues(record: PersonRecord, change: UserChange, situation: Situation): UserChange {
  const { friendlyName, avatar } = record.profile;
  const available = desiredAvailability(record, situation);
  const { left } = employmentAt(record.words, situation.now);
  return {
    ...change,
    ...(change.state !== undefined && { state: left ? 'deactivated' : 'active' }),
    ...(change.isAvailable !== undefined && available !== undefined && { isAvailable: available }),
    ...(change.friendlyName !== undefined && friendlyName && { friendlyName: friendlyName.value }),
    ...(change.avatar !== undefined && avatar && { avatar: avatar.value }),
  };
}

/**
 * Claims what Frontline has still to be told, if nobody else is at it. Undefined if there is nothing. What is told is
 * what should be by now, not what should have been when the change was first wanted.
 * @param atOnce also if it was to wait: its user has appeared, or an operator says so.
 */
export function claim(record: PersonRecord, situation: Situation, atOnce = false): Decision | undefined {
  const { pending, ...rest } = record;
  const { now } = situation;
  if (!pending || (pending.next > now && !atOnce)) return undefined;
  const { isAvailable, ...others } = withCurrentValues(record, pending.change, situation);
  // Of someone whom the roster does not know, what was wanted for a while is no longer wanted when that is over.
  const stillWanted = isAvailable !== undefined && desiredAvailability(record, situation) !== undefined;
  const change: UserChange = stillWanted ? { ...others, isAvailable } : others;
  if (Object.keys(change).length === 0) return { record: rest, outcome: 'unchanged' };
  return { record: { ...record, pending: { ...pending, change, next: now + CLAIM_MS } }, outcome: 'applied', change };
}

/**
 * What a record by itself asks to be done at this instant: deferred events that are due, changes that Frontline did not
 * take, and the leave and overrides of people whom the roster does not know. Undefined if nothing.
 * @param answering Frontline was just seen to answer: a lock-out that failed before does not wait for its next attempt.
 */
export function dueChange(record: PersonRecord, situation: Situation, answering = false): Decision | undefined {
  const due = decideEmploymentEffect(record, situation);
  if (due) return enqueueChange(due, situation);
  const { pending } = record;
  if (!pending) return outsiderChange(record, situation);
  const failedLockOut = pending.change.state === 'deactivated' && pending.attempts > 0 && !pending.missing;
  return claim(record, situation, answering && failedLockOut);
}

/** A decision with what it changes written down as pending. @param because the event; else the word on their employment. */
export function enqueueChange(decision: Decision, situation: Situation, because?: string): Decision {
  const { change, record } = decision;
  if (!change) return decision;
  const event = because ?? employmentAt(record.words, situation.now).by?.event ?? 'late cancellation';
  return enqueue(decision, change, event, situation);
}

function outsiderChange(record: PersonRecord, situation: Situation): Decision | undefined {
  if (situation.known || employmentAt(record.words, situation.now).left) return undefined;
  const available = desiredAvailability(record, situation);
  if (available === undefined || available === record.applied?.available) return undefined;
  const event = record.override?.event ?? 'leave';
  return enqueue({ record, outcome: 'applied' }, { isAvailable: available }, event, situation);
}

/**
 * Someone else's decision came in between, and their change may have reached Frontline before ours: what we told must be
 * told anew as it is by now. Undefined if it is so still.
 */
export function superseded(record: PersonRecord, told: UserChange, situation: Situation): Decision | undefined {
  const change = withCurrentValues(record, told, situation);
  if (isDeepStrictEqual(change, told)) return undefined;
  return enqueue({ record, outcome: 'applied' }, change, record.pending?.event ?? 'overtaken', situation);
}

/** What was given up is to be told again, as if it had just been said. Undefined if nothing was. */
export function replayFailed(record: PersonRecord, situation: Situation): Decision | undefined {
  if (record.failed.length === 0) return claim(record, situation, true);
  const wanted: UserChange = Object.assign({}, ...record.failed.map(({ change }) => change));
  const event = record.failed.at(-1)?.event ?? '';
  const cleared: Decision = { record: { ...record, failed: [] }, outcome: 'applied' };
  return enqueue(cleared, wanted, event, situation);
}

/** An operator drops what was given up: it is not told any more. Undefined if nothing was. */
export function dropFailed(record: PersonRecord): Decision | undefined {
  return record.failed.length === 0 ? undefined : { record: { ...record, failed: [] }, outcome: 'applied' };
}

/** Someone who has left was found let in: they are locked out again. Undefined if they have not left, or it is in hand. */
export function relockLeaver(record: PersonRecord, situation: Situation): Decision | undefined {
  if (!employmentAt(record.words, situation.now).left || record.pending) return undefined;
  const change: UserChange = { state: 'deactivated', isAvailable: false };
  return enqueue({ record, outcome: 'applied' }, change, 'drift', situation);
}

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
  const lockedOut = change.state === 'deactivated' && before?.access === true;
  const key = words.find((word) => word.key === carriedOut)?.key;
  return {
    ...(change.isAvailable !== undefined && { applied: { available: change.isAvailable, at: now } }),
    ...(lockedOut &&
      key !== undefined && { before: { state: stateOf(before.access), isAvailable: before.available, key } }),
  };
}

/** ms until what failed so many times is tried again: exponential, full jitter, at most 15 minutes. */
export function retryDelay(attempts: number, random: number): number {
  return Math.round(random * Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempts - 1)));
}
