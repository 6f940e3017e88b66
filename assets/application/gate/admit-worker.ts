import { isEmploymentEvent, toEmploymentEvent } from '../../domain/person/decide-employment';
import { emptyRecord, type PersonRecord } from '../../domain/person/record';
import { UnreadableRecord } from '../../domain/person/record-codec';
import { isReportedLeaver } from '../../domain/policies/callback-access';
import { MINUTE } from '../../domain/time';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import { within } from '../../lib/within';
import type { Alert } from '../alert';
import { unreadableRecords } from '../alerts';
import { callbacksUnchecked } from '../callback-alerts';
import { nameOf, type PersonNames } from '../lockout-limit';
import { type Memory, unrecordedLockouts } from '../memory';
import { type Clock, type RecordStore, type StartTimer, Unavailable } from '../ports';

/** The ports that admitting a worker takes. */
export type AdmitWorkerPorts = PersonNames & {
  readonly records: Pick<RecordStore, 'name' | 'read' | 'verify'>;
  readonly memory: Pick<Memory, 'gate' | 'unrecorded'>;
  readonly now: Clock;
  readonly startTimer: StartTimer;
  readonly log: Log;
};

/** Whether somebody's request may go on. */
export interface Admission {
  readonly admitted: boolean;
  /** For the operators; absent where everything could be checked. */
  readonly alert?: Alert;
}

/** So long the store is taken to be there once it has been seen, ms. */
const STORE_SEEN_MS = 5 * MINUTE;

/** What could be found out about a person. */
type Found =
  | { readonly record: PersonRecord | undefined }
  | { readonly unreadable: true }
  | { readonly reason: string };

/**
 * Whether a Frontline user's request may go on to the customer's own service. Leavers are refused, and so is whoever is held as a leaver,
 * whom this process has locked out without a record, or whose record cannot be read. Where the store does not answer, it is open for
 * everybody whom this process does not know to have left: the app would otherwise fail for everyone who works.
 * @param identity as Frontline has it, and so as records have it. @param until ms since the epoch: so long the store has to answer.
 * @throws whatever else fails: then it cannot be told, and nothing may go on.
 */
export async function admitWorker(identity: string, until: number, ports: AdmitWorkerPorts): Promise<Admission> {
  const { records, memory, log, now } = ports;
  const who = records.name(identity);
  const unrecorded = unrecordedLockouts(memory, now()).flatMap(({ identity: locked, event }) =>
    locked === identity && isEmploymentEvent(event) ? [toEmploymentEvent(event, false)] : [],
  );
  const found = await lookUp(identity, until, ports);
  if ('unreadable' in found) {
    log('error', 'Refused a callback of somebody whose record cannot be read', { who });
    return { admitted: false, alert: unreadableRecords([nameOf(identity, ports)]) };
  }
  if ('reason' in found) {
    const admitted = unrecorded.length === 0 && !memory.gate.departed.has(who);
    log('warn', 'Could not look up who uses a callback', { who, admitted });
    return { admitted, alert: callbacksUnchecked(found.reason) };
  }
  if (found.record === undefined) memory.gate.departed.delete(who);
  return { admitted: !isReportedLeaver(found.record ?? emptyRecord(identity), now(), unrecorded) };
}

async function lookUp(identity: string, until: number, ports: AdmitWorkerPorts): Promise<Found> {
  let isLate = false;
  const startTimer: StartTimer = (ms, elapsed) =>
    ports.startTimer(ms, () => {
      isLate = true;
      elapsed();
    });
  try {
    const record = await within(Math.max(0, until - ports.now()), readRecord(identity, ports), startTimer);
    return { record };
  } catch (error) {
    if (error instanceof UnreadableRecord) return { unreadable: true };
    if (!isLate && !(error instanceof Unavailable)) throw error;
    ports.log('warn', 'Could not read a record', { who: ports.records.name(identity), ...describeError(error) });
    return { reason: error instanceof Unavailable ? error.message : 'Sync did not answer in time.' };
  }
}

/** @returns undefined only if it is certain that there is none: a store that is missing answers the same. */
async function readRecord(
  identity: string,
  { records, memory: { gate }, now }: AdmitWorkerPorts,
): Promise<PersonRecord | undefined> {
  const { record, revision } = await records.read(identity);
  if (revision === undefined) {
    if (gate.storeSeen >= now() - STORE_SEEN_MS) return undefined;
    await records.verify();
  }
  gate.storeSeen = now();
  return record;
}
