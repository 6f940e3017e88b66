/** Everything that routing takes, in memory: for worlds by the hundred, and for calls that fail or never come back. */

import { createHash } from 'node:crypto';
import { createRoutingRequests } from '../../../assets/adapters/store/routing-requests';
import { createTurns } from '../../../assets/adapters/store/turns';
import type { Alert } from '../../../assets/application/alert';
import { createMemory } from '../../../assets/application/memory';
import type { AppliedShard, StoredRecords } from '../../../assets/application/ports';
import {
  type Routed,
  type RoutingPorts,
  routeConversation,
} from '../../../assets/application/routing/route-conversation';
import type { RoutingRequest } from '../../../assets/application/routing/routing-requests';
import { takeUpWaiting } from '../../../assets/application/routing/take-up-waiting';
import { appliedName } from '../../../assets/application/tick/shard';
import { emptyRecord, type PersonRecord } from '../../../assets/domain/person/record';
import { UnreadableRecord } from '../../../assets/domain/person/record-codec';
import type { TargetUser } from '../../../assets/domain/person/target';
import { conversationsInMemory } from '../../support/conversations';
import { deployedFrom, identityOf } from '../../support/roster';
import { syncInMemory } from '../../support/sync-in-memory';
import { MONDAY_NOON } from '../../support/with-world';

/** What is the matter with somebody's record. */
export type RecordState =
  | 'none'
  | 'left'
  | 'held'
  | 'unreadable'
  | 'switched on'
  | 'switched off'
  | 'on leave'
  | 'back';

export interface Somebody {
  readonly key: string;
  /** What the record says; by default there is none. */
  readonly record?: RecordState;
  /** The user in Frontline; by default active and available. `missing`: there is none. */
  readonly user?: 'on' | 'off' | 'deactivated' | 'missing';
  /** What the last tick applied; by default it is not known. */
  readonly applied?: boolean;
}

/** What may become of a call: it may wait, throw, or never come back. */
export interface Around {
  before?(call: string, name: string): Promise<void>;
  after?(call: string, name: string): Promise<void>;
}

export const CUSTOMER = '+15558675310';
export const NUMBER = '+15017122661';

/** CH… of a number. */
export function conversationSid(number: number): string {
  return `CH${number.toString(16).padStart(32, '0')}`;
}

