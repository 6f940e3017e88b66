/** What the resolver is asked and what it answers. Instants are ms UTC; intervals are `[from, to)`. */
import type { Day, PersonIndex } from '../roster/roster';

export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** What is known of a person from outside the roster: HR's word, and overrides and leave that events brought. */
export interface PersonFacts {
  /** Whether they have left, until the first of what is announced. */
  readonly left?: boolean;
  /** Leavings and returns to come, by time. */
  readonly announced?: readonly { readonly at: number; readonly left: boolean }[];
  readonly leave?: readonly Interval[];
  /** Beats the roster's own overrides. `until: null`: until somebody ends it. */
  readonly override?: { readonly available: boolean; readonly from: number; readonly until: number | null };
}

/** Person key → facts. Whoever is not in it has none. */
export type Facts = ReadonlyMap<string, PersonFacts>;

/** What iCalendar feeds add to the roster. */
export interface FromFeeds {
  readonly leave?: readonly (Interval & { readonly person: PersonIndex })[];
  /** Calendar name → dates, besides those of the file. */
  readonly holidays?: Readonly<Record<string, readonly Day[]>>;
}

/** Which rule decided, highest precedence first. `given` is an occurrence that a swap took away; `off` is no rule at all. */
export type Kind = 'left' | 'override' | 'leave' | 'holiday' | 'swap' | 'shift' | 'rotation' | 'given' | 'off';

/** The state of one person at an instant. */
export interface Verdict {
  readonly available: boolean;
  /** Plain words: "shift early", "rotation weekend", "swap weekend (for ben)", "holiday es", "leave", "override", "left", "off". */
  readonly because: string;
  readonly kind: Kind;
  /** The next instant at which `available` or `because` changes; null: not within the horizon of 400 days. */
  readonly until: number | null;
}

/** A stretch of time during which nothing about a person's duty changes. */
export interface Segment extends Interval {
  readonly available: boolean;
  readonly because: string;
  readonly kind: Kind;
}

/** One person's window: both lists sorted, not overlapping, cut to the window; neighbours with one reason are one. */
export interface PersonWindow {
  /** When the person is available. */
  readonly on: readonly Segment[];
  /** When the person is not, and something says so: leave, holiday, override, left, a shift given away. */
  readonly off: readonly Segment[];
}

/** A stretch of a coverage rule with fewer people than it needs. */
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
}

/** Answers for one roster. Every answer comes from the same layers, whether for an instant or for a window. */
export interface Resolver {
  /** 1 for everyone who should be available, in the order of `roster.people`. The tick's question; cheap to repeat. */
  available(instant: number, facts?: Facts): Uint8Array;
  /** Everyone's verdict, in the order of `roster.people`. */
  at(instant: number, facts?: Facts): readonly Verdict[];
  /** One person's verdict (index into `roster.people`). */
  verdict(person: PersonIndex, instant: number, facts?: PersonFacts): Verdict;
  /**
   * The next instant after `instant` at which the schedule of a person (shifts, rotations, swaps, leave, holidays; no
   * overrides, no HR facts) changes availability; null if not within the horizon. It ends an override without an end.
   */
  nextBoundary(person: PersonIndex, instant: number): number | null;
  /** Everyone's `[from, to)`, in the order of `roster.people`. */
  window(from: number, to: number, facts?: Facts): readonly PersonWindow[];
  /** The stretches of the coverage rules that fall short within `[from, to)`, by time. */
  coverage(from: number, to: number, facts?: Facts): readonly Shortfall[];
  /** The occurrences of shifts and coverage rules around `[from, to)` that the clocks swallow. */
  dropped(from: number, to: number): readonly Dropped[];
}
