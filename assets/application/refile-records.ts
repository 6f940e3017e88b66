import { isDeepStrictEqual } from 'node:util';
import { endHold } from '../domain/person/decide-employment';
import { factsOf } from '../domain/person/facts';
import { mergeRecords } from '../domain/person/merge-records';
import type { PersonRecord } from '../domain/person/record';
import type { TargetUser } from '../domain/person/target';
import type { Directory } from '../domain/roster/directory';
import type { Resolver } from '../domain/schedule/schedule';
import { describeError } from '../lib/errors';
import type { Log } from '../lib/log';
import { recordKeyChanged } from './alerts';
import { type Alerts, type Clock, Conflict, type RecordStore } from './ports';
import { identityOfUser } from './resolve-identity';
import type { KnownRecords, MisfiledRecord, StoredRecords } from './stored-records';

/** What refiling takes. */
export interface RefilePorts {
  readonly records: Pick<RecordStore, 'name' | 'read' | 'write' | 'remove'>;
  readonly now: Clock;
  readonly log: Log;
}

/** What is known of the person who has the account. */
interface AccountPorts {
  readonly people: Pick<Directory, 'byIdentity' | 'isProtected'>;
  readonly resolver: Pick<Resolver, 'nextBoundary'>;
}

/** So many records a tick refiles, and so many it gives their right expiry: each takes a few calls to Sync. */
const MAX_A_TICK = 50;

/** The records by identity: what is misfiled counts as well, merged with what is under the right name. */
export function recordsByIdentity(
  { records, misfiled }: Pick<StoredRecords, 'records' | 'misfiled'>,
  now: number,
): Map<string, PersonRecord> {
  const all = new Map(records.map((record) => [record.identity, record] as const));
  for (const { record } of misfiled) {
    const known = all.get(record.identity);
    all.set(record.identity, known ? mergeRecords(known, record, now) : record);
  }
  return all;
}

/** What is known of everybody by all records as they were read. */
export function knownRecords(stored: StoredRecords, now: number): KnownRecords {
  const unreadable = new Set(stored.unreadable);
  return {
    records: recordsByIdentity(stored, now),
    isUnknown: (name) => unreadable.has(name) || (!stored.complete && stored.isUnread(name)),
  };
}

/**
 * Files a record under the name of `identity`, merged with what is there, and then removes it from where it was. A crash in
 * between leaves both, and merging them again changes nothing.
 * @throws UnreadableRecord if what is there cannot be read, Conflict if somebody wrote either meanwhile: then try again.
 */
export async function refileRecord(
  { name, record, revision }: MisfiledRecord,
  identity: string,
  { records, now }: Pick<RefilePorts, 'records' | 'now'>,
): Promise<void> {
  const there = await records.read(identity);
  const renamed: PersonRecord = { ...record, identity };
  const merged = there.record ? mergeRecords(there.record, renamed, now()) : renamed;
  if (!isDeepStrictEqual(merged, there.record)) await records.write(identity, merged, there.revision, 'prepare');
  await records.remove(name, revision);
}

/**
 * Moves a person's record to the identity by which the target knows them, where it was filed under their SID or another
 * spelling. @param adjust changes it on the way. @returns whether there was one. @throws as {@link refileRecord}
 */
export async function refile(
  from: string,
  identity: string,
  ports: Pick<RefilePorts, 'records' | 'now'>,
  adjust: (record: PersonRecord) => PersonRecord = (record) => record,
): Promise<boolean> {
  if (from === identity) return false;
  const { record, revision } = await ports.records.read(from);
  if (!record || revision === undefined) return false;
  await refileRecord({ name: ports.records.name(from), record: adjust(record), revision }, identity, ports);
  return true;
}

/**
 * Refiles a record whose user has another account name: an event named the person by SID, or in another spelling, while the
 * target could not be asked. An offboarding that was held only because the account might have been protected is not held any
 * more if it is not. @returns whether it did: then the record has to be decided on anew. @throws as {@link refileRecord}
 */
export async function refileToAccount(
  identity: string,
  user: TargetUser,
  { people, resolver, log, ...ports }: RefilePorts & AccountPorts,
): Promise<boolean> {
  const account = identityOfUser(user, people);
  const isProtected = [account, user.account, user.id].some((name) => people.isProtected(name));
  const adjust = (record: PersonRecord) => {
    const bounded = boundOverride(record, account, { people, resolver });
    return isProtected ? bounded : endHold(bounded, 'protected', ports.now());
  };
  if (!(await refile(identity, account, ports, adjust))) return false;
  const { name } = ports.records;
  log('info', 'A record was refiled under the name of its account', { who: name(account), from: name(identity) });
  return true;
}

/** Under the other name no shift boundary was known at which an override without an end is over. */
function boundOverride(record: PersonRecord, account: string, { people, resolver }: AccountPorts): PersonRecord {
  const { override } = record;
  const person = people.byIdentity(account);
  if (override?.until !== null || person === undefined) return record;
  const until = resolver.nextBoundary(person, override.occurredAt, factsOf(record, override.occurredAt));
  return { ...record, override: { ...override, until } };
}

/** The same store, which refiles a person's misfiled record before it reads theirs: nobody is judged without their history. */
export function refilingFirst<Records extends RefilePorts['records']>(
  records: Records,
  misfiled: readonly MisfiledRecord[],
  now: Clock,
): Records {
  const waiting = new Map<string, MisfiledRecord[]>();
  for (const one of misfiled) {
    const { identity } = one.record;
    waiting.set(identity, [...(waiting.get(identity) ?? []), one]);
  }
  return {
    ...records,
    async read(identity) {
      for (const one of waiting.get(identity) ?? []) await refileOnce(one, identity, { records, now });
      waiting.delete(identity);
      return records.read(identity);
    },
  };
}

/** As {@link refileRecord}; a record that somebody else has removed meanwhile is refiled. */
async function refileOnce(
  misfiled: MisfiledRecord,
  identity: string,
  ports: Pick<RefilePorts, 'records' | 'now'>,
): Promise<void> {
  try {
    await refileRecord(misfiled, identity, ports);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
}

/**
 * Refiles some of the misfiled records, gives some others their right expiry, and logs how many are left. Never throws: what
 * fails is for the next tick.
 * @param until ms: no further record is begun then. @param records as {@link refilingFirst} made them.
 */
export async function tendRecords(
  { misfiled, wrongExpiry }: Pick<StoredRecords, 'misfiled' | 'wrongExpiry'>,
  until: number,
  { records, now, log, alert }: RefilePorts & { readonly alert: Alerts },
): Promise<void> {
  const tend = async (identity: string, act: () => Promise<unknown>) => {
    if (now() >= until) return false;
    try {
      await act();
      return true;
    } catch (error) {
      log('warn', 'A record could not be refiled', { who: records.name(identity), ...describeError(error) });
      return false;
    }
  };
  if (misfiled.length > 0) {
    await alert(recordKeyChanged(misfiled.length));
    const identities = [...new Set(misfiled.map(({ record }) => record.identity))];
    const done = await Promise.all(identities.slice(0, MAX_A_TICK).map((id) => tend(id, () => records.read(id))));
    const refiled = done.filter(Boolean).length;
    log('info', 'Records were refiled under the present RECORD_KEY', { refiled, left: identities.length - refiled });
  }
  await Promise.all(
    wrongExpiry.slice(0, MAX_A_TICK).map((id) =>
      tend(id, async () => {
        const { record, revision } = await records.read(id);
        if (record && revision !== undefined) await records.write(id, record, revision, 'confirm');
      }),
    ),
  );
}
