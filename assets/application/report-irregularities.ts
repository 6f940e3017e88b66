import type { Decision } from '../domain/person/decision';
import type { StaffEvent } from '../domain/staff-event';
import type { Log } from '../lib/log';
import { recordFull, reusedId } from './alerts';
import { nameOf, type PersonNames } from './lockout-limit';
import type { Alerts } from './ports';

type ReportIrregularitiesPorts = PersonNames & { readonly alert: Alerts; readonly log: Log };

/**
 * Logs and alerts what an outcome alone does not tell: a record that is full, and an event id that was used twice.
 * @param event absent where the decision is not due to an event.
 */
export async function reportIrregularities(
  identity: string,
  { outcome, full, reusedId: isReused }: Decision,
  event: StaffEvent | undefined,
  ports: ReportIrregularitiesPorts,
): Promise<void> {
  const details = { who: ports.records.name(identity), event: event?.id, type: event?.type, outcome };
  if (full) {
    ports.log('error', 'A record is full; something that it should hold was not kept', details);
    await ports.alert(recordFull(nameOf(identity, ports)));
  }
  if (isReused) {
    ports.log('warn', 'An event id was used before for another event about the same person', details);
    await ports.alert(reusedId(nameOf(identity, ports), outcome !== 'conflict'));
  }
}
