import type { Situation } from '../../../assets/domain/person/decision';
import { type StaffEvent, staffEvent } from '../../../assets/domain/staff-event';

/** Someone of the roster at an instant, on shift unless the facts say otherwise. */
export function situationAt(now: number, more: Partial<Situation> = {}): Situation {
  return {
    now,
    protected: false,
    limitReached: false,
    known: true,
    shouldBeAvailable: ({ left, leave = [], override }) => {
      if (left) return false;
      if (override && override.from <= now && (override.until === null || now < override.until))
        return override.available;
      return !leave.some(({ from, to }) => from <= now && now < to);
    },
    nextBoundary: () => now + 3_600_000,
    ...more,
  };
}

/** An event as it comes out of the parser. Instants are ms since the epoch. */
export function event(type: string, id: string, timestamp: number, data: Record<string, unknown> = {}): StaffEvent {
  const iso = Object.entries(data).map(([key, value]) => [
    key,
    typeof value === 'number' ? new Date(value).toISOString() : value,
  ]);
  return staffEvent.parse({
    type: `staff.${type}`,
    id,
    timestamp: new Date(timestamp).toISOString(),
    data: { identity: 'ada@example.com', ...Object.fromEntries(iso) },
  });
}
