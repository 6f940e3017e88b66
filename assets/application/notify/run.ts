/** What telling people takes. */
import type { Roster } from '../../domain/roster/roster';
import type { Resolver } from '../../domain/schedule/schedule';
import type { Log } from '../../lib/log';
import type { PersonNames } from '../lockout-limit';
import type { Memory } from '../memory';
import type { Alerts, Clock, NotesStore, Random, RecordStore, SendText, Slack, Target } from '../ports';

/** The ports that telling people takes. */
export type NotifyPorts = PersonNames & {
  readonly roster: Roster;
  readonly resolver: Resolver;
  readonly records: Pick<RecordStore, 'name'>;
  readonly target: Pick<Target, 'dryRun'>;
  readonly notes: NotesStore;
  readonly memory: Pick<Memory, 'notes'>;
  /** Absent: no number is configured to send from. */
  readonly sendText?: SendText;
  /** Absent: no Slack app is configured. */
  readonly slack?: Slack;
  readonly alert: Alerts;
  readonly now: Clock;
  readonly random: Random;
  readonly log: Log;
  /** When the execution has to end, ms. */
  readonly deadline: number;
};

/** Nothing is begun so long before the execution has to end, ms: claiming takes up to three seconds, and then a message is sent. */
const RESERVE_MS = 2500;

export function mayBegin({ now, deadline }: Pick<NotifyPorts, 'now' | 'deadline'>): boolean {
  return now() < deadline - RESERVE_MS;
}
