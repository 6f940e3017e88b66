import type { Request } from '../api/http/request';
import type { TitleOf } from '../application/held-in-words';
import type { Admissions } from '../application/lockout-admission';
import type { Memory } from '../application/memory';
import type { ErasureStore } from '../application/operators/erasure';
import type {
  Alerts,
  AppliedTable,
  AuditLog,
  Clock,
  FeedSource,
  HeartbeatStore,
  LockoutCounter,
  Random,
  RecordStore,
  RosterPeopleStore,
  StartTimer,
  StoreContact,
  Target,
  UnknownLeaverStore,
} from '../application/ports';
import type { ShardReport } from '../application/tick/shard-report';
import type { Directory } from '../domain/roster/directory';
import type { Roster } from '../domain/roster/roster';
import type { Resolver } from '../domain/schedule/schedule';
import type { Log } from '../lib/log';
import type { Configuration } from './configuration';

/** Every port of one execution. A use case declares the few that it takes; only tests and the composition root see all. */
export interface Ports {
  readonly configuration: Configuration;
  readonly roster: Roster;
  /** Tells one deployed roster from another. */
  readonly fingerprint: string;
  readonly people: Directory;
  /** The resolver of the roster alone; use cases get one with what the feeds add. */
  readonly resolver: Resolver;
  readonly feeds: FeedSource;
  /** Has the shift changes of one duty shard made by another execution. @throws if it did not answer. */
  readonly callShard: (shard: number) => Promise<ShardReport>;
  /** Whether Twilio itself signed this request, as it does those for a phone number's webhook. */
  readonly isFromTwilio: (request: Request) => boolean;
  readonly records: RecordStore;
  readonly applied: AppliedTable;
  readonly rosterPeople: RosterPeopleStore;
  readonly target: Target;
  readonly lockouts: LockoutCounter;
  readonly admissions: Admissions;
  readonly storeContact: StoreContact;
  readonly audit: AuditLog;
  readonly erasures: ErasureStore;
  readonly unknownLeavers: UnknownLeaverStore;
  readonly heartbeat: HeartbeatStore;
  readonly alert: Alerts;
  readonly titleOf: TitleOf;
  readonly memory: Memory;
  readonly log: Log;
  /** ms since the epoch. */
  readonly now: Clock;
  readonly startTimer: StartTimer;
  readonly sleep: (ms: number) => Promise<void>;
  /** In [0, 1). */
  readonly random: Random;
}
