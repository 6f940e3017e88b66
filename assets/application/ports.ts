/**
 * What the use cases need of the world. Adapters implement these ports, and main/ puts them together for each execution.
 * Instants are ms since the epoch.
 */
import type { PersonRecord } from '../domain/person/record';
import type { TargetChange, TargetName, TargetUser } from '../domain/person/target';
import type { Alert } from './alert';
import type { Concurrency } from './concurrency';
import type { Heartbeat } from './heartbeat';
import type { Erasure, ErasureStore } from './operators/erasure';
import type { MisfiledRecord, StoredRecords } from './stored-records';

export type * from './audit-log';
export type * from './concurrency';
export type * from './conversations';
export { Refused, StalePage } from './conversations';
export type * from './feed-source';
export type * from './gate/forward-callback';
export * from './handover/batches';
export type * from './heartbeat';
export type * from './issuer';
export type * from './live-roster/published-roster';
export type * from './notify/notes-store';
export type * from './notify/slack';
export type * from './reports/evidence-store';
export type * from './roster-people';
export type * from './routing/routing-requests';
export type * from './send-text';
export type * from './unknown-leavers';
export type { Erasure, ErasureStore, MisfiledRecord, StoredRecords };

/** Somebody else wrote since the revision was read: read, decide and write again. */
export class Conflict extends Error {
  override readonly name = 'Conflict';

  constructor(cause?: unknown) {
    super('somebody else wrote in between', { cause });
  }
}

/** The store did not answer in time, or refused. The message is for operators: it names the likely reason, and nobody. */
export class Unavailable extends Error {
  override readonly name: string = 'Unavailable';
  /** HTTP status of the last answer; undefined if no answer came. */
  readonly status: number | undefined;
  /** The vendor's error code. */
  readonly code: unknown;

  constructor(message: string, { cause, status, code }: { cause: unknown; status: number | undefined; code: unknown }) {
    super(message, { cause });
    this.status = status;
    this.code = code;
  }
}

/** The account has no store of the configured name: nothing can be read or written until that is repaired. */
export class ServiceMissing extends Unavailable {
  override readonly name = 'ServiceMissing';
}

/**
 * Which version of the roster counts, or what it says, cannot be told. Whatever needs the schedule has to wait, and nobody is
 * switched by it. The message is a sentence for operators.
 */
export class RosterUnknown extends Unavailable {
  override readonly name = 'RosterUnknown';

  constructor(message: string, cause?: unknown) {
    super(message, { cause, status: undefined, code: undefined });
  }
}

/** The software that runs: the version of `package.json`, and the commit it was built from, where that is known. */
export interface Release {
  readonly version: string;
  readonly commit?: string;
}

/** The clock: the instant that it shows. */
export type Clock = () => number;

/** Calls back after so many ms. @returns what cancels that. */
export type StartTimer = (ms: number, elapsed: () => void) => () => void;

/** Chance: a number in [0, 1). */
export type Random = () => number;

/** Is told of every call to a target, once it has been answered or has failed after all attempts. */
export interface CallObserver {
  /** @param change what was asked for; absent where the user was fetched. */
  answered(account: string, change?: TargetChange): void;
  failed(account: string, error: unknown, change?: TargetChange): void;
}

/** A system whose users Rosterline keeps as roster and HR want them. Its users go by the name of their account there. */
export interface Target {
  readonly name: TargetName;
  /** Its name in alerts, answers and text messages. */
  readonly title: string;
  /** What it lets Rosterline set: access (deactivating a user), and name and avatar. Availability always. */
  readonly can: { readonly access: boolean; readonly profile: boolean };
  /** `DRY_RUN`: no user may be changed, and `update` throws. */
  readonly dryRun: boolean;
  /** Whether it can have an account of this name. If not, it is not called: there is no such user. */
  accepts(account: string): boolean;
  /** Undefined if there is no such user. @throws if it cannot be reached. */
  find(account: string): Promise<TargetUser | undefined>;
  /** Every user; absent where the system cannot list them. */
  list?(): AsyncIterable<TargetUser>;
  /** @returns the user afterwards; undefined if there is no such user. @throws if it cannot be reached. */
  update(account: string, change: TargetChange): Promise<TargetUser | undefined>;
  /** Absent where it is not learnt. */
  readonly concurrency?: Concurrency | undefined;
  /** Has this observer told of every call from now on. */
  observe(observer: CallObserver): void;
}

/**
 * What a write is for: what comes before an effect, and what an operator asks to be written, prepares; what comes after an
 * effect confirms it. Neither may use up the time in which a leaver can be locked out without it.
 */
export type WritePurpose = 'prepare' | 'confirm';

/** A record as it was read, with the revision that a write must name; both absent where there is none yet. */
export interface Stored {
  readonly record?: PersonRecord;
  readonly revision?: string;
}

