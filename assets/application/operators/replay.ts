import { replayFailed } from '../../domain/person/outbox';
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
  const all =
    identities ??
    (await identitiesWith(({ failed, pending }) => failed.length > 0 || pending !== undefined, ports.records));
  return applyToPeople(all, replayFailed, ports);
}
