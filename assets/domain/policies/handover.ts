/** When somebody's open conversations are handed over, to whom, and when they come back. */
import { employmentAt } from '../person/employment-history';
import { type HandoverReason, isHandedOver, isUnderWay } from '../person/handover';
import { type EmploymentEvent, OPERATOR, type PersonRecord, targetState } from '../person/record';
import type { TargetName } from '../person/target';
import type { HandoverPolicy, HandoverTo, Roster } from '../roster/roster';
import { DAY, HOUR } from '../time';

/** What is to be done about somebody's conversations now. */
export type HandoverDue =
  | { readonly act: 'begin'; readonly because: HandoverReason; readonly key?: string; readonly to: HandoverTo }
  /** Goes on with what the record has under way. */
  | { readonly act: 'go on' }
  /** They are in again: what is still with whom it was given to comes back, or stays there. */
  | { readonly act: 'return' | 'keep' };

export interface HandoverSituation {
  /** ms since the epoch. */
  readonly now: number;
  readonly target: TargetName;
  /** Absent: nothing is begun by itself. */
  readonly policy: HandoverPolicy | undefined;
  /** On leave now, and at an instant (ms), by the resolver; of someone off the roster never. */
  readonly onLeave: (instant: number) => boolean;
}

/** Somebody who is back so soon after the hand-over began gets their conversations back: it was a mistake that HR has corrected. ms. */
const CORRECTED_WITHIN_MS = 7 * DAY;

/**
 * What is due. Lock-outs come first: as long as the target has not confirmed that somebody who has left is out, nothing
 * is. @param record of someone without one: an empty one.
 */
export function handoverDue(record: PersonRecord, situation: HandoverSituation): HandoverDue | undefined {
  const { left } = employmentAt(record.employmentEvents, situation.now);
  return left ? dueOfLeaver(record, situation) : dueOfOthers(record, situation);
}

function dueOfLeaver(record: PersonRecord, { now, target, policy }: HandoverSituation): HandoverDue | undefined {
  const { handover } = record;
  const { by } = employmentAt(record.employmentEvents, now);
  if (!by || !isLockedOut(record, target, now)) return undefined;
  const isOfThis = handover?.because === 'left' && isHandedOver(handover);
  if (isOfThis && isUnderWay(handover)) return { act: 'go on' };
  if (isOfThis && handover.key === by.key) return undefined;
  const to = policy?.left ?? { kind: 'none' };
  const isDue = to.kind !== 'none' && now >= dueAt(by, policy);
  // Another source has reported the same leaving: what came to them meanwhile is looked for.
  if (isDue) return { act: 'begin', because: 'left', key: by.key, to };
  // Begun on leave or by an operator: that they have left by now is no reason to stop halfway.
  return handover && isUnderWay(handover) && handover.step !== 'returning' ? { act: 'go on' } : undefined;
}

/** When the conversations of somebody who has left are due, ms. */
function dueAt({ occurredAt, effectiveAt }: EmploymentEvent, policy: HandoverPolicy | undefined): number {
  return Math.max(occurredAt, effectiveAt) + (policy?.after ?? 0);
}

/**
 * Whether somebody has left whose conversations have not been handed over for it, and will be by themselves.
 * @param time it is due at the latest so long from now, ms.
 */
export function isDueWithin(
  time: number,
  { employmentEvents, handover }: PersonRecord,
  { now, policy }: Pick<HandoverSituation, 'now' | 'policy'>,
): boolean {
  const { left, by } = employmentAt(employmentEvents, now);
  if (!left || !by || (policy?.left.kind ?? 'none') === 'none') return false;
  const isDone = handover?.because === 'left' && handover.key === by.key;
  return !isDone && now + time >= dueAt(by, policy);
}

/** Whether somebody's conversations are still being handed over, or given back, or will be by themselves, however late. */
export function owesHandover(record: PersonRecord, situation: Pick<HandoverSituation, 'now' | 'policy'>): boolean {
  const { handover } = record;
  return (handover !== undefined && isUnderWay(handover)) || isDueWithin(Number.POSITIVE_INFINITY, record, situation);
}

/** Whether the target has confirmed the lock-out that stands: nothing of it is pending, and none was given up. */
export function isLockedOut(record: PersonRecord, target: TargetName, now: number): boolean {
  const { left, by } = employmentAt(record.employmentEvents, now);
  const { pending, failed } = targetState(record, target);
  return (
    left &&
    by?.key === record.lastAppliedEvent &&
    pending?.change.access === undefined &&
    !failed.some(({ change }) => change.access === false)
  );
}

function dueOfOthers(record: PersonRecord, situation: HandoverSituation): HandoverDue | undefined {
  const { now, target, policy, onLeave } = situation;
  const { handover } = record;
  // Not before they can use it: what comes back to somebody who is still locked out is with nobody.
  if (targetState(record, target).pending?.change.access !== undefined) return undefined;
  if (handover?.step === 'returning') return { act: 'go on' };
  const isBound = handover !== undefined && handover.because !== 'operator' && isHandedOver(handover);
  // Asked only where something depends on it: the schedule may be in doubt, and the answer takes time.
  const isAway = (isBound || handsOverOnLeave(policy)) && onLeave(now);
  const goesOn: HandoverDue | undefined = handover && isUnderWay(handover) ? { act: 'go on' } : undefined;
  if (isBound) {
    if (!isAway) return { act: handover.because === 'leave' || isMistake(record, now) ? 'return' : 'keep' };
    if (handover.because === 'leave') return goesOn;
  }
  if (isAway && handsOverOnLeave(policy) && onLeave(now - policy.after))
    return { act: 'begin', because: 'leave', to: policy.leave };
  // Begun for a leaving, it waits for the end of their leave.
  return handover?.because === 'operator' ? goesOn : undefined;
}

function handsOverOnLeave(policy: HandoverPolicy | undefined): policy is HandoverPolicy {
  return policy !== undefined && policy.leave.kind !== 'none';
}

/**
 * So long, in ms, a hand-over rests for which the same people were asked in vain: a tenth of the time that it has waited, at most an hour. Where
 * somebody else can take over, it goes on at once. @param waited ms
 */
export function restBetweenTries(waited: number): number {
  return Math.min(HOUR, waited / 10);
}

/** Whether the leaving that they were handed over for was a mistake: an operator has undone it, or they were back soon. */
function isMistake({ employmentEvents, handover }: PersonRecord, now: number): boolean {
  const { by } = employmentAt(employmentEvents, now);
  if (by?.source === OPERATOR && by.event.startsWith('undo-')) return true;
  const back = by?.kind === 'reinstated' ? Math.max(by.occurredAt, by.effectiveAt) : now;
  return back - (handover?.since ?? now) <= CORRECTED_WITHIN_MS;
}

/** The words of `handover:` that are no names. */
const WORDS = ['close', 'manager'] as const;

/** Whom a word or a name of the roster means; undefined if it means nobody. */
export function handoverTo(name: string, { people, teams = {} }: Roster): HandoverTo | undefined {
  const word = WORDS.find((one) => one === name);
  if (word) return { kind: word };
  const person = people.findIndex(({ key }) => key === name);
  if (person >= 0) return { kind: 'person', person };
  return Object.hasOwn(teams, name) ? { kind: 'team', team: name } : undefined;
}

/** The word or the name that the roster has for it. */
export function nameOfTaker(to: HandoverTo, { people }: Roster): string {
  if (to.kind === 'team') return to.team;
  return to.kind === 'person' ? (people[to.person]?.key ?? '') : to.kind;
}
