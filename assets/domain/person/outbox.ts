import { isDeepStrictEqual } from 'node:util';
import { decideEmploymentEffect } from './decide-employment';
import type { Decision, Ruling, Situation } from './decision';
import { desiredAvailability } from './desired';
import { employmentAt } from './employment-history';
import { type PendingChange, type PersonRecord, type TargetState, targetState, withTargetState } from './record';
import type { TargetChange, TargetName } from './target';

/** How long the execution that wrote a change has it for itself before a redelivery or the tick may claim it. */
const CLAIM_MS = 10_000;

/** The change as one target needs it. */
type ForTarget = (target: TargetName, change: TargetChange) => TargetChange;

/**
 * Enqueues a ruling's change for every target, on top of what is pending there. All of that is sent now, part by part: what has
 * waited for its next attempt until now does not make the new change wait.
 * @param event what the change is due to.
 */
export function enqueue(
  { change, ...decision }: Ruling,
  event: string,
  situation: Situation,
  forTarget: ForTarget = (_, all) => all,
): Decision {
  if (!change || Object.keys(change).length === 0) return decision;
  return situation.targets.reduce<Decision>(
    (before, target) => enqueueFor(target, before, forTarget(target, change), event, situation),
    decision,
  );
}

function enqueueFor(
  target: TargetName,
  { record, ...decision }: Decision,
  wanted: TargetChange,
  event: string,
  situation: Situation,
): Decision {
  const { now } = situation;
  const state = targetState(record, target);
  const change = withCurrentValues(record, { ...state.pending?.change, ...wanted }, situation);
  if (Object.keys(change).length === 0) return { ...decision, record };
  const pending: PendingChange = { change, event, since: now, attempts: 0, next: now + CLAIM_MS };
  return claimed({ ...decision, record: withTargetState(record, target, { ...state, pending }) }, target, change);
}

function claimed(decision: Decision, target: TargetName, change: TargetChange): Decision {
  return { ...decision, claimed: { ...decision.claimed, [target]: change } };
}

/** Enqueues a ruling's change; it is due to the newest employment event that holds. */
export function enqueueChange(ruling: Ruling, situation: Situation, forTarget?: ForTarget): Decision {
  const { by } = employmentAt(ruling.record.employmentEvents, situation.now);
  return enqueue(ruling, by?.event ?? 'late cancellation', situation, forTarget);
}

/** The same fields with the values that the record gives them by now, whichever event wanted them first. */
function withCurrentValues(record: PersonRecord, change: TargetChange, situation: Situation): TargetChange {
  const { name, avatar } = record.profile;
  const available = desiredAvailability(record, situation);
  const { left } = employmentAt(record.employmentEvents, situation.now);
  return {
    ...change,
    ...(change.access !== undefined && { access: !left }),
    ...(change.available !== undefined && available !== undefined && { available }),
    ...(change.name !== undefined && name && { name: name.value }),
    ...(change.avatar !== undefined && avatar && { avatar: avatar.value }),
  };
}

/** Decides for each target in turn, on the record as the one before left it. Undefined if none has anything to do. */
function forEachTarget(
  record: PersonRecord,
  { targets }: Situation,
  decideFor: (target: TargetName, record: PersonRecord) => Decision | undefined,
): Decision | undefined {
  return targets.reduce<Decision | undefined>((before, target) => {
    const next = decideFor(target, before?.record ?? record);
    if (!before || !next) return next ?? before;
    const outcome = before.outcome === 'applied' ? before.outcome : next.outcome;
    return { ...next, outcome, claimed: { ...before.claimed, ...next.claimed } };
  }, undefined);
}

/**
 * Claims what is pending, as far as no other execution is sending it. Undefined if there is nothing. The values sent are
 * those that should hold by now, not when the change was first wanted.
 * @param atOnce targets whose change does not wait for its time: the user has appeared, or an operator says so.
 */
export function claim(
  record: PersonRecord,
  situation: Situation,
  atOnce: readonly TargetName[] = [],
): Decision | undefined {
  return forEachTarget(record, situation, (target, current) =>
    claimFor(target, current, situation, atOnce.includes(target)),
  );
}

