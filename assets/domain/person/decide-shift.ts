import type { StaffEvent } from '../staff-event';
import type { Ruling, Situation } from './decision';
import { desiredAvailability } from './desired';
import { employmentAt } from './employment-history';
import { digest, type EventShift, type PersonRecord } from './record';

type ShiftEvent = Extract<StaffEvent, { type: 'staff.shift' }>;
type ShiftCancelledEvent = Extract<StaffEvent, { type: 'staff.shift_cancelled' }>;

/** A shift, by the id that its cancellation will name. Reported again with that id it is moved. */
export function decideShift(record: PersonRecord, { timestamp, data }: ShiftEvent, situation: Situation): Ruling {
  const key = digest(data.id);
  const { from, to, label } = data;
  const known = record.shifts?.find((shift) => shift.key === key);
  if (known && (known.occurredAt > timestamp || (known.cancelled && known.occurredAt === timestamp))) {
    return { record, outcome: 'stale' };
  }
  const shift = { key, from, to, occurredAt: timestamp, cancelled: false, ...(label !== undefined && { label }) };
  // Only the tick, which goes by the roster, ends a shift: nobody else is put on duty by one.
  const isToCome = from > situation.now && situation.known;
  return switched(record, withShift(record, shift), situation, isToCome ? 'deferred' : 'unchanged');
}

/** As if the shift had not been; also when the cancellation comes first. */
export function decideShiftCancellation(
  record: PersonRecord,
  { timestamp, data }: ShiftCancelledEvent,
  situation: Situation,
): Ruling {
  const key = digest(data.id);
  const known = record.shifts?.find((shift) => shift.key === key);
  if (known && known.occurredAt > timestamp) return { record, outcome: 'stale' };
  const { from, to } = known ?? { from: timestamp, to: timestamp };
  const next = withShift(record, { key, from, to, occurredAt: timestamp, cancelled: true });
  return switched(record, next, situation, 'unchanged');
}

/**
 * Switches the person only if the shift makes a difference now: whoever switched off by hand during a shift is not switched on
 * again because the shift's name or end has changed. @param otherwise the outcome where nobody is switched.
 */
function switched(
  before: PersonRecord,
  record: PersonRecord,
  situation: Situation,
  otherwise: 'deferred' | 'unchanged',
): Ruling {
  // The record keeps the shift of somebody who has left, in case they come back.
  const { left } = employmentAt(record.employmentEvents, situation.now);
  const available = desiredAvailability(record, situation);
  if (left || available === undefined || available === desiredAvailability(before, situation)) {
    return { record, outcome: otherwise };
  }
  return { record, outcome: 'applied', change: { available } };
}

function withShift({ shifts = [], ...record }: PersonRecord, shift: EventShift): PersonRecord {
  return { ...record, shifts: [...shifts.filter(({ key }) => key !== shift.key), shift] };
}
