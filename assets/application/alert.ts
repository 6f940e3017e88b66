import type { HeldReason } from '../domain/person/record';
import type { TargetName } from '../domain/person/target';

/** What is wrong with a target as a whole, not with single users. */
export type Refusal = 'unreachable' | 'changes-refused' | 'nobody-found';

/** The causes of alerts. They are part of a hash, not of the message. */
type AlertCause =
  | `held-${HeldReason | 'roster'}`
  | 'sync-down'
  | 'sync-unreachable'
  | 'lock-out-waits'
  | 'changes-fail'
  | 'profile-refused'
  | 'no-tick'
  | 'ops-secret'
  | Exclude<Refusal, 'unreachable'>
  | `${TargetName}-unreachable`
  | `drift-${string}`
  | `coverage-${string}`
  | `feed-${string}`
  | 'holidays-end'
  | `handshake-${string}`
  | `dry-run-${string}`
  | 'unknown-leaver'
  | `refused-${string}`
  | `unauthorized-${string}`
  | 'record-full'
  | 'reused-id'
  | 'users-unseen'
  | 'shift-changes-fail'
  | 'roster-people'
  | 'roster-in-doubt'
  | 'unreadable-record'
  | 'unread-records'
  | 'callbacks-unchecked'
  | 'record-key'
  | 'damaged-state'
  | 'offboarding-not-recorded'
  | 'let-in-again'
  | 'evidence-waits'
  | 'evidence-unreadable'
  | `routing-${string}`
  | `notify-${'failed' | 'crowded' | 'stalls' | 'forgotten'}`
  | `notify-${'unconfigured' | 'group'}-${string}`
  | `handover-${'waits' | 'done' | 'failed' | 'stalls' | 'unnumbered'}`
  | `sender-${string}`;

export interface Alert {
  readonly cause: AlertCause;
  readonly text: string;
  /** Whom it is about, where each person is alerted: a few by name within the quiet time, then that there are more. */
  readonly person?: string;
  /** Each of them is alerted once in 24 hours: an alert is quiet if all of its people were. */
  readonly people?: readonly string[];
  /** So long the same cause is not repeated; absent: one hour. */
  readonly quietHours?: number;
}
