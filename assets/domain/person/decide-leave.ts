import type { StaffEvent } from '../staff-event';
import { employmentAt } from './decide-employment';
import type { Decision, Situation } from './decision';
import { factsOf } from './facts';
import { digest, displayId, type PersonRecord } from './record';

/** Leave, by the id that its cancellation will name. */
export function decideLeave(
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
  return decideAvailability(next, situation, 'unchanged');
}

/** As if the leave had not been; also when the cancellation comes first. @param key the digest of the leave's id. */
export function decideLeaveCancellation(
  record: PersonRecord,
  said: number,
  key: string,
  situation: Situation,
): Decision {
  const known = record.leave.find((leave) => leave.key === key);
  if (known && known.said > said) return { record, outcome: 'stale' };
  const { from, to } = known ?? { from: said, to: said };
  const next = { ...record, leave: [...without(record, key), { key, from, to, said, cancelled: true }] };
  return known && !known.cancelled
    ? decideAvailability(next, situation, 'applied')
    : { record: next, outcome: 'unchanged' };
}

/** An operator ends a leave that an event brought, or cancels one to come. Undefined if there is none of that key. */
export function endLeave(record: PersonRecord, key: string, situation: Situation): Decision | undefined {
  const known = record.leave.find((leave) => leave.key === key && !leave.cancelled);
  return known && decideLeaveCancellation(record, Math.max(situation.now, known.said), key, situation);
}

function without(record: PersonRecord, key: string): PersonRecord['leave'] {
  return record.leave.filter((leave) => leave.key !== key);
}

type AvailabilityEvent = Extract<StaffEvent, { type: 'staff.availability' }>;

/** An override, until it says or until the next shift boundary. */
export function decideOverride(record: PersonRecord, event: AvailabilityEvent, situation: Situation): Decision {
  const { available, until } = event.data;
  const { now } = situation;
  if (record.override && record.override.said > event.timestamp) return { record, outcome: 'stale' };
  const end = until ?? situation.nextBoundary();
  const override = {
    available,
    from: Math.min(event.timestamp, now),
    until: end,
    said: event.timestamp,
    event: displayId(event.id),
  };
  return decideAvailability({ ...record, override }, situation, 'unchanged');
}

/** An operator ends the override: roster and leave decide again. Undefined if none counts. */
export function endOverride(record: PersonRecord, situation: Situation): Decision | undefined {
  const { now } = situation;
  const override = overrideAt(record, now);
  if (!override) return undefined;
  // It stays, so that what was said before it is still stale.
  const ended = { ...override, until: now, said: Math.max(now, override.said) };
  return decideAvailability({ ...record, override: ended }, situation, 'applied');
}

function decideAvailability(record: PersonRecord, situation: Situation, otherwise: 'applied' | 'unchanged'): Decision {
  // Nothing is switched for someone who has left; the record keeps what was said, in case they come back.
  const left = employmentAt(record.words, situation.now).left;
  const available = left ? undefined : desiredAvailability(record, situation);
  return available === undefined
    ? { record, outcome: otherwise }
    : { record, outcome: 'applied', change: { isAvailable: available } };
}

/**
 * Whether record and roster together want the person available now. For someone whom the roster does not know it is what
 * the record by itself says: left, else override, else leave; undefined when it says nothing.
 */
export function desiredAvailability(record: PersonRecord, situation: Situation): boolean | undefined {
  const { now } = situation;
  if (situation.known) return situation.shouldBeAvailable(factsOf(record, now));
  if (employmentAt(record.words, now).left) return false;
  return overrideAt(record, now)?.available ?? (leaveAt(record, now) ? false : undefined);
}

/** The override that counts at an instant (ms). */
export function overrideAt({ override }: PersonRecord, now: number): PersonRecord['override'] {
  return override && override.from <= now && (override.until === null || now < override.until) ? override : undefined;
}

/** A leave that is under way at an instant (ms). */
export function leaveAt(record: PersonRecord, now: number): PersonRecord['leave'][number] | undefined {
  return leaveFrom(record, now).find(({ from }) => from <= now);
}

/** The leave that is under way or to come. */
export function leaveFrom({ leave }: PersonRecord, now: number): PersonRecord['leave'] {
  return leave.filter(({ cancelled, to }) => !cancelled && to > now);
}
