/** iCalendar feeds: what they add to the roster, kept fresh by the tick. A feed that fails keeps its last good answer. */

import { createHash } from 'node:crypto';
import { Conflict, type FeedStatus, type StartTimer } from '../application/ports';
import type { Day, Feed, PersonIndex, Roster } from '../domain/roster/roster';
import type { FromFeeds, Interval } from '../domain/schedule/schedule';
import { DAY_MINUTES, MINUTE, toInstant, zoneNamed } from '../domain/schedule/zones';
import { describeError } from '../lib/errors';
import type { Log } from '../lib/log';
import type { Absence, FeedContent, FetchFeed, ReadFeed } from './feed';
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

/** What all feeds say together. */
export interface FeedsNow {
  readonly fromFeeds: FromFeeds;
  /** The same for the same content: a resolver made for it is still good. */
  readonly key: string;
  readonly status: readonly FeedStatus[];
}

const REFRESH_AFTER = 15 * MINUTE;
const DAY = DAY_MINUTES * MINUTE;
/** Recurring events are followed this far; once a day they are followed anew, even if the feed says that nothing changed. */
const BEHIND = 2 * DAY;
const AHEAD = 400 * DAY;
/** A feed that had so much ahead and is empty all of a sudden is not believed before it has been so for a while. */
const SUSPICIOUS = 3;
const BELIEVED_AFTER = DAY;
/** All refreshing together takes no longer; what is not ready by then goes on with what is stored. */
const TIME_LIMIT = 2500;
/** Reading blocks everything else; a feed that is not read by then, counted from the same start, is not read. */
const READ_BY = 3000;
const LONGEST_VALIDATOR = 512;

const NO_FEEDS: FeedsNow = { fromFeeds: {}, key: '', status: [] };

/** What the stored answers say. No feed is asked. Throws if the store cannot be reached: acting without leave would be wrong. */
export async function storedFeeds(roster: Roster, ports: Pick<FeedPorts, 'store'>): Promise<FeedsNow> {
  if (roster.feeds.length === 0) return NO_FEEDS;
  return together(roster, await Promise.all(roster.feeds.map((feed) => ports.store.read(feed))));
}

/** The same, after asking again, for at most {@link TIME_LIMIT} ms, each feed that was last asked 15 minutes ago or longer. */
export async function refreshFeeds(roster: Roster, ports: FeedPorts): Promise<FeedsNow> {
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
      const next = await refreshed(feed, stored, roster, place, ports);
      after[index] = next;
      await keep(feed, next, place, ports);
    } catch (error) {
      ports.log('error', 'A feed could not be refreshed', { feed: place, ...describeError(error) });
    }
  });
  await Promise.race([Promise.all(refreshing), timeIsOver]);
  cancel?.();
  return together(roster, [...after]);
}

async function refreshed(
  feed: Feed,
  stored: StoredFeed | undefined,
  roster: Roster,
  place: string,
  ports: FeedPorts,
): Promise<StoredFeed> {
  const now = ports.now();
  const people = peopleDigest(roster);
  const upToDate = stored?.content && stored.people === people && now - (stored.read ?? 0) < DAY;
  const { failure: _, emptySince, ...before } = stored ?? { warnings: [], tried: now };
  const failed = (failure: string): StoredFeed => {
    ports.log('warn', 'A feed could not be refreshed; its last good answer stays', { feed: place, failure });
    return { ...before, ...(emptySince !== undefined && { emptySince }), tried: now, failure };
  };
  const answer = await ports.fetch({
    url: feed.url,
    ...(upToDate && { etag: stored.etag, modified: stored.modified }),
  });
  if (answer.kind === 'failed') return failed(answer.reason);
  if (answer.kind === 'unchanged') {
    return stored?.content
      ? { ...before, tried: now, good: now }
      : failed('it says unchanged, but nothing is kept of it');
  }
  const readFeed = await loadReader();
  const today = Math.floor(now / DAY) * DAY; // the same window all day long, so that the same feed gives the same content
  const reading = readFeed(answer.text, {
    feed,
    people: roster.people,
    from: today - BEHIND,
    to: today + AHEAD,
    outOfTime: () => ports.now() - now > READ_BY,
  });
  if ('fault' in reading) return failed(reading.fault);
  const { content, warnings } = reading;
  const since = emptySince ?? now;
  if (isEmpty(content) && lost(stored?.content, now) && now - since < BELIEVED_AFTER) {
    return { ...failed('it is empty all of a sudden'), emptySince: since };
  }
  return {
    content,
    good: now,
    read: now,
    tried: now,
    people,
    warnings,
    ...(isKept(answer.etag) && { etag: answer.etag }),
    ...(isKept(answer.modified) && { modified: answer.modified }),
    ...(stored?.origin && { origin: stored.origin }),
  };
}

