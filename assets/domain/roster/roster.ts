/**
 * The compiled roster: `roster.yaml` validated, with names resolved and defaults filled in. The build compiles it, so
 * nothing is parsed at run time. All times of day are wall times, and everything is plain JSON.
 */

import type { Day, MinuteOfDay, WallMinute } from '../time';
import type { Language, NotifyPolicy } from './notify-policy';
import type { Operator } from './operators';

/** Index into {@link Roster.people}. */
export type PersonIndex = number;

export interface Person {
  /** The key in `roster.yaml`, for example `ana`. */
  readonly key: string;
  /** The Frontline identity or SID, case-sensitive. */
  readonly identity: string;
  /** IANA zone; the roster's where the person has none. */
  readonly zone: string;
  /** Names of the holiday calendars that apply to this person. */
  readonly holidays: readonly string[];
  /** The person's id at each provider: provider name → id. */
  readonly ids: Readonly<Record<string, string>>;
  /** What calendars call the person, besides key and identity. */
  readonly names?: readonly string[];
  readonly manager?: PersonIndex;
  /** E.164. */
  readonly phone?: string;
  /** Their user id in Slack. */
  readonly slack?: string;
  /** They are told nothing, and are in no group of Slack. */
  readonly notify?: 'none';
  /** In which they are told things. Absent: in that of `notify`. */
  readonly language?: Language;
}

/** A span of wall time that recurs every week. */
export interface Weekly {
  /** IANA zone of the wall times. */
  readonly zone: string;
  /** Days on which it starts: bit 0 is Monday, bit 6 Sunday. */
  readonly days: number;
  readonly from: MinuteOfDay;
  /** At or before `from`: ends on the next day. */
  readonly to: MinuteOfDay;
  /** First date on which it may start. */
  readonly since?: Day;
  /** Last date on which it may start, included. */
  readonly until?: Day;
}

/**
 * One window of a shift in one zone. A shift with several windows a day, or without a zone whose people live in several zones,
 * is compiled into several shifts with the same `id`; the windows have one zone, and the same people or rotation. Either everyone in `who` works each occurrence, or whoever has the turn by `rotation`.
 */
export interface Shift extends Weekly {
  readonly id: string;
  readonly who?: readonly PersonIndex[];
  readonly rotation?: Rotation;
  /** Of several windows: when the first of the day begins. Turns that count worked days count the day by it. */
  readonly dayFrom?: MinuteOfDay;
  /** The occurrences are the events of a feed: `days` is 0, so that none starts weekly, and `who` is with the feed. */
  readonly fromFeed?: true;
  /** It takes place on the holidays of whoever works it. */
  readonly worksHolidays?: true;
}

/** Who has a turn: a person, several people together, or nobody on purpose (null). */
export type Member = PersonIndex | readonly PersonIndex[] | null;

/** Whose turn it is: hand-offs every `every` `unit`s of wall time from `start`, in the shift's zone. */
export interface RotationRule {
  /** In order. */
  readonly members: readonly Member[];
  readonly every: number;
  readonly unit: 'hour' | 'day' | 'week' | 'month';
  readonly start: WallMinute;
  /** `worked` counts only the days (or weeks) in which the shift starts at all. */
  readonly count: 'calendar' | 'worked';
}

/** A rule, and those that replace it later on. */
export interface Rotation extends RotationRule {
  /** Sorted. Each holds from its `from` on, which is one of its own hand-offs. */
  readonly changes?: readonly (RotationRule & { readonly from: WallMinute })[];
}

/** Absence on the person's own clock, `[from, to)`. */
export interface Leave {
  readonly person: PersonIndex;
  readonly from: WallMinute;
  readonly to: WallMinute;
}

/** Availability set by the roster for a period on the person's own clock, `[from, to)`, whatever the shifts. */
export interface Override extends Leave {
  readonly available: boolean;
}

/** `take` works `give`'s part of the occurrence of `shifts[shift]` that starts on `date` (in the shift's zone). */
export interface Swap {
  /** Index into {@link Roster.shifts}. */
  readonly shift: number;
  readonly date: Day;
  readonly give: PersonIndex;
  readonly take: PersonIndex;
}

/**
 * `by` works what `person` would have worked in `[from, to)` without leave: after swaps, and not on holidays of `person`. The
 * times are on the clock of `person`. No two covers of a person's shift overlap, and there are no circles.
 */
export interface Cover extends Leave {
  readonly by: PersonIndex;
  /** The id of the only shift that is covered; absent: every shift. */
  readonly shift?: string;
}