export function routingInMemory(yaml: string, somebody: readonly Somebody[], around: Around = {}) {
  const clock = { now: Date.parse(MONDAY_NOON) };
  const calls = { around };
  const before = async (call: string, name: string) => calls.around.before?.(call, name);
  const after = async (call: string, name: string) => calls.around.after?.(call, name);
  const called = async <T>(call: string, name: string, run: () => T): Promise<T> => {
    await before(call, name);
    const answer = run();
    await after(call, name);
    return answer;
  };
  const deployed = deployedFrom(yaml);
  const { people, roster } = deployed;
  const { resolver } = deployed.known;
  const byIdentity = new Map(somebody.map((one) => [identityOf(one.key), one]));
  const sync = syncInMemory(before, after);
  const conversations = conversationsInMemory(before, after);
  const alerts: Alert[] = [];
  const logged: string[] = [];
  const name = (identity: string) => createHash('sha256').update(identity).digest('hex');
  const recordOf = (identity: string) =>
    recordFor(identity, since.get(identity) ?? byIdentity.get(identity)?.record, clock.now);
  const stored = (): StoredRecords => ({
    records: [...byIdentity.keys()].flatMap((identity) => recordOf(identity) ?? []),
    misfiled: [],
    unreadable: somebody.flatMap(({ key, record }) => (record === 'unreadable' ? [name(identityOf(key))] : [])),
    wrongExpiry: [],
    complete: true,
    isUnread: () => false,
  });
  const applied = (): AppliedShard => {
    const named = (value: boolean) =>
      new Set(somebody.flatMap((one) => (one.applied === value ? [appliedName(name(identityOf(one.key)))] : [])));
    return { at: clock.now - 60_000, on: named(true), off: named(false), missing: new Set() };
  };
  const inDoubt = { roster: false, calendars: false };
  const since = new Map<string, RecordState>();
  const feeds = {
    resolver: async () => {
      if (inDoubt.calendars) throw new Error('the calendars cannot be read');
      return { resolver, feeds: [] };
    },
  };
  const ports = (): Omit<RoutingPorts, 'rosterVersion'> => ({
    conversations,
    routingRequests: createRoutingRequests(sync, () => clock.now, Math.random),
    turns: createTurns(sync),
    roster,
    people,
    resolver,
    feeds,
    records: {
      name,
      all: () => called('all', 'records', stored),
      read: (identity) =>
        called('read', 'record', () => {
          if (byIdentity.get(identity)?.record === 'unreadable') throw new UnreadableRecord('damaged');
          const record = recordOf(identity);
          return record ? { record, revision: '1' } : {};
        }),
      verify: async () => undefined,
    },
    applied: { read: () => called('applied', 'table', applied) },
    target: {
      name: 'frontline',
      dryRun: false,
      find: (account) => called('find', account, () => userOf(account, byIdentity.get(account))),
    },
    memory: createMemory(),
    alert: async (alert) => void alerts.push(alert),
    log: (level, message, fields) => logged.push(JSON.stringify({ level, message, ...fields })),
    now: () => clock.now,
  });
  const inUse = {
    roster,
    people,
    resolver,
    feeds,
  };
  const version = { rosterVersion: { version: 1, at: null, by: 'deployment', note: null, isPublished: false } };
  return {
    clock,
    conversations,
    sync,
    alerts,
    logged,
    calls,
    /** What cannot be read. */
    inDoubt,
    /** What has become of somebody's record, by identity, since the world began. */
    since,
    ports,
    /** A callback, in an execution of its own. */
    callback(request: Partial<RoutingRequest> = {}, given = ports()): Promise<Routed> {
      const { roster: _, people: __, resolver: ___, feeds: ____, ...own } = given;
      const asked = { conversation: conversationSid(1), number: NUMBER, customer: CUSTOMER, at: clock.now, ...request };
      return routeConversation(asked, {
        ...own,
        currentRoster: () =>
          called('currentRoster', 'roster', () => (inDoubt.roster ? inUse : { ...inUse, ...version })),
      });
    },
    /** The tick's part, in an execution of its own. */
    tick: (until = clock.now + 6500) => takeUpWaiting(until, { ...ports(), ...inUse, ...version }),
  };
}

function userOf(account: string, somebody: Somebody | undefined): TargetUser | undefined {
  const { user = 'on' } = somebody ?? { user: 'missing' };
  if (user === 'missing') return undefined;
  const access = user !== 'deactivated';
  return { id: `US-${account}`, account, access, available: user === 'on', name: '', avatar: '' };
}

function recordFor(identity: string, state: RecordState | undefined, now: number): PersonRecord | undefined {
  const empty = emptyRecord(identity);
  const event = (kind: 'offboarded' | 'reinstated', ago: number) => {
    const at = now - ago;
    return {
      kind,
      occurredAt: at,
      effectiveAt: at,
      event: `${kind}-${ago}`,
      key: `${kind}-${ago}`,
      source: 'standard',
    } as const;
  };
  const span = { from: now - 60_000, occurredAt: now - 60_000 };
  switch (state) {
    case 'left':
      return { ...empty, employmentEvents: [event('offboarded', 60_500)] };
    case 'back':
      return { ...empty, employmentEvents: [event('offboarded', 90_500), event('reinstated', 60_500)] };
    case 'held':
      return { ...empty, held: [{ ...event('offboarded', 60_500), reason: 'limit' }] };
    case 'switched on':
    case 'switched off':
      return { ...empty, override: { ...span, available: state === 'switched on', until: null, event: 'override' } };
    case 'on leave':
      return { ...empty, leave: [{ ...span, key: 'leave', to: now + 3_600_000, cancelled: false }] };
    default:
      return undefined;
  }
}
