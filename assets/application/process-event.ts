import { Conflict } from '../adapters/store/versioned-store';
import { describeError } from '../adapters/twilio/errors';
import { decide } from '../domain/person/decide';
import type { Situation } from '../domain/person/decision';
import { emptyRecord } from '../domain/person/record';
import type { StaffEvent } from '../domain/staff-event';
import { guarded, nameOf, reportHeld } from './lockout-limit';
import type { Ports } from './ports';
import { carryOut, type Settled, settled } from './push-change';
import { type Committed, commit, situationOf } from './update-record';
import { apply } from './update-user';

/** The record store could not be reached, and the event has not taken effect either: the sender must send it again. */
export class NotRecorded extends Error {}

/** Records an event, then acts on it, then confirms: a crash in between is repaired by the next tick. */
export async function settle(event: StaffEvent, identity: string, ports: Ports): Promise<Settled> {
  const situation = situationOf(identity, ports);
  let recorded: Committed;
  try {
    recorded = await commit(
      identity,
      (record) => guarded(identity, situation, (within) => decide(record, event, within), ports),
      ports,
      'prepare',
    );
  } catch (error) {
    if (error instanceof Conflict) throw new NotRecorded();
    ports.log('error', 'The records cannot be reached', { who: ports.records.name(identity), ...describeError(error) });
    return withoutRecord(event, identity, situation, ports);
  }
  const { decision } = recorded;
  if (decision.outcome === 'held') await reportHeld(identity, decision, ports);
  return decision.change ? carryOut(identity, recorded, ports) : { outcome: decision.outcome };
}

/**
 * With the records out of reach, someone who has left is locked out all the same; everything else, and a lock-out that
 * fails as well, is for the sender to send again.
 */
async function withoutRecord(
  event: StaffEvent,
  identity: string,
  situation: Situation,
  ports: Ports,
): Promise<Settled> {
  const { change } = decide(emptyRecord(identity), event, situation);
  if (event.type !== 'staff.offboarded' || !change) throw new NotRecorded();
  const applied = await apply({ identity, change, because: event.id }, ports);
  // During a dry run nothing is applied, and what is not recorded either would be lost.
  if (applied.result === 'dry_run') throw new NotRecorded();
  const outcome = settled(applied);
  if (outcome.outcome !== 'applied' && outcome.outcome !== 'unchanged') throw new NotRecorded();
  await ports.alert(
    'sync-down',
    `Sync cannot be reached: ${nameOf(identity, ports)} was locked out without a record. Whoever follows within the hour is named in the log only. Compare with reconcile when Sync is back.`,
  );
  return outcome;
}
