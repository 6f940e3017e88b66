/**
 * The compiled roster: `roster.yaml` validated, with names resolved and defaults filled in. The build compiles it, so
 * nothing is parsed at run time. All times of day are wall times, and everything is plain JSON.
 */

import type { Day, MinuteOfDay, WallMinute } from '../time';

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
 * One shift in one zone. A shift without a zone whose people live in several zones is compiled into several shifts with the
 * same `id`. Either everyone in `who` works each occurrence, or the member of `rotation` whose turn it is.
 */
export interface Shift extends Weekly {
  readonly id: string;
  readonly who?: readonly PersonIndex[];
  readonly rotation?: Rotation;
  /** The occurrences are the events of a feed: `days` is 0, so that none starts weekly, and `who` is with the feed. */
  readonly fromFeed?: true;
}

/** Whose turn it is: hand-offs every `every` `unit`s of wall time from `start`, in the shift's zone. */
export interface RotationRule {
  /** In order; null is a turn deliberately left empty (`nobody`). */
  readonly members: readonly (PersonIndex | null)[];
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
  readonly coverage: readonly Coverage[];
  /** Identities that no event may deactivate. */
  readonly protect: readonly string[];
  /** The providers whose reinstatements and cancellations count for the lock-outs of every source. Absent: `standard` alone. */
  readonly authority?: readonly string[];
  readonly feeds: readonly Feed[];
}
