import { createConversations } from '../adapters/conversations/conversations';
import { FRONTLINE_HOST, frontlineTarget } from '../adapters/frontline/target';
import { createAlertClaims } from '../adapters/notify/alert-claims';
import { createAlerts, duringDryRun } from '../adapters/notify/alerts';
import { createTexts } from '../adapters/notify/texts';
import { createAppliedTable } from '../adapters/store/applied-table';
import { createAuditLog } from '../adapters/store/audit-log';
import { createErasureStore } from '../adapters/store/erasures';
import { createHandoverBatches } from '../adapters/store/handover-batches';
import { createHeartbeatStore } from '../adapters/store/heartbeat';
import { createLockoutCounter } from '../adapters/store/lockout-counter';
import { createPublishedRoster } from '../adapters/store/published-roster';
import { createRecordStore } from '../adapters/store/records';
import { createRosterPeople } from '../adapters/store/roster-people';
import { createRoutingRequests } from '../adapters/store/routing-requests';
import { createTurns } from '../adapters/store/turns';
import { createUnknownLeavers } from '../adapters/store/unknown-leavers';
import { type SyncFor, syncFor } from '../adapters/store/versioned-store';
import type { Limiters } from '../adapters/twilio/limiter';
import type { ClientFor } from '../adapters/twilio/transport';
import { rememberDeparted } from '../application/gate/departed-memory';
import type { ForwardCallback } from '../application/gate/forward-callback';
import { compiledRoster, findCurrentRoster, type RosterMemory } from '../application/live-roster/current-roster';
import { inDoubt } from '../application/live-roster/roster-in-doubt';
import type { CompiledRoster, DeployedRoster, RosterParts } from '../application/live-roster/roster-in-use';
import type { ReadRosterText } from '../application/live-roster/roster-text';
import { createAdmissions } from '../application/lockout-admission';
import { createMemory, type Memory } from '../application/memory';
import type { Clock, FeedSource, NotesStore, Slack, StoreContact } from '../application/ports';
import type { EvidenceStore } from '../application/reports/evidence-store';
import { lockoutLimit } from '../domain/policies/lockout-limit';
import type { Roster } from '../domain/roster/roster';
import { createResolver } from '../domain/schedule/resolver';
import type { FetchFeed } from '../feeds/feed';
import { createFeedCache, type FeedCache } from '../feeds/feed-cache';
import { type FeedPorts, loadFeeds, refreshFeeds } from '../feeds/refresh';
import { createFeedStore } from '../feeds/store';
import { sendersWith, titleOf } from '../providers/provider-configs';
import type { Ports } from './ports';

/** What ports are made of: everything that is not Twilio's. */
export type PortDeps = Pick<
  Ports,
  | 'configuration'
  | 'release'
  | 'callShard'
  | 'endChanges'
  | 'isFromTwilio'
  | 'verifyToken'
  | 'issuer'
  | 'log'
  | 'now'
  | 'startTimer'
  | 'sleep'
  | 'random'
> & {
  readonly deployed: DeployedRoster;
  /** What the process knows of the roster that counts; without it this execution finds out for itself. */
  readonly rosterMemory?: RosterMemory;
  /** Those of the clients; without them, ticks neither know nor note how many calls at once a target takes. */
  readonly limiters?: Limiters;
  readonly fetchFeed: FetchFeed;
  /** Absent: this execution has no callbacks to forward. */
  readonly forwardCallback?: ForwardCallback;
  /** When the execution has to end, ms since the epoch. */
  readonly deadline: number;
  /** What the process remembers; without it this execution remembers for itself. */
  readonly memory?: Memory;
  /** The same for stored feeds. */
  readonly feedCache?: FeedCache;
};

