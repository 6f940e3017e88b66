import { followed } from './availability';
import type { Decision, Situation } from './decision';
import { carryOutEmployment, employmentAt } from './employment';
import type { PersonRecord, UserChange } from './record';

/** How long the execution that wrote a change has it for itself before a redelivery or the tick may take it up. */
const CLAIM_MS = 10_000;

/** The record with a change that Frontline has still to be told, on top of what was pending before. */
export function withPending(record: PersonRecord, change: UserChange, event: string, now: number): PersonRecord {
  const merged = { ...record.pending?.change, ...change };
  return { ...record, pending: { change: merged, event, attempts: 0, next: now + CLAIM_MS } };
}

/**
 * Claims what Frontline has still to be told, if nobody else is at it. Undefined if there is nothing. Availability is
 * what it should be by now, not what it should have been when the change was first wanted.
 */
export function takeUp(record: PersonRecord, situation: Situation): Decision | undefined {
  const { pending, ...rest } = record;
  const { now } = situation;
  if (!pending || pending.next > now) return undefined;
  const { isAvailable, ...others } = pending.change;
  const available = isAvailable === undefined ? undefined : followed(record, situation);
  const change = available === undefined ? others : { ...others, isAvailable: available };
  if (Object.keys(change).length === 0) return { record: rest, outcome: 'unchanged' };
  return { record: { ...record, pending: { ...pending, change, next: now + CLAIM_MS } }, outcome: 'applied', change };
}

/**
 * What a record by itself asks to be done at this instant: deferred events that are due, changes that Frontline did not
 * take, and the leave and overrides of people whom the roster does not know. Undefined if nothing.
 */
export function lateEffect(record: PersonRecord, situation: Situation): Decision | undefined {
  const { now } = situation;
  const due = carryOutEmployment(record, situation);
  if (due?.change) {
    const event = employmentAt(due.record.words, now).by?.event ?? '';
    return { ...due, record: withPending(due.record, due.change, event, now) };
  }
  if (record.pending) return takeUp(record, situation);
  return outsiderChange(record, situation);
}

function outsiderChange(record: PersonRecord, situation: Situation): Decision | undefined {
  if (situation.known || employmentAt(record.words, situation.now).left) return undefined;
  const available = followed(record, situation);
  if (available === undefined || available === record.applied?.available) return undefined;
  const change = { isAvailable: available };
  const event = record.override?.event ?? 'leave';
  return { record: withPending(record, change, event, situation.now), outcome: 'applied', change };
}