function claimFor(
  target: TargetName,
  record: PersonRecord,
  situation: Situation,
  atOnce: boolean,
): Decision | undefined {
  const { pending, ...rest } = targetState(record, target);
  const { now } = situation;
  if (!pending || (pending.next > now && !atOnce)) return undefined;
  const { available, ...others } = withCurrentValues(record, pending.change, situation);
  // For someone off the roster, an availability that was wanted for a while is not wanted any more when that is over.
  const stillWanted = available !== undefined && desiredAvailability(record, situation) !== undefined;
  const change: TargetChange = stillWanted ? { ...others, available } : others;
  if (Object.keys(change).length === 0) return { record: withTargetState(record, target, rest), outcome: 'unchanged' };
  const state: TargetState = { ...rest, pending: { ...pending, change, next: now + CLAIM_MS } };
  return claimed({ record: withTargetState(record, target, state), outcome: 'applied' }, target, change);
}

/**
 * What a record by itself needs at this instant: deferred events that are due, changes that a target did not take, and the
 * leave and overrides of people off the roster. Undefined if nothing.
 * @param answering targets that have just answered: a lock-out that failed there does not wait for its next attempt.
 */
export function dueChange(
  record: PersonRecord,
  situation: Situation,
  answering: readonly TargetName[] = [],
): Decision | undefined {
  const due = decideEmploymentEffect(record, situation);
  if (due) return enqueueChange(due, situation);
  return forEachTarget(record, situation, (target, current) => {
    const { pending } = targetState(current, target);
    if (!pending) return outsiderChange(target, current, situation);
    const isFailedLockout = pending.change.access === false && pending.attempts > 0 && !pending.missing;
    return claimFor(target, current, situation, isFailedLockout && answering.includes(target));
  });
}

function outsiderChange(target: TargetName, record: PersonRecord, situation: Situation): Decision | undefined {
  if (situation.known || employmentAt(record.employmentEvents, situation.now).left) return undefined;
  const available = desiredAvailability(record, situation) ?? (isLeftOn(target, record, situation) ? false : undefined);
  if (available === undefined || available === targetState(record, target).applied?.available) return undefined;
  const event = record.override?.event ?? 'leave';
  return enqueueFor(target, { record, outcome: 'applied' }, { available }, event, situation);
}

/** Nothing but an override that has ended had the user available: nobody else would switch them off. */
function isLeftOn(target: TargetName, { override, targets }: PersonRecord, { now }: Situation): boolean {
  const applied = targets[target]?.applied;
  const hasEnded = override?.available === true && override.until !== null && override.until <= now;
  return hasEnded && applied?.available === true && applied.at >= override.from;
}

/**
 * Another execution's decision came in between, and its change may have reached the target before ours: the values that we
 * sent must be sent again as they should be by now. Undefined if they still are.
 */
export function superseded(
  record: PersonRecord,
  target: TargetName,
  sent: TargetChange,
  situation: Situation,
): Decision | undefined {
  const change = withCurrentValues(record, sent, situation);
  if (isDeepStrictEqual(change, sent)) return undefined;
  const event = targetState(record, target).pending?.event ?? 'overtaken';
  return enqueueFor(target, { record, outcome: 'applied' }, change, event, situation);
}

/**
 * Someone who has left was found let in: locks them out again. Undefined if they have not left, or the lock-out is pending; any
 * other change that is pending is no reason to leave them in.
 */
export function relockLeaver(record: PersonRecord, situation: Situation, target: TargetName): Decision | undefined {
  const { left } = employmentAt(record.employmentEvents, situation.now);
  if (!left || targetState(record, target).pending?.change.access === false) return undefined;
  const change: TargetChange = { access: false, available: false };
  return enqueueFor(target, { record, outcome: 'applied' }, change, 'drift', situation);
}

/** Enqueues the changes that were given up, and claims what is pending at once. Undefined if there is neither. */
export function replayFailed(record: PersonRecord, situation: Situation): Decision | undefined {
  return forEachTarget(record, situation, (target, current) => {
    const state = targetState(current, target);
    const last = state.failed.at(-1);
    if (!last) return claimFor(target, current, situation, true);
    const wanted: TargetChange = Object.assign({}, ...state.failed.map(({ change }) => change));
    const cleared = withTargetState(current, target, { ...state, failed: [] });
    return enqueueFor(target, { record: cleared, outcome: 'applied' }, wanted, last.event, situation);
  });
}

/** An operator drops the changes that were given up. Undefined if there are none. */
export function dropFailed(record: PersonRecord, situation: Situation): Decision | undefined {
  return forEachTarget(record, situation, (target, current) => {
    const state = targetState(current, target);
    if (state.failed.length === 0) return undefined;
    return { record: withTargetState(current, target, { ...state, failed: [] }), outcome: 'applied' };
  });
}
