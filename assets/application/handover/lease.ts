/** The lease of one hand-over, in the record: a tick and an operator do not work on it at once. */
import { fitRecord } from '../../domain/person/fit-record';
import type { Handover } from '../../domain/person/handover';
import type { PersonRecord } from '../../domain/person/record';
import { CLOCK_SKEW_MS } from '../../domain/time';
import { recordFull } from '../alerts';
import { nameOf } from '../lockout-limit';
import { updateRecord } from '../update-record';
import type { HandoverRun } from './run';

/** An execution that has not ended by then was killed: the platform gives it ten seconds. */
const LEASE_MS = 12_000;

/**
 * Takes the lease on what is to be done about somebody's conversations.
 * @param decide the hand-over to work on, by the record as it is by then; undefined: nothing.
 * @returns undefined if there is nothing to do, or somebody else is at it. @throws Unavailable, Conflict, UnreadableRecord
 */
export async function takeHandover(
  identity: string,
  decide: (record: PersonRecord) => Handover | undefined,
  run: HandoverRun,
): Promise<Handover | undefined> {
  const { ports, by } = run;
  let taken: Handover | undefined;
  let isDropped = false;
  await updateRecord(
    identity,
    (record) => {
      taken = undefined;
      const now = ports.now();
      const { lease } = record.handover ?? {};
      // One that ends later than any lease of now can was taken by a clock that was wrong: nobody is at work.
      const isOthers =
        lease !== undefined && lease.by !== by && lease.until > now && lease.until <= now + LEASE_MS + CLOCK_SKEW_MS;
      const wanted = isOthers ? undefined : decide(record);
      if (!wanted) return { record, outcome: 'unchanged' };
      taken = { ...wanted, lease: { by, until: now + LEASE_MS } };
      const fitted = fitRecord({ ...record, handover: taken }, now);
      isDropped = fitted.dropped.length > 0;
      return { record: fitted.record, outcome: 'applied' };
    },
    ports,
    'prepare',
  );
  if (isDropped) await ports.alert(recordFull(nameOf(identity, ports)));
  return taken;
}

/**
 * Notes how far a hand-over has come, and gives the lease back. What somebody else has written there since, or has erased, stays.
 * @throws Unavailable, Conflict: whoever goes on finds in the batches what was done.
 */
export async function noteHandover(identity: string, handover: Handover, run: HandoverRun): Promise<boolean> {
  const { ports, by } = run;
  const { lease: _, ...rest } = handover;
  let isNoted = false;
  await updateRecord(
    identity,
    (record) => {
      isNoted = record.handover?.id === handover.id && record.handover.lease?.by === by;
      return isNoted ? { record: { ...record, handover: rest }, outcome: 'applied' } : { record, outcome: 'unchanged' };
    },
    ports,
    'confirm',
  );
  return isNoted;
}
