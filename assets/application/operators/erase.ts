import type { PersonRecord } from '../../domain/person/record';
import { UnreadableRecord } from '../../domain/person/record-codec';
import { owesHandover } from '../../domain/policies/handover';
import type { Roster } from '../../domain/roster/roster';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import { removeBatches } from '../handover/batches';
import type {
  AuditLog,
  Clock,
  HandoverBatches,
  HeartbeatStore,
  NotesStore,
  Random,
  RecordStore,
  UnknownLeaverStore,
} from '../ports';
import type { EvidenceStore } from '../reports/evidence-store';
import { rewriteHeartbeat } from '../rewrite-heartbeat';
import type { Erasure, ErasureStore } from './erasure';

/** What erasing takes. */
export interface ErasePorts extends ContinueErasuresPorts {
  readonly records: Pick<RecordStore, 'name' | 'read' | 'erase' | 'all' | 'remove'>;
  readonly evidence: EvidenceStore;
  readonly unknownLeavers: Pick<UnknownLeaverStore, 'forget'>;
  readonly notes: NotesStore;
  readonly handoverBatches: Pick<HandoverBatches, 'read' | 'remove'>;
  readonly random: Random;
  readonly roster: Pick<Roster, 'handover'>;
  readonly heartbeat: Pick<HeartbeatStore, 'read' | 'write'>;
}

/** What going on with erasures takes. */
export interface ContinueErasuresPorts {
  readonly audit: Pick<AuditLog, 'forget'>;
  readonly erasures: ErasureStore;
  readonly now: Clock;
  readonly log: Log;
}

/** What an erasure came to. `deferred`: the record is gone, and ticks go on with the audit. */
export type ErasureOutcome = 'applied' | 'unchanged' | 'deferred';

/** So long one execution goes on with the audit, ms. */
export const AUDIT_ERASING_MS = 4000;

/**
 * Erases everything that is kept of a person, their record first of all; what was done to their user stays in the audit, and in the
 * evidence of leavers, under a pseudonym. That they are erased is noted before that: a process may have a lock-out still to record, and
 * an old return that is delivered again must not let in a leaver whose record is gone. A large audit takes several executions:
 * ticks go on with it, and the next request tells how far they came.
 * @param until ms: this execution begins no further part of the audit then. @param by the name of the operator who asks for it.
 */
export async function erasePerson(
  identity: string,
  until: number,
  by: string,
  ports: ErasePorts,
): Promise<ErasureOutcome> {
  const who = ports.records.name(identity);
  const noted = ports.erasures.note(who, ports.now());
  const [hadOwn, known, wasUnknown, hadNotes] = await Promise.all([
    eraseRecord(identity, noted, ports),
    ports.erasures.read(who),
    ports.unknownLeavers.forget(identity),
    forgetNotes(identity, ports),
  ]);
  const pseudonym = known?.pseudonym ?? `erased-${Math.floor(ports.random() * 2 ** 48).toString(36)}`;
  // A tick that files evidence at this moment looks for the note afterwards, and takes back what it filed.
  const detaching = takeOffEvidence(identity, pseudonym, by, ports);
  const hadRecord = hadOwn || wasUnknown || hadNotes;
  if (known?.done && !hadRecord && !(await detaching)) {
    await ports.erasures.remove(who);
    return 'applied';
  }
  const from = known && !known.done ? known : { who, pseudonym, done: false, rewritten: 0 };
  const [progress, hadEvidence] = await Promise.all([beginErasure(from, until, ports), detaching]);
  if (!progress.done) return 'deferred';
  if (known) await ports.erasures.remove(who);
  return hadRecord || hadEvidence || known || progress.rewritten > 0 ? 'applied' : 'unchanged';
}

/** Goes on with the audit, and leaves to ticks what is not done by then. */
async function beginErasure(from: Erasure, until: number, ports: ErasePorts): Promise<Erasure> {
  const progress = await goOn(from, until, ports);
  if (!progress.done) {
    await ports.erasures.save(progress);
    await noteErasing(ports);
  }
  return progress;
}

/** Has the next tick look for erasures; otherwise one does within the hour. */
async function noteErasing({ heartbeat, now, log }: Pick<ErasePorts, 'heartbeat' | 'now' | 'log'>): Promise<void> {
  try {
    await rewriteHeartbeat(heartbeat, (beat) => ({ ...beat, erasing: now() }));
  } catch (error) {
    log('warn', 'Ticks could not be told of an erasure, and look for it within the hour', describeError(error));
  }
}

