import { frontlineTarget } from '../adapters/frontline/target';
import { createAlertClaims } from '../adapters/notify/alert-claims';
import { createAlerts, duringDryRun } from '../adapters/notify/alerts';
import { createAppliedTable } from '../adapters/store/applied-table';
import { createAuditLog } from '../adapters/store/audit-log';
import { createErasureStore } from '../adapters/store/erasures';
import { createHeartbeatStore } from '../adapters/store/heartbeat';
import { createLockoutCounter } from '../adapters/store/lockout-counter';
import { createRecordStore } from '../adapters/store/records';
import { createRosterPeople } from '../adapters/store/roster-people';
import { createUnknownLeavers } from '../adapters/store/unknown-leavers';
import { syncFor } from '../adapters/store/versioned-store';
import type { ClientFor } from '../adapters/twilio/transport';
import { createAdmissions } from '../application/lockout-admission';
import { createMemory, type Memory } from '../application/memory';
import type { FeedSource, StoreContact } from '../application/ports';
import { lockoutLimit } from '../domain/policies/lockout-limit';
import type { Roster } from '../domain/roster/roster';
import { createResolver } from '../domain/schedule/resolver';
import type { Resolver } from '../domain/schedule/schedule';
import type { FetchFeed } from '../feeds/feed';
import { createFeedCache, type FeedCache } from '../feeds/feed-cache';
import { type FeedPorts, loadFeeds, refreshFeeds } from '../feeds/refresh';
import { createFeedStore } from '../feeds/store';
import { titleOf } from '../providers/provider-configs';
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
  | 'startTimer'
  | 'sleep'
  | 'random'
> & {
  readonly fetchFeed: FetchFeed;
  readonly known: ResolverCache;
  /** When the execution has to end, ms since the epoch. */
  readonly deadline: number;
  /** What the process remembers; without it this execution remembers for itself. */
  readonly memory?: Memory;
  /** The same for stored feeds. */
  readonly feedCache?: FeedCache;
};

/** Puts the ports of one execution together on the Twilio clients. */
export function createPorts(
  clientFor: ClientFor,
  { fetchFeed, known, deadline, memory = createMemory(), feedCache = createFeedCache(), ...ground }: PortDeps,
): Ports {
  const { configuration, roster, people, log, now, random, startTimer } = ground;
  const { syncService, recordKey, alertUrl, alertSms, dryRun, offboardingLimit } = configuration;
  const sync = syncFor(clientFor, syncService);
  const records = createRecordStore(sync, recordKey, now);
  const alertTargets = { ...(alertUrl !== undefined && { url: alertUrl }), ...(alertSms && { sms: alertSms }) };
  const claims = createAlertClaims(sync.confirm, { log, now, random, startTimer, sent: memory.alerts });
  const alert = createAlerts(claims, clientFor, alertTargets, { log, now, deadline });
  const lockouts = createLockoutCounter(sync.prepare, log);
  const limit = lockoutLimit(people.size, offboardingLimit);
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
    applied: createAppliedTable(sync, dryRun),
    rosterPeople: createRosterPeople(sync),
    target: frontlineTarget(clientFor, dryRun),
    lockouts,
    admissions: createAdmissions({ ...ground, lockouts, limit, memory }),
    storeContact: storeContact(clientFor, syncService, memory),
    audit: createAuditLog(sync, log, now, random),
    erasures: createErasureStore(sync),
    unknownLeavers: createUnknownLeavers(sync, now),
    heartbeat: createHeartbeatStore(sync, now),
    titleOf,
    alert: dryRun ? duringDryRun(alert) : alert,
  };
}

/** So many at once: where Sync refuses half of all calls, they do not all look like an outage. */
const PROBES = 16;

function storeContact(clientFor: ClientFor, service: string, { contacts }: Memory): StoreContact {
  return {
    last: () => [...contacts].find(([hostname]) => hostname.startsWith('sync.'))?.[1] ?? {},
    async probe() {
      // There are no such Documents: 404 is an answer.
      const documents = Array.from({ length: PROBES }, (_, number) => `rosterline-probe-${number}`);
      const sync = clientFor('probe').sync.v1.services(service);
      await Promise.allSettled(documents.map((name) => sync.documents(name).fetch()));
    },
  };
}

/** @param known is replaced when the feeds' content has changed. */
function feedSource(roster: Roster, feedPorts: FeedPorts, known: ResolverCache): FeedSource {
  return {
    async resolver(how) {
      const storesNothing = { ...feedPorts, store: { ...feedPorts.store, write: () => Promise.resolve() } };
      const { key, fromFeeds, status } = await (how === 'stored'
        ? loadFeeds(roster, feedPorts)
        : refreshFeeds(roster, how === 'tried' ? storesNothing : feedPorts));
      if (key !== known.key) Object.assign(known, { key, resolver: createResolver(roster, fromFeeds) });
      return { resolver: known.resolver, feeds: status };
    },
  };
}
