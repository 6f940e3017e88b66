/** Who is on duty, and who may take a conversation: for the routing of new ones. */
import { employmentAt } from '../../domain/person/employment-history';
import { factsOf } from '../../domain/person/facts';
import { hasHeldOffboarding } from '../../domain/person/held';
import type { PersonRecord } from '../../domain/person/record';
import type { TargetUser } from '../../domain/person/target';
import { type Directory, isSid } from '../../domain/roster/directory';
import type { PersonIndex, Roster } from '../../domain/roster/roster';
import type { Resolver } from '../../domain/schedule/schedule';
import { SECOND } from '../../domain/time';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import type { Memory } from '../memory';
import { isOffByHand } from '../off-by-hand';
import type { AppliedTable, Clock, RecordStore, Target } from '../ports';
import { knownRecords } from '../refile-records';
import type { KnownRecords } from '../stored-records';
import { fetchUser } from '../tick/fetch-users';
import { factsAt } from '../tick/load-state';

/** The ports that reading the records takes. */
export interface ReadRecordsPorts {
  readonly records: Pick<RecordStore, 'all'>;
  readonly memory: Pick<Memory, 'recentRecords'>;
  readonly now: Clock;
  readonly log: Log;
}

/** The ports that judging people takes. */
export interface StaffPorts {
  readonly roster: Roster;
  readonly people: Pick<Directory, 'size' | 'identityOf'>;
  readonly resolver: Pick<Resolver, 'available' | 'verdict'>;
  readonly records: Pick<RecordStore, 'name' | 'read' | 'verify'>;
  readonly applied: Pick<AppliedTable, 'read'>;
  readonly target: Pick<Target, 'name' | 'find' | 'dryRun'>;
  readonly now: Clock;
  readonly log: Log;
}

/** The records, and when they were read, ms. */
export interface ReadRecords extends KnownRecords {
  readonly at: number;
}

/**
 * A process remembers the records so long for knowing who is on duty, ms. Whoever is chosen has theirs read again. Sync allows a Map
 * 20 reads a second, and many conversations may come at once.
 */
const REMEMBERED_MS = 10 * SECOND;

/** What is older than this is not the record of whoever is chosen any more, ms. */
const FRESH_MS = SECOND;

/** Reads every record, or remembers them. @returns undefined if they cannot be read: the log has the reason. */
export async function readRecords({ records, memory, now, log }: ReadRecordsPorts): Promise<ReadRecords | undefined> {
  const remembered = memory.recentRecords.read;
  if (remembered && Math.abs(now() - remembered.at) < REMEMBERED_MS) {
    return { ...knownRecords(remembered.stored, now()), at: remembered.at };
  }
  const at = now();
  try {
    const stored = await records.all();
    memory.recentRecords.read = { stored, at };
    return { ...knownRecords(stored, now()), at };
  } catch (error) {
    log('error', 'The records cannot be read; a conversation is routed by what Frontline shows', describeError(error));
    return undefined;
  }
}

/**
 * What is known of everybody. `records` undefined: they cannot be read. `isCertain`: records, roster and calendars can all be
 * believed; otherwise only whom the target shows as available counts as on duty.
 */
export interface Staff {
  readonly records: ReadRecords | undefined;
  readonly isCertain: boolean;
}

/** Who of these people is on duty now, as far as it is known without asking the target. */
export function onDuty(
  among: readonly PersonIndex[],
  { records }: Staff,
  {
    roster,
    people,
    resolver,
    records: store,
    now,
  }: Pick<StaffPorts, 'roster' | 'people' | 'resolver' | 'now'> & {
    readonly records: Pick<RecordStore, 'name'>;
  },
): PersonIndex[] {
  const known = records?.records ?? new Map<string, PersonRecord>();
  const available = resolver.available(now(), factsAt(roster, known, now()));
  return among.filter((person) => {
    const identity = people.identityOf(person);
    const isUnknown = records?.isUnknown(store.name(identity)) ?? false;
    return available[person] === 1 && !isUnknown && !isHeld(known.get(identity));
  });
}

/** Whether they have left by their record. */
export function hasLeft(record: PersonRecord | undefined, now: number): boolean {
  return record !== undefined && employmentAt(record.employmentEvents, now).left;
}

function isHeld(record: PersonRecord | undefined): boolean {
  return record !== undefined && hasHeldOffboarding(record);
}

/** Whether they must not get anything, on duty or not. */
function isOut(record: PersonRecord | undefined, now: number): boolean {
  return hasLeft(record, now) || isHeld(record);
}

/** Whether it is known of somebody, without asking anybody, that they must not get anything. */
export function isKnownOut(
  person: PersonIndex,
  { records }: Staff,
  { people, now }: Pick<StaffPorts, 'people' | 'now'>,
): boolean {
  return isOut(records?.records.get(people.identityOf(person)), now());
}

/** What somebody has to be to take a conversation: on duty; or only in, which is neither departed nor held. */
export type Need = 'on duty' | 'in';

/** The account of somebody who may take a conversation. */
export interface Account {
  readonly identity: string;
  /** The target could not be asked about them; what else is known speaks for them. */
  readonly isUnseen: boolean;
}

/**
 * Looks at one person anew, just before they get a conversation.
 * @returns undefined if they must not have it, or that cannot be told.
 */
export async function accountFor(
  person: PersonIndex,
  need: Need,
  staff: Staff,
  ports: StaffPorts,
): Promise<Account | undefined> {
  const identity = ports.people.identityOf(person);
  const [user, record] = await Promise.all([fetchUser(identity, ports), currentRecord(identity, staff, ports)]);
  // What was known a moment ago counts too: it has also what is filed under the name that a former key gave it.
  const known = staff.records?.records.get(identity);
  if (record === 'unknown' || isOut(known, ports.now()) || !mayTake(person, need, record, ports)) return undefined;
  if (user === undefined || !isShownFit(user, staff)) return undefined;
  if (user !== 'unreachable') {
    const isOff = need === 'on duty' && !user.available && (await isOffByHand(identity, record, ports));
    return isOff ? undefined : { identity: user.account, isUnseen: false };
  }
  // Of a SID only the target knows the identity.
  return isSid(identity) ? undefined : { identity, isUnseen: true };
}

/** Their record as it is now. `unknown`: it cannot be read by itself, although the others could. */
async function currentRecord(
  identity: string,
  { records }: Staff,
  { records: store, now, log }: Pick<StaffPorts, 'records' | 'now' | 'log'>,
): Promise<PersonRecord | undefined | 'unknown'> {
  if (!records) return undefined;
  const who = store.name(identity);
  if (records.isUnknown(who)) return 'unknown';
  const known = records.records.get(identity);
  if (now() - records.at < FRESH_MS) return known;
  try {
    const { record } = await store.read(identity);
    if (!record) await store.verify();
    return record ?? known;
  } catch (error) {
    log('warn', 'A record could not be read; its person gets no conversation', { who, ...describeError(error) });
    return 'unknown';
  }
}

function mayTake(
  person: PersonIndex,
  need: Need,
  record: PersonRecord | undefined,
  { resolver, now }: Pick<StaffPorts, 'resolver' | 'now'>,
): boolean {
  if (isOut(record, now())) return false;
  return need === 'in' || resolver.verdict(person, now(), record && factsOf(record, now())).available;
}

/** Whether the target shows somebody who may take conversations. Where it does not answer, what else is known has to be certain. */
function isShownFit(user: TargetUser | 'unreachable', { isCertain }: Staff): boolean {
  if (user === 'unreachable') return isCertain;
  return user.access && (isCertain || user.available);
}
