import { decide } from '../domain/person/decide';
import type { Situation } from '../domain/person/decision';
import { emptyRecord } from '../domain/person/record';
import type { TargetUser } from '../domain/person/target';
import type { StaffEvent } from '../domain/staff-event';
import { describeError } from '../lib/errors';
import { lockedOutWithoutRecord } from './alerts';
import { type LockoutLimitPorts, nameOf, reportHeld, withinLockoutLimit } from './lockout-limit';
import { Conflict } from './ports';
import { type EventResult, type PushChangePorts, pushChange, toResult } from './push-change';
import { reportIrregularities } from './report-irregularities';
import { type RecordUpdate, situationOf, updateRecord } from './update-record';
import { updateUser } from './update-user';

/** The ports that processing an event takes. */
export type ProcessEventPorts = PushChangePorts & LockoutLimitPorts;

/** The record store could not be reached, and the event has not taken effect either: the sender must send it again. */
export class NotRecorded extends Error {
  override readonly name = 'NotRecorded';

  constructor(cause?: unknown) {
    super('the event could not be recorded', { cause });
  }
}

/**
 * Records an event, then acts on it, then confirms: a crash in between is repaired by the next tick.
 * @param fetched the user as this execution has just fetched it.
 */
export async function processEvent(
  event: StaffEvent,
  identity: string,
  ports: ProcessEventPorts,
  fetched?: TargetUser,
): Promise<EventResult> {
  const situation = situationOf(identity, ports);
  let recorded: RecordUpdate;
  try {
    recorded = await updateRecord(
      identity,
      (record) => withinLockoutLimit(identity, situation, (within) => decide(record, event, within), ports),
      ports,
      'prepare',
    );
  } catch (error) {
    if (error instanceof Conflict) throw new NotRecorded(error);
    ports.log('error', 'Could not read or write the record', {
      who: ports.records.name(identity),
      ...describeError(error),
    });
    return withoutRecord(event, identity, situation, error, ports);
  }
  const { decision } = recorded;
  if (decision.outcome === 'held') await reportHeld(identity, decision, ports);
  await reportIrregularities(identity, decision, event, ports);
  return decision.claimed ? pushChange(identity, recorded, ports, { fetched }) : { outcome: decision.outcome };
}

/**
 * With the records out of reach, someone who has left is locked out all the same; everything else, and a lock-out that
 * fails as well, is for the sender to send again.
 */
async function withoutRecord(
  event: StaffEvent,
  identity: string,
  situation: Situation,
  cause: unknown,
  ports: ProcessEventPorts,
): Promise<EventResult> {
  const change = decide(emptyRecord(identity), event, situation).claimed?.[ports.target.name];
  if (event.type !== 'staff.offboarded' || !change) throw new NotRecorded(cause);
  const applied = await updateUser({ identity, change, because: event.id }, ports);
  // During a dry run nothing is applied, and what is not recorded either would be lost.
  if (applied.result === 'dry_run') throw new NotRecorded(cause);
  const outcome = toResult(applied);
  if (outcome.outcome !== 'applied' && outcome.outcome !== 'unchanged') throw new NotRecorded(cause);
  await ports.alert(lockedOutWithoutRecord(nameOf(identity, ports)));
  return outcome;
}
