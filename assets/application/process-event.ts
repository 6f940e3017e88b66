import { UnreadableRecord } from '../domain/person/record-codec';
import type { TargetUser } from '../domain/person/target';
import type { UpdateResult } from '../domain/person/update-result';
import type { ReceivedEvent } from '../domain/staff-event';
import { unreadableRecords } from './alerts';
import { type LockoutGate, nameOf, openLockoutGate, reportHeld } from './lockout-limit';
import {
  type LockoutWithoutRecordPorts,
  lockOutWithoutRecord,
  rememberUnrecorded,
  reportNotLockedOut,
  reportWithoutRecord,
  type UrgentLockout,
  urgentChange,
} from './lockout-without-record';
import { Conflict, type StartTimer } from './ports';
import { type EventResult, pushChange, toResult } from './push-change';
import { NotRecorded, type Recorded, recordEvent, takeBack } from './record-event';
import { recordLockoutOf } from './record-lockouts';
import { reportIrregularities } from './report-irregularities';
import { type RecordUpdate, situationOf } from './update-record';

/** The ports that processing an event takes. */
export type ProcessEventPorts = LockoutWithoutRecordPorts & {
  /** How long this execution waited for the roster that counts, ms; absent: not at all. */
  readonly rosterTook?: number;
};

/** A lock-out does not wait longer than this, ms, for the roster and for being recorded. */
const RECORDING_MS = 3500;
/** If it is not on record this long, ms, after recording began, the operators are told while there is time. */
const REPORTING_MS = 6500;

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
  const recording = change ? recordEvent(event, identity, gate, ports) : recordInTurn(event, identity, gate, ports);
  const urgent = change && { identity, event, change, gate, began };
  const early = urgent
    ? await endsWithin(recording, RECORDING_MS - (ports.rosterTook ?? 0), ports.startTimer)
    : await recording;
  const ahead = urgent && !early && gate.verdict() !== 'uncounted' && (await lockOutWithoutRecord(urgent, ports));
  if (ahead && 'applied' in ahead) return aheadOfRecord(urgent, ahead.applied, recording, ports);
  const recorded = early ?? (await recording);
  if ('update' in recorded) return conclude(event, identity, recorded.update, gate, ports);
  if (urgent) return withoutRecord(urgent, recorded.error, ports);
  throw new NotRecorded(recorded.error);
}

/** Records an event after the person's own lock-out of which there is no record yet. Never throws. */
async function recordInTurn(
  event: ReceivedEvent,
  identity: string,
  gate: LockoutGate,
  ports: ProcessEventPorts,
): Promise<Recorded> {
  try {
    await recordLockoutOf(identity, ports);
  } catch (error) {
    gate.close();
    return { error };
  }
  return recordEvent(event, identity, gate, ports);
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
  const source = event.source?.name;
  const known = { fetched: gate.fetched(), skipFetch: gate.fetchFailed(), source };
  const result = await pushChange(identity, update, ports, known);
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
    // What cannot be read is for an operator to erase, and not to be written again after that.
    if (!isUnreadable) {
      rememberUnrecorded(urgent, ports);
      await reportWithoutRecord(identity, ports);
    }
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
    if (done) {
      rememberUnrecorded(urgent, ports);
      return toResult(applied);
    }
    await reportNotLockedOut(identity, 'failed', ports);
    throw new NotRecorded(recorded.error);
  }
  const { update } = recorded;
  if (!done) return conclude(urgent.event, identity, update, gate, ports);
  await reportIrregularities(identity, update.decision, urgent.event, ports);
  if (update.decision.claimed) {
    await pushChange(identity, update, ports, { fetched: applied.user, source: urgent.event.source?.name });
  }
  if (update.decision.claimed?.[ports.target.name]?.access === false) return toResult(applied);
  return takeBack(urgent, update.decision.outcome, ports);
}