/**
 * The person records. {@link UnreadableRecord} means that this one person's record is not to be guessed at; everything else but
 * {@link Conflict} that is thrown, that the store cannot be reached.
 */
export interface RecordStore {
  /** The name under which a person is kept: tells nothing of the identity without the key. */
  name(identity: string): string;
  /** A record past its time is not there; a revision without a record is to be overwritten. @throws UnreadableRecord */
  read(identity: string): Promise<Stored>;
  /** To be called before "there is no record" is believed without a write. @throws ServiceMissing */
  verify(): Promise<void>;
  /**
   * A record of someone whom no target knows is written to expire, any other one to stay.
   * @returns the new revision. @throws Conflict if somebody else wrote since `revision` was read.
   */
  write(identity: string, record: PersonRecord, revision: string | undefined, purpose: WritePurpose): Promise<string>;
  erase(identity: string): Promise<void>;
  /** Removes what is stored under a name, whatever it is. @throws Conflict if somebody wrote since `revision` was read. */
  remove(name: string, revision?: string): Promise<void>;
  /** @throws Unavailable if nothing can be read */
  all(): Promise<StoredRecords>;
}

/** Characters of the name by which an applied table knows a person: 72 bits, so that nobody is taken for somebody else. */
export const APPLIED_NAME_LENGTH = 12;

/** What was last applied to each person of a shard. */
export interface AppliedShard {
  /** When the tick that wrote it began: what a record says to have been applied later is newer. */
  readonly at: number;
  readonly on: ReadonlySet<string>;
  readonly off: ReadonlySet<string>;
  /** People for whom the target had no user. */
  readonly missing: ReadonlySet<string>;
  /** Absent if the table does not exist yet. */
  readonly revision?: string;
  /** What is stored cannot be read: nothing is known of anybody, and it is to be overwritten. */
  readonly damaged?: true;
}

/** What ticks last applied, in shards of people. */
export interface AppliedTable {
  read(shard: number): Promise<AppliedShard>;
  /** @returns the new revision. @throws Conflict if another tick wrote meanwhile; the next one corrects it. */
  write(shard: number, table: AppliedShard): Promise<string>;
}

export interface HeartbeatStore {
  /**
   * What lies in the future is left out. `damaged`: what is stored cannot be read, and is to be overwritten.
   * @throws Unavailable
   */
  read(): Promise<{ readonly beat: Heartbeat; readonly revision?: string; readonly damaged?: true }>;
  /**
   * The heartbeat as this process has written it, if it did last: nobody may have written since, which only a write on its
   * revision tells.
   */
  recall(): { readonly beat: Heartbeat; readonly revision: string; readonly damaged?: never } | undefined;
  /** @throws Conflict, Unavailable */
  write(beat: Heartbeat, revision: string | undefined, purpose: WritePurpose): Promise<string>;
}

/** Who of a batch may be locked out. */
export interface Admission {
  readonly admitted: ReadonlySet<string>;
  /** Part of the count cannot be read and counts as full: those who are not admitted may be within the limit. */
  readonly uncounted: boolean;
}

/** Keeps a broken HR integration from locking the whole company out: so many an hour, and no more without an operator. */
export interface LockoutCounter {
  /**
   * Counts these people, as far as the limit allows, in one write where possible. A person counts once within the hour, and
   * is admitted again until then.
   * @param people record names.
   * @throws Conflict if somebody else wrote in between; Unavailable.
   */
  admit(people: readonly string[], now: number, limit: number): Promise<Admission>;
  /** Whom {@link admit} would admit now, first come first; counts nobody. @throws Unavailable. */
  wouldAdmit(people: readonly string[], now: number, limit: number): Promise<Admission>;
}

/** How a host of Twilio's has answered this process. */
export interface Contact {
  /** When it last answered a call otherwise than with 429 or 5xx, ms; absent: never. */
  answered?: number;
  /** When it last answered 429, ms; absent: never. */
  refused?: number;
}

/** Whether the store works, as far as this process has seen. */
export interface StoreContact {
  last(): Contact;
  /** Has the store asked at once, whatever time it asked for, whether it refuses every call. Never throws. */
  probe(): Promise<void>;
}

/**
 * Alerts the operators, once for each cause and its quiet hours. Never throws: what it reports is worse than not reporting it.
 */
export type Alerts = (alert: Alert) => Promise<void>;

/** The alerts that were sent for a cause: since when, for whom (digests), whether it was said that there are more; when whom, where that is once a day. */
export interface SentAlert {
  readonly at: number;
  readonly by?: string | undefined;
  readonly people?: readonly string[] | undefined;
  readonly more?: boolean | undefined;
  readonly named?: Readonly<Record<string, number>> | undefined;
}
