import { factsOf } from '../../domain/person/facts';
import { type PersonRecord, type TargetState, targetState } from '../../domain/person/record';
import type { LastApplied, ShiftChange } from '../../domain/policies/roster-change-hold';
import type { Directory } from '../../domain/roster/directory';
import type { Person, PersonIndex, Roster } from '../../domain/roster/roster';
import { RECORD_UNREADABLE } from '../../domain/schedule/reasons';
import type { Facts, Resolver } from '../../domain/schedule/schedule';
import { MINUTE } from '../../domain/time';
import type { AppliedShard, AppliedTable, Clock, RecordStore, Target } from '../ports';
import { knownRecords } from '../refile-records';
import type { KnownRecords, StoredRecords } from '../stored-records';
import type { FetchedUser } from './fetch-users';
import { appliedName, shardCount, shardOf } from './shard';

/** The ports that loading the state takes. */
export interface LoadStatePorts {
  readonly records: Pick<RecordStore, 'all'>;
  readonly applied: Pick<AppliedTable, 'read'>;
  readonly people: Pick<Directory, 'size'>;
  readonly now: Clock;
}

/** The ports that duty states are computed from. */
export interface DutyStatePorts {
  readonly roster: Roster;
  readonly resolver: Pick<Resolver, 'available' | 'verdict'>;
  readonly records: Pick<RecordStore, 'name'>;
  readonly target: Pick<Target, 'name'>;
}

/** One person of the roster at a tick: what should be, and what was last applied. */
export interface DutyState extends ShiftChange {
  readonly key: string;
  readonly identity: string;
  readonly name: string;
  readonly shard: number;
  /** Their record could not be read: nothing is to be changed of them, and nothing can be said. */
  readonly unknown: boolean;
  /** Why, in plain words; computed on demand. */
  readonly because: () => string;
}

/** What the duty table is expected to say of somebody, unless they have no user. */
export type ExpectedState = Pick<DutyState, 'name' | 'shard' | 'desired'>;

/** What a tick or a view knows when it begins. */
export interface LoadedState extends Omit<StoredRecords, 'records'>, KnownRecords {
  readonly shards: readonly AppliedShard[];
  /** The table was not read, as it is known what it says. */
  readonly isTableNoted?: true;
}

/**
 * Reads the records and the duty table, side by side.
 * @param tableOf may say what the duty table says, from the records: then these are read first, and the table only where it cannot.
 */
export async function loadState(
  { records, applied, people, now }: LoadStatePorts,
  tableOf?: (known: KnownRecords) => readonly AppliedShard[] | undefined,
): Promise<LoadedState> {
  const readTable = () =>
    Promise.all(Array.from({ length: shardCount(people.size) }, (_, shard) => applied.read(shard)));
  const reading = tableOf ? undefined : readTable();
  const [stored, read] = await Promise.all([records.all(), reading]);
  const known = knownRecords(stored, now());
  // Somebody whose record cannot be read stays as the table says.
  const noted = stored.complete && stored.unreadable.length === 0 ? tableOf?.(known) : undefined;
  if (noted) return { ...stored, ...known, shards: noted, isTableNoted: true };
  return { ...stored, ...known, shards: read ?? (await readTable()) };
}

/** Everyone of the roster as they should be at `now`, in its order. */
export function expectedStates(
  { records }: Pick<KnownRecords, 'records'>,
  now: number,
  { roster, people, resolver, records: store }: DutyStatePorts & Pick<LoadStatePorts, 'people'>,
): ExpectedState[] {
  const available = resolver.available(now, factsAt(roster, records, now));
  const shards = shardCount(people.size);
  return roster.people.map(({ identity }, index) => {
    const recordName = store.name(identity);
    return { name: appliedName(recordName), shard: shardOf(recordName, shards), desired: available[index] === 1 };
  });
}

/** Everyone of the roster while it is in doubt: nobody's duty can be told, so that they stay as they are. */
export function dutyStatesInDoubt(
  { records, shards, isUnknown }: Pick<LoadedState, 'records' | 'shards' | 'isUnknown'>,
  now: number,
  { roster, records: store, target }: Omit<DutyStatePorts, 'resolver'>,
): DutyState[] {
  return roster.people.map(({ key, identity }) => {
    const recordName = store.name(identity);
    const shard = shardOf(recordName, shards.length);
    const name = appliedName(recordName);
    const last = lastApplied(name, shards[shard], targetState(records.get(identity), target.name), now);
    const person = { key, identity, name, shard, lastApplied: last };
    // The check of all users goes on: it compares with what was last applied.
    return { ...asTheyAre(person, ROSTER_IN_DOUBT), unknown: isUnknown(recordName) };
  });
}