/** Puts the ports of one execution together on the Twilio clients. The roster is the deployed one, until a use case asks which one counts. */
export function createPorts(
  clientFor: ClientFor,
  {
    limiters,
    fetchFeed,
    forwardCallback = notForwarded,
    deadline,
    deployed,
    rosterMemory = {},
    memory = createMemory(),
    feedCache = createFeedCache(),
    ...ground
  }: PortDeps,
): Ports {
  const { configuration, log, now, random, startTimer } = ground;
  const { syncService, recordKey, alertUrl, alertSms, slackToken, dryRun, offboardingLimit, conversationsWebhooks } =
    configuration;
  const sync = syncFor(clientFor, syncService);
  const stored = createRecordStore(sync, recordKey, now);
  // Only the gate asks for the memory.
  const isGated = Object.keys(configuration.callbacks).length > 0;
  const records = isGated ? rememberDeparted(stored, memory.gate, now) : stored;
  const alertTargets = { ...(alertUrl !== undefined && { url: alertUrl }), ...(alertSms && { sms: alertSms }) };
  const claims = createAlertClaims(sync.confirm, { log, now, random, startTimer, sent: memory.alerts });
  const alert = createAlerts(claims, clientFor, alertTargets, { log, now, deadline });
  const lockouts = createLockoutCounter(sync.prepare, log);
  const feedPorts = { fetch: fetchFeed, now, startTimer, log };
  const partsOf = ({ roster, people, fingerprint, known }: CompiledRoster): RosterParts => ({
    roster,
    people,
    fingerprint,
    resolver: known.resolver,
    feeds: feedSource(
      roster,
      {
        ...feedPorts,
        store: createFeedStore(() => clientFor('prepare'), syncService, roster, records.name, feedCache),
      },
      known,
    ),
    admissions: createAdmissions({ ...ground, lockouts, limit: lockoutLimit(people.size, offboardingLimit), memory }),
  });
  const published = createPublishedRoster(sync, log, random);
  const live = { deployed, published, rosterMemory, readRosterText, now, startTimer, log };
  return {
    ...ground,
    deadline,
    ...partsOf(deployed),
    memory,
    deployed,
    published,
    rosterMemory,
    partsOf: (roster) => partsOf(compiledRoster(roster)),
    readRosterText,
    async currentRoster(how) {
      const began = now();
      const { compiled, version, doubt } = await findCurrentRoster(how, live);
      const parts = partsOf(compiled);
      return {
        ...(version ? parts : inDoubt(parts, doubt?.reason ?? '')),
        ...(version && { rosterVersion: version }),
        ...(doubt && { rosterDoubt: doubt }),
        rosterTook: now() - began,
      };
    },
    forwardCallback,
    records,
    applied: createAppliedTable(sync, dryRun),
    rosterPeople: createRosterPeople(sync),
    target: frontlineTarget(clientFor, dryRun, limiters?.(FRONTLINE_HOST)),
    conversations: createConversations(clientFor, { webhooks: conversationsWebhooks }),
    lockouts,
    storeContact: storeContact(clientFor, syncService, memory),
    audit: createAuditLog(sync, log, now, random),
    erasures: createErasureStore(sync),
    evidence: evidenceStore(sync, now),
    handoverBatches: createHandoverBatches(sync),
    ...(alertSms && { sendText: createTexts(clientFor, alertSms.from) }),
    ...(slackToken !== undefined && { slack: slackApp(clientFor, slackToken) }),
    notes: notesStore(sync),
    unknownLeavers: createUnknownLeavers(sync, now),
    heartbeat: createHeartbeatStore(sync, now, memory.heartbeat),
    routingRequests: createRoutingRequests(sync, now, random),
    turns: createTurns(sync),
    titleOf,
    setup: {
      senders: sendersWith(configuration.secrets),
      exampleSenders: sendersWith(
        Object.fromEntries(
          Object.entries(configuration.secrets).filter(([name]) => configuration.examples.includes(name)),
        ),
      ),
      alerts: alertUrl !== undefined || alertSms !== undefined,
    },
    alert: dryRun ? duringDryRun(alert) : alert,
  };
}

function notForwarded(): Promise<never> {
  return Promise.reject(new Error('this execution forwards no callbacks'));
}

/** Loaded only when needed: few executions read or file evidence. */
function evidenceStore(sync: SyncFor, now: Clock): EvidenceStore {
  const store = async () => (await import('../adapters/store/evidence.private')).createEvidenceStore(sync, now);
  return {
    all: async () => (await store()).all(),
    read: async (who) => (await store()).read(who),
    write: async (evidence, before) => (await store()).write(evidence, before),
    remove: async (who) => (await store()).remove(who),
  };
}

/** Loaded only when needed: most rosters have no `notify`. */
function notesStore(sync: SyncFor): NotesStore {
  const store = async () => (await import('../adapters/store/notes.private')).createNotesStore(sync);
  return {
    all: async () => (await store()).all(),
    readShard: async (shard) => (await store()).readShard(shard),
    writeShard: async (...write) => (await store()).writeShard(...write),
    writeGroup: async (...write) => (await store()).writeGroup(...write),
    forget: async (who) => (await store()).forget(who),
  };
}

/** Loaded only when needed, too. */
function slackApp(clientFor: ClientFor, token: string): Slack {
  const app = async () => (await import('../adapters/slack/slack.private')).createSlack(clientFor, token);
  return {
    post: async (user, text) => (await app()).post(user, text),
    setGroup: async (group, users) => (await app()).setGroup(group, users),
  };
}

/** Loaded only when needed: the asset is large, and most executions have no text to read. */
async function readRosterText(yaml: string, now: number): ReturnType<ReadRosterText> {
  return (await import('../roster-file/publishing.private')).readText(yaml, now);
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
function feedSource(roster: Roster, feedPorts: FeedPorts, known: CompiledRoster['known']): FeedSource {
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
