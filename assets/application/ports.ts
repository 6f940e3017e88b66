import type { Users } from '../adapters/frontline/users';
import type { Alert } from '../adapters/notify/alerts';
import type { AppliedTable } from '../adapters/store/applied-table';
import type { AuditLog } from '../adapters/store/audit-log';
import type { HeartbeatStore } from '../adapters/store/heartbeat';
import type { LockoutCounter } from '../adapters/store/lockout-counter';
import type { RecordStore } from '../adapters/store/records';
import type { Request } from '../api/http/request';
import type { Directory } from '../domain/roster/directory';
import type { Roster } from '../domain/roster/roster';
import type { Resolver } from '../domain/schedule/schedule';
import type { FeedStatus } from '../feeds/refresh';
import type { Log } from '../lib/log';
import type { Configuration } from '../main/configuration';
import type { Memory } from './memory';

/** Everything a flow may touch of the world, made by the composition root for one execution. */
export interface Ports {
  readonly configuration: Configuration;
  readonly roster: Roster;
  /** Tells one deployed roster from another. */
  readonly fingerprint: string;
  readonly people: Directory;
  /** The resolver of the roster alone; flows use it with what the feeds add. */
  readonly resolver: Resolver;
  /** The same with what the iCalendar feeds add: as they are stored, or asked first. @throws if Sync cannot be reached. */
  readonly resolverWithFeeds: (
    how: 'stored' | 'refreshed',
  ) => Promise<{ readonly resolver: Resolver; readonly feeds: readonly FeedStatus[] }>;
  /** Has the shift changes of one duty shard made by another execution. @throws if it did not answer. */
  readonly callShard: (shard: number) => Promise<void>;
  /** Whether Twilio itself signed this request, as it does those for a phone number's webhook. */
  readonly isFromTwilio: (request: Request) => boolean;
  readonly records: RecordStore;
  readonly duty: AppliedTable;
  readonly users: Users;
  readonly guard: LockoutCounter;
  readonly audit: AuditLog;
  readonly heartbeat: HeartbeatStore;
  readonly alert: Alert;
  readonly memory: Memory;
  readonly log: Log;
  /** ms since the epoch. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
}
