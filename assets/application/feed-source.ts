import type { Resolver } from '../domain/schedule/schedule';

/** How one iCalendar feed stands, for showing; null: not yet. Neither addresses nor identities are in it. */
export interface FeedStatus {
  /** "leave feed 1" or "holidays es". */
  readonly place: string;
  /** The last good answer: when it came, or was last said to be unchanged. */
  readonly good: number | null;
  readonly tried: number | null;
  /** Why the last try failed; absent if it did not. */
  readonly failure?: string;
  readonly warnings: readonly string[];
  /** How many absences or dates it brings. */
  readonly entries: number;
}

/** What the iCalendar feeds add to the roster. */
export interface FeedSource {
  /**
   * A resolver with what the feeds say, as it is stored; or, `refreshed`, after asking those that are due; `tried` is the same,
   * but nothing of it is stored.
   * @throws Unavailable
   */
  resolver(
    how: 'stored' | 'refreshed' | 'tried',
  ): Promise<{ readonly resolver: Resolver; readonly feeds: readonly FeedStatus[] }>;
}
