import type { Directory } from '../../domain/roster/directory';
import { damagedState, recordsUnread, unreadableRecords } from '../alerts';
import type { Alerts, RecordStore } from '../ports';
import { type RefilePorts, tendRecords } from '../refile-records';
import type { LoadedState } from './load-state';

/** What tending the stored state takes. */
export interface TendStatePorts extends RefilePorts {
  readonly people: Pick<Directory, 'size' | 'identityOf' | 'keyOf'>;
  readonly alert: Alerts;
}

/** No record is begun so long after a tick began, ms: what it changed must still be confirmed, and the heartbeat written. */
const TENDING_MS = 6000;

/** Alerts about what could not be read, and mends what can be mended: after what is due, which must not wait for it. @param began ms. */
export async function tendState(state: LoadedState, began: number, ports: TendStatePorts): Promise<void> {
  const { unreadable, complete, shards } = state;
  await tendRecords(state, began + TENDING_MS, ports);
  if (unreadable.length > 0) await ports.alert(unreadableRecords(operatorsNames(unreadable, ports)));
  if (!complete) await ports.alert(recordsUnread());
  const damaged = shards.flatMap((shard, index) => (shard.damaged ? [index] : []));
  if (damaged.length > 0) {
    ports.log('error', 'The duty table could not be read; its people were fetched', { shards: damaged });
    await ports.alert(
      damagedState(
        'Who was on duty is taken from Frontline: somebody who was switched by hand stays so until the next shift change.',
      ),
    );
  }
}

/** What operators know the people of these records by: the roster's key, else the start of the record's name. */
export function operatorsNames(
  recordNames: readonly string[],
  { people, records }: Pick<TendStatePorts, 'people'> & { readonly records: Pick<RecordStore, 'name'> },
): string[] {
  if (recordNames.length === 0) return [];
  const keys = new Map(
    Array.from({ length: people.size }, (_, index) => [records.name(people.identityOf(index)), people.keyOf(index)]),
  );
  return recordNames.map((name) => keys.get(name) ?? name.slice(0, 12));
}

/** Tells operators of a heartbeat that cannot be read. */
export async function reportDamagedHeartbeat({ log, alert }: Pick<TendStatePorts, 'log' | 'alert'>): Promise<void> {
  const lost = 'A released roster may be held again, and the differences that were found are looked for anew.';
  log('error', `The heartbeat could not be read and is made anew. ${lost}`);
  await alert(damagedState(lost));
}
