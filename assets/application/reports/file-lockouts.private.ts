/** Files what can be proved of lock-outs, and takes away what has expired. */
import { isDeepStrictEqual } from 'node:util';
import type { PersonRecord } from '../../domain/person/record';
import type { TargetName } from '../../domain/person/target';
import type { LockoutEvidence, LockoutSighting } from '../../domain/reports/lockout-evidence';
import { updateEvidence, withAuditedEffect, withoutPerson } from '../../domain/reports/update-evidence';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import type { AuditLog, Clock, ErasureStore, RecordStore, Target } from '../ports';
import type { EvidenceStore, FiledEvidence } from './evidence-store';

/** The ports that filing takes. */
export interface FileLockoutsPorts {
  readonly records: Pick<RecordStore, 'name'>;
  readonly evidence: EvidenceStore;
  readonly erasures: Pick<ErasureStore, 'erasedSince'>;
  readonly audit: Pick<AuditLog, 'of'>;
  readonly target: Pick<Target, 'name'>;
  readonly log: Log;
  readonly now: Clock;
}

/** What is to be filed. */
export interface Filing {
  /** The records, by identity, as they were read at `readAt` (ms). */
  readonly records: ReadonlyMap<string, PersonRecord>;
  readonly readAt: number;
  /** What the check of all users saw of leavers, by identity. */
  readonly sightings: ReadonlyMap<string, LockoutSighting>;
  /** Everybody's evidence is compared; else only that of people who were seen. */
  readonly everybody: boolean;
  /** Nobody's is begun after this, ms. */
  readonly until: number;
}

/** What came of filing. */
export interface Filed {
  /** Nothing is left to be filed. */
  readonly isDone: boolean;
  /** Of so many people what is filed cannot be read. */
  readonly unreadable: number;
}

/** Sync allows a Map 20 writes a second. */
const AT_ONCE = 8;
/** The audit is long; a tick reads it for no more people than this. */
const MOST_AUDITED = 4;

/**
 * Files the evidence of lock-outs that has changed. What fails, or does not fit into the time, is for the next
 * tick, which derives the same from the records. @throws Unavailable if nothing could be read.
 */
