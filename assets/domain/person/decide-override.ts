import type { StaffEvent } from '../staff-event';
import { decideAvailability } from './decide-availability';
import type { Ruling, Situation } from './decision';
import { overrideAt } from './desired';
import { factsOf } from './facts';
import { displayId, type PersonRecord } from './record';

type AvailabilityEvent = Extract<StaffEvent, { type: 'staff.availability' }>;

/**
 * An override, until it says or until the first shift boundary after its timestamp. For someone off the roster, who has no
 * boundary, it lasts until somebody ends it.
 */
export function decideOverride(record: PersonRecord, event: AvailabilityEvent, situation: Situation): Ruling {
  const { available, until } = event.data;
  const { now } = situation;
  if (record.override && record.override.occurredAt > event.timestamp) return { record, outcome: 'stale' };
  const end = until ?? situation.nextBoundary(event.timestamp, factsOf(record, now));
  const override = {
    available,
    from: Math.min(event.timestamp, now),
    until: end,
    occurredAt: event.timestamp,
    event: displayId(event.id),
  };
  const next = { ...record, override };
  // One that arrives after its own end switches nobody. Had it come in time, it would have ended the one before it: so it does.
  const isOver = end !== null && end <= now;
  if (isOver && !overrideAt(record, now)) return { record: next, outcome: 'stale' };
  return decideAvailability(next, situation, 'unchanged');
}

/** An operator ends the override: roster and leave decide again. Undefined if none counts. */
export function endOverride(record: PersonRecord, situation: Situation): Ruling | undefined {
  const { now } = situation;
  const override = overrideAt(record, now);
  if (!override) return undefined;
  // It stays in the record, so that an older override that arrives late is still stale.
  const ended = { ...override, until: now, occurredAt: Math.max(now, override.occurredAt) };
  return decideAvailability({ ...record, override: ended }, situation, 'applied');
}
