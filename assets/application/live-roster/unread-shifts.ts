import type { Roster } from '../../domain/roster/roster';
import type { FeedStatus } from '../ports';

/** A shift whose calendar has never been read: it is nobody's, so that a tick would switch its people off. */
export interface UnreadShift {
  /** Index into `roster.feeds`. */
  readonly feed: number;
  readonly place: string;
  readonly failure: string;
}

/** @param statuses in the order of `roster.feeds`. */
export function unreadShifts({ feeds }: Roster, statuses: readonly FeedStatus[]): UnreadShift[] {
  return statuses.flatMap(({ place, good, failure = 'no answer within the time for all feeds' }, feed) =>
    feeds[feed]?.kind === 'shift' && good === null ? [{ feed, place, failure }] : [],
  );
}
