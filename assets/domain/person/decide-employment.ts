import type { ReceivedEvent } from '../staff-event';
import { DAY } from '../time';
import type { Ruling, Situation } from './decision';
import { desiredAvailability } from './desired';
import { capHistory, countsAt, employmentAt, ofSource, precedesHistory } from './employment-history';
import { hold } from './held';
import { asOperators, holdForOthers, opposedBy, withoutSettled } from './other-sources';
import {
  contentDigest,
  digest,
  displayId,
  type EmploymentEvent,
  type HeldEvent,
  type HeldReason,
  OPERATOR,
  type PersonRecord,
} from './record';
import type { TargetChange } from './target';

type EmploymentStaffEvent = Extract<
  ReceivedEvent,
  { type: 'staff.offboarded' | 'staff.reinstated' | 'staff.offboarding_cancelled' }
>;

/** An offboarding that took effect longer ago than this, ms, may come from a backfill. */
const OLD_MS = 30 * DAY;

const KINDS = {
  'staff.offboarded': 'offboarded',
  'staff.reinstated': 'reinstated',
  'staff.offboarding_cancelled': 'cancelled',
} as const;

export function isEmploymentEvent(event: ReceivedEvent): event is EmploymentStaffEvent {
  return event.type in KINDS;
}

/** Whether an event may let somebody in who has left, or keep in somebody who is about to leave. */
export function endsLockouts(event: ReceivedEvent): boolean {
  return isEmploymentEvent(event) && event.type !== 'staff.offboarded';
}

/**
 * Someone has left or is back, now or from a date on; or does not leave after all.
 * @param isReused another event about this person had the same id.
 */
export function decideEmployment(
  record: PersonRecord,
  staffEvent: EmploymentStaffEvent,
  isReused: boolean,
  situation: Situation,
): Ruling {
  const event = toEmploymentEvent(staffEvent, isReused);
  const { now } = situation;
  const before = employmentAt(record.employmentEvents, now);
  if (event.kind === 'offboarded') {
    if (situation.protected) return hold(record, event, 'protected');
    if (!before.left && isOld(event, record, now)) return hold(record, event, 'old');
  }
  const next = withEmploymentEvents(record, [event], situation);
  const { plans, inForce } = employmentAt(next.employmentEvents, now);
  if (precedesHistory(record.employmentEvents, event, now) && inForce.has(event)) {
    // What has been forgotten may have revoked it.
    if (event.kind !== 'offboarded') return { record, outcome: 'stale', full: true };
    return hold(record, event, 'full');
  }
  const effect = decideEmploymentEffect(next, situation);
  if (opposedBy(next.employmentEvents, event, now).length > 0) {
    return { ...effect, ...holdForOthers(effect?.record ?? next, event) };
  }
  if (effect) return effect;
  if (event.kind === 'cancelled') {
    return { record: next, outcome: plans.length < before.plans.length ? 'applied' : 'unchanged' };
  }
  if (plans.includes(event)) return { record: next, outcome: 'deferred' };
  // What another source said decides as before; should that be lifted, this one counts.
  return { record: next, outcome: inForce.has(event) ? 'unchanged' : 'stale' };
}

/**
 * Took effect long ago, and nothing newer is known that could revoke it: of its own source, or of one that counts for all. What
 * was announced on time is on record already.
 */
function isOld(event: EmploymentEvent, { employmentEvents }: PersonRecord, now: number): boolean {
  const isNewerKnown = ofSource(employmentEvents, event.source).some((other) => countsAt(other) > countsAt(event));
  return event.effectiveAt < now - OLD_MS && !isNewerKnown;
}

/** The record with further events in its history, which is capped. Released events replace what is there of them. */
export function withEmploymentEvents(
  record: PersonRecord,
  events: readonly EmploymentEvent[],
  { now }: Pick<Situation, 'now'>,
): PersonRecord {
  const keys = new Set(events.map(({ key }) => key));
  const others = record.employmentEvents.filter(({ key }) => !keys.has(key));
  return withoutSettled({ ...record, employmentEvents: capHistory([...others, ...events], now) }, now);
}

/** What was held for a reason takes its place in the history, and is decided next like anything else that is due. */
export function endHold(record: PersonRecord, reason: HeldReason, now: number): PersonRecord {
  const ended = record.held.filter((held) => held.reason === reason).map(({ reason: _, ...event }) => event);
  const held = record.held.filter((event) => event.reason !== reason);
  return ended.length === 0 ? record : withEmploymentEvents({ ...record, held }, ended, { now });
}

/**
 * Releases held events: they take their place in the history, at their own time. A reinstatement or a cancellation counts as an
 * operator's, and so for every source. Undefined if none is held for such a reason.
 * @param reason absent: all of them, also those of someone whom the roster protects.
 */
