import { replayFailed } from '../../domain/person/outbox';
import { type PersonRecord, targetState } from '../../domain/person/record';
import type { ApplyRulePorts } from '../due-changes';
import type { RecordStore } from '../ports';
import { applyToPeople, identitiesWith, type PersonResult } from './on-people';

/** What replaying takes. */
export type ReplayPorts = ApplyRulePorts & { readonly records: Pick<RecordStore, 'all'> };

/** Retries at once the changes that were given up or wait for their next attempt. @param identities absent: of everybody. */
export async function replayChanges(
  identities: readonly string[] | undefined,
  ports: ReplayPorts,
): Promise<PersonResult[]> {
  const isWaiting = (record: PersonRecord) => {
    const { failed, pending } = targetState(record, ports.target.name);
    return failed.length > 0 || pending !== undefined;
  };
  const all = identities ?? (await identitiesWith(isWaiting, ports.records));
  return applyToPeople(all, replayFailed, ports);
}
