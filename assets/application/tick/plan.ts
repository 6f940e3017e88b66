import { isDue, likelyTruncated } from '../../domain/policies/roster-change-hold';
import type { Resolver } from '../../domain/schedule/schedule';
import { type DueChange, dueChanges } from '../due-changes';
import type { RecordStore } from '../ports';
import { refilingFirst } from '../refile-records';
import type { SituationPorts } from '../update-record';
import { planDriftCheck } from './drift';
import { dutySince } from './duty-since';
import { isBelieved, tableFrom } from './duty-table-note';
import { needsSpreading } from './fan-out';
import { type FetchUsersPorts, fetchUsers, isOnRoster } from './fetch-users';
import {
  type DutyState,
  type DutyStatePorts,
  dutyStatesInDoubt,
  dutyStatesOf,
  expectedStates,
  type LoadStatePorts,
  loadState,
  withObservation,
} from './load-state';
import type { PassOptions } from './pass-result';
import { loadRemoved, type RemovedPeoplePorts } from './removed-people';

/** The ports that planning takes. */
export type PlanPorts = SituationPorts &
  FetchUsersPorts &
  LoadStatePorts &
  DutyStatePorts &
  RemovedPeoplePorts & { readonly records: RecordStore; readonly resolver: Resolver };

/** What a pass has read. */
export type Loaded = Awaited<ReturnType<typeof load>>;
/** What a pass is to change. */
export type Decided = ReturnType<typeof decide>;

/** Of people taken off the roster, so many are fetched, and so many switched off, by one tick. */
const MOST_REMOVED = 200;

/** Reads records, tables and the people taken off the roster, and fetches the users who have to be looked at. */
export async function load(options: PassOptions, ports: PlanPorts) {
  const now = ports.now();
  const isWhole = options.shard === undefined;
  const isHeld = options.hold !== undefined;
  const note = isHeld ? undefined : options.dutyTable;
  const state = await loadState(
    ports,
    note && isBelieved(note, now) ? (known) => tableFrom(note, expectedStates(known, now, ports)) : undefined,
  );
  const { records, shards } = state;
  const removed = isWhole && !isHeld ? await loadRemoved(options.rosterPeople, state, ports) : { states: [] };
  const all = isHeld ? dutyStatesInDoubt(state, now, ports) : dutyStatesOf(state, now, options.before, ports);
  const isOwn = ({ shard }: DutyState) => isWhole || shard === options.shard;
  const spread = isWhole && !isHeld && !options.dryRun && needsSpreading(all, shards.length);

  // A dry run fetches users as a tick does, even if it knows everybody: otherwise it could not tell that Frontline refuses.
  const readable = all.filter(({ unknown }) => !unknown);
  const identities = [...readable.map(({ identity }) => identity), ...records.keys()];
  const check = planDriftCheck(isWhole ? identities : [], records, options.drift, now - options.before, ports);
  const isUnknown = ({ lastApplied }: DutyState) => lastApplied === undefined;
  const fetched = await fetchUsers(
    [
      ...(spread || isHeld ? [] : all.filter((state) => isOwn(state) && isUnknown(state))),
      ...removed.states.filter(isUnknown).slice(0, MOST_REMOVED),
      ...check.selection.people,
    ].map(({ identity }) => identity),
    ports,
  );
  const observed = all.map((state) => withObservation(state, fetched));
  // Whoever the roster knows by another name was not taken off it.
  const isOff = ({ identity }: DutyState) => {
    const user = fetched.get(identity);
    return user === undefined || user === 'unreachable' || !isOnRoster(user, ports.people);
  };
  const off = removed.states.filter(isOff).map((state) => withObservation(state, fetched));
  return {
    now,
    state,
    refiling: refilingFirst(ports.records, state.misfiled, ports.now),
    records,
    shards,
    spread,
    check,
    fetched,
    all: observed,
    states: observed.filter(isOwn),
    removed: { ...removed, states: off },
  };
}

/** Which changes are due, and which of them are held. */
export function decide(
  { now, records, all, states, removed, spread, fetched }: Loaded,
  options: PassOptions,
  ports: PlanPorts,
) {
  const answering = [...fetched.values()].some((user) => user !== 'unreachable');
  const changesDue: DueChange[] = options.shard === undefined ? dueChanges(records.values(), answering, ports) : [];
  const inProgress = new Set(changesDue.map(({ identity }) => identity));
  const off = removed.states;
  const wasOnDuty = dutySince(options.fullyAppliedAt, now, records, ports);
  const taken = new Set(off);
  // Everybody counts, also where this execution has one shard: each shard must come to the same end.
  const held = options.released
    ? new Set<DutyState>()
    : likelyTruncated([...all, ...off], (state) => !taken.has(state) && wasOnDuty().has(state.key), options.held);
  const isToDo = (state: DutyState) => isDue(state) && !inProgress.has(state.identity) && !held.has(state);
  const due = states.filter(isToDo);
  const heldHere = (spread ? off : [...states, ...off]).filter((state) => held.has(state));
  return {
    answering,
    changesDue,
    inProgress,
    held: heldHere,
    due,
    shiftChanges: spread ? [] : due,
    removals: off.filter(isToDo).slice(0, MOST_REMOVED),
  };
}
