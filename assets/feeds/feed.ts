/** What an iCalendar feed says, how it is fetched, and how it is read. Instants are ms UTC unless a unit is named. */
import type { Feed, Person, PersonIndex } from '../domain/roster/roster';
import type { HolidaySpan } from '../domain/schedule/schedule';
import type { Day } from '../domain/time';

/**
 * Absence of one person, `[from, to)` in minutes since 1970-01-01T00:00: of UTC, or, for whole days and floating times,
 * of the person's own clock, so that it stays right when the roster moves the person to another zone.
 */
export interface Absence {
  readonly person: PersonIndex;
  readonly clock: 'utc' | 'own';
  readonly from: number;
  readonly to: number;
}

/** An event of a shift, like an {@link Absence}; `own` is the clock of the shift. */
export type Shift = Absence;

/** What a feed says: a feed of leave, of holidays or of a shift has nothing of the others. Sorted, without duplicates. */
export interface FeedContent {
  /** One after the other, though they touch: swaps name each. Absent: none. */
  readonly shifts?: readonly Shift[];
  readonly leave: readonly Absence[];
  readonly dates: readonly Day[];
  /** Besides the whole days. Absent: none. */
  readonly parts?: readonly HolidaySpan[];
}

/** What reading a feed came to. Warnings and faults are plain words without names, addresses or texts of events. */
export type FeedParseResult =
  | { readonly content: FeedContent; readonly warnings: readonly string[] }
  | { readonly fault: string };

/** What the text of a feed is read with. */
export interface FeedParseContext {
  readonly feed: Feed;
  readonly people: readonly Person[];
  /** Only what touches `[from, to)` is taken. */
  readonly from: number;
  readonly to: number;
  /** Asked again and again while reading: true ends it with a fault. */
  readonly outOfTime: () => boolean;
}

/** Never throws, whatever the text. */
export type ParseFeed = (text: string, context: FeedParseContext) => FeedParseResult;

/** A feed's address, with what the server said of the answer that is kept (RFC 9110 §8.8). */
export interface FeedRequest {
  readonly url: string;
  readonly etag?: string | undefined;
  readonly modified?: string | undefined;
}

/** `failed`: why, in words that name neither the address nor the host. */
export type FeedAnswer =
  | { readonly kind: 'text'; readonly text: string; readonly etag?: string; readonly modified?: string }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Never throws. */
export type FetchFeed = (request: FeedRequest) => Promise<FeedAnswer>;
