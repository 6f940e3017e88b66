import { decide } from '../../../assets/domain/person/decide';
import type { Situation } from '../../../assets/domain/person/decision';
import { emptyRecord, type PersonRecord, type TargetState, targetState } from '../../../assets/domain/person/record';
import { type StaffEvent, staffEvent } from '../../../assets/domain/staff-event';

export const T0 = Date.parse('2026-11-02T12:00:00Z');

/** So many minutes after {@link T0}, ms. */
export const at = (minutes: number) => T0 + minutes * 60_000;

export const empty = emptyRecord('ada@example.com');

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
    nextBoundary: (after) => after + 3_600_000,
    targets: ['frontline'],
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

/** The record after the events, each decided at the instant given beside it. */
export function recordAfter(...steps: [StaffEvent, number][]): PersonRecord {
  return steps.reduce((record, [staff, now]) => decide(record, staff, situationAt(now)).record, empty);
}

/** What is pending for Frontline, and what came of it. */
export function frontlineOf(record: PersonRecord): TargetState {
  return targetState(record, 'frontline');
}
