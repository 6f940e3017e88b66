import { frontlineTarget } from '../adapters/frontline/target';
import { createAlerts, duringDryRun } from '../adapters/notify/alerts';
import { createAppliedTable } from '../adapters/store/applied-table';
import { createAuditLog } from '../adapters/store/audit-log';
import { createHeartbeatStore } from '../adapters/store/heartbeat';
import { createLockoutCounter } from '../adapters/store/lockout-counter';
import { createRecordStore } from '../adapters/store/records';
import { syncFor } from '../adapters/store/versioned-store';
import type { ClientFor } from '../adapters/twilio/transport';
import { createMemory, type Memory } from '../application/memory';
import type { FeedSource, StartTimer } from '../application/ports';
import type { Roster } from '../domain/roster/roster';
import { createResolver } from '../domain/schedule/resolver';
import type { Resolver } from '../domain/schedule/schedule';
import type { FetchFeed } from '../feeds/feed';
import { createFeedCache, type FeedCache } from '../feeds/feed-cache';
import { type FeedPorts, loadFeeds, refreshFeeds } from '../feeds/refresh';
import { createFeedStore } from '../feeds/store';
import type { Ports } from './ports';

/** The resolver that was made last, and for which content of the feeds: good for as long as that is the same. */
export interface ResolverCache {
  key: string;
  resolver: Resolver;
}

/** What ports are made of: everything that is not Twilio's. */
export type PortDeps = Pick<
  Ports,
  | 'configuration'
  | 'roster'
  | 'fingerprint'
  | 'people'
  | 'callShard'
  | 'isFromTwilio'
  | 'log'
  | 'now'
  | 'sleep'
  | 'random'
> & {
  readonly fetchFeed: FetchFeed;
  readonly known: ResolverCache;
  readonly startTimer: StartTimer;
  /** What the process remembers; without it this execution remembers for itself. */
  readonly memory?: Memory;
  /** The same for stored feeds. */
  readonly feedCache?: FeedCache;
};

/** Puts the ports of one execution together on the Twilio clients. */
export function createPorts(
  clientFor: ClientFor,
  { fetchFeed, known, startTimer, memory = createMemory(), feedCache = createFeedCache(), ...ground }: PortDeps,
): Ports {
  const { configuration, roster, log, now, random } = ground;
  const { syncService, recordKey, alertUrl, alertSms, dryRun } = configuration;
  const sync = syncFor(clientFor, syncService);
  const records = createRecordStore(sync, recordKey);
  const alertTargets = { ...(alertUrl !== undefined && { url: alertUrl }), ...(alertSms && { sms: alertSms }) };
  const alert = createAlerts(sync.prepare, clientFor, alertTargets, { log, now, random, sent: memory.alerts });
  return {
    ...ground,
    memory,
    resolver: known.resolver,
    feeds: feedSource(
      roster,
      {
        store: createFeedStore(() => clientFor('prepare'), syncService, roster, records.name, feedCache),
        fetch: fetchFeed,
        now,
        startTimer,
        log,
      },
      known,
    ),
    records,
    offboardingLimit: configuration.offboardingLimit,
    applied: createAppliedTable(sync, dryRun),
    target: frontlineTarget(clientFor, dryRun),
    lockouts: createLockoutCounter(sync.prepare),
    audit: createAuditLog(sync, log, now, random),
    heartbeat: createHeartbeatStore(sync),
    alert: dryRun ? duringDryRun(alert) : alert,
  };
}

/** @param known is replaced when the feeds' content has changed. */
function feedSource(roster: Roster, feedPorts: FeedPorts, known: ResolverCache): FeedSource {
  return {
    async resolver(how) {
      const { key, fromFeeds, status } = await (how === 'stored'
        ? loadFeeds(roster, feedPorts)
        : refreshFeeds(roster, feedPorts));
      if (key !== known.key) Object.assign(known, { key, resolver: createResolver(roster, fromFeeds) });
      return { resolver: known.resolver, feeds: status };
    },
  };
}
