/** What all hand-overs of one execution share. */
import type { Log } from '../../lib/log';
import type { Conversations } from '../conversations';
import type { PersonNames } from '../lockout-limit';
import type { Memory } from '../memory';
import type { Alerts, AuditLog, Clock, NotesStore, RecordStore, SendText, Slack, Target } from '../ports';
import type { KnownRecords } from '../stored-records';
import type { UpdateRecordPorts } from '../update-record';
import { type Accounts, createAccounts } from './accounts';
import type { HandoverBatches } from './batches';
import { createTakerFinder, type TakerFinder, type TakerPorts } from './takers';

/** The ports that handing over takes. */
export type HandoverPorts = TakerPorts &
  PersonNames &
  UpdateRecordPorts & {
    readonly records: Pick<RecordStore, 'name' | 'read' | 'write' | 'verify'>;
    readonly target: Pick<Target, 'name' | 'title' | 'find' | 'dryRun'>;
    readonly conversations: Conversations;
    readonly handoverBatches: HandoverBatches;
    readonly memory: Pick<Memory, 'handoverTries'>;
    /** Absent: no number is configured to send from. */
    readonly sendText?: SendText;
    /** Absent: no Slack app is configured. */
    readonly slack?: Slack;
    readonly notes: NotesStore;
    readonly audit: Pick<AuditLog, 'note'>;
    readonly alert: Alerts;
    readonly now: Clock;
    readonly log: Log;
    /** When the execution has to end, ms. */
    readonly deadline: number;
  };

/** Conversations that pass side by side; how many calls that makes at once the limiter of the host decides. */
const AT_ONCE = 40;

/** So long before an execution has to end nothing more is begun, ms: calls end a second before, and then it is written down how far they came. */
const RESERVE_MS = 1600;

/** One execution's work on hand-overs. */
export interface HandoverRun {
  readonly ports: HandoverPorts;
  readonly known: KnownRecords;
  readonly takers: TakerFinder;
  readonly accounts: Accounts;
  /** Names this execution in leases. */
  readonly by: string;
  /** When it began to work on hand-overs, ms. */
  readonly began: number;
  /** Only what was begun is ended: nobody is added, and nothing closed. */
  readonly endsOnly?: true;
  /** Whether something may still be begun. */
  mayGoOn(): boolean;
  /** Runs a job as soon as fewer than {@link AT_ONCE} are under way. */
  inTurn<T>(job: () => Promise<T>): Promise<T>;
}

export function startRun(known: KnownRecords, ports: HandoverPorts): HandoverRun {
  let running = 0;
  const waiting: (() => void)[] = [];
  const accounts = createAccounts(known, ports);
  const mayGoOn = () => ports.now() < ports.deadline - RESERVE_MS;
  return {
    ports,
    known,
    takers: createTakerFinder(known, accounts, mayGoOn, ports),
    accounts,
    began: ports.now(),
    by: Math.floor(ports.random() * 2 ** 48).toString(36),
    mayGoOn,
    async inTurn(job) {
      if (running >= AT_ONCE) await new Promise<void>((resume) => waiting.push(resume));
      running++;
      try {
        return await job();
      } finally {
        running--;
        waiting.shift()?.();
      }
    },
  };
}
