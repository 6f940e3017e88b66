import { SECOND } from '../time';
import { decideEmploymentEffect, withEmploymentEvents } from './decide-employment';
import type { Decision, Situation } from './decision';
import { employmentAt } from './employment-history';
import { enqueueChange } from './outbox';
import {
  digest,
  type EmploymentEvent,
  OPERATOR,
  type PersonRecord,
  type TargetState,
  targetState,
  withTargetState,
} from './record';
import type { TargetChange, TargetName } from './target';

/** The offboarding that has the person locked out now (ms); undefined if they have not left. */
export function lockoutInEffect({ employmentEvents }: PersonRecord, now: number): EmploymentEvent | undefined {
  const { left, by } = employmentAt(employmentEvents, now);
  return left ? by : undefined;
}

/** Whether the person has left, so that an operator can undo it. */
export function isUndoable(record: PersonRecord, now: number): boolean {
  return lockoutInEffect(record, now) !== undefined;
}

/** Whether the record has the user as it was before the person was locked out, this time. */
export function isSeenBeforeLockout(record: PersonRecord, target: TargetName, now: number): boolean {
  return userBefore(record, target, now) !== undefined;
}

/** The user before the lock-out that holds now. What was seen before an earlier one says nothing about it. */
function userBefore(record: PersonRecord, target: TargetName, now: number): TargetState['before'] {
  const { before } = targetState(record, target);
  const { employmentEvents: events } = record;
  const since = events.find(({ kind, key }) => kind === 'offboarded' && key === before?.key);
  if (!since || !lockoutInEffect(record, now)) return undefined;
  const later = events.map(takesEffectAt).filter((instant) => instant >= takesEffectAt(since) && instant <= now);
  return later.every((instant) => hasLeftAt(events, instant)) ? before : undefined;
}

function takesEffectAt({ occurredAt, effectiveAt }: EmploymentEvent): number {
  return Math.max(occurredAt, effectiveAt);
}

/** Whether the person had left at an instant (ms), by the events up to then. */
function hasLeftAt(events: readonly EmploymentEvent[], instant: number): boolean {
  return employmentAt(
    events.filter(({ occurredAt }) => occurredAt <= instant),
    instant,
  ).left;
}

/**
 * An operator undoes the lock-outs that stand, whoever reported them, as if HR had reported now that the person is back. It goes by what was reported,
 * not by what was seen of the user. Undefined if the person has not left, so that undoing twice is undoing once.
 */
export function undoLockout(record: PersonRecord, situation: Situation): Decision | undefined {
  const { now, targets } = situation;
  const { lockouts } = employmentAt(record.employmentEvents, now);
  const [lockout] = lockouts;
  if (!lockout) return undefined;
  const event = `undo-${lockout.key}`;
  // After the events that it undoes, which may be of this very second, or of a clock that is ahead of ours.
  const occurredAt = Math.max(now, ...lockouts.map((one) => takesEffectAt(one) + SECOND));
  const undoing: EmploymentEvent = {
    kind: 'reinstated',
    occurredAt,
    effectiveAt: occurredAt,
    event,
    // The same offboarding may be reported anew and undone again.
    key: digest(`${event} ${occurredAt}`),
    source: OPERATOR,
    liftsAll: true,
  };
  const seen = new Map(targets.map((target) => [target, userBefore(record, target, now)]));
  const cleared = targets.reduce(withoutLockout, record);
  const ruling = decideEmploymentEffect(withEmploymentEvents(cleared, [undoing], situation), situation);
  return ruling && enqueueChange(ruling, situation, (target, change) => asBefore(change, seen.get(target)));
}

/** What was seen before the lock-out is used once; what is pending is turned round by the change that lets the user in. */
function withoutLockout(record: PersonRecord, target: TargetName): PersonRecord {
  const { before: _, ...state } = targetState(record, target);
  return withTargetState(record, target, state);
}

/**
 * The change that lets a user in; for someone off the roster nothing else may decide the availability than what was seen. A
 * user who was without access is let in as well: our own lock-out, done without a record, looks the same as somebody else's.
 */
function asBefore(change: TargetChange, before: TargetState['before']): TargetChange {
  return before ? { ...change, available: change.available ?? before.available } : change;
}
