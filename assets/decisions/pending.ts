import { followed } from './availability';
import type { Decision, Situation } from './decision';
import { carryOutEmployment, employmentAt } from './employment';
import type { PersonRecord, UserChange } from './record';

/** How long the execution that wrote a change has it for itself before a redelivery or the tick may take it up. */
const CLAIM_MS = 10_000;

/** The record with a change that Frontline has still to be told, on top of what was pending before. */
export function withPending(record: PersonRecord, change: UserChange, event: string, now: number): PersonRecord {
  const merged = { ...record.pending?.change, ...change };
  return { ...record, pending: { change: merged, event, since: now, attempts: 0, next: now + CLAIM_MS } };
}

/**
 * Claims what Frontline has still to be told, if nobody else is at it. Undefined if there is nothing. Availability is
 * what it should be by now, not what it should have been when the change was first wanted.
 * @param atOnce also if it was to wait: its user has appeared, or an operator says so.
 */
export function takeUp(record: PersonRecord, situation: Situation, atOnce = false): Decision | undefined {
  const { pending, ...rest } = record;
  const { now } = situation;
  if (!pending || (pending.next > now && !atOnce)) return undefined;
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
  const due = carryOutEmployment(record, situation);
  if (due) return pended(due, situation);
  if (record.pending) return takeUp(record, situation);
  return outsiderChange(record, situation);
}

/** A decision on someone's employment with what it changes written down as pending. */
export function pended(decision: Decision, { now }: Situation): Decision {
  const { change, record } = decision;
  if (!change) return decision;
  const event = employmentAt(record.words, now).by?.event ?? 'late cancellation';
  return { ...decision, record: withPending(record, change, event, now) };
}

function outsiderChange(record: PersonRecord, situation: Situation): Decision | undefined {
  if (situation.known || employmentAt(record.words, situation.now).left) return undefined;
  const available = followed(record, situation);
  if (available === undefined || available === record.applied?.available) return undefined;
  const change = { isAvailable: available };
  const event = record.override?.event ?? 'leave';
  return { record: withPending(record, change, event, situation.now), outcome: 'applied', change };
}

/**
 * Someone else's decision came in between, and their change may have reached Frontline before ours: what we told must be
 * told anew as it is by now. Undefined if it is so still.
 */
export function overtaken(record: PersonRecord, told: UserChange, situation: Situation): Decision | undefined {
  const available = told.isAvailable === undefined ? undefined : followed(record, situation);
  const state = employmentAt(record.words, situation.now).left ? 'deactivated' : 'active';
  const change: UserChange = {
    ...(told.state !== undefined && told.state !== state && { state }),
    ...(available !== undefined && available !== told.isAvailable && { isAvailable: available }),
  };
  if (Object.keys(change).length === 0) return undefined;
  const event = record.pending?.event ?? 'overtaken';
  return { record: withPending(record, change, event, situation.now), outcome: 'applied', change };
}

/** What was given up is to be told again, as if it had just been said. Undefined if nothing was. */
export function replay(record: PersonRecord, situation: Situation): Decision | undefined {
  if (record.failed.length === 0) return takeUp(record, situation, true);
  const wanted: UserChange = Object.assign({}, ...record.failed.map(({ change }) => change));
  const event = record.failed.at(-1)?.event ?? '';
  const next = withPending({ ...record, failed: [] }, { ...wanted, ...record.pending?.change }, event, situation.now);
  return takeUp(next, situation, true);
}

/** Someone who has left was found let in: they are locked out again. Undefined if they have not left, or it is in hand. */
export function relock(record: PersonRecord, situation: Situation): Decision | undefined {
  const { now } = situation;
  if (!employmentAt(record.words, now).left || record.pending) return undefined;
  const change: UserChange = { state: 'deactivated', isAvailable: false };
  return { record: withPending(record, change, 'drift', now), outcome: 'applied', change };
}
