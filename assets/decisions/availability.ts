import type { StaffEvent } from '../events/staff-event.private';
import type { Decision, Situation } from './decision';
import { employmentAt } from './employment';
import { factsOf } from './facts';
import { digest, label, type PersonRecord } from './record';

/** Leave, by the id that its cancellation will name. */
export function judgeLeave(
  record: PersonRecord,
  said: number,
  { from, to }: { from: number; to: number },
  id: string,
  situation: Situation,
): Decision {
  const key = digest(id);
  const known = record.leave.find((leave) => leave.key === key);
  if (known && known.said > said) return { record, outcome: 'stale' };
  const next = { ...record, leave: [...without(record, key), { key, from, to, said, cancelled: false }] };
  if (from > situation.now) return { record: next, outcome: 'deferred' };
  return follow(next, situation, 'unchanged');
}

/** As if the leave had not been; also when the cancellation comes first. */
export function judgeLeaveCancellation(record: PersonRecord, said: number, id: string, situation: Situation): Decision {
  const key = digest(id);
  const known = record.leave.find((leave) => leave.key === key);
  if (known && known.said > said) return { record, outcome: 'stale' };
  const { from, to } = known ?? { from: said, to: said };
  const next = { ...record, leave: [...without(record, key), { key, from, to, said, cancelled: true }] };
  return known && !known.cancelled ? follow(next, situation, 'applied') : { record: next, outcome: 'unchanged' };
}

function without(record: PersonRecord, key: string): PersonRecord['leave'] {
  return record.leave.filter((leave) => leave.key !== key);
}

type AvailabilityEvent = Extract<StaffEvent, { type: 'staff.availability' }>;

/** An override, until it says or until the next shift boundary. */
export function judgeAvailability(record: PersonRecord, event: AvailabilityEvent, situation: Situation): Decision {
  const { available, until } = event.data;
  const { now } = situation;
  if (record.override && record.override.said > event.timestamp) return { record, outcome: 'stale' };
  const end = until ?? situation.nextBoundary();
  const override = {
    available,
    from: Math.min(event.timestamp, now),
    until: end,
    said: event.timestamp,
    event: label(event.id),
  };
  return follow({ ...record, override }, situation, 'unchanged');
}

function follow(record: PersonRecord, situation: Situation, otherwise: 'applied' | 'unchanged'): Decision {
  // Nothing is switched for someone who has left; the record keeps what was said, in case they come back.
  const left = employmentAt(record.words, situation.now).left;
  const available = left ? undefined : followed(record, situation);
  return available === undefined
    ? { record, outcome: otherwise }
    : { record, outcome: 'applied', change: { isAvailable: available } };
}

/**
 * Whether record and roster together want the person available now. For someone whom the roster does not know it is what
 * the record by itself says: left, else override, else leave; undefined when it says nothing.
 */
export function followed(record: PersonRecord, situation: Situation): boolean | undefined {
  const { now } = situation;
  if (situation.known) return situation.shouldBeAvailable(factsOf(record, now));
  const { override, leave, words } = record;
  if (employmentAt(words, now).left) return false;
  if (override && override.from <= now && (override.until === null || now < override.until)) return override.available;
  return leave.some(({ from, to, cancelled }) => !cancelled && from <= now && now < to) ? false : undefined;
}
