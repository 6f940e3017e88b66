/** Which operator did what to somebody's employment: kept in the record until ticks have filed it for the reports. */
import { fitRecord } from './fit-record';
import type { EmploymentAct, PersonRecord, SignedAct } from './record';

/**
 * The record after an operator's act, with their name beside the events that it released, dropped or brought. Where there is no room for
 * that, the record stays as it is: a name pushes nothing out that decides.
 */
export function sign(before: PersonRecord, after: PersonRecord, act: Omit<SignedAct, 'keys'>): PersonRecord {
  const held = new Set(after.held.map(({ key }) => key));
  const known = new Set(before.employmentEvents.map(({ key }) => key));
  const ended = before.held.filter(({ key }) => !held.has(key));
  const brought = after.employmentEvents.filter(({ key }) => !known.has(key));
  const keys = [...new Set([...ended, ...brought].map(({ key }) => key))];
  if (keys.length === 0) return after;
  const { record, dropped } = fitRecord({ ...after, acts: [...(after.acts ?? []), { ...act, keys }] }, act.at);
  return dropped.length > 0 ? after : record;
}

/** The last act about an event, by the event's key; undefined where there was none, or it is not known any more. @param kind absent: any. */
export function lastActOn({ acts = [] }: PersonRecord, key: string, kind?: EmploymentAct): SignedAct | undefined {
  return acts.findLast(({ act, keys }) => keys.includes(key) && (kind === undefined || act === kind));
}
