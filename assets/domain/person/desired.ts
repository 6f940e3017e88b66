import type { Situation } from './decision';
import { employmentAt } from './employment-history';
import { factsOf } from './facts';
import type { EventShift, Leave, Override, PersonRecord } from './record';

/**
 * Whether record and roster together want the person available now. For someone whom the roster does not know it is what
 * the record by itself says: left, else override, else leave; undefined when it says nothing.
 */
export function desiredAvailability(record: PersonRecord, situation: Situation): boolean | undefined {
  const { now } = situation;
  if (situation.known) return situation.shouldBeAvailable(factsOf(record, now));
  if (employmentAt(record.employmentEvents, now).left) return false;
  return overrideAt(record, now)?.available ?? (leaveAt(record, now) ? false : undefined);
}

/** The override that counts at an instant (ms). */
export function overrideAt({ override }: PersonRecord, now: number): Override | undefined {
  return override && override.from <= now && (override.until === null || now < override.until) ? override : undefined;
}

/** A leave that is under way at an instant (ms). */
export function leaveAt(record: PersonRecord, now: number): Leave | undefined {
  return leaveFrom(record, now).find(({ from }) => from <= now);
}

/** The leave that is under way or to come. */
export function leaveFrom({ leave }: PersonRecord, now: number): Leave[] {
  return leave.filter(({ cancelled, to }) => !cancelled && to > now);
}

/** The shifts of events that are under way or to come, by their start. */
export function shiftsFrom({ shifts = [] }: PersonRecord, now: number): EventShift[] {
  return shifts.filter(({ cancelled, to }) => !cancelled && to > now).sort((a, b) => a.from - b.from);
}
