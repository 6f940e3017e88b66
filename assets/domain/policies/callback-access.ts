import { employmentAt } from '../person/employment-history';
import type { EmploymentEvent, PersonRecord } from '../person/record';

/**
 * Whether somebody said of this person that they have left, and nobody took it back: by what is on record, by offboardings that are held
 * for whatever reason, as if they had been released, and by what is not on record yet. A held return does not count: whoever waits for it
 * has left.
 * @param now ms since the epoch. @param unrecorded further events on their employment.
 */
export function isReportedLeaver(
  { employmentEvents, held }: Pick<PersonRecord, 'employmentEvents' | 'held'>,
  now: number,
  unrecorded: readonly EmploymentEvent[] = [],
): boolean {
  const offboardings = held.filter(({ kind }) => kind === 'offboarded');
  return employmentAt([...employmentEvents, ...offboardings, ...unrecorded], now).left;
}
