import type { StaffEvent } from '../staff-event';
import { judgeEmployment } from './decide-employment';
import { judgeAvailability, judgeLeave, judgeLeaveCancellation } from './decide-leave';
import type { Decision, Situation } from './decision';
import { takeUp, withPending } from './outbox';
import { contentDigest, digest, label, type PersonRecord, remember, type UserChange } from './record';

/**
 * Decides what an event means for a person. Pure: the same record, event and situation give the same decision, and an
 * event decided twice changes nothing the second time. Precedence is by the events' own timestamps; between two of the
 * same instant the offboarding wins.
 */
export function decide(record: PersonRecord, event: StaffEvent, situation: Situation): Decision {
  const { now } = situation;
  const known = record.events.find(({ key }) => key === digest(event.id));
  if (known && known.digest !== contentDigest(event)) return { record, outcome: 'conflict' };
  // A second delivery has no effect of its own; but what the first one left undone is taken up when it is free.
  if (known) return takeUp(record, situation) ?? { record, outcome: isHeld(record, event.id) ? 'held' : 'duplicate' };
  const { change, ...decision } = judge(remember(record, event, now), event, situation);
  if (!change || Object.keys(change).length === 0) return decision;
  return withPending(decision, change, label(event.id), situation);
}

function isHeld(record: PersonRecord, id: string): boolean {
  return record.held.some(({ key }) => key === digest(id));
}

function judge(record: PersonRecord, event: StaffEvent, situation: Situation): Decision {
  switch (event.type) {
    case 'staff.offboarded':
    case 'staff.reinstated':
    case 'staff.offboarding_cancelled':
      return judgeEmployment(record, event, situation);
    case 'staff.leave':
      return judgeLeave(record, event.timestamp, event.data, event.data.id ?? event.id, situation);
    case 'staff.leave_cancelled':
      return judgeLeaveCancellation(record, event.timestamp, digest(event.data.id), situation);
    case 'staff.availability':
      return judgeAvailability(record, event, situation);
    case 'staff.profile':
      return judgeProfile(record, event);
  }
}

type ProfileEvent = Extract<StaffEvent, { type: 'staff.profile' }>;

function judgeProfile(record: PersonRecord, { timestamp, data }: ProfileEvent): Decision {
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
