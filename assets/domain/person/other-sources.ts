import type { ReceivedEvent } from '../staff-event';
import type { Ruling } from './decision';
import { countsAt, employmentAt, liftsAll, ofSource } from './employment-history';
import { hold } from './held';
import { type EmploymentEvent, OPERATOR, type PersonRecord } from './record';

/** An event as if an operator had brought it: it counts for the lock-outs of every source. */
export function asOperators(event: EmploymentEvent): EmploymentEvent {
  return event.kind === 'offboarded' ? event : { ...event, source: OPERATOR, liftsAll: true };
}

/**
 * What a reinstatement or a cancellation would end if it counted for every source, and does not end because other sources have
 * it: lock-outs that stand, or announced leavings. The newest first.
 * @param now ms since the epoch. @param events those of the person, this one among them or not.
 */
export function opposedBy(events: readonly EmploymentEvent[], event: EmploymentEvent, now: number): EmploymentEvent[] {
  if (event.kind === 'offboarded' || liftsAll(event)) return [];
  const others = events.filter(({ key }) => key !== event.key);
  const instant = Math.max(now, event.effectiveAt);
  const standing = (all: readonly EmploymentEvent[]) => {
    const { lockouts, plans } = employmentAt(all, instant);
    return event.kind === 'cancelled' ? plans.filter(({ kind }) => kind === 'offboarded') : lockouts;
  };
  const ended = new Set(standing([...others, asOperators(event)]));
  return standing([...others, event]).filter((one) => !ended.has(one));
}

/**
 * Whether a return that its sender reports with every change of the person says nothing new: that source does not have the person locked
 * out, nor is a lock-out of its own held that no return has followed. Then it lets nobody in, is not recorded, and asks nothing of an
 * operator.
 */
export function isNoNews({ employmentEvents, held }: PersonRecord, event: ReceivedEvent, now: number): boolean {
  if (!event.onlyIfNews) return false;
  const { lockouts } = employmentAt(employmentEvents, now);
  const isOwn = ({ kind, source }: EmploymentEvent) => kind === 'offboarded' && source === event.source?.name;
  const returns = ofSource(employmentEvents, event.source?.name).filter(({ kind }) => kind === 'reinstated');
  const isOpen = (lockout: EmploymentEvent) => returns.every((back) => countsAt(back) < countsAt(lockout));
  return !lockouts.some(isOwn) && !held.some((lockout) => isOwn(lockout) && isOpen(lockout));
}

/**
 * Holds a reinstatement or cancellation that cannot end what other sources said. It stays in the history too, where it counts
 * for its own source; an operator decides whether it counts for all.
 */
export function holdForOthers(record: PersonRecord, event: EmploymentEvent): Ruling {
  const ruling = hold(record, event, 'other_source');
  return { ...ruling, record: { ...ruling.record, employmentEvents: record.employmentEvents } };
}

/** Drops what is held for the sake of other sources as soon as nothing of theirs stands against it any more. */
export function withoutSettled(record: PersonRecord, now: number): PersonRecord {
  const isOpen = (held: PersonRecord['held'][number]) =>
    held.reason !== 'other_source' || opposedBy(record.employmentEvents, held, now).length > 0;
  return record.held.every(isOpen) ? record : { ...record, held: record.held.filter(isOpen) };
}
