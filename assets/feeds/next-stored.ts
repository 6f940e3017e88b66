/** What is stored of a feed after an attempt to refresh it. Pure. */
import { createHash } from 'node:crypto';
import type { Feed, Roster } from '../domain/roster/roster';
import { DAY, type EpochMs, MINUTE } from '../domain/time';
import type { FeedAnswer, FeedContent } from './feed';
import type { StoredFeed } from './store';

/** The outcome of fetching a feed and parsing its text. */
export type FeedOutcome =
  | Exclude<FeedAnswer, { kind: 'text' }>
  | {
      readonly kind: 'parsed';
      readonly content: FeedContent;
      readonly warnings: readonly string[];
      readonly etag?: string;
      readonly modified?: string;
    };

/** Recurring events are expanded this far; once a day anew, even if the feed has not changed. */
const WINDOW_BEFORE = 2 * DAY;
const WINDOW_AFTER = 400 * DAY;
/** A feed with so many entries ahead that is suddenly empty is taken for broken, until it has been empty for a while. */
const MIN_ENTRIES_TO_SUSPECT = 3;
const EMPTY_ACCEPTED_AFTER = DAY;
const MAX_VALIDATOR_LENGTH = 512;

/** The window to parse; the same all day long, so that the same feed gives the same content. */
export function windowAt(now: EpochMs): { readonly from: EpochMs; readonly to: EpochMs } {
  const today = Math.floor(now / DAY) * DAY;
  return { from: today - WINDOW_BEFORE, to: today + WINDOW_AFTER };
}

/** True if an answer "unchanged" would still be right: read for the same people and in the same way, within a day. */
export function isCurrent(stored: StoredFeed | undefined, digest: string, now: EpochMs): stored is StoredFeed {
  return stored?.content !== undefined && stored.people === digest && now - (stored.read ?? 0) < DAY;
}

/** A failure keeps the last good answer. @param digest its {@link readingDigest}. */
export function nextStored(
  stored: StoredFeed | undefined,
  outcome: FeedOutcome,
  digest: string,
  now: EpochMs,
): StoredFeed {
  const { failure: _, emptySince, ...before } = stored ?? { warnings: [], tried: now };
  const failed = (failure: string, since = emptySince): StoredFeed => ({
    ...before,
    ...(since !== undefined && { emptySince: since }),
    tried: now,
    failure,
  });
  if (outcome.kind === 'failed') return failed(outcome.reason);
  if (outcome.kind === 'unchanged') {
    return stored?.content
      ? { ...before, tried: now, good: now }
      : failed('it says unchanged, but nothing is kept of it');
  }
  const { content, warnings, etag, modified } = outcome;
  const since = emptySince ?? now;
  if (entriesOf(content) === 0 && hadManyAhead(stored?.content, now) && now - since < EMPTY_ACCEPTED_AFTER) {
    return failed('it is empty all of a sudden', since);
  }
  return {
    content,
    good: now,
    read: now,
    tried: now,
    people: digest,
    warnings,
    ...(isKept(etag) && { etag }),
    ...(isKept(modified) && { modified }),
    ...(stored?.origin && { origin: stored.origin }),
  };
}

/** Raised when the same text of a feed is read in another way, so that stored content is not kept for a day. */
const READER_VERSION = 3;

/** A digest of what decides how a feed is read: the people whom it may name, and what the roster says about it. */
export function readingDigest(feed: Feed, { people }: Roster): string {
  const names = people.map(({ key, identity, names = [] }) => [key, identity, names]);
  const decisive: unknown[] = [READER_VERSION, names, feed.kind === 'holidays' ? [] : (feed.ignore ?? [])];
  return createHash('sha256').update(JSON.stringify(decisive)).digest('hex').slice(0, 16);
}

/** How many absences, shifts, dates and parts of days a feed brings. */
export function entriesOf({ leave, dates, parts = [], shifts = [] }: FeedContent): number {
  return leave.length + dates.length + parts.length + shifts.length;
}

function hadManyAhead(content: FeedContent | undefined, now: number): boolean {
  if (content === undefined) return false;
  const { leave, parts = [], shifts = [] } = content;
  const ahead = [...leave, ...parts, ...shifts].filter(({ to }) => to * MINUTE > now).length;
  return ahead + content.dates.filter((date) => date * DAY > now).length >= MIN_ENTRIES_TO_SUSPECT;
}

function isKept(validator: string | undefined): validator is string {
  return validator !== undefined && validator.length <= MAX_VALIDATOR_LENGTH;
}