/** Everyone of the roster: what should be at `now` beside what was last applied. `before`: the tick before, ms. */
export function dutyStatesOf(
  loaded: Pick<LoadedState, 'records' | 'shards' | 'isUnknown'>,
  now: number,
  before: number,
  ports: DutyStatePorts,
): DutyState[] {
  return ports.roster.people.map(dutyStateReader(loaded, now, before, ports));
}

/** The same for whoever is asked about, who stands at `index` in the roster: a record's name costs an HMAC. */
export function dutyStateReader(
  { records, shards, isUnknown }: Pick<LoadedState, 'records' | 'shards' | 'isUnknown'>,
  now: number,
  before: number,
  { roster, resolver, records: store, target }: DutyStatePorts,
): (person: Pick<Person, 'key' | 'identity'>, index: PersonIndex) => DutyState {
  const facts = factsAt(roster, records, now);
  const available = resolver.available(now, facts);
  const availableBefore = resolver.available(before, factsAt(roster, records, before));
  return ({ key, identity }, index) => {
    const recordName = store.name(identity);
    const shard = shardOf(recordName, shards.length);
    const name = appliedName(recordName);
    const state = targetState(records.get(identity), target.name);
    const last = lastApplied(name, shards[shard], state, now);
    const person = { key, identity, name, shard, lastApplied: last };
    // Whether they have left, are on leave or were overridden is in the record: without it they stay as they are.
    if (isUnknown(recordName)) return asTheyAre(person, RECORD_UNREADABLE);
    return {
      ...person,
      unknown: false,
      desired: available[index] === 1,
      desiredBefore: availableBefore[index] === 1,
      because: () => resolver.verdict(index, now, facts.get(key)).reason,
      busy: state.pending?.change.available !== undefined,
    };
  };
}

/** Why somebody is left as they are. */
const ROSTER_IN_DOUBT = 'roster in doubt';

/** A state in which nothing is to be changed: it is not known what should be. */
function asTheyAre(
  person: Pick<DutyState, 'key' | 'identity' | 'name' | 'shard' | 'lastApplied'>,
  reason: string,
): DutyState {
  const isOn = person.lastApplied === true;
  return { ...person, unknown: true, desired: isOn, desiredBefore: isOn, because: () => reason, busy: true };
}

/** What the records say of the roster's people at an instant, for the resolver. */
export function factsAt(roster: Roster, records: ReadonlyMap<string, PersonRecord>, instant: number): Facts {
  return new Map(
    roster.people.flatMap(({ key, identity }) => {
      const record = records.get(identity);
      return record ? [[key, factsOf(record, instant)] as const] : [];
    }),
  );
}

/** A table that is damaged, or that was written in the future by a clock that was wrong: its people have to be fetched. */
function isBelieved({ damaged, at }: AppliedShard, now: number): boolean {
  return !damaged && at <= now + MINUTE;
}

/** What an event applied after the table was written is newer than the table. */
export function lastApplied(
  name: string,
  table: AppliedShard | undefined,
  { applied }: TargetState,
  now: number,
): LastApplied {
  if (table && !isBelieved(table, now)) return undefined;
  if (applied && applied.at >= (table?.at ?? 0)) return applied.available;
  if (table?.on.has(name)) return true;
  if (table?.off.has(name)) return false;
  return table?.missing.has(name) ? 'missing' : undefined;
}

/** The duty state after the user was fetched: its availability where nothing was known, or `missing` where there is no user. */
export function withObservation(state: DutyState, fetched: ReadonlyMap<string, FetchedUser>): DutyState {
  const { lastApplied, identity } = state;
  if (!fetched.has(identity)) return state;
  const user = fetched.get(identity);
  if (user === 'unreachable') return state;
  if (user === undefined) return { ...state, lastApplied: 'missing' };
  return typeof lastApplied === 'boolean' ? state : { ...state, lastApplied: user.available };
}

/** The tables as they are after a tick that began at `now`; only those that differ from what is stored. */
export function changedShards(
  states: readonly DutyState[],
  shards: readonly AppliedShard[],
  now: number,
): { shard: number; table: AppliedShard }[] {
  const byShard = shards.map((): DutyState[] => []);
  for (const state of states) byShard[state.shard]?.push(state);
  return shards.flatMap((before, shard) => {
    const people = byShard[shard] ?? [];
    const named = (last: LastApplied) =>
      new Set(people.filter((person) => person.lastApplied === last).map(({ name }) => name));
    const { damaged: _, ...stored } = before;
    const table = { ...stored, at: now, on: named(true), off: named(false), missing: named('missing') };
    const same = equal(table.on, before.on) && equal(table.off, before.off) && equal(table.missing, before.missing);
    return same && isBelieved(before, now) ? [] : [{ shard, table }];
  });
}

function equal(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((name) => b.has(name));
}
