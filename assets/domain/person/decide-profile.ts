import type { StaffEvent } from '../staff-event';
import type { Decision } from './decision';
import type { PersonRecord, UserChange } from './record';

type ProfileEvent = Extract<StaffEvent, { type: 'staff.profile' }>;

/** Each profile field follows its own newest event. */
export function decideProfile(record: PersonRecord, { timestamp, data }: ProfileEvent): Decision {
  const change: UserChange = {};
  const profile = { ...record.profile };
  for (const field of ['friendlyName', 'avatar'] as const) {
    const value = data[field];
    if (value === undefined || (profile[field]?.said ?? 0) > timestamp) continue;
    change[field] = value;
    profile[field] = { value, said: timestamp };
  }
  const stale = Object.keys(change).length === 0;
  return stale ? { record, outcome: 'stale' } : { record: { ...record, profile }, outcome: 'applied', change };
}
