import { decide } from '../domain/person/decide';
import { endsLockouts } from '../domain/person/decide-employment';
import { countsAt } from '../domain/person/employment-history';
import { superseded } from '../domain/person/outbox';
import type { ReceivedEvent } from '../domain/staff-event';
import { describeError } from '../lib/errors';
import { letInAgain } from './alerts';
import { type LockoutGate, nameOf } from './lockout-limit';
import { type LockoutWithoutRecordPorts, reportWithoutRecord, type UrgentLockout } from './lockout-without-record';
import { rememberEmployment } from './memory';
import { type EventResult, pushChange } from './push-change';
import { type RecordUpdate, situationOf, updateRecord } from './update-record';

/** Neither is the event recorded, nor has it taken effect: the sender must send it again. */
export class NotRecorded extends Error {
  override readonly name = 'NotRecorded';

  constructor(cause?: unknown) {
    super('the event could not be recorded', { cause });
  }
}

/** The end of recording an event. */
export type Recorded = { readonly update: RecordUpdate } | { readonly error: unknown };

/** Records an event. Never throws: what went wrong is logged and returned. */
export async function recordEvent(
  event: ReceivedEvent,
  identity: string,
  gate: LockoutGate,
  ports: LockoutWithoutRecordPorts,
): Promise<Recorded> {
  const situation = situationOf(identity, ports);
  const who = ports.records.name(identity);
  try {
    const decideOn: Parameters<typeof updateRecord>[1] = async (current) => {
      // After the record: an erasure is noted before the record goes, so that a record which is gone already is known to be erased.
      const erasedSince = endsLockouts(event) && (await ports.erasures.erasedSince(who, event.timestamp));
      return gate.within({ ...situation, erasedSince }, (within) => decide(current, event, within));
    };
    const update = await updateRecord(identity, decideOn, ports, 'prepare');
    const counted = update.decision.record.employmentEvents.map(countsAt);
    if (counted.length > 0) rememberEmployment(ports.memory, who, Math.max(...counted));
    return { update };
  } catch (error) {
    ports.log('error', 'Could not read or write the record', { who, ...describeError(error) });
    return { error };
  } finally {
    gate.close();
  }
}

/**
 * The record, which came too late, does not want the person locked out: what was done is made as the record wants it.
 * @throws NotRecorded if the record cannot be written.
 */
export async function takeBack(
  { identity, change }: Pick<UrgentLockout, 'identity' | 'change'>,
  outcome: EventResult['outcome'],
  ports: LockoutWithoutRecordPorts,
): Promise<EventResult> {
  const { name: target } = ports.target;
  const who = ports.records.name(identity);
  try {
    const corrected = await updateRecord(
      identity,
      (current) =>
        superseded(current, target, change, situationOf(identity, ports)) ?? { record: current, outcome: 'unchanged' },
      ports,
      'confirm',
    );
    if (!corrected.decision.claimed) return { outcome };
    ports.log('error', 'Somebody was locked out against the record, and is let in again', { who });
    await pushChange(identity, corrected, ports);
    await ports.alert(letInAgain(nameOf(identity, ports)));
    return { outcome };
  } catch (error) {
    ports.log('error', 'Could not compare a lock-out with the record', { who, ...describeError(error) });
    await reportWithoutRecord(identity, ports);
    throw new NotRecorded(error);
  }
}
