import { decideAvailability } from './decide-availability';
import type { Ruling, Situation } from './decision';
import { digest, type Leave, type PersonRecord } from './record';

/** Leave, by the id that its cancellation will name. */
export function decideLeave(
  record: PersonRecord,
  occurredAt: number,
  { from, to }: { from: number; to: number },
  id: string,
  situation: Situation,
): Ruling {
  const key = digest(id);
  const known = record.leave.find((leave) => leave.key === key);
  if (known && (known.occurredAt > occurredAt || (known.cancelled && known.occurredAt === occurredAt))) {
    return { record, outcome: 'stale' };
  }
  const next = { ...record, leave: [...without(record, key), { key, from, to, occurredAt, cancelled: false }] };
  if (from > situation.now) return { record: next, outcome: 'deferred' };
  return decideAvailability(next, situation, 'unchanged');
}

/** As if the leave had not been; also when the cancellation comes first. @param key the digest of the leave's id. */
export function decideLeaveCancellation(
  record: PersonRecord,
  occurredAt: number,
  key: string,
  situation: Situation,
): Ruling {
  const known = record.leave.find((leave) => leave.key === key);
  if (known && known.occurredAt > occurredAt) return { record, outcome: 'stale' };
  const { from, to } = known ?? { from: occurredAt, to: occurredAt };
  const next = { ...record, leave: [...without(record, key), { key, from, to, occurredAt, cancelled: true }] };
  return known && !known.cancelled
    ? decideAvailability(next, situation, 'applied')
    : { record: next, outcome: 'unchanged' };
}

/** An operator ends a leave that an event brought, or cancels one to come. Undefined if there is none of that key. */
export function endLeave(record: PersonRecord, key: string, situation: Situation): Ruling | undefined {
  const known = record.leave.find((leave) => leave.key === key && !leave.cancelled);
  return known && decideLeaveCancellation(record, Math.max(situation.now, known.occurredAt), key, situation);
}

function without(record: PersonRecord, key: string): Leave[] {
  return record.leave.filter((leave) => leave.key !== key);
}
