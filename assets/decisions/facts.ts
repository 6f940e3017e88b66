import type { PersonFacts } from '../duty/duty';
import { employmentAt } from './employment';
import type { PersonRecord } from './record';

/** What a record says at an instant (ms) that bears on availability, for the resolver. */
export function factsOf(record: PersonRecord, now: number): PersonFacts {
  const { override, leave, words } = record;
  return {
    left: employmentAt(words, now).left,
    leave: leave.filter(({ cancelled }) => !cancelled).map(({ from, to }) => ({ from, to })),
    ...(override && { override: { available: override.available, from: override.from, until: override.until } }),
  };
}
