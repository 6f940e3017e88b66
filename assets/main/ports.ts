import type { Request } from '../api/http/request';
import type { SetupView } from '../api/views/views';
import type { Conversations } from '../application/conversations';
import type { ForwardCallback } from '../application/gate/forward-callback';
import type { TitleOf } from '../application/held-in-words';
import type { Issuer } from '../application/issuer';
import type { RosterMemory } from '../application/live-roster/current-roster';
import type { CurrentRoster, DeployedRoster, RosterParts } from '../application/live-roster/roster-in-use';
import type { ReadRosterText } from '../application/live-roster/roster-text';
import type { Memory } from '../application/memory';
import type { ErasureStore } from '../application/operators/erasure';
import type {
  Alerts,
  AppliedTable,
  AuditLog,
  Clock,
  HandoverBatches,
  HeartbeatStore,
  LockoutCounter,
  NotesStore,
  PublishedRosterStore,
  Random,
  RecordStore,
  Release,
  RosterPeopleStore,
  RoutingRequests,
  SendText,
  Slack,
  StartTimer,
  StoreContact,
  Target,
  Turns,
  UnknownLeaverStore,
  VerifyToken,
} from '../application/ports';
import type { EvidenceStore } from '../application/reports/evidence-store';
import type { ShardOrder } from '../application/tick/shard-messages';
import type { Roster } from '../domain/roster/roster';
import type { Log } from '../lib/log';
import type { Configuration } from './configuration';

/** Every port of one execution. A use case declares the few that it takes; only tests and the composition root see all. */
export interface Ports extends RosterParts {
  readonly configuration: Configuration;
  /** Absent: what runs was not built, but started from source. */
  readonly release?: Release;
  readonly deployed: DeployedRoster;
  readonly published: PublishedRosterStore;
  readonly rosterMemory: RosterMemory;
  readonly currentRoster: CurrentRoster;
  /** The parts of a roster that is not in use. */
  readonly partsOf: (roster: Roster) => RosterParts;
  readonly readRosterText: ReadRosterText;
  /** Has the shift changes of one duty shard made by another execution. @returns the JSON of its answer. @throws if it did not answer within so many ms. */
  readonly callShard: (order: ShardOrder, ms: number) => Promise<unknown>;
  /** Has the changes of users that this execution makes end by then, ms since the epoch; what has not begun by then fails. */
  readonly endChanges: (by: number) => void;
  /** Whether Twilio itself signed this request, as it does those for a phone number's webhook. */
  readonly isFromTwilio: (request: Request) => boolean;
  readonly forwardCallback: ForwardCallback;
  readonly records: RecordStore;
  readonly applied: AppliedTable;
  readonly rosterPeople: RosterPeopleStore;
  readonly target: Target;
  readonly conversations: Conversations;
  readonly lockouts: LockoutCounter;
  readonly storeContact: StoreContact;
  readonly audit: AuditLog;
  readonly erasures: ErasureStore;
  readonly evidence: EvidenceStore;
  readonly handoverBatches: HandoverBatches;
  /** Absent: no number is configured to send from. */
  readonly sendText?: SendText;
  /** Absent: no Slack app is configured. */
  readonly slack?: Slack;
  readonly notes: NotesStore;
  readonly unknownLeavers: UnknownLeaverStore;
  readonly heartbeat: HeartbeatStore;
  readonly routingRequests: RoutingRequests;
  readonly turns: Turns;
  readonly alert: Alerts;
  /** Absent: OpenID Connect is not configured. */
  readonly verifyToken?: VerifyToken;
  /** Absent: OpenID Connect is not configured. */
  readonly issuer?: Issuer;
  readonly titleOf: TitleOf;
  /** What of the environment is set, for the page. */
  readonly setup: SetupView;
  readonly memory: Memory;
  readonly log: Log;
  /** ms since the epoch. */
  readonly now: Clock;
  /** When the execution has to end, ms since the epoch. */
  readonly deadline: number;
  readonly startTimer: StartTimer;
  readonly sleep: (ms: number) => Promise<void>;
  /** In [0, 1). */
  readonly random: Random;
}
