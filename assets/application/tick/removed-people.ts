import { isDeepStrictEqual } from 'node:util';
import { desiredAvailability } from '../../domain/person/desired';
import { digest, type PersonRecord, targetState } from '../../domain/person/record';
import { MINUTE } from '../../domain/time';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import {
  type Alerts,
  type AppliedShard,
  Conflict,
  type Heartbeat,
  type RecordStore,
  type RemovedPerson,
  type RosterPeople,
  type RosterPeopleStore,
} from '../ports';
import { rosterPeopleUnreadable } from '../roster-alerts';
import { type SituationPorts, situationOf } from '../update-record';
import { type DutyState, type DutyStatePorts, type LoadedState, lastApplied } from './load-state';
import type { TickResult } from './pass-result';
import { appliedName, shardOf } from './shard';

/** The ports that knowing the people taken off the roster takes. */
export type RemovedPeoplePorts = SituationPorts &
  DutyStatePorts & {
    readonly fingerprint: string;
    readonly rosterPeople: RosterPeopleStore;
    readonly records: Pick<RecordStore, 'name'>;
    readonly alert: Alerts;
    readonly log: Log;
  };

/** What the heartbeat says about the kept people of the roster. */
type Noted = Heartbeat['rosterPeople'];

/** The people taken off the roster who have not been switched off yet. */
export interface RemovedPeople {
  /** Each with what was last applied; `desired`, unless their record says otherwise, is false. */
  readonly states: readonly DutyState[];
  /** What is kept; undefined if that was not needed, or there is nothing that can be read. */
  readonly kept?: RosterPeople | undefined;
  /** Absent if there is nothing to write: the heartbeat's own note then stays. */
  readonly toWrite?: { readonly revision?: string };
  /** Since when what is kept cannot be read, ms. */
  readonly unreadableSince?: number;
}

/** What came of switching off somebody who was taken off the roster; without a result, nothing had to be changed. */
export interface Removal {
  readonly state: DutyState;
  readonly result?: TickResult;
  /** There is nothing left to do: they are off, have no user, or are on the roster after all. */
  readonly done: boolean;
  /** The user could not be fetched. */
  readonly isUnseen?: true;
}

const NOBODY: RemovedPeople = { states: [] };

/**
 * Sync may answer a read with what was there before the last write, and does so for seconds at most; this long is none of that.
 * At a tick every five minutes these are three ticks.
 */
const UNREADABLE_MS = 8 * MINUTE;

/**
 * Reads who was on the last roster and is not on this one. Reads nothing while the roster is the same and everybody is done.
 * @throws Unavailable
 */
export async function loadRemoved(
  noted: Noted,
  { records, shards, isUnknown }: Pick<LoadedState, 'records' | 'shards' | 'isUnknown'>,
  ports: RemovedPeoplePorts,
): Promise<RemovedPeople> {
  if (noted?.roster === digest(ports.fingerprint) && noted.open === 0) return NOBODY;
  const kept = await ports.rosterPeople.read();
  // A read may answer what was there before the first write.
  if (kept === undefined) return noted ? unreadable(noted, {}, ports) : { states: [], toWrite: {} };
  if ('unreadable' in kept) return unreadable(noted, { revision: kept.revision }, ports);
  const open = new Map<string, RemovedPerson>();
  for (const person of [...kept.people, ...kept.removed]) {
    if (ports.people.byIdentity(person.identity) === undefined) open.set(person.identity, person);
  }
  const states = [...open.values()].map((person) => {
    const state = stateOf(person, kept.at, records.get(person.identity), shards, ports);
    // What their record says cannot be told: they stay as they are, and on the list.
    return isUnknown(ports.records.name(person.identity)) ? { ...state, unknown: true, busy: true } : state;
  });
  return { states: states.filter(isOpen), kept, toWrite: revisionOf(kept) };
}

function revisionOf({ revision }: RosterPeople): { readonly revision?: string } {
  return revision === undefined ? {} : { revision };
}

/** @param toWrite what replaces what cannot be read, once it has been so for long. */
async function unreadable(
  noted: Noted,
  toWrite: RemovedPeople['toWrite'] & object,
  ports: RemovedPeoplePorts,
): Promise<RemovedPeople> {
  const since = noted?.unreadableSince ?? ports.now();
  ports.log('error', 'The people of the last roster cannot be read', { since });
  if (ports.now() - since < UNREADABLE_MS) return { states: [], unreadableSince: since };
  await ports.alert(rosterPeopleUnreadable());
  return { states: [], toWrite };
}

/** Whether there may be something to switch off. */
function isOpen({ lastApplied: last, desired }: DutyState): boolean {
  return desired || last === true || last === undefined;
}

function stateOf(
  { key, identity, available }: RemovedPerson,
  at: number,
  record: PersonRecord | undefined,
  shards: readonly AppliedShard[],
  ports: RemovedPeoplePorts,
): DutyState {
  const recordName = ports.records.name(identity);
  const name = appliedName(recordName);
  const shard = shardOf(recordName, shards.length);
  const state = targetState(record, ports.target.name);
  const { applied, pending } = state;
  const fromTable = lastApplied(name, shards[shard], state, ports.now());
  const last = available !== undefined && !(applied && applied.at >= at) ? available : fromTable;
  const says = record && desiredAvailability(record, situationOf(identity, ports));
  return {
    key,
    identity,
    name,
    shard,
    unknown: false,
    desired: says === true,
    desiredBefore: false,
    because: () => 'taken off the roster',
    lastApplied: pending?.missing ? 'missing' : last,
    // What a record wants to be on is the record's business, and so is a change of availability that it has pending.
    busy: says === true || pending?.change.available !== undefined,
  };
}

/**
 * Writes the people of this roster and those who have still to be switched off, unless that is what is kept.
 * @returns the heartbeat's note; the one before where nothing was to be written, or it could not be.
 */
export async function keepRosterPeople(
  { states, kept, toWrite, unreadableSince }: RemovedPeople,
  removals: readonly Removal[],
  noted: Noted,
  ports: RemovedPeoplePorts,
): Promise<Noted> {
  if (unreadableSince !== undefined) return { roster: '', open: 0, unreadableSince };
  if (!toWrite) return noted;
  const done = new Set(removals.filter((removal) => removal.done).map(({ state }) => state.identity));
  const removed = states
    .filter((state) => isOpen(state) && !done.has(state.identity))
    .map(({ key, identity, lastApplied: last }): RemovedPerson => {
      return { key, identity, ...(typeof last === 'boolean' && { available: last }) };
    });
  const people = ports.roster.people.map(({ key, identity }) => ({ key, identity }));
  const note = { roster: digest(ports.fingerprint), open: removed.length };
  if (kept && isDeepStrictEqual([kept.people, kept.removed], [people, removed])) return note;
  try {
    await ports.rosterPeople.write({ ...toWrite, at: ports.now(), people, removed });
    return note;
  } catch (error) {
    // What was kept before is still there, and the next tick compares with it again.
    const level = error instanceof Conflict ? 'warn' : 'error';
    ports.log(level, 'The people of the roster could not be kept; the next tick tries again', describeError(error));
    return noted;
  }
}
