import { replayFailed } from '../../domain/person/outbox';
import { type PersonRecord, targetState } from '../../domain/person/record';
import { applyToEveryone, applyToPeople, type EveryonePorts, type PersonResult } from './on-people';

/** Retries at once the changes that were given up or wait for their next attempt. @param identities absent: of everybody. */
export async function replayChanges(
  identities: readonly string[] | undefined,
  ports: EveryonePorts,
): Promise<PersonResult[]> {
  const isWaiting = (record: PersonRecord) => {
    const { failed, pending } = targetState(record, ports.target.name);
    return failed.length > 0 || pending !== undefined;
  };
  if (identities) return applyToPeople(identities, replayFailed, 'retried', ports);
  return applyToEveryone(isWaiting, replayFailed, 'retried', ports);
}
