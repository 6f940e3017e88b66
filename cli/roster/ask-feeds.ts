/** Fetches the feeds of a roster for a command: each once, with more time than a tick has, and nothing is stored. */
import type { Roster } from '../../assets/domain/roster/roster';
import type { FeedFacts, Interval } from '../../assets/domain/schedule/schedule';
import { SECOND } from '../../assets/domain/time';
import { combineFeeds } from '../../assets/feeds/combine';
import type { FeedContent, FetchFeed } from '../../assets/feeds/feed';
import { createFeedFetcher } from '../../assets/feeds/fetch';
import type { AskedFeeds } from '../../assets/roster-file/asked-feeds';
import { settingsFrom } from '../send/settings';

const TIME_LIMIT = 20 * SECOND;

/** @param window what touches it is read; ms UTC. Never throws. */
export async function askFeeds(
  roster: Roster,
  window: Interval,
  fetch: FetchFeed = fetcher(),
  now: () => number = Date.now,
): Promise<AskedFeeds> {
  // It brings a calendar library, which no other command needs.
  const { parseFeed } = await import('../../assets/feeds/reading.private');
  const problems: AskedFeeds['problems'][number][] = [];
  const contents = await Promise.all(
    roster.feeds.map(async (feed, index): Promise<FeedContent | undefined> => {
      const problem = (message: string, failed: boolean) => problems.push({ feed: index, message, failed });
      const answer = await fetch({ url: feed.url });
      const end = now() + TIME_LIMIT;
      const read =
        answer.kind === 'text'
          ? parseFeed(answer.text, { feed, people: roster.people, ...window, outOfTime: () => now() > end })
          : { fault: answer.kind === 'failed' ? answer.reason : 'it has no content' };
      if ('fault' in read) {
        problem(`this feed could not be read, and what it says is missing here: ${read.fault}`, true);
        return undefined;
      }
      for (const warning of read.warnings) problem(`this feed has ${warning}`, false);
      return read.content;
    }),
  );
  const alone = (feed: number): FeedFacts =>
    combineFeeds(
      roster,
      contents.map((content, index) => (index === feed ? content : undefined)),
    ).fromFeeds;
  return {
    facts: combineFeeds(roster, contents).fromFeeds,
    leave: roster.feeds.flatMap((_, feed) => (alone(feed).leave ?? []).map((one) => ({ ...one, feed }))),
    problems: problems.sort((a, b) => a.feed - b.feed),
  };
}

/** As the deployment of the environment in use would fetch them. */
function fetcher(): FetchFeed {
  const setting = settingsFrom(undefined, { variables: process.env, folder: process.cwd() }, undefined);
  return feedFetcherFor(setting('FEEDS_ALLOW_PRIVATE') === 'true');
}

/** As a deployment would fetch them. @param open whether FEEDS_ALLOW_PRIVATE is set there */
export function feedFetcherFor(open: boolean): FetchFeed {
  return createFeedFetcher({ timeLimit: TIME_LIMIT, ...(open && { allowHttp: true, allowPrivate: true }) });
}
