import type { StaffEvent } from '../staff-event';
import { decideEmployment } from './decide-employment';
import { decideLeave, decideLeaveCancellation } from './decide-leave';
import { decideOverride } from './decide-override';
import { decideProfile } from './decide-profile';
import type { Decision, Situation } from './decision';
import { claim, enqueue } from './outbox';
import { contentDigest, digest, displayId, type PersonRecord, recordDelivery } from './record';

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
  if (known) return claim(record, situation) ?? { record, outcome: isHeld(record, event.id) ? 'held' : 'duplicate' };
  const { change, ...decision } = decideByType(recordDelivery(record, event, now), event, situation);
  if (!change || Object.keys(change).length === 0) return decision;
  return enqueue(decision, change, displayId(event.id), situation);
}

function isHeld(record: PersonRecord, id: string): boolean {
  return record.held.some(({ key }) => key === digest(id));
}

function decideByType(record: PersonRecord, event: StaffEvent, situation: Situation): Decision {
  switch (event.type) {
    case 'staff.offboarded':
    case 'staff.reinstated':
    case 'staff.offboarding_cancelled':
      return decideEmployment(record, event, situation);
    case 'staff.leave':
      return decideLeave(record, event.timestamp, event.data, event.data.id ?? event.id, situation);
    case 'staff.leave_cancelled':
      return decideLeaveCancellation(record, event.timestamp, digest(event.data.id), situation);
    case 'staff.availability':
      return decideOverride(record, event, situation);
    case 'staff.profile':
      return decideProfile(record, event);
  }
}
