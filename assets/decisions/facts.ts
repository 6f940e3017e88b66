import type { PersonFacts } from '../duty/duty';
import type { PersonRecord } from './record';

/** What a record says that bears on availability, for the resolver. */
export function factsOf(record: PersonRecord): PersonFacts {
  const { employment, override } = record;
  return {
    left: employment?.left ?? false,
    leave: record.leave.filter(({ cancelled }) => !cancelled).map(({ from, to }) => ({ from, to })),
    ...(override && { override: { available: override.available, from: override.from, until: override.until } }),
  };
}
