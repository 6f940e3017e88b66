import type { MinuteOfDay } from '../time';

/** `sms`: a text message to the phone. `slack`: a direct message of the Slack app. */
export const CHANNELS = ['sms', 'slack'] as const;

export type Channel = (typeof CHANNELS)[number];

/** A period of the day on each person's own clock in which nobody is told anything. At or before `from`: ends on the next day. */
export interface QuietHours {
  readonly from: MinuteOfDay;
  readonly to: MinuteOfDay;
}

/** A user group of Slack whose members are the people on duty. */
export interface DutyGroup {
  /** Slack's id of the group: S… */
  readonly group: string;
  /** A key of {@link Roster.teams}; absent: everybody of the roster. */
  readonly team?: string;
}

/** In which people can be told things. */
export const LANGUAGES = ['en', 'es', 'de'] as const;

export type Language = (typeof LANGUAGES)[number];

/** What people are told, and how. */
export interface NotifyPolicy {
  /** Each person is told by the first of these that reaches them. Empty: only `groups` are kept. */
  readonly by: readonly Channel[];
  /** So long before a shift, ms, whoever works it is reminded. Absent: no reminders. */
  readonly shift?: number;
  /** Whether people are told that their coming shifts have changed. */
  readonly changes: boolean;
  /** Whether people are told by `by` which conversations they have taken over. */
  readonly handover: boolean;
  readonly quiet?: QuietHours;
  /** Absent: English. */
  readonly language?: Language;
  readonly groups: readonly DutyGroup[];
}