export async function fileLockouts(filing: Filing, ports: FileLockoutsPorts): Promise<Filed> {
  const { filed, unreadable } = filing.everybody
    ? await ports.evidence.all()
    : await filedOf([...filing.sightings.keys()], ports);
  if (unreadable.length > 0) {
    ports.log('error', 'Evidence of leavers cannot be read and is left as it is', { names: unreadable });
  }
  const left = changes(filing, filed, new Set(unreadable), ports);
  let audited = 0;
  let isDone = true;
  const next = async (): Promise<void> => {
    for (let change = left.shift(); change; change = left.shift()) {
      if (ports.now() >= filing.until) {
        isDone = false;
        return;
      }
      const asksAudit = needsAudit(change, ports);
      const isTooMuch = asksAudit && audited++ >= MOST_AUDITED;
      if (isTooMuch || !(await write(change, asksAudit, filing.readAt, ports))) isDone = false;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return { isDone, unreadable: unreadable.length };
}

async function filedOf(identities: readonly string[], { evidence, records }: FileLockoutsPorts) {
  const names = identities.map((identity) => records.name(identity));
  const read = await Promise.all(names.map((who) => evidence.read(who)));
  return {
    filed: read.flatMap((found) => (found === undefined || found === 'unreadable' ? [] : found)),
    unreadable: names.filter((_, index) => read[index] === 'unreadable'),
  };
}

interface Change {
  readonly who: string;
  readonly identity: string;
  readonly before: FiledEvidence | undefined;
  readonly lockouts: readonly LockoutEvidence[];
}

function changes(
  { records, sightings, everybody }: Filing,
  filed: readonly FiledEvidence[],
  unreadable: ReadonlySet<string>,
  { records: store, target, now }: FileLockoutsPorts,
): Change[] {
  const known = new Map(filed.map((evidence) => [evidence.who, evidence]));
  const people = new Map(filed.map(({ who, identity }) => [who, identity]));
  for (const identity of everybody ? records.keys() : sightings.keys()) people.set(store.name(identity), identity);
  return [...people]
    .filter(([who]) => !unreadable.has(who))
    .map(([who, identity]): Change => {
      const before = known.get(who);
      const record = who === store.name(identity) ? records.get(identity) : undefined;
      const sighting = sightings.get(identity);
      const update = { record, target: target.name, sighting, now: now() };
      const lockouts = updateEvidence(before?.lockouts ?? [], update);
      return { who, identity, before, lockouts: lockouts.filter((lockout) => !isOmitted(lockout, before)) };
    })
    .filter(({ before, lockouts }) => !isDeepStrictEqual(before?.lockouts ?? [], lockouts));
}

/** Older than all that there was room for, and not to be filed, and counted, again. */
function isOmitted({ key, dueAt }: LockoutEvidence, before: FiledEvidence | undefined): boolean {
  if (!before || before.omitted === 0 || before.lockouts.some((filed) => filed.key === key)) return false;
  return dueAt < (before.lockouts[0]?.dueAt ?? 0);
}

/** Whether something is filed, or ends, of which the record does not tell when it took effect. */
function needsAudit({ before, lockouts }: Change, { target }: FileLockoutsPorts): boolean {
  return lockouts.some(({ key, state, effect }) => {
    const isTold = effect?.[target.name] !== undefined || (state !== 'locked_out' && state !== 'ended');
    return !isTold && before?.lockouts.find((filed) => filed.key === key)?.state !== state;
  });
}

/** @returns whether it is filed. */
async function write(
  { who, identity, before, lockouts: told }: Change,
  asksAudit: boolean,
  readAt: number,
  { evidence, erasures, audit, target, log }: FileLockoutsPorts,
): Promise<boolean> {
  try {
    const lines = asksAudit ? (await audit.of(who)).lines : [];
    const lockouts = told.map((lockout) => withAuditedEffect(lockout, lines, target.name));
    if (lockouts.length === 0) await evidence.remove(who);
    else await evidence.write({ who, identity, lockouts }, before);
    // Somebody may have been erased since the records were read.
    if (lockouts.length > 0 && (await erasures.erasedSince(who, readAt))) await evidence.remove(who);
    return true;
  } catch (error) {
    log('warn', 'The evidence of a lock-out could not be filed; the next tick tries again', {
      who,
      ...describeError(error),
    });
    return false;
  }
}

/** The evidence of everybody as it is at this moment: what is filed, brought up to date by the records. */
export function currentEvidence(
  records: ReadonlyMap<string, PersonRecord>,
  filed: readonly FiledEvidence[],
  target: TargetName,
  now: number,
): ReadonlyMap<string, readonly LockoutEvidence[]> {
  const known = new Map<string, readonly LockoutEvidence[]>();
  // Somebody's evidence may also lie under a former key of the names.
  for (const { identity, lockouts } of filed) known.set(identity, [...(known.get(identity) ?? []), ...lockouts]);
  const identities = new Set([...known.keys(), ...records.keys()]);
  return new Map(
    [...identities].map((identity) => {
      const lockouts = new Map((known.get(identity) ?? []).map((lockout) => [lockout.key, lockout]));
      return [identity, updateEvidence([...lockouts.values()], { record: records.get(identity), target, now })];
    }),
  );
}

/**
 * Takes the person off their evidence: what happened stays for its time under a pseudonym, as their entries in the audit do.
 * @param by the name of the operator who erases them. @returns whether there was any. @throws Unavailable, Conflict: then it is to be
 * done again.
 */
export async function detachEvidence(
  identity: string,
  pseudonym: string,
  by: string,
  { evidence, records, now, log }: Pick<FileLockoutsPorts, 'evidence' | 'records' | 'now' | 'log'>,
): Promise<boolean> {
  const { filed, unreadable } = await evidence.all();
  const who = records.name(identity);
  // Under a former key of the names, too.
  const own = filed.filter((one) => one.identity === identity);
  for (const [index, one] of own.entries()) {
    const name = index === 0 ? pseudonym : `${pseudonym}-${index}`;
    const before = filed.find((other) => other.who === name);
    const lockouts = withoutPerson(one.lockouts, { at: now(), by });
    await evidence.write({ who: name, identity: pseudonym, lockouts }, before);
    await evidence.remove(one.who);
  }
  if (!unreadable.includes(who)) return own.length > 0;
  log('warn', 'The evidence of an erased person could not be read and was removed', { who });
  await evidence.remove(who);
  return true;
}
