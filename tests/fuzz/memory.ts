import { createHash } from 'node:crypto';
import { readConfiguration } from '../../assets/configuration.private';
import { createPeople, type PersonRecord } from '../../assets/decisions/decisions.private';
import { createResolver } from '../../assets/duty/resolver.private';
import { createMemory } from '../../assets/flows/memory';
import type { Ports } from '../../assets/flows/ports';
import { Conflict } from '../../assets/twilio/twilio.private';
import type { FrontlineUser, Users } from '../../assets/twilio/users';
import { readRoster } from '../../cli/roster/read';

/** Frontline, Sync and the log in memory: fast, and whatever changes a user is counted. */
export interface Memory {
  readonly ports: Ports;
  /** ms since the epoch. */
  readonly clock: { now: number };
  /** How often a user was told to be otherwise. */
  readonly changes: { count: number };
  readonly logged: string[];
  readonly users: Map<string, FrontlineUser>;
  /** Everybody active and available, nothing recorded, nothing counted. */
  reset(): void;
}

export function memory(yaml: string, env: Readonly<Record<string, string>>, now: number): Memory {
  const read = readRoster(yaml, 'roster.yaml');
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  const configured = readConfiguration({ RECORD_KEY: 'record key of the tests', ...env }, { local: true });
  if ('problems' in configured) throw new Error(JSON.stringify(configured.problems));
  const { roster } = read;
  const clock = { now };
  const changes = { count: 0 };
  const logged: string[] = [];
  const users = new Map<string, FrontlineUser>();
  const kept = new Map<string, { record: PersonRecord; revision: string }>();
  const resolver = createResolver(roster);
  const records: Ports['records'] = {
    name: (identity) => createHash('sha256').update(identity).digest('hex'),
    read: async (identity) => kept.get(identity) ?? {},
    verify: async () => undefined,
    async write(identity, record, revision) {
      if (kept.get(identity)?.revision !== revision) throw new Conflict('somebody else wrote');
      const next = String(Number(revision ?? 0) + 1);
      kept.set(identity, { record, revision: next });
      return next;
    },
    erase: async (identity) => void kept.delete(identity),
    all: async () => [...kept.values()].map(({ record }) => record),
  };
  const frontline: Users = {
    dryRun: false,
    fetch: async (identity) => users.get(identity),
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
        const sid = `US${String(index).padStart(32, '0')}`;
        users.set(identity, { sid, state: 'active', isAvailable: true, friendlyName: '', avatar: '' });
      }
    },
    ports: {
      configuration: configured.configuration,
      roster,
      fingerprint: 'roster',
      people: createPeople(roster),
      resolver,
      resolverWithFeeds: async () => ({ resolver: resolver, feeds: [] }),
      isFromTwilio: () => true,
      callShard: async () => undefined,
      records,
      duty: {
        read: async () => ({ at: 0, on: new Set(), off: new Set(), missing: new Set() }),
        write: async () => undefined,
      },
      users: frontline,
      guard: { admit: async () => true },
      audit: {
        note: () => undefined,
        flush: async () => undefined,
        of: async () => ({ lines: [], since: 0 }),
        forget: async () => 0,
      },
      heartbeat: { read: async () => ({ beat: { v: 1, differences: {} } }), write: async () => '1' },
      alert: async (cause, text) => void logged.push(`${cause} ${text}`),
      memory: createMemory(),
      log: (level, message, fields) => logged.push(JSON.stringify({ level, message, ...fields })),
      now: () => clock.now,
      random: () => 0.5,
      sleep: async () => undefined,
    },
  };
  result.reset();
  return result;
}
