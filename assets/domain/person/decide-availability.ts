import type { Ruling, Situation } from './decision';
import { desiredAvailability } from './desired';
import { employmentAt } from './employment-history';
import type { PersonRecord } from './record';

/** After a new leave or override: sets the availability that should hold now. @param otherwise the outcome where nothing follows. */
export function decideAvailability(
  record: PersonRecord,
  situation: Situation,
  otherwise: 'applied' | 'unchanged',
): Ruling {
  // Nothing is switched for someone who has left; the record keeps what was said, in case they come back.
  const left = employmentAt(record.employmentEvents, situation.now).left;
  const available = left ? undefined : desiredAvailability(record, situation);
  return available === undefined
    ? { record, outcome: otherwise }
    : { record, outcome: 'applied', change: { available } };
}
