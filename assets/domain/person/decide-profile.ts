import type { StaffEvent } from '../staff-event';
import type { Ruling } from './decision';
import type { PersonRecord } from './record';

type ProfileEvent = Extract<StaffEvent, { type: 'staff.profile' }>;

/** Each profile field follows its own newest event. */
export function decideProfile(record: PersonRecord, { timestamp: occurredAt, data }: ProfileEvent): Ruling {
  const brought = { name: data.friendlyName, avatar: data.avatar };
  const newer = (['name', 'avatar'] as const).flatMap((field) => {
    const value = brought[field];
    const isStale = (record.profile[field]?.occurredAt ?? 0) > occurredAt;
    return value === undefined || isStale ? [] : [{ field, value }];
  });
  if (newer.length === 0) return { record, outcome: 'stale' };
  const change = Object.fromEntries(newer.map(({ field, value }) => [field, value]));
  const profile = Object.fromEntries(newer.map(({ field, value }) => [field, { value, occurredAt }]));
  return { record: { ...record, profile: { ...record.profile, ...profile } }, outcome: 'applied', change };
}
