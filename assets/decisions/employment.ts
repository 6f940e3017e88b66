import type { StaffEvent } from '../events/staff-event.private';
import { followed } from './availability';
import type { Decision, Situation } from './decision';
import type { PersonRecord, UserChange } from './record';

type EmploymentEvent = Extract<StaffEvent, { type: 'staff.offboarded' | 'staff.reinstated' }>;

/** Someone has left or is back, now or from a date on. */
export function judgeEmployment(record: PersonRecord, event: EmploymentEvent, situation: Situation): Decision {
  const { type, timestamp: said, id, data } = event;
  const due = data.effectiveAt ?? said;
  const at = Math.max(said, due);
  const leaving = type === 'staff.offboarded';
  if (leaving && situation.protected) {
    const held = { type, said, due, event: id, why: 'protected' };
    return { record: { ...record, held: [...record.held, held].slice(-10) }, outcome: 'held' };
  }
  if (outdated(record, type, said, at)) return { record, outcome: 'stale' };
  if (data.effectiveAt !== undefined && data.effectiveAt > situation.now) {
    const others = record.deferred.filter((deferred) => deferred.type !== type);
    return { record: { ...record, deferred: [...others, { type, due, said, event: id }] }, outcome: 'deferred' };
  }
  const next = setEmployment(record, leaving, at, said, id);
  return { record: next, outcome: 'applied', change: employmentChange(next, situation) };
}

/** Whether something newer has been said that this employment event must not undo. */
function outdated(record: PersonRecord, type: EmploymentEvent['type'], said: number, at: number): boolean {
  const { employment, cancelledAt } = record;
  const newer = record.deferred.some((deferred) => deferred.type === type && deferred.said > said);
  if (newer) return true;
  if (type === 'staff.offboarded') {
    if (cancelledAt !== undefined && said <= cancelledAt && at > cancelledAt) return true;
    return employment !== undefined && employment.at > at;
  }
  return (
    employment !== undefined && (employment.left ? employment.at >= at || employment.said >= said : employment.at > at)
  );
}

/** Sets the employment and drops the announcements that this word makes obsolete. */
function setEmployment(record: PersonRecord, left: boolean, at: number, said: number, event: string): PersonRecord {
  // A newer offboarding ends every older plan. A reinstatement for now leaves an announced leaving day alone: only a
  // cancellation takes that back, since forgetting it would leave a departed colleague in.
  const deferred = record.deferred.filter((plan) => plan.said > said || (!left && plan.type === 'staff.offboarded'));
  return { ...record, employment: { left, at, said, event }, deferred };
}

function employmentChange(record: PersonRecord, situation: Situation): UserChange {
  if (record.employment?.left) return { state: 'deactivated', isAvailable: false };
  const available = followed(record, situation);
  return { state: 'active', ...(available !== undefined && { isAvailable: available }) };
}

/** Takes back every leaving and return that was announced until then and has not taken effect. */
export function judgeCancellation(record: PersonRecord, said: number): Decision {
  const deferred = record.deferred.filter((plan) => plan.said > said);
  const next = { ...record, deferred, cancelledAt: Math.max(said, record.cancelledAt ?? said) };
  return { record: next, outcome: deferred.length < record.deferred.length ? 'applied' : 'unchanged' };
}

/** Makes the deferred events that are due take effect, in the order of their dates. Undefined if none is due. */
export function mature(record: PersonRecord, situation: Situation): Decision | undefined {
  const { now } = situation;
  const due = record.deferred.filter((deferred) => deferred.due <= now).sort((a, b) => a.due - b.due);
  if (due.length === 0) return undefined;
  let next: PersonRecord = { ...record, deferred: record.deferred.filter((deferred) => deferred.due > now) };
  for (const { type, due: at, said, event } of due) {
    if (!outdated(next, type, said, at)) next = setEmployment(next, type === 'staff.offboarded', at, said, event);
  }
  if (next.employment === record.employment) return { record: next, outcome: 'stale' };
  return { record: next, outcome: 'applied', change: employmentChange(next, situation) };
}
