import type { Outcome } from '../../domain/person/decision';
import type { PersonRecord } from '../../domain/person/record';
import { stateOf } from '../../domain/person/target';
import { type Difference, usersToCheck } from '../../domain/policies/drift';
import { isDue, likelyTruncated } from '../../domain/policies/roster-change-hold';
import type { Facts, Resolver } from '../../domain/schedule/schedule';
import { describeError } from '../../lib/errors';
import { type ApplyRulePorts, applyDueChange, type DueChange, dueChanges } from '../due-changes';
import { nameOf } from '../lockout-limit';
import { type AppliedShard, type AppliedTable, Conflict, type Target } from '../ports';
import { refilingFirst } from '../refile-records';
import { updateUser } from '../update-user';
import { type Answers, countAnswers } from './count-answers';
import { repairDrift } from './drift';
import { type FetchUsersPorts, fetchUsers } from './fetch-users';
import {
  changedShards,
  type DutyState,
  type DutyStatePorts,
  dutyStatesOf,
  factsAt,
  type LoadStatePorts,
  loadState,
  withObservation,
} from './load-state';
import { type TendStatePorts, tendState } from './tend-state';

/** A change that a tick makes, or would make. `person` is the roster's key, absent for someone it does not know. */
export interface TickResult {
  readonly event: string;
  readonly type: 'shift change' | 'late effect';
  readonly person?: string;
  readonly state?: string;
  readonly available?: boolean;
  readonly because: string;
  /** Absent in a dry run. */
  readonly outcome?: Outcome;
  readonly user?: string;
}

/** The ports that a pass takes. */
export type PassPorts = ApplyRulePorts &
  FetchUsersPorts &
  LoadStatePorts &
  DutyStatePorts &
  TendStatePorts & {
    readonly target: Target;
    readonly applied: AppliedTable;
    readonly resolver: Resolver;
    /** Has the shift changes of one shard made by another execution. @throws if it did not answer. */
    readonly callShard: (shard: number) => Promise<void>;
  };

/** What a pass counted and changed. */
export interface PassResult {
  readonly results: readonly TickResult[];
  readonly people: number;
  readonly onDuty: number;
  /** People of the roster for whom Frontline has no user. */
  readonly missing: number;
  /** People of the roster whose user had to be fetched and could not be: nothing can be said of them. */
  readonly unseen: number;
  /** How Frontline answered the calls of this pass. None answered and some failed: it cannot be reached. */
  readonly frontline: Answers;
  /** How many shift changes are held because the roster looks truncated. */
  readonly held: number;
  /** How many people, of the roster or not, have a record that cannot be read. */
  readonly unreadable: number;
  /** How many others are left to the next tick, or to executions of which nothing is known yet; the unseen are among them. */
  readonly unfinished: number;
  /** What the records say of the roster's people. */
  readonly facts: Facts;
  /** What the drift check found in its turn; undefined where it did not run. */
  readonly drift?: { readonly turn: string; readonly differences: readonly Difference[] };
}

/** The options of a pass. */
export interface PassOptions {
  readonly dryRun: boolean;
  /** When the previous tick began, and the last one that left no shift change undone, ms. */
  readonly before: number;
  readonly fullyAppliedAt: number;
  /** An operator has released the changes of this roster. */
  readonly released: boolean;
  /** Only this duty shard, and only its shift changes. */
  readonly shard?: number;
}

/** Reads, decides and applies once; then records what was applied. */
export async function runPass(unmetered: PassPorts, options: PassOptions): Promise<PassResult> {
  const frontline = countAnswers(unmetered.target);
  const now = unmetered.now();
  const loaded = await loadState(unmetered);
  const { records, shards } = loaded;
  const refiling = options.dryRun
    ? unmetered.records
    : refilingFirst(unmetered.records, loaded.misfiled, unmetered.now);
  const ports = { ...unmetered, target: frontline.target, records: refiling };
  const whole = options.shard === undefined;
  const reportOnly = options.dryRun || ports.target.dryRun;
  const before = dutyStatesOf(loaded, now, options.before, ports).filter(
    ({ shard }) => whole || shard === options.shard,
  );

  const everyone = new Set([
    ...before.filter(({ unknown }) => !unknown).map(({ identity }) => identity),
    ...records.keys(),
  ]);
  // A dry run fetches users as a tick does, even if it knows everybody: otherwise it could not tell that Frontline refuses.
  const turn = whole ? usersToCheck([...everyone], now) : { turn: '', identities: [] };
  const spread = whole && !options.dryRun && needsSpreading(before, shards.length);
  const unknown = spread ? [] : before.filter(({ lastApplied }) => lastApplied === undefined);
  const fetched = await fetchUsers([...unknown.map(({ identity }) => identity), ...turn.identities], ports);
  const answering = [...fetched.values()].some((user) => user !== 'unreachable');
  const changesDue = whole ? dueChanges(records.values(), answering, ports) : [];
  const inProgress = new Set(changesDue.map(({ identity }) => identity));
  const states = before.map((state) => withObservation(state, fetched));

  const since = dutySince(options.fullyAppliedAt, now, records, ports);
  const held = options.released ? new Set<DutyState>() : likelyTruncated(states, ({ key }) => since().has(key));
  const due = states.filter((state) => isDue(state) && !inProgress.has(state.identity) && !held.has(state));
  const shiftChanges = spread ? [] : due;
  const [lateResults, shiftChangeResults, differences] = await Promise.all([
    Promise.all(changesDue.map((dueChange) => dueChangeResult(dueChange, answering, reportOnly, ports))),
    Promise.all(shiftChanges.map((state) => shiftChangeResult(state, options.dryRun, ports))),
    repairDrift(
      reportOnly ? [] : turn.identities.filter((identity) => !inProgress.has(identity)),
      fetched,
      records,
      new Map(states.map((state) => [state.identity, state])),
      ports,
    ),
    spread && callShards(shards.length, ports),
  ]);
  if (!options.dryRun && !spread)
    await writeApplied(states, shiftChanges, shiftChangeResults, shards, options, now, ports);
  if (whole && !options.dryRun) await tendState(loaded, now, ports);
  return {
    results: [...lateResults, ...shiftChangeResults],
    people: states.length,
    onDuty: states.filter(({ desired }) => desired).length,
    missing: states.filter(({ lastApplied }) => lastApplied === 'missing').length,
    unseen: states.filter(({ identity }) => fetched.get(identity) === 'unreachable').length,
    frontline: frontline.answers(),
    held: held.size,
    unreadable: loaded.unreadable.length,
    unfinished:
      (spread ? due.length : shiftChangeResults.filter(({ outcome }) => outcome === 'retrying').length) +
      states.filter(({ lastApplied }) => lastApplied === undefined).length,
    facts: factsAt(ports.roster, records, now),
    ...(turn.turn !== '' && !reportOnly && { drift: { turn: turn.turn, differences } }),
  };
}

