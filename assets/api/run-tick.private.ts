import { feedFails, recordsUnreachable } from '../application/alerts';
import { type CurrentRosterPorts, tendPublishedRoster } from '../application/live-roster/current-roster';
import type { CurrentRoster } from '../application/live-roster/roster-in-use';
import { type FeedStatus, Unavailable } from '../application/ports';
import type { RoutingPorts, RoutingRoster } from '../application/routing/route-conversation';
import { dryRun, foresee, type TickPorts, tick, tickShard } from '../application/tick/tick';
import { HOUR } from '../domain/time';
import { describeError } from '../lib/errors';
import { type Answer, ok, problem } from './http/answer';

/** For publishing, which asks what a tick would do: so the code of ticks stays in this asset. */
export { foresee };

/** What running a tick takes of the world. */
export type RunTickPorts = TickPorts &
  Omit<RoutingPorts, keyof RoutingRoster> &
  CurrentRosterPorts & { readonly currentRoster: CurrentRoster };

/**
 * One tick, or what one would change. Alerts if Sync keeps it from that.
 * @param shard as the request has it: a number has the shift changes of that duty shard made, and nothing else.
 */
export async function runTick(shard: unknown, isDryRun: boolean, ports: RunTickPorts): Promise<Answer> {
  try {
    return await run(shard, isDryRun, ports);
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    ports.log('error', 'The tick could not be finished: Sync cannot be reached', describeError(error));
    await ports.alert(recordsUnreachable(error.message));
    return problem('upstream_unavailable', error.message);
  }
}

async function run(shard: unknown, isDryRun: boolean, ports: RunTickPorts): Promise<Answer> {
  const began = ports.now();
  const inUse = await ports.currentRoster('latest');
  const { resolver, feeds } = await inUse.feeds.resolver(isDryRun || shard !== undefined ? 'stored' : 'refreshed');
  const within = { ...ports, ...inUse, resolver };
  if (typeof shard === 'number') return ok(await tickShard(shard, within));
  const takeUp = async () => {
    // Loaded only when needed: most rosters route nothing.
    const { takeUpWaiting } = await import('./frontline-routing.private');
    await takeUpWaiting(began + TAKING_UP_MS, within);
  };
  const report = isDryRun ? await dryRun(within) : await tick(within, takeUp);
  if (!isDryRun) {
    await alertOfFeeds(feeds, ports);
    await tendPublishedRoster(within);
  }
  if (!report) return ok({ results: [], busy: 'another tick is at work' });
  return ok({ ...report, ...(feeds.length > 0 && { feeds: feeds.map((feed) => agesOf(feed, ports.now())) }) });
}

/** So long after a tick began no waiting conversation is taken up any more, ms: one takes about a second. */
const TAKING_UP_MS = 6500;

/** A server that is away for a moment concerns nobody: it is asked again after 15 minutes. ms. */
const ALERT_AFTER = HOUR;

/** Alerts about the feeds that have failed for an hour, or ever. After the tick: no lock-out waits for it. */
async function alertOfFeeds(feeds: readonly FeedStatus[], { alert, now }: RunTickPorts): Promise<void> {
  for (const { place, failure, good, entries } of feeds) {
    const age = good === null ? undefined : now() - good;
    if (failure === undefined || (age !== undefined && age < ALERT_AFTER)) continue;
    const last =
      age === undefined
        ? 'There is no earlier answer: nothing of it counts.'
        : `Its last good answer, of ${Math.floor(age / HOUR)} h ago, stays in use: ${entries} entries.`;
    await alert(feedFails(place, failure, last));
  }
}

/** How one feed stands, for showing: how old its last good answer is, and why the last try failed, if it did. */
function agesOf({ place, good, failure, warnings, entries }: FeedStatus, now: number) {
  return {
    feed: place,
    entries,
    secondsSinceGood: good === null ? null : Math.round((now - good) / 1000),
    ...(failure !== undefined && { failure }),
    ...(warnings.length > 0 && { warnings }),
  };
}