/** Loaded only here: the asset is large, and most ticks have nothing to read. */
async function loadReader(): Promise<ReadFeed> {
  return (await import('./reading.private')).readFeed;
}

async function keep(feed: Feed, stored: StoredFeed, place: string, { store, log }: FeedPorts): Promise<void> {
  try {
    await store.write(feed, stored);
  } catch (error) {
    // Lost to another tick, what is stored is as good; if Sync is away, the next tick asks the feed again.
    if (!(error instanceof Conflict)) log('warn', 'A feed could not be kept', { feed: place, ...describeError(error) });
  }
}

function together(roster: Roster, stored: readonly (StoredFeed | undefined)[]): FeedsNow {
  const leave: (Interval & { person: PersonIndex })[] = [];
  const holidays: Record<string, Day[]> = {};
  roster.feeds.forEach((feed, index) => {
    const content = stored[index]?.content;
    if (content === undefined) return;
    leave.push(...content.leave.map((absence) => resolved(absence, roster)));
    if (feed.kind === 'holidays') holidays[feed.calendar] = [...(holidays[feed.calendar] ?? []), ...content.dates];
  });
  for (const [calendar, dates] of Object.entries(holidays))
    holidays[calendar] = [...new Set(dates)].sort((a, b) => a - b);
  const fromFeeds: FromFeeds = { leave, holidays };
  return {
    fromFeeds,
    key: createHash('sha256').update(JSON.stringify(fromFeeds)).digest('hex'),
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
    entries: (content?.leave.length ?? 0) + (content?.dates.length ?? 0),
  };
}

function resolved({ person, clock, from, to }: Absence, { people, zone }: Roster): Interval & { person: PersonIndex } {
  if (clock === 'utc') return { person, from: from * MINUTE, to: to * MINUTE };
  const own = zoneNamed(people[person]?.zone ?? zone);
  return { person, from: toInstant(own, from), to: toInstant(own, to) };
}

/** "leave feed 2", "holidays es", "holidays es 2": by its place in the roster, never by its address. */
function placeOf({ feeds }: Roster, index: number): string {
  const named = ({ kind, ...feed }: Feed) =>
    kind === 'leave' ? 'leave feed' : `holidays ${'calendar' in feed ? feed.calendar : ''}`;
  const feed = feeds[index];
  if (feed === undefined) return 'feed';
  const number = feeds.slice(0, index + 1).filter((other) => named(other) === named(feed)).length;
  return feed.kind === 'leave' || number > 1 ? `${named(feed)} ${number}` : named(feed);
}

/** Whom a company-wide feed may name. */
function peopleDigest({ people }: Roster): string {
  const names = people.map(({ key, identity }) => [key, identity]);
  return createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 16);
}

function isEmpty({ leave, dates }: FeedContent): boolean {
  return leave.length + dates.length === 0;
}

function lost(content: FeedContent | undefined, now: number): boolean {
  if (content === undefined) return false;
  const ahead = content.leave.filter(({ to }) => to * MINUTE > now).length;
  return ahead + content.dates.filter((date) => date * DAY > now).length >= SUSPICIOUS;
}

function isKept(validator: string | undefined): validator is string {
  return validator !== undefined && validator.length <= LONGEST_VALIDATOR;
}
