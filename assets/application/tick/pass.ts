import { isDue, likelyTruncated } from '../../domain/policies/roster-change-hold';
import type { Directory } from '../../domain/roster/directory';
import type { Resolver } from '../../domain/schedule/schedule';
import { type DueChange, dueChanges } from '../due-changes';
import type { AppliedTable, Heartbeat, RecordStore, Target } from '../ports';
import { refilingFirst } from '../refile-records';
import {
  isOnRoster,
  type MakeChangesPorts,
  makeDueChange,
  makeShiftChange,
  removeFromDuty,
  type TickResult,
} from './changes';
import { type Answers, countAnswers } from './count-answers';
import { checkDrift, planDriftCheck } from './drift';
import { dutySince } from './duty-since';
import { callShards, countMissing, type FanOutPorts, needsSpreading } from './fan-out';
import { fetchUsers } from './fetch-users';
import {
  type DutyState,
  type DutyStatePorts,
  dutyStatesOf,
  factsAt,
  type LoadStatePorts,
  loadState,
  withObservation,
} from './load-state';
import type { PassOptions, PassResult } from './pass-result';
import { recordApplied } from './record-applied';
import { keepRosterPeople, loadRemoved, type RemovedPeoplePorts } from './removed-people';
import { addReports, type ShardReport } from './shard-report';
import { type TendStatePorts, tendState } from './tend-state';

/** The ports that a pass takes. */
export type PassPorts = MakeChangesPorts &
  LoadStatePorts &
  DutyStatePorts &
  RemovedPeoplePorts &
  FanOutPorts &
  TendStatePorts & {
    readonly people: Directory;
    readonly records: RecordStore;
    readonly target: Target;
    readonly applied: AppliedTable;
    readonly resolver: Resolver;
  };

/** Reads, decides and applies once; then records what was applied. */
export async function runPass(unmetered: PassPorts, options: PassOptions): Promise<PassResult> {
  const frontline = countAnswers(unmetered.target);
  const metered = { ...unmetered, target: frontline.target };
  const loaded = await load(options, metered);
  const ports = options.dryRun ? metered : { ...metered, records: loaded.refiling };
  const decided = decide(loaded, options, ports);
  const applied = await apply(loaded, decided, options, ports);
  const rosterPeople = await record(loaded, applied, options, ports);
  if (options.shard === undefined && !options.dryRun) await tendState(loaded.state, loaded.now, ports);
  return { ...summary(loaded, decided, applied, frontline.answers(), ports), ...(rosterPeople && { rosterPeople }) };
}

type Loaded = Awaited<ReturnType<typeof load>>;
type Decided = ReturnType<typeof decide>;
type Applied = Awaited<ReturnType<typeof apply>>;

/** Of people taken off the roster, so many are fetched, and so many switched off, by one tick. */
const MOST_REMOVED = 200;

/** Reads records, tables and the people taken off the roster, and fetches the users who have to be looked at. */
async function load(options: PassOptions, ports: PassPorts) {
  const now = ports.now();
  const state = await loadState(ports);
  const { records, shards } = state;
  const isWhole = options.shard === undefined;
  const removed = isWhole ? await loadRemoved(options.rosterPeople, state, ports) : { states: [] };
  const all = dutyStatesOf(state, now, options.before, ports);
  const isOwn = ({ shard }: DutyState) => isWhole || shard === options.shard;
  const spread = isWhole && !options.dryRun && needsSpreading(all, shards.length);

  // A dry run fetches users as a tick does, even if it knows everybody: otherwise it could not tell that Frontline refuses.
  const readable = all.filter(({ unknown }) => !unknown);
  const identities = [...readable.map(({ identity }) => identity), ...records.keys()];
  const check = planDriftCheck(isWhole ? identities : [], records, options.drift, now - options.before, ports);
  const isUnknown = ({ lastApplied }: DutyState) => lastApplied === undefined;
  const fetched = await fetchUsers(
    [
      ...(spread ? [] : all.filter((state) => isOwn(state) && isUnknown(state))),
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
function decide(
  { now, records, all, states, removed, spread, fetched }: Loaded,
  options: PassOptions,
  ports: PassPorts,
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
    : likelyTruncated([...all, ...off], (state) => !taken.has(state) && wasOnDuty().has(state.key));
  const isToDo = (state: DutyState) => isDue(state) && !inProgress.has(state.identity) && !held.has(state);
  const due = states.filter(isToDo);
  const heldHere = [...(spread ? off : [...states, ...off])].filter((state) => held.has(state)).length;
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

/** Makes the changes, side by side; what is too much for one execution is made by others. */
async function apply(
  { shards, spread, check, fetched, records, states }: Loaded,
  { answering, changesDue, inProgress, shiftChanges, removals }: Decided,
  options: PassOptions,
  ports: PassPorts,
) {
  const isReport = options.dryRun || ports.target.dryRun;
  const [late, made, removed, drift, others] = await Promise.all([
    Promise.all(changesDue.map((dueChange) => makeDueChange(dueChange, answering, isReport, ports))),
    Promise.all(
      shiftChanges.map(async (state) => ({ state, result: await makeShiftChange(state, options.dryRun, ports) })),
    ),
    Promise.all(removals.map((state) => removeFromDuty(state, fetched, options.dryRun, ports))),
    options.shard === undefined && !isReport
      ? checkDrift(check, inProgress, fetched, records, byIdentity(states), options.drift, ports)
      : undefined,
    spread ? callShards(shards.length, states, ports) : [],
  ]);
  return { late, made, removed, drift, others };
}

function byIdentity(states: readonly DutyState[]): ReadonlyMap<string, DutyState> {
  return new Map(states.map((state) => [state.identity, state]));
}

/** Records what was applied; the people of the roster first, because the table forgets whoever was taken off it. */
async function record(
  { now, shards, spread, states, removed }: Loaded,
  { made, removed: removals }: Applied,
  options: PassOptions,
  ports: PassPorts,
): Promise<Heartbeat['rosterPeople']> {
  if (options.dryRun) return undefined;
  const isKept = options.shard === undefined && !ports.target.dryRun;
  const note = isKept ? await keepRosterPeople(removed, removals, options.rosterPeople, ports) : options.rosterPeople;
  if (!spread) await recordApplied(states, made, shards, options.shard, now, ports);
  return note;
}

function summary(
  { now, state: stored, records, fetched, states, removed, spread }: Loaded,
  { held }: Decided,
  { late, made, removed: removals, drift, others }: Applied,
  frontline: Answers,
  ports: PassPorts,
): PassResult {
  const results = [...late, ...made.map(({ result }) => result), ...removals.flatMap(({ result }) => result ?? [])];
  const isFailed = ({ type, outcome }: TickResult) => type === 'shift change' && outcome === 'retrying';
  const failed = results.filter(isFailed).length;
  const unknown = states.filter(({ lastApplied }) => lastApplied === undefined).length;
  const own: ShardReport = {
    changed: results.filter(({ outcome }) => outcome === 'applied').length,
    failed,
    missing: spread ? 0 : countMissing(states),
    unseen:
      [...states, ...removed.states].filter(({ identity }) => fetched.get(identity) === 'unreachable').length +
      removals.filter(({ state, isUnseen }) => isUnseen && !fetched.has(state.identity)).length,
    held,
    unfinished: spread ? failed : failed + unknown,
    frontline,
  };
  return {
    ...addReports([own, ...others]),
    results,
    people: states.length,
    onDuty: states.filter(({ desired }) => desired).length,
    unreadable: stored.unreadable.length,
    facts: factsAt(ports.roster, records, now),
    ...(drift && { drift }),
  };
}
