import { decide } from '../domain/person/decide';
import { superseded } from '../domain/person/outbox';
import { UnreadableRecord } from '../domain/person/record-codec';
import type { TargetUser } from '../domain/person/target';
import type { UpdateResult } from '../domain/person/update-result';
import type { ReceivedEvent } from '../domain/staff-event';
import { describeError } from '../lib/errors';
import { letInAgain, unreadableRecords } from './alerts';
import { type LockoutGate, nameOf, openLockoutGate, reportHeld } from './lockout-limit';
import {
  type LockoutWithoutRecordPorts,
  lockOutWithoutRecord,
  reportNotLockedOut,
  reportWithoutRecord,
  type UrgentLockout,
  urgentChange,
} from './lockout-without-record';
import { rememberEmployment } from './memory';
import { Conflict, type StartTimer } from './ports';
import { type EventResult, pushChange, toResult } from './push-change';
import { reportIrregularities } from './report-irregularities';
import { type RecordUpdate, situationOf, updateRecord } from './update-record';

/** The ports that processing an event takes. */
export type ProcessEventPorts = LockoutWithoutRecordPorts;

/** Neither is the event recorded, nor has it taken effect: the sender must send it again. */
export class NotRecorded extends Error {
  override readonly name = 'NotRecorded';

  constructor(cause?: unknown) {
    super('the event could not be recorded', { cause });
  }
}

/** A lock-out does not wait longer than this, ms, for being recorded. */
const RECORDING_MS = 3500;
/** If it is not on record this long, ms, after recording began, the operators are told while there is time. */
const REPORTING_MS = 6500;

/** The end of recording an event. */
type Recorded = { readonly update: RecordUpdate } | { readonly error: unknown };

/**
 * Records an event, then acts on it, then confirms: a crash in between is repaired by the next tick. Only a lock-out that takes
 * effect now goes ahead of its record, where that is slow or cannot be written.
 * @param fetched the user as this execution has just fetched it.
 */
export async function processEvent(
  event: ReceivedEvent,
  identity: string,
  ports: ProcessEventPorts,
  fetched?: TargetUser,
): Promise<EventResult> {
  const gate = openLockoutGate(identity, ports, fetched);
  const change = urgentChange(event, identity, situationOf(identity, ports), ports);
  const began = ports.now();
  if (change) gate.fetchAhead();
  const recording = record(event, identity, gate, ports);
  const urgent = change && { identity, event, change, gate, began };
  const early = urgent ? await endsWithin(recording, RECORDING_MS, ports.startTimer) : await recording;
  const ahead = urgent && !early && gate.verdict() !== 'uncounted' && (await lockOutWithoutRecord(urgent, ports));
  if (ahead && 'applied' in ahead) return aheadOfRecord(urgent, ahead.applied, recording, ports);
  const recorded = early ?? (await recording);
  if ('update' in recorded) return conclude(event, identity, recorded.update, gate, ports);
  if (urgent) return withoutRecord(urgent, recorded.error, ports);
  throw new NotRecorded(recorded.error);
}

async function record(
  event: ReceivedEvent,
  identity: string,
  gate: LockoutGate,
  ports: ProcessEventPorts,
): Promise<Recorded> {
  const situation = situationOf(identity, ports);
  try {
    const decideOn: Parameters<typeof updateRecord>[1] = (current) =>
      gate.within(situation, (within) => decide(current, event, within));
    const update = await updateRecord(identity, decideOn, ports, 'prepare');
    const occurred = update.decision.record.employmentEvents.map(({ occurredAt }) => occurredAt);
    if (occurred.length > 0) rememberEmployment(ports.memory, ports.records.name(identity), Math.max(...occurred));
    return { update };
  } catch (error) {
    ports.log('error', 'Could not read or write the record', {
      who: ports.records.name(identity),
      ...describeError(error),
    });
    return { error };
  } finally {
    gate.close();
  }
}

/** @returns undefined if it has not ended by then. */
async function endsWithin<T>(work: Promise<T>, ms: number, startTimer: StartTimer): Promise<T | undefined> {
  let cancel: () => void = () => undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    cancel = startTimer(ms, () => resolve(undefined));
  });
  const first = await Promise.race([work, tooLate]);
  cancel();
  return first;
}

/** The usual way: what is recorded is done. */
async function conclude(
  event: ReceivedEvent,
  identity: string,
  update: RecordUpdate,
  gate: LockoutGate,
  ports: ProcessEventPorts,
): Promise<EventResult> {
  const { decision } = update;
  if (decision.outcome === 'held') await reportHeld(identity, decision, ports, gate.verdict());
  await reportIrregularities(identity, decision, event, ports);
  if (!decision.claimed) return { outcome: decision.outcome };
  const result = await pushChange(identity, update, ports, { fetched: gate.fetched(), skipFetch: gate.fetchFailed() });
  // What came due meanwhile was done, and the event itself waits all the same.
  return decision.outcome === 'held' ? { ...result, outcome: 'held' } : result;
}

/**
 * With the records out of reach, someone who has just left is locked out all the same; everything else, and a lock-out that
 * fails as well, is for the sender to send again.
 */
async function withoutRecord(urgent: UrgentLockout, cause: unknown, ports: ProcessEventPorts): Promise<EventResult> {
  const { identity } = urgent;
  const done = cause instanceof Conflict ? { obstacle: 'busy' as const } : await lockOutWithoutRecord(urgent, ports);
  const isUnreadable = cause instanceof UnreadableRecord;
  if (isUnreadable) await ports.alert(unreadableRecords([nameOf(identity, ports)]));
  if ('applied' in done && 'user' in done.applied) {
    if (!isUnreadable) await reportWithoutRecord(identity, ports);
    return toResult(done.applied);
  }
  await reportNotLockedOut(identity, 'obstacle' in done ? done.obstacle : 'failed', ports);
  throw new NotRecorded(cause);
}

/** Sync is slow, and the lock-out was done before it was recorded: confirms on the record if that comes through after all. */
async function aheadOfRecord(
  urgent: UrgentLockout,
  applied: UpdateResult,
  recording: Promise<Recorded>,
  ports: ProcessEventPorts,
): Promise<EventResult> {
  const { identity, gate, began } = urgent;
  const early = await endsWithin(recording, began + REPORTING_MS - ports.now(), ports.startTimer);
  const done = 'user' in applied;
  const report = done && !(early && 'update' in early) ? reportWithoutRecord(identity, ports) : undefined;
  const [recorded] = await Promise.all([early ?? recording, report]);
  // What was locked out without waiting for the count has to be in it all the same, or other executions exceed the limit.
  await endsWithin(gate.counted(), began + REPORTING_MS - ports.now(), ports.startTimer);
  if ('error' in recorded) {
    if (done) return toResult(applied);
    await reportNotLockedOut(identity, 'failed', ports);
    throw new NotRecorded(recorded.error);
  }
  const { update } = recorded;
  if (!done) return conclude(urgent.event, identity, update, gate, ports);
  await reportIrregularities(identity, update.decision, urgent.event, ports);
  if (update.decision.claimed) await pushChange(identity, update, ports, { fetched: applied.user });
  if (update.decision.claimed?.[ports.target.name]?.access === false) return toResult(applied);
  return takeBack(urgent, update.decision.outcome, ports);
}

/** The record, which came too late, may not want the person locked out: what was done is made as the record wants it. */
async function takeBack(
  { identity, change }: UrgentLockout,
  outcome: EventResult['outcome'],
  ports: ProcessEventPorts,
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
