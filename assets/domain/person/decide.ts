import type { StaffEvent } from '../staff-event';
import { decideEmployment } from './decide-employment';
import { decideLeave, decideLeaveCancellation } from './decide-leave';
import { decideOverride } from './decide-override';
import { decideProfile } from './decide-profile';
import type { Decision, Ruling, Situation } from './decision';
import { claim, enqueue } from './outbox';
import { contentDigest, digest, displayId, type PersonRecord, recordDelivery } from './record';

/**
 * Decides on an event. Pure: the same record, event and situation give the same decision, and an event decided twice
 * changes nothing the second time. Precedence is by the events' own timestamps; between two of the same instant the
 * offboarding wins.
 */
export function decide(record: PersonRecord, event: StaffEvent, situation: Situation): Decision {
  const key = digest(event.id);
  const known = record.deliveries.find((delivery) => delivery.key === key);
  if (known && known.digest !== contentDigest(event)) return { record, outcome: 'conflict' };
  if (known) {
    // A second delivery has no effect of its own, but claims what the first one left undone.
    const isHeld = record.held.some((held) => held.key === key);
    return claim(record, situation) ?? { record, outcome: isHeld ? 'held' : 'duplicate' };
  }
  const ruling = decideByType(recordDelivery(record, event, situation.now), event, situation);
  return enqueue(ruling, displayId(event.id), situation);
}

function decideByType(record: PersonRecord, event: StaffEvent, situation: Situation): Ruling {
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
