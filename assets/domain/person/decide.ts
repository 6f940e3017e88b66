import type { ReceivedEvent } from '../staff-event';
import { decideEmployment, endsLockouts, isEmploymentEvent, withSameId } from './decide-employment';
import { decideLeave, decideLeaveCancellation } from './decide-leave';
import { decideOverride } from './decide-override';
import { decideProfile } from './decide-profile';
import { decideShift, decideShiftCancellation } from './decide-shift';
import type { Decision, Ruling, Situation } from './decision';
import { fitRecord } from './fit-record';
import { isNoNews } from './other-sources';
import { claim, enqueue } from './outbox';
import { contentDigest, digest, displayId, type Leave, type PersonRecord, recordDelivery } from './record';

/**
 * Decides on an event. Pure: the same record, event and situation give the same decision, and an event decided twice
 * changes nothing the second time. Precedence is by the events' own timestamps; between two of the same instant the
 * offboarding wins.
 */
export function decide(record: PersonRecord, event: ReceivedEvent, situation: Situation): Decision {
  const key = digest(event.id);
  const content = contentDigest(event);
  const received = record.deliveries.filter((delivery) => delivery.key === key);
  const recorded = withSameId(record, event);
  if (received.some((delivery) => delivery.digest === content) || recorded.same) {
    // A second delivery has no effect of its own, but claims what the first one left undone.
    const left = claim(record, situation) ?? { record, outcome: 'duplicate' as const };
    return recorded.isHeld ? { ...left, outcome: 'held' } : left;
  }
  if (isNoNews(record, event, situation.now)) return { record, outcome: 'ignored' };
  // The record that would tell whether they have left since is gone; whoever has left must not be let in by an old delivery.
  if (situation.erasedSince && endsLockouts(event)) return { record, outcome: 'stale' };
  const isReused = received.length > 0 || recorded.others.length > 0;
  if (isReused) {
    const said = recorded.others.map(({ occurredAt }) => occurredAt);
    // Of an event that is no employment event only its arrival is on record.
    const last = Math.max(...(said.length > 0 ? said : received.map(({ receivedAt }) => receivedAt)));
    // A sender that reuses its ids must not keep a leaver in.
    const isNewLockout = event.type === 'staff.offboarded' && event.timestamp > last;
    if (!isNewLockout) return { record, outcome: 'conflict', reusedId: true };
  }
  const ruling = decideByType(recordDelivery(record, event, situation.now), event, isReused, situation);
  const decision = fitted(record, event, enqueue(ruling, displayId(event.id), situation), situation);
  return isReused ? { ...decision, reusedId: true } : decision;
}

function decideByType(record: PersonRecord, event: ReceivedEvent, isReused: boolean, situation: Situation): Ruling {
  if (isEmploymentEvent(event)) return decideEmployment(record, event, isReused, situation);
  switch (event.type) {
    case 'staff.leave':
      return decideLeave(record, event.timestamp, event.data, event.data.id ?? event.id, situation);
    case 'staff.leave_cancelled':
      return decideLeaveCancellation(record, event.timestamp, digest(event.data.id), situation);
    case 'staff.shift':
      return decideShift(record, event, situation);
    case 'staff.shift_cancelled':
      return decideShiftCancellation(record, event, situation);
    case 'staff.availability':
      return decideOverride(record, event, situation);
    case 'staff.profile':
      return decideProfile(record, event);
  }
}

/** The decision with a record that can be stored. A leave or shift for which it has no room is not taken at all, and can be sent again. */
function fitted(before: PersonRecord, event: ReceivedEvent, decision: Decision, { now }: Situation): Decision {
  const { record, dropped } = fitRecord(decision.record, now);
  const own = broughtBy(event, decision.record);
  if (own && dropped.includes(own)) return { record: before, outcome: 'ignored', full: true };
  return { ...decision, record, ...(dropped.length > 0 && { full: true }) };
}

/** The leave or shift that an event has brought into a record. */
function broughtBy(event: ReceivedEvent, { leave, shifts = [] }: PersonRecord): Leave | undefined {
  if (event.type === 'staff.leave') return withKey(leave, digest(event.data.id ?? event.id));
  return event.type === 'staff.shift' ? withKey(shifts, digest(event.data.id)) : undefined;
}

function withKey(items: readonly Leave[], key: string): Leave | undefined {
  return items.find((item) => item.key === key);
}