/** Each occurrence requires at least `min` of the people in `of`. */
export interface Coverage extends Weekly {
  readonly id: string;
  readonly min: number;
  readonly of: readonly PersonIndex[];
}

/** An iCalendar feed of a holiday calendar, of leave, or of a shift (of certain people, or of the people named by its events). */
export type Feed =
  | { readonly kind: 'holidays'; readonly calendar: string; readonly url: string }
  | {
      readonly kind: 'leave';
      readonly person?: PersonIndex;
      readonly url: string;
      /** Words and phrases: an event with one of them in its title is no leave. */
      readonly ignore?: readonly string[];
    }
  | {
      readonly kind: 'shift';
      /** Index into {@link Roster.shifts}. */
      readonly shift: number;
      readonly url: string;
      /** Everyone here works each event; absent: whom the event names. */
      readonly who?: readonly PersonIndex[];
      /** IANA zone of whole days and of times without a zone; absent: the person's with `who`, else the roster's. */
      readonly zone?: string;
      /** Words and phrases: an event with one of them in its title is no shift. */
      readonly ignore?: readonly string[];
    };

/** What becomes of somebody's open conversations. A person or a team that is named takes them over. */
export type HandoverTo =
  | { readonly kind: 'none' | 'close' | 'manager' }
  | { readonly kind: 'person'; readonly person: PersonIndex }
  /** The people of the team who are on duty. A key of {@link Roster.teams}. */
  | { readonly kind: 'team'; readonly team: string };

/** When people's open conversations are handed over, and to whom. */
export interface HandoverPolicy {
  /** Of somebody who has left. */
  readonly left: HandoverTo;
  /** Of somebody on leave, until they are back. */
  readonly leave: HandoverTo;
  /** So long after they left, or the leave began, ms. */
  readonly after: number;
}

/** Who gets a new conversation on a number, where Frontline asks for it (custom routing). */
export interface RoutingRule {
  /** Twilio's number: E.164, or `whatsapp:` and E.164. Without the prefix it also stands for WhatsApp, unless that has a rule of its own. */
  readonly number: string;
  /** A key of {@link Roster.teams}. */
  readonly team: string;
  /** Whether the customer's last worker goes first, if on duty. */
  readonly sticky: boolean;
  /** If nobody of the team is on duty. */
  readonly otherwise: { readonly kind: 'wait' } | Extract<HandoverTo, { readonly kind: 'person' | 'team' }>;
}

/** Calendar years, both included. */
export interface Years {
  readonly first: number;
  readonly last: number;
}

export interface Roster {
  readonly version: 1;
  /** IANA zone for everything without its own. */
  readonly zone: string;
  readonly people: readonly Person[];
  readonly shifts: readonly Shift[];
  /** Calendar name → its dates, sorted. A calendar filled only by a feed is included, with no dates. */
  readonly holidays: Readonly<Record<string, readonly Day[]>>;
  /** Calendar name → its holidays of less than a day, sorted, `[from, to)` on the person's own clock. Absent: none. */
  readonly holidayParts?: Readonly<Record<string, readonly { readonly from: WallMinute; readonly to: WallMinute }[]>>;
  /** The years for which the holidays of countries were looked up. Absent: no calendar is that of a country. */
  readonly holidayYears?: Years;
  readonly leave: readonly Leave[];
  readonly overrides: readonly Override[];
  /** In the order of the file: a later swap may pass on what an earlier one gave. */
  readonly swaps: readonly Swap[];
  /** Absent: none. */
  readonly covers?: readonly Cover[];
  readonly coverage: readonly Coverage[];
  /** Identities that no event may deactivate. */
  readonly protect: readonly string[];
  /** The providers whose reinstatements and cancellations count for the lock-outs of every source. Absent: `standard` alone. */
  readonly authority?: readonly string[];
  /** Name → its people. Absent: there are no teams. */
  readonly teams?: Readonly<Record<string, readonly PersonIndex[]>>;
  /** Absent: nothing is handed over but by an operator. */
  readonly handover?: HandoverPolicy;
  /** Absent: none; nothing is routed. */
  readonly routing?: readonly RoutingRule[];
  /** Absent: nobody is told anything, but who takes over conversations. */
  readonly notify?: NotifyPolicy;
  /** Absent: nobody but who knows OPS_SECRET. */
  readonly operators?: readonly Operator[];
  readonly feeds: readonly Feed[];
}
