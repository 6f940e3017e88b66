import type { PersonFacts } from '../schedule/schedule';
import { employmentAt } from './employment-history';
import type { PersonRecord } from './record';

/** What a record says at an instant (ms) that bears on availability, then and as far as it is announced, for the resolver. */
export function factsOf(record: PersonRecord, now: number): PersonFacts {
  const { override, leave, words } = record;
  const { left, plans } = employmentAt(words, now);
  const announced = plans.map(({ due }) => ({ at: due, left: employmentAt(words, due).left }));
  return {
    left,
    ...(announced.length > 0 && { announced: announced.sort((a, b) => a.at - b.at) }),
    leave: leave.filter(({ cancelled }) => !cancelled).map(({ from, to }) => ({ from, to })),
    ...(override && { override: { available: override.available, from: override.from, until: override.until } }),
  };
}