/** What does that is loaded only when needed. @returns whether there was any. */
async function takeOffEvidence(identity: string, pseudonym: string, by: string, ports: ErasePorts): Promise<boolean> {
  const { detachEvidence } = await import('../reports/file-lockouts.private');
  return detachEvidence(identity, pseudonym, by, ports);
}

/** Erases what they know of their shifts, and were to be told. */
async function forgetNotes(identity: string, ports: ErasePorts): Promise<boolean> {
  const { forgetNotes: forget } = await import('../notify/tell-people.private');
  return forget(identity, ports);
}

/**
 * Whether open conversations of somebody are still to be handed over: with the record goes all that is known of that. Of a record that
 * cannot be read nothing is known; erasing is what rids one of it.
 */
export async function isHandingOver(
  names: readonly string[],
  ports: Pick<ErasePorts, 'records' | 'roster' | 'now'>,
): Promise<boolean> {
  const records = await Promise.all(names.map((name) => recordOf(name, ports)));
  const situation = { now: ports.now(), policy: ports.roster.handover };
  return records.some((record) => typeof record === 'object' && owesHandover(record, situation));
}

/** Whether there is a record under this name, be it one that cannot be read. */
export async function hasRecord(identity: string, ports: Pick<ErasePorts, 'records'>): Promise<boolean> {
  return (await recordOf(identity, ports)) !== undefined;
}

async function recordOf(
  identity: string,
  { records }: Pick<ErasePorts, 'records'>,
): Promise<PersonRecord | 'unreadable' | undefined> {
  try {
    return (await records.read(identity)).record;
  } catch (error) {
    if (error instanceof UnreadableRecord) return 'unreadable';
    throw error;
  }
}

/**
 * Erases the record, also one that cannot be read, and one that is still under a former name.
 * @param noted that it is erased; nothing goes before that. @returns whether there was one.
 */
async function eraseRecord(
  identity: string,
  noted: Promise<void>,
  { records, handoverBatches }: Pick<ErasePorts, 'records' | 'handoverBatches'>,
): Promise<boolean> {
  const [own] = await Promise.all([recordOf(identity, { records }), noted]);
  // The record names these Documents, and so goes after them.
  await eraseBatches(own, handoverBatches);
  const [stored] = await Promise.all([records.all(), records.erase(identity)]);
  const misfiled = stored.misfiled.filter(({ record }) => record.identity === identity);
  for (const { name, record } of misfiled) {
    await eraseBatches(record, handoverBatches);
    await records.remove(name);
  }
  return own !== undefined || misfiled.length > 0;
}

/** Erases which of their conversations went where. */
async function eraseBatches(
  record: PersonRecord | 'unreadable' | undefined,
  batches: ErasePorts['handoverBatches'],
): Promise<void> {
  if (record === 'unreadable' || !record?.handover) return;
  await removeBatches(record.handover, batches);
}

/**
 * Goes on with the erasures that operators asked for. Never throws: a tick does not fail for it, and the next one goes on.
 * @returns whether any is still under way; undefined if that cannot be told.
 */
export async function continueErasures(until: number, ports: ContinueErasuresPorts): Promise<boolean | undefined> {
  try {
    let open = false;
    for (const erasure of await ports.erasures.list()) {
      if (erasure.done) continue;
      open ||= ports.now() >= until;
      if (open) continue;
      const progress = await goOn(erasure, until, ports);
      await ports.erasures.save(progress);
      open ||= !progress.done;
      if (progress.done) {
        ports.log('info', 'A person has been erased from the audit', {
          who: progress.pseudonym,
          lines: progress.rewritten,
        });
      }
    }
    return open;
  } catch (error) {
    ports.log('warn', 'An erasure could not go on; the next tick tries again', describeError(error));
    return undefined;
  }
}

/** @param until ms: no part is begun then. @returns the erasure as it is by then. */
async function goOn(erasure: Erasure, until: number, { audit, now }: ContinueErasuresPorts): Promise<Erasure> {
  if (now() >= until) return erasure;
  const { who, pseudonym, next: from, rewritten: before } = erasure;
  const { rewritten, next } = await audit.forget(who, pseudonym, from, () => now() < until);
  return {
    who,
    pseudonym,
    done: next === undefined,
    rewritten: before + rewritten,
    ...(next !== undefined && { next }),
  };
}