export function releaseHeld(record: PersonRecord, situation: Situation, reason?: HeldReason): Ruling | undefined {
  const isReleased = (held: HeldEvent) => reason === undefined || held.reason === reason;
  const released = record.held.filter(isReleased).map(({ reason: _, ...event }) => asOperators(event));
  if (released.length === 0) return undefined;
  const held = record.held.filter((event) => !isReleased(event));
  const next = withEmploymentEvents({ ...record, held }, released, situation);
  const unguarded = { ...situation, limitReached: false, protected: reason !== undefined && situation.protected };
  return decideEmploymentEffect(next, unguarded) ?? { record: next, outcome: 'unchanged' };
}

/** What a record has of employment events with the id of this one. */
interface SameId {
  /** This very event, although its delivery may be forgotten. */
  readonly same: boolean;
  readonly isHeld: boolean;
  readonly others: readonly EmploymentEvent[];
}

export function withSameId({ employmentEvents, held }: PersonRecord, staffEvent: ReceivedEvent): SameId {
  const keys = [digest(staffEvent.id), reusedKey(staffEvent)];
  const known = (events: readonly EmploymentEvent[]) => events.filter(({ key }) => keys.includes(key));
  const event = isEmploymentEvent(staffEvent) ? toEmploymentEvent(staffEvent, false) : undefined;
  const isSame = (other: EmploymentEvent) => {
    if (other.kind !== event?.kind) return false;
    // Of what has no time of its own the words tell, which are part of the key.
    if (staffEvent.content !== undefined) return other.key === event.key;
    return other.occurredAt === event.occurredAt && other.effectiveAt === event.effectiveAt;
  };
  const isHeld = known(held).some(isSame);
  const others = known([...employmentEvents, ...held]).filter((other) => !isSame(other));
  return { same: isHeld || known(employmentEvents).some(isSame), isHeld, others };
}

/** The event as a record keeps it. @param isReused another event about this person had the same id. */
export function toEmploymentEvent(staffEvent: EmploymentStaffEvent, isReused: boolean): EmploymentEvent {
  const { type, timestamp: occurredAt, id, data, content, source } = staffEvent;
  const kind = KINDS[type];
  const from = 'effectiveAt' in data && data.effectiveAt !== undefined ? data.effectiveAt : occurredAt;
  const effectiveAt = Math.max(occurredAt, from);
  const key = isReused || content !== undefined ? reusedKey(staffEvent) : digest(id);
  return {
    kind,
    occurredAt,
    effectiveAt,
    event: displayId(id),
    key,
    ...(source && { source: source.name, ...(source.liftsAll && kind !== 'offboarded' && { liftsAll: true }) }),
  };
}

/** Tells an event from an earlier one of the same id: both have their place in the history. */
function reusedKey(event: ReceivedEvent): string {
  return digest(`${event.id} ${contentDigest(event)}`);
}

/**
 * Applies the employment event that holds now. Undefined if it has been applied. After a late cancellation no event may hold
 * any more: then the person is back.
 */
export function decideEmploymentEffect(record: PersonRecord, situation: Situation): Ruling | undefined {
  const { by, left } = employmentAt(record.employmentEvents, situation.now);
  const { lastAppliedEvent, ...rest } = record;
  if (by?.key === lastAppliedEvent) return undefined;
  const locksOut = left && record.employmentEvents.find(({ key }) => key === lastAppliedEvent)?.kind !== 'offboarded';
  // An identity may have been put under protection after its leaving day was announced.
  if (by && locksOut && situation.protected) return hold(record, by, 'protected');
  if (by && locksOut && situation.limitReached) return hold(record, by, 'limit');
  const next: PersonRecord = by ? { ...rest, lastAppliedEvent: by.key } : rest;
  const available = desiredAvailability(next, situation);
  const change: TargetChange = left
    ? { access: false, available: false }
    : { access: true, ...(available !== undefined && { available }) };
  return { record: next, outcome: 'applied', change, locksOut };
}

/** An operator cancels the announced leaving, whoever announced it. Undefined if none is announced. */
export function cancelOffboarding(record: PersonRecord, situation: Situation): Ruling | undefined {
  const { plans } = employmentAt(record.employmentEvents, situation.now);
  const announced = plans.filter(({ kind }) => kind === 'offboarded');
  const [plan] = announced;
  if (!plan) return undefined;
  const event = `cancel-${plan.key}`;
  const occurredAt = Math.max(situation.now, ...announced.map(countsAt)); // the clock that announced it may be ahead of ours
  const cancellation: EmploymentEvent = {
    kind: 'cancelled',
    occurredAt,
    effectiveAt: occurredAt,
    event,
    key: digest(event),
    source: OPERATOR,
    liftsAll: true,
  };
  return { record: withEmploymentEvents(record, [cancellation], situation), outcome: 'applied' };
}

/** An operator drops the held events, as if they had never arrived. Undefined if nothing is held. */
export function dropHeld(record: PersonRecord): Ruling | undefined {
  return record.held.length === 0 ? undefined : { record: { ...record, held: [] }, outcome: 'applied' };
}
