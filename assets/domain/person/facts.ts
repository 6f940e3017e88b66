import type { PersonFacts } from '../schedule/schedule';
import { employmentAt } from './employment-history';
import type { EventShift, PersonRecord } from './record';

/** What a record says at an instant (ms) that bears on availability, then and as far as it is announced, for the resolver. */
export function factsOf(record: PersonRecord, now: number): PersonFacts {
  const { override, leave, shifts = [], employmentEvents } = record;
  const { left, plans } = employmentAt(employmentEvents, now);
  const announced = plans.map(({ effectiveAt: at }) => ({ at, left: employmentAt(employmentEvents, at).left }));
  return {
    left,
    ...(announced.length > 0 && { announced: announced.sort((a, b) => a.at - b.at) }),
    leave: leave.filter(({ cancelled }) => !cancelled).map(({ from, to }) => ({ from, to })),
    ...(shifts.length > 0 && { shifts: shifts.filter(({ cancelled }) => !cancelled).map(shiftFact) }),
    ...(override && { override: { available: override.available, from: override.from, until: override.until } }),
  };
}

function shiftFact({ from, to, label }: EventShift): NonNullable<PersonFacts['shifts']>[number] {
  return { from, to, ...(label !== undefined && { label }) };
}
