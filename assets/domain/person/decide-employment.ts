import type { StaffEvent } from '../staff-event';
import type { Decision, Situation } from './decision';
import { desiredAvailability } from './desired';
import { capHistory, employmentAt } from './employment-history';
import { digest, displayId, type EmploymentEvent, type PersonRecord, type UserChange } from './record';

type EmploymentStaffEvent = Extract<
  StaffEvent,
  { type: 'staff.offboarded' | 'staff.reinstated' | 'staff.offboarding_cancelled' }
>;

/** Someone has left or is back, now or from a date on; or does not leave after all. */
export function decideEmployment(record: PersonRecord, event: EmploymentStaffEvent, situation: Situation): Decision {
  const word = toEmploymentEvent(event);
  if (word.kind === 'offboarded' && situation.protected) return hold(record, word, 'protected');
  const before = employmentAt(record.words, situation.now);
  const words = capHistory([...record.words, word], situation.now);
  const next = { ...record, words };
  const carried = decideEmploymentEffect(next, situation);
  if (carried) return carried;
  const { plans } = employmentAt(words, situation.now);
  if (word.kind === 'cancelled') {
    return { record: next, outcome: plans.length < before.plans.length ? 'applied' : 'unchanged' };
  }
  return { record: next, outcome: plans.includes(word) ? 'deferred' : 'stale' };
}

const MAX_HELD = 6;

function hold(record: PersonRecord, word: EmploymentEvent, why: 'protected' | 'limit'): Decision {
  const words = record.words.filter(({ key }) => key !== word.key);
  return { record: { ...record, words, held: [...record.held, { ...word, why }].slice(-MAX_HELD) }, outcome: 'held' };
}

/** What was held is heard after all, in its place among the other words. Undefined if nothing is held. */
export function releaseHeld(record: PersonRecord, situation: Situation): Decision | undefined {
  if (record.held.length === 0) return undefined;
  const released = record.held.map(({ why: _, ...word }) => word);
  const next = { ...record, held: [], words: capHistory([...record.words, ...released], situation.now) };
  const unguarded = { ...situation, limitReached: false, protected: false };
  return decideEmploymentEffect(next, unguarded) ?? { record: next, outcome: 'unchanged' };
}

function toEmploymentEvent({ type, timestamp: said, id, data }: EmploymentStaffEvent): EmploymentEvent {
  const due = 'effectiveAt' in data && data.effectiveAt !== undefined ? Math.max(said, data.effectiveAt) : said;
  const kinds = {
    'staff.offboarded': 'offboarded',
    'staff.reinstated': 'reinstated',
    'staff.offboarding_cancelled': 'cancelled',
  } as const;
  return { kind: kinds[type], said, due, event: displayId(id), key: digest(id) };
}

/**
 * Makes what holds now take effect, if that has not been done. Undefined if it has. When a cancellation came late, what
 * holds may be that nothing has been said: then the person is back.
 */
export function decideEmploymentEffect(record: PersonRecord, situation: Situation): Decision | undefined {
  const { by, left } = employmentAt(record.words, situation.now);
  const { carriedOut, ...rest } = record;
  if (by?.key === carriedOut) return undefined;
  const locksOut = left && record.words.find(({ key }) => key === carriedOut)?.kind !== 'offboarded';
  // An identity may have been put under protection after its leaving day was announced.
  if (by && locksOut && situation.protected) return hold(record, by, 'protected');
  if (by && locksOut && situation.limitReached) return hold(record, by, 'limit');
  const next = by ? { ...rest, carriedOut: by.key } : rest;
  const available = desiredAvailability(next, situation);
  const change: UserChange = left
    ? { state: 'deactivated', isAvailable: false }
    : { state: 'active', ...(available !== undefined && { isAvailable: available }) };
  return { record: next, outcome: 'applied', change, locksOut };
}

/**
 * Takes back the last lock-out, as if HR had said so now: for one that was a mistake. Undefined if there is none to take
 * back, so that undoing twice is undoing once.
 */
export function undoLockout(record: PersonRecord, situation: Situation): Decision | undefined {
  const { before, ...rest } = record;
  if (!before || before.key !== record.carriedOut) return undefined;
  const event = `undo-${before.key}`;
  // After the word that it takes back, which may be of this very instant, or of a clock that is ahead of ours.
  const by = employmentAt(record.words, situation.now).by;
  const said = Math.max(situation.now, (by?.said ?? 0) + 1, (by?.due ?? 0) + 1);
  const word: EmploymentEvent = { kind: 'reinstated', said, due: said, event, key: digest(event) };
  const heard = { ...rest, words: capHistory([...record.words, word], situation.now) };
  const decision = decideEmploymentEffect(heard, situation);
  if (!decision?.change || situation.known) return decision;
  return { ...decision, change: { ...decision.change, isAvailable: before.isAvailable } };
}

/** An operator cancels the announced leaving, as HR would. Undefined if none is announced. */
export function cancelOffboarding(record: PersonRecord, situation: Situation): Decision | undefined {
  const plan = employmentAt(record.words, situation.now).plans.find(({ kind }) => kind === 'offboarded');
  if (!plan) return undefined;
  const event = `cancel-${plan.key}`;
  const said = Math.max(situation.now, plan.said); // it may have been said by a clock that is ahead of ours
  const word: EmploymentEvent = { kind: 'cancelled', said, due: said, event, key: digest(event) };
  return { record: { ...record, words: capHistory([...record.words, word], situation.now) }, outcome: 'applied' };
}

/** An operator drops what is held: those offboardings are as if never said. Undefined if nothing is held. */
export function dropHeld(record: PersonRecord): Decision | undefined {
  return record.held.length === 0 ? undefined : { record: { ...record, held: [] }, outcome: 'applied' };
}
