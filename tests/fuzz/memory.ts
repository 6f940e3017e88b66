import { createHash } from 'node:crypto';
import { createNotesStore } from '../../assets/adapters/store/notes.private';
import type { Conversations } from '../../assets/application/conversations';
import type { RosterParts } from '../../assets/application/live-roster/roster-in-use';
import { createAdmissions } from '../../assets/application/lockout-admission';
import { createMemory } from '../../assets/application/memory';
import { Conflict, type LockoutCounter, type Target } from '../../assets/application/ports';
import type { PersonRecord } from '../../assets/domain/person/record';
import type { TargetUser } from '../../assets/domain/person/target';
import { readConfiguration } from '../../assets/main/configuration';
import type { Ports } from '../../assets/main/ports';
import { titleOf } from '../../assets/providers/provider-configs';
import { deployedFrom } from '../support/roster';
import { syncInMemory } from '../support/sync-in-memory';

/** Frontline, Sync and the log in memory: fast, and whatever changes a user is counted. */
export interface Memory {
  readonly ports: Ports;
  /** ms since the epoch. */
  readonly clock: { now: number };
  /** How often a user was told to be otherwise. */
  readonly changes: { count: number };
  readonly logged: string[];
  readonly users: Map<string, TargetUser>;
  /** Everybody active and available, nothing recorded, nothing counted. */
  reset(): void;
}

const refuse = () => Promise.reject(new Error('this is not kept in memory'));
/** Nobody has any, and none can be changed. */
const NO_CONVERSATIONS: Conversations = {
  ofWorker: async () => ({ conversations: [] }),
  ofAddress: async () => ({ conversations: [] }),
  participants: async () => undefined,
  state: async () => undefined,
  add: refuse,
  project: refuse,
  remove: refuse,
  close: refuse,
};

const NOTHING_PUBLISHED: Ports['published'] = {
  head: async () => undefined,
  roster: refuse,
  text: refuse,
  history: refuse,
  publish: refuse,
  supersede: refuse,
  recompile: refuse,
};

export function memory(yaml: string, env: Readonly<Record<string, string>>, now: number): Memory {
  const configured = readConfiguration({ RECORD_KEY: 'record key of the tests', ...env }, { local: true });
  if ('problems' in configured) throw new Error(JSON.stringify(configured.problems));
  const deployed = deployedFrom(yaml);
  const { roster } = deployed;
  const clock = { now };
  const changes = { count: 0 };
  const logged: string[] = [];
  const users = new Map<string, TargetUser>();
  const kept = new Map<string, { record: PersonRecord; revision: string }>();
  const records: Ports['records'] = {
    name: (identity) => createHash('sha256').update(identity).digest('hex'),
    read: async (identity) => kept.get(identity) ?? {},
    verify: async () => undefined,
    async write(identity, record, revision) {
      if (kept.get(identity)?.revision !== revision) throw new Conflict();
      const next = String(Number(revision ?? 0) + 1);
      kept.set(identity, { record, revision: next });
      return next;
    },
    erase: async (identity) => void kept.delete(identity),
    remove: async () => undefined,
    all: async () => ({
      records: [...kept.values()].map(({ record }) => record),
      misfiled: [],
      unreadable: [],
      wrongExpiry: [],
      complete: true,
      isUnread: () => false,
    }),
  };
  const frontline: Target = {
    name: 'frontline',
    title: 'Frontline',
    can: { access: true, profile: true },
    dryRun: false,
    accepts: () => true,
    observe: () => undefined,
    find: async (identity) => users.get(identity),
    async update(identity, change) {
      const user = users.get(identity);
      if (!user) return undefined;
      changes.count += 1;
      // Only what is given: a field that is undefined would wipe out the user's own.
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      users.set(identity, { ...user, ...given });
      return users.get(identity);
    },
  };
  const remembered = createMemory();
  const lockouts: LockoutCounter = {
    admit: async (people) => ({ admitted: new Set(people), uncounted: false }),
    wouldAdmit: async (people) => ({ admitted: new Set(people), uncounted: false }),
  };
  const ground: Pick<Ports, 'log' | 'now' | 'random' | 'sleep' | 'startTimer'> = {
    log: (level, message, fields) => logged.push(JSON.stringify({ level, message, ...fields })),
    now: () => clock.now,
    random: () => 0.5,
    sleep: async () => undefined,
    startTimer: () => () => undefined,
  };
  const { people, fingerprint, known } = deployed;
  const { resolver } = known;
  const parts: RosterParts = {
    roster,
    people,
    fingerprint,
    resolver,
    feeds: { resolver: async () => ({ resolver, feeds: [] }) },
    admissions: createAdmissions({ ...ground, lockouts, limit: people.size, memory: remembered }),
  };
  const result: Memory = {
    clock,
    changes,
    logged,
    users,
    reset() {
      kept.clear();
      users.clear();
      logged.length = 0;
      changes.count = 0;
      for (const [index, { identity }] of roster.people.entries()) {
        const id = `US${String(index).padStart(32, '0')}`;
        users.set(identity, { id, account: identity, access: true, available: true, name: '', avatar: '' });
      }
    },
    ports: {
      configuration: configured.configuration,
      ...parts,
      deployed,
      published: NOTHING_PUBLISHED,
      rosterMemory: {},
      currentRoster: async () => ({
        ...parts,
        rosterVersion: { version: 1, at: null, by: 'deployment', note: null, isPublished: false },
        rosterTook: 0,
      }),
      partsOf: () => parts,
      readRosterText: refuse,
      isFromTwilio: () => true,
      forwardCallback: () => Promise.reject(new Error('nothing is forwarded')),
      callShard: () => Promise.reject(new Error('no shards')),
      endChanges: () => undefined,
      records,
      applied: {
        read: async () => ({ at: 0, on: new Set(), off: new Set(), missing: new Set() }),
        write: async () => '1',
      },
      rosterPeople: { read: async () => undefined, write: async () => undefined },
      target: frontline,
      conversations: NO_CONVERSATIONS,
      routingRequests: {
        open: refuse,
        take: refuse,
        waiting: async () => ({ requests: [], unreadable: [], isNew: false }),
      },
      turns: { draw: async () => 0, prepare: async () => undefined },
      lockouts,
      storeContact: { last: () => ({}), probe: async () => undefined },
      audit: {
        note: () => undefined,
        flush: async () => undefined,
        of: async () => ({ lines: [], since: 0, unreadable: 0 }),
        all: async () => ({ lines: [], since: 0, unreadable: 0 }),
        forget: async () => ({ rewritten: 0 }),
      },
      evidence: {
        all: async () => ({ filed: [], unreadable: [] }),
        read: async () => undefined,
        write: async () => undefined,
        remove: async () => undefined,
      },
      erasures: {
        list: async () => [],
        read: async () => undefined,
        save: async () => undefined,
        remove: async () => undefined,
        note: async () => undefined,
        erasedSince: async () => false,
      },
      handoverBatches: { read: async () => undefined, create: refuse, write: refuse, remove: async () => undefined },
      notes: createNotesStore(syncInMemory()),
      deadline: Number.MAX_SAFE_INTEGER,
      unknownLeavers: { read: async () => [], add: async () => undefined, forget: async () => false },
      heartbeat: {
        recall: () => undefined,
        read: async () => ({ beat: { v: 1, differences: {} } }),
        write: async () => '1',
      },
      alert: async ({ cause, text }) => void logged.push(`${cause} ${text}`),
      titleOf,
      setup: { senders: [], exampleSenders: [], alerts: false },
      memory: remembered,
      ...ground,
    },
  };
  result.reset();
  return result;
}