/** The keys of people whom the roster has on duty at any time from `from` to `to`, ms; computed once, on first use. */
function dutySince(
  from: number,
  to: number,
  records: ReadonlyMap<string, PersonRecord>,
  { roster, resolver }: Pick<PassPorts, 'roster' | 'resolver'>,
): () => ReadonlySet<string> {
  let keys: ReadonlySet<string> | undefined;
  return () => {
    if (!keys) {
      const windows = resolver.window(from, to, factsAt(roster, records, to));
      keys = new Set(roster.people.flatMap(({ key }, index) => ((windows[index]?.on.length ?? 0) > 0 ? [key] : [])));
    }
    return keys;
  };
}

/** More changes than this are spread over one execution a shard, where there is more than one shard. */
const SPREAD_ABOVE = 200;

function needsSpreading(states: readonly DutyState[], shards: number): boolean {
  return shards > 1 && states.filter((state) => state.lastApplied === undefined || isDue(state)).length > SPREAD_ABOVE;
}

/** What a shard leaves undone is left to the next tick. */
async function callShards(shards: number, ports: PassPorts): Promise<void> {
  const called = await Promise.allSettled(Array.from({ length: shards }, (_, shard) => ports.callShard(shard)));
  for (const [shard, call] of called.entries()) {
    if (call.status === 'rejected')
      ports.log('warn', 'A duty shard did not answer', { shard, ...describeError(call.reason) });
  }
}

async function dueChangeResult(
  dueChange: DueChange,
  answering: boolean,
  dryRun: boolean,
  ports: PassPorts,
): Promise<TickResult> {
  const change = dueChange.decision.claimed?.[ports.target.name];
  const line: TickResult = {
    event: dueChange.event,
    type: 'late effect',
    ...(ports.people.byIdentity(dueChange.identity) !== undefined && { person: nameOf(dueChange.identity, ports) }),
    ...(change?.access !== undefined && { state: stateOf(change.access) }),
    ...(change?.available !== undefined && { available: change.available }),
    because: 'due',
  };
  if (dryRun) return line;
  try {
    return { ...line, ...(await applyDueChange(dueChange, answering, ports)) };
  } catch (error) {
    const who = ports.records.name(dueChange.identity);
    ports.log('error', 'A due change could not be made', { who, ...describeError(error) });
    return { ...line, outcome: 'retrying' };
  }
}

async function shiftChangeResult(state: DutyState, dryRun: boolean, ports: PassPorts): Promise<TickResult> {
  const { key, identity, desired } = state;
  const because = state.because();
  const line: TickResult = { event: 'tick', type: 'shift change', person: key, available: desired, because };
  if (dryRun) return line;
  const applied = await updateUser({ identity, change: { available: desired }, because, skipFetch: true }, ports);
  if (applied.result === 'dry_run') return line;
  if ('user' in applied) return { ...line, outcome: applied.result, user: applied.user.id };
  return { ...line, outcome: applied.result === 'failed' ? 'retrying' : applied.result };
}

/**
 * What was not applied stays as it was in the table, so that the next tick tries again. During a dry run all that would be
 * applied counts as applied, in a table of its own.
 */
async function writeApplied(
  states: readonly DutyState[],
  shiftChanges: readonly DutyState[],
  results: readonly TickResult[],
  shards: readonly AppliedShard[],
  { shard: only }: PassOptions,
  now: number,
  ports: PassPorts,
): Promise<void> {
  const outcomes = new Map(shiftChanges.map(({ name }, index) => [name, results[index]?.outcome] as const));
  const after = states.map((state): DutyState => {
    const outcome = outcomes.get(state.name);
    const isApplied = outcome === 'applied' || (ports.target.dryRun && outcomes.has(state.name));
    if (isApplied) return { ...state, lastApplied: state.desired };
    return outcome === 'unknown_user' ? { ...state, lastApplied: 'missing' } : state;
  });
  const changed = changedShards(after, shards, now).filter(({ shard }) => only === undefined || shard === only);
  await Promise.all(
    changed.map(async ({ shard, table }) => {
      try {
        await ports.applied.write(shard, table);
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        ports.log('warn', 'Another tick wrote the duty table meanwhile; the next one compares again', { shard });
      }
    }),
  );
}
