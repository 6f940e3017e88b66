/** iCalendar feeds, refreshed by the tick. A feed that fails keeps its last good answer. */
import { Conflict, type FeedStatus, type StartTimer } from '../application/ports';
import type { Feed, Roster } from '../domain/roster/roster';
import type { FeedFacts } from '../domain/schedule/schedule';
import { type EpochMs, MINUTE } from '../domain/time';
import { describeError } from '../lib/errors';
import type { Log } from '../lib/log';
import { combineFeeds } from './combine';
import type { FeedAnswer, FetchFeed, ParseFeed } from './feed';
import { entriesOf, type FeedOutcome, isCurrent, nextStored, readingDigest, windowAt } from './next-stored';
import type { FeedStore, StoredFeed } from './store';

export interface FeedPorts {
  readonly store: FeedStore;
  readonly fetch: FetchFeed;
  /** ms since the epoch. */
  readonly now: () => number;
  /** Ends the wait for feeds that take too long. */
  readonly startTimer: StartTimer;
  readonly log: Log;
}

/** All feeds together. */
export interface FeedsState {
  readonly fromFeeds: FeedFacts;
  /** The same for the same content: a resolver made for it is still good. */
  readonly key: string;
  readonly status: readonly FeedStatus[];
}

const REFRESH_AFTER = 15 * MINUTE;
/** ms. The limit for all feeds together; feeds that are not ready by then keep what is stored. */
const TIME_LIMIT = 2500;
/** ms. Parsing blocks everything else; a feed that is not parsed by then, counted from the same start, is given up. */
const PARSE_BY = 3000;

const NO_FEEDS: FeedsState = { fromFeeds: {}, key: '', status: [] };

/** Loads the stored content and fetches nothing. Throws if the store cannot be reached: acting without leave would be wrong. */
export async function loadFeeds(roster: Roster, ports: Pick<FeedPorts, 'store'>): Promise<FeedsState> {
  if (roster.feeds.length === 0) return NO_FEEDS;
  return feedsState(roster, await Promise.all(roster.feeds.map((feed) => ports.store.read(feed))));
}

/** The same, after refreshing, for at most {@link TIME_LIMIT} ms, each feed that was last fetched 15 minutes ago or longer. */
export async function refreshFeeds(roster: Roster, ports: FeedPorts): Promise<FeedsState> {
  if (roster.feeds.length === 0) return NO_FEEDS;
  const before = await Promise.all(roster.feeds.map((feed) => ports.store.read(feed)));
  const after = [...before];
  let cancel: (() => void) | undefined;
  const timeIsOver = new Promise<void>((resolve) => {
    cancel = ports.startTimer(TIME_LIMIT, resolve);
  });
  const refreshing = roster.feeds.map(async (feed, index) => {
    const stored = before[index];
    if (stored && Math.abs(ports.now() - stored.tried) < REFRESH_AFTER) return;
    const place = placeOf(roster, index);
    try {
      const next = await refreshFeed(feed, stored, roster, place, ports);
      after[index] = next;
      await keep(feed, next, place, ports);
    } catch (error) {
      ports.log('error', 'Could not refresh a feed', { feed: place, ...describeError(error) });
    }
  });
  await Promise.race([Promise.all(refreshing), timeIsOver]);
  cancel?.();
  return feedsState(roster, [...after]);
}

/** Fetches and parses one feed; the outcome is decided by {@link nextStored}. */
async function refreshFeed(
  feed: Feed,
  stored: StoredFeed | undefined,
  roster: Roster,
  place: string,
  ports: FeedPorts,
): Promise<StoredFeed> {
  const now = ports.now();
  const digest = readingDigest(feed, roster);
  const validators = isCurrent(stored, digest, now) && { etag: stored.etag, modified: stored.modified };
  const answer = await ports.fetch({ url: feed.url, ...validators });
  const outcome = answer.kind === 'text' ? await parse(answer, feed, roster, now, ports) : answer;
  const next = nextStored(stored, outcome, digest, now);
  if (next.failure !== undefined) {
    ports.log('warn', 'Could not refresh a feed; keeping its last good answer', { feed: place, failure: next.failure });
  }
  return next;
}

async function parse(
  answer: Extract<FeedAnswer, { kind: 'text' }>,
  feed: Feed,
  { people }: Roster,
  now: EpochMs,
  ports: FeedPorts,
): Promise<FeedOutcome> {
  const parseFeed = await loadParser();
  const context = { feed, people, ...windowAt(now), outOfTime: () => ports.now() - now > PARSE_BY };
  const result = parseFeed(answer.text, context);
  return 'fault' in result ? { kind: 'failed', reason: result.fault } : { ...answer, ...result, kind: 'parsed' };
}

/** Loaded only when needed: the asset is large, and most ticks have nothing to parse. */
async function loadParser(): Promise<ParseFeed> {
  return (await import('./reading.private')).parseFeed;
}

async function keep(feed: Feed, stored: StoredFeed, place: string, { store, log }: FeedPorts): Promise<void> {
  try {
    await store.write(feed, stored);
  } catch (error) {
    // After a conflict another tick's answer is stored, which is as good; if Sync is away, the next tick fetches again.
    if (!(error instanceof Conflict)) log('warn', 'Could not store a feed', { feed: place, ...describeError(error) });
  }
}

function feedsState(roster: Roster, stored: readonly (StoredFeed | undefined)[]): FeedsState {
  return {
    ...combineFeeds(
      roster,
      stored.map((feed) => feed?.content),
    ),
    status: roster.feeds.map((_, index) => statusOf(placeOf(roster, index), stored[index])),
  };
}

function statusOf(place: string, stored: StoredFeed | undefined): FeedStatus {
  const { content, failure } = stored ?? {};
  return {
    place,
    good: stored?.good ?? null,
    tried: stored?.tried ?? null,
    ...(failure !== undefined && { failure }),
    warnings: stored?.warnings ?? [],
    entries: content === undefined ? 0 : entriesOf(content),
  };
}

/** "leave feed 2", "holidays es", "holidays es 2", "shift oncall": its place in the roster, never its address. */
function placeOf({ feeds, shifts }: Roster, index: number): string {
  function named(feed: Feed): string {
    if (feed.kind === 'leave') return 'leave feed';
    return feed.kind === 'shift' ? `shift ${shifts[feed.shift]?.id}` : `holidays ${feed.calendar}`;
  }
  const feed = feeds[index];
  if (feed === undefined) return 'feed';
  const number = feeds.slice(0, index + 1).filter((other) => named(other) === named(feed)).length;
  return feed.kind === 'leave' || number > 1 ? `${named(feed)} ${number}` : named(feed);
}
