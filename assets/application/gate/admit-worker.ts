import { isEmploymentEvent, toEmploymentEvent } from '../../domain/person/decide-employment';
import { emptyRecord, type PersonRecord } from '../../domain/person/record';
import { UnreadableRecord } from '../../domain/person/record-codec';
import { isReportedLeaver } from '../../domain/policies/callback-access';
import { HOUR, MINUTE } from '../../domain/time';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import { within } from '../../lib/within';
import type { Alert } from '../alert';
import { unreadableRecords } from '../alerts';
import { callbacksUnchecked } from '../callback-alerts';
import { nameOf, type PersonNames } from '../lockout-limit';
import { type Memory, unrecordedLockouts } from '../memory';
import { type Clock, type RecordStore, type StartTimer, type Target, Unavailable } from '../ports';
import { fetchUser } from '../tick/fetch-users';
import { rememberSid } from './departed-memory';

/** The ports that admitting a worker takes. */
export type AdmitWorkerPorts = PersonNames & {
  readonly records: Pick<RecordStore, 'name' | 'read' | 'verify'>;
  readonly target: Pick<Target, 'find' | 'title'>;
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

/** So long a SID is taken to be that of the identity's user, ms: a user who was deleted may come again under another. */
const SID_BELIEVED_MS = HOUR;

/** What could be found out about a person. */
type Found =
  | { readonly records: readonly PersonRecord[] }
  /** The name under which it stands. */
  | { readonly unreadable: string }
  | { readonly reason: string };

/**
 * Whether a Frontline user's request may go on to the customer's own service. Leavers are refused, and so is whoever is held as a leaver,
 * whom this process has locked out without a record, or whose record cannot be read. What the roster has by SID, or had, is on
 * record by that: of whom it does not have by identity, Frontline is asked for the SID, and either record refuses. Where the store, or
 * Frontline, does not answer, it is open for everybody whom this process does not know to have left: the app would otherwise fail for
 * everyone who works.
 * @param identity as Frontline has it. @param until ms since the epoch: so long the store and Frontline have to answer.
 * @throws whatever else fails: then it cannot be told, and nothing may go on.
 */
export async function admitWorker(identity: string, until: number, ports: AdmitWorkerPorts): Promise<Admission> {
  const { memory, log, now } = ports;
  const sid = findSid(identity, until, ports);
  const results = await Promise.all([
    lookUp(identity, until, ports),
    sid.then((found) => (found === undefined || isFault(found) ? found : lookUp(found.sid, until, ports))),
  ]);
  const known = await sid;
  const names = [identity, ...(known && 'sid' in known ? [known.sid] : [])];
  const found = results.filter((one) => one !== undefined);
  const who = ports.records.name(identity);
  const unreadable = found.flatMap((one) => ('unreadable' in one ? [one.unreadable] : []));
  if (unreadable.length > 0) {
    log('error', 'Refused a callback of somebody whose record cannot be read', { who });
    return { admitted: false, alert: unreadableRecords(unreadable.map((name) => nameOf(name, ports))) };
  }
  const unrecorded = unrecordedLockouts(memory, now()).flatMap(({ identity: locked, event }) =>
    names.includes(locked) && isEmploymentEvent(event) ? [toEmploymentEvent(event, false)] : [],
  );
  const records = found.flatMap((one) => ('records' in one ? one.records : []));
  const hasLeft = [...records, emptyRecord(identity)].some((record) => isReportedLeaver(record, now(), unrecorded));
  const fault = found.find(isFault);
  if (fault) {
    // Somebody of whom nothing could be read is as the process remembers them.
    const admitted = !hasLeft && unrecorded.length === 0 && !names.some((name) => isRemembered(name, ports));
    log('warn', 'Could not look up who uses a callback', { who, admitted });
    return { admitted, alert: callbacksUnchecked(fault.reason) };
  }
  return { admitted: !hasLeft };
}

function isRemembered(name: string, { records, memory: { gate } }: AdmitWorkerPorts): boolean {
  return gate.departed.has(records.name(name));
}

function isFault(found: object): found is { readonly reason: string } {
  return 'reason' in found;
}

/** @returns undefined if records know nobody of this identity by SID. */
async function findSid(
  identity: string,
  until: number,
  ports: AdmitWorkerPorts,
): Promise<{ readonly sid: string } | { readonly reason: string } | undefined> {
  const { people, records, target, memory, log, now } = ports;
  if (people.byIdentity(identity) !== undefined) return undefined;
  const who = records.name(identity);
  const remembered = memory.gate.sids.get(who);
  if (remembered && remembered.at >= now() - SID_BELIEVED_MS) return remembered;
  const unanswered = remembered ?? { reason: `${target.title} did not answer.` };
  const { startTimer, isLate } = observed(ports.startTimer);
  try {
    const user = await within(Math.max(0, until - now()), fetchUser(identity, ports), startTimer);
    if (user === 'unreachable') return unanswered;
    if (!user) return undefined;
    rememberSid(memory.gate, who, { sid: user.id, at: now() });
    return { sid: user.id };
  } catch (error) {
    if (!isLate()) throw error;
    log('warn', 'Could not fetch who uses a callback', { who, ...describeError(error) });
    return unanswered;
  }
}

/** A timer that tells whether it has elapsed. */
function observed(startTimer: StartTimer): { readonly startTimer: StartTimer; readonly isLate: () => boolean } {
  let isLate = false;
  return {
    startTimer: (ms, elapsed) =>
      startTimer(ms, () => {
        isLate = true;
        elapsed();
      }),
    isLate: () => isLate,
  };
}

async function lookUp(identity: string, until: number, ports: AdmitWorkerPorts): Promise<Found> {
  const { startTimer, isLate } = observed(ports.startTimer);
  try {
    const record = await within(Math.max(0, until - ports.now()), readRecord(identity, ports), startTimer);
    if (record === undefined) ports.memory.gate.departed.delete(ports.records.name(identity));
    return { records: record === undefined ? [] : [record] };
  } catch (error) {
    if (error instanceof UnreadableRecord) return { unreadable: identity };
    if (!isLate() && !(error instanceof Unavailable)) throw error;
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
