import type { FeedFacts, Interval } from '../domain/schedule/schedule';

/** What the feeds add to the roster. */
export interface AskedFeeds {
  readonly facts: FeedFacts;
  /** The leave of each feed alone, by its index in `roster.feeds`. */
  readonly leave: readonly (Interval & { readonly person: number; readonly feed: number })[];
  /** By index in `roster.feeds`; `failed`: nothing of the feed is known. */
  readonly problems: readonly { readonly feed: number; readonly message: string; readonly failed: boolean }[];
}
