import type { StaffEvent } from '../staff-event';
import type { Ruling, Situation } from './decision';
import { desiredAvailability } from './desired';
import { capHistory, employmentAt } from './employment-history';
import { digest, displayId, type EmploymentEvent, type HeldEvent, type PersonRecord } from './record';
import type { TargetChange } from './target';

type EmploymentStaffEvent = Extract<
  StaffEvent,
  { type: 'staff.offboarded' | 'staff.reinstated' | 'staff.offboarding_cancelled' }
>;

/** Someone has left or is back, now or from a date on; or does not leave after all. */
export function decideEmployment(record: PersonRecord, staffEvent: EmploymentStaffEvent, situation: Situation): Ruling {
  const event = toEmploymentEvent(staffEvent);
  if (event.kind === 'offboarded' && situation.protected) return hold(record, event, 'protected');
  const before = employmentAt(record.employmentEvents, situation.now);
  const next = withEmploymentEvents(record, [event], situation);
  const effect = decideEmploymentEffect(next, situation);
  if (effect) return effect;
  const { plans } = employmentAt(next.employmentEvents, situation.now);
  if (event.kind === 'cancelled') {
    return { record: next, outcome: plans.length < before.plans.length ? 'applied' : 'unchanged' };
  }
  return { record: next, outcome: plans.includes(event) ? 'deferred' : 'stale' };
}

/** The record with further events in its history, which is capped. */
export function withEmploymentEvents(
  record: PersonRecord,
  events: readonly EmploymentEvent[],
  { now }: Situation,
): PersonRecord {
  return { ...record, employmentEvents: capHistory([...record.employmentEvents, ...events], now) };
}

const MAX_HELD = 6;

function hold(record: PersonRecord, event: EmploymentEvent, reason: HeldEvent['reason']): Ruling {
  const employmentEvents = record.employmentEvents.filter(({ key }) => key !== event.key);
  const held = [...record.held, { ...event, reason }].slice(-MAX_HELD);
  return { record: { ...record, employmentEvents, held }, outcome: 'held' };
}

/** Releases the held events: they take their place in the history. Undefined if nothing is held. */
export function releaseHeld(record: PersonRecord, situation: Situation): Ruling | undefined {
  if (record.held.length === 0) return undefined;
  const released = record.held.map(({ reason: _, ...event }) => event);
  const next = withEmploymentEvents({ ...record, held: [] }, released, situation);
  const unguarded = { ...situation, limitReached: false, protected: false };
  return decideEmploymentEffect(next, unguarded) ?? { record: next, outcome: 'unchanged' };
}

function toEmploymentEvent({ type, timestamp: occurredAt, id, data }: EmploymentStaffEvent): EmploymentEvent {
  const from = 'effectiveAt' in data && data.effectiveAt !== undefined ? data.effectiveAt : occurredAt;
  const effectiveAt = Math.max(occurredAt, from);
  const kinds = {
    'staff.offboarded': 'offboarded',
    'staff.reinstated': 'reinstated',
    'staff.offboarding_cancelled': 'cancelled',
  } as const;
  return { kind: kinds[type], occurredAt, effectiveAt, event: displayId(id), key: digest(id) };
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

/** An operator cancels the announced leaving, as HR would. Undefined if none is announced. */
export function cancelOffboarding(record: PersonRecord, situation: Situation): Ruling | undefined {
  const plan = employmentAt(record.employmentEvents, situation.now).plans.find(({ kind }) => kind === 'offboarded');
  if (!plan) return undefined;
  const event = `cancel-${plan.key}`;
  const occurredAt = Math.max(situation.now, plan.occurredAt); // the clock that announced it may be ahead of ours
  const cancellation: EmploymentEvent = {
    kind: 'cancelled',
    occurredAt,
    effectiveAt: occurredAt,
    event,
    key: digest(event),
  };
  return { record: withEmploymentEvents(record, [cancellation], situation), outcome: 'applied' };
}

/** An operator drops the held offboardings, as if they had never arrived. Undefined if nothing is held. */
export function dropHeld(record: PersonRecord): Ruling | undefined {
  return record.held.length === 0 ? undefined : { record: { ...record, held: [] }, outcome: 'applied' };
}
