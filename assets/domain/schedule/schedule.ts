/** The resolver's interface: questions, answers and facts. Intervals are `[from, to)`. */
import type { PersonIndex } from '../roster/roster';
import type { Day, EpochMs, MinuteOfDay } from '../time';

export interface Interval {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Facts about a person from outside the roster: their employment by HR, and the overrides, leave and shifts of events. */
export interface PersonFacts {
  /** True if they have left; holds until the first entry of `announced`. */
  readonly left?: boolean;
  /** Future leavings and returns, by time. */
  readonly announced?: readonly { readonly at: EpochMs; readonly left: boolean }[];
  readonly leave?: readonly Interval[];
  /** On duty in between, like a shift of the roster. */
  readonly shifts?: readonly (Interval & { readonly label?: string })[];
  /** Beats the roster's own overrides. `until: null`: until somebody ends it. */
  readonly override?: { readonly available: boolean; readonly from: EpochMs; readonly until: EpochMs | null };
}

/** Person key → facts. */
export type Facts = ReadonlyMap<string, PersonFacts>;

/** A holiday of less than a day, `[from, to)` in minutes since 1970-01-01T00:00 of UTC, or of the person's own clock. */
export interface HolidaySpan {
  readonly clock: 'utc' | 'own';
  readonly from: number;
  readonly to: number;
}

/** An event of a shift's feed: the person works the shift then. */
export interface FeedShift extends Interval {
  /** Index into the roster's shifts. */
  readonly shift: number;
  readonly person: PersonIndex;
  /** The date on which it starts, in the shift's zone: swaps name it. */
  readonly date: Day;
}

/** What iCalendar feeds add to the roster: leave, holidays, shifts. */
export interface FeedFacts {
  readonly shifts?: readonly FeedShift[];
  readonly leave?: readonly (Interval & { readonly person: PersonIndex })[];
  /** Calendar name → dates, besides those of the file. */
  readonly holidays?: Readonly<Record<string, readonly Day[]>>;
  /** Calendar name → holidays of less than a day. */
  readonly holidayParts?: Readonly<Record<string, readonly HolidaySpan[]>>;
}

/**
 * The rule that decided, highest precedence first. `given` (in API answers, hence the name) is an occurrence
 * that a swap or a cover gave away; `off` is no rule at all.
 */
export type Kind =
  | 'left'
  | 'override'
  | 'leave'
  | 'holiday'
  | 'swap'
  | 'cover'
  | 'shift'
  | 'rotation'
  | 'given'
  | 'off';

/** The state of one person at an instant. */
export interface Verdict {
  readonly available: boolean;
  /** Plain words: "shift early", "rotation weekend", "swap weekend (for ben)", "cover for ana (shift early)", "holiday es", "leave", "override", "left", "off". */
  readonly reason: string;
  readonly kind: Kind;
  /** The next instant at which `available` or `reason` changes; null: not within the horizon of 400 days. */
  readonly until: EpochMs | null;
}

/** A time during which nothing about a person's duty changes. */
export interface Segment extends Interval {
  readonly available: boolean;
  readonly reason: string;
  readonly kind: Kind;
}

/** One person's window: both lists sorted, not overlapping, cut to the window; neighbours with one reason are one. */
export interface PersonWindow {
  /** When the person is available. */
  readonly on: readonly Segment[];
  /** When a rule makes the person unavailable: leave, holiday, override, left, a shift given away or covered. */
  readonly off: readonly Segment[];
}

/** A time in which a coverage rule has fewer people than it needs. */
export interface Shortfall extends Interval {
  /** The coverage rule's id. */
  readonly id: string;
  readonly have: number;
  readonly need: number;
}

/** An occurrence that the clocks swallow: its end resolves to no later than its start. */
export interface Dropped {
  readonly list: 'shifts' | 'coverage';
  /** The id of the shift or coverage rule. */
  readonly id: string;
  readonly zone: string;
  /** The date on which it would start. */
  readonly date: Day;
  /** Wall times. */
  readonly from: MinuteOfDay;
  readonly to: MinuteOfDay;
}

/** Answers for one roster. Every answer comes from the same layers, whether for an instant or for a window. */
export interface Resolver {
  /** 1 for everyone who should be available, in the order of `roster.people`. For the tick: cheap to repeat. */
  available(instant: EpochMs, facts?: Facts): Uint8Array;
  /** Everyone's verdict, in the order of `roster.people`. */
  at(instant: EpochMs, facts?: Facts): readonly Verdict[];
  /** One person's verdict (index into `roster.people`). */
  verdict(person: PersonIndex, instant: EpochMs, facts?: PersonFacts): Verdict;
  /**
   * The next instant after `instant` at which the schedule of a person (shifts, rotations, swaps, covers, leave, holidays, and
   * of the facts the shifts; no overrides) changes availability; null if not within the horizon. It ends an override without an end.
   */
  nextBoundary(person: PersonIndex, instant: EpochMs, facts?: PersonFacts): EpochMs | null;
  /** Everyone's `[from, to)`, in the order of `roster.people`. */
  window(from: EpochMs, to: EpochMs, facts?: Facts): readonly PersonWindow[];
  /** The shortfalls of the coverage rules within `[from, to)`, by time. */
  coverage(from: EpochMs, to: EpochMs, facts?: Facts): readonly Shortfall[];
  /** The occurrences of shifts and coverage rules around `[from, to)` that the clocks swallow. */
  dropped(from: EpochMs, to: EpochMs): readonly Dropped[];
}
