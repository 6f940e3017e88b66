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

/** What a pass takes. */
export type PassPorts = ApplyRulePorts &
  FetchUsersPorts &
  LoadStatePorts &
  DutyStatePorts & {
    readonly target: Target;
    readonly applied: AppliedTable;
    readonly resolver: Resolver;
    /** Has the shift changes of one shard made by another execution. @throws if it did not answer. */
    readonly callShard: (shard: number) => Promise<void>;
  };

/** What a round saw and did. */
export interface PassResult {
  readonly results: readonly TickResult[];
  readonly people: number;
  readonly onDuty: number;
  /** People of the roster for whom Frontline has no user. */
  readonly missing: number;
  /** People of the roster whose user had to be fetched and could not be: nothing can be said of them. */
  readonly unseen: number;
  /** How Frontline took the calls of this round. None answered and some failed: it cannot be reached. */
  readonly frontline: Answers;
  /** How many shift changes are held because the roster looks truncated. */
  readonly held: number;
  /** How many others are left to the next tick, or to executions of which nothing is known yet; the unseen are among them. */
  readonly unfinished: number;
  /** What the records say of the roster's people. */
  readonly facts: Facts;
  /** What the drift check found in its turn; undefined where it did not look. */
  readonly drift?: { readonly turn: string; readonly differences: readonly Difference[] };
}

/** How a round is done. */
export interface PassOptions {
  readonly dryRun: boolean;
  /** When the tick before began, and the last one that left no shift change over, ms. */
  readonly before: number;
  readonly settled: number;
  /** An operator has let the changes of this roster through. */
  readonly released: boolean;
  /** Only this duty shard, and only its shift changes. */
  readonly shard?: number;
}

/** Reads, decides and acts once; then writes down what was applied. */
export async function runPass(given: PassPorts, manner: PassOptions): Promise<PassResult> {
  const frontline = countAnswers(given.target);
  const ports = { ...given, target: frontline.target };
  const now = ports.now();
  const { records, shards } = await loadState(ports);
  const whole = manner.shard === undefined;
  const reportsOnly = manner.dryRun || ports.target.dryRun;
  const all = dutyStatesOf(records, shards, now, manner.before, ports).filter(
    ({ shard }) => whole || shard === manner.shard,
  );

  const everyone = new Set([...all.map(({ identity }) => identity), ...records.keys()]);
  // A dry run looks as a tick does, also where it knows everybody: else it could not tell that Frontline refuses.
  const turn = whole ? usersToCheck([...everyone], now) : { turn: '', identities: [] };
  const spread = whole && !manner.dryRun && isTooMuch(all, shards.length);
  const unknown = spread ? [] : all.filter(({ last }) => last === undefined);
  const looks = await fetchUsers([...unknown.map(({ identity }) => identity), ...turn.identities], ports);
  const answering = [...looks.values()].some((look) => look !== 'unreachable');
  const late = whole ? dueChanges(records.values(), answering, ports) : [];
  const inHand = new Set(late.map(({ identity }) => identity));
  const standings = all.map((standing) => withObservation(standing, looks));

  const since = dutySince(manner.settled, now, records, ports);
  const doubtful = manner.released ? new Set<DutyState>() : likelyTruncated(standings, ({ key }) => since().has(key));
  const due = standings.filter(
    (standing) => isDue(standing) && !inHand.has(standing.identity) && !doubtful.has(standing),
  );
  const flips = spread ? [] : due;
  const [lateResults, flipResults, differences] = await Promise.all([
    Promise.all(late.map((effect) => lateResult(effect, answering, reportsOnly, ports))),
    Promise.all(flips.map((flip) => flipResult(flip, manner.dryRun, ports))),
    repairDrift(
      reportsOnly ? [] : turn.identities.filter((identity) => !inHand.has(identity)),
      looks,
      records,
      new Map(standings.map((standing) => [standing.identity, standing])),
      ports,
    ),
    spread && callShards(shards.length, ports),
  ]);
  if (!manner.dryRun && !spread) await writeDown(standings, flips, flipResults, shards, manner, now, ports);
  return {
    results: [...lateResults, ...flipResults],
    people: standings.length,
    onDuty: standings.filter(({ should }) => should).length,
    missing: standings.filter(({ last }) => last === 'missing').length,
    unseen: standings.filter(({ identity }) => looks.get(identity) === 'unreachable').length,
    frontline: frontline.answers(),
    held: doubtful.size,
    unfinished:
      (spread ? due.length : flipResults.filter(({ outcome }) => outcome === 'retrying').length) +
      standings.filter(({ last }) => last === undefined).length,
    facts: factsAt(ports.roster, records, now),
    ...(turn.turn !== '' && !reportsOnly && { drift: { turn: turn.turn, differences } }),
  };
}

/** The keys of those whom the roster has on duty at any time from `from` to `to`, ms; worked out once, if it is asked for. */
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

/** More than so many changes are too much for one execution, where there is more than one shard to spread them over. */
const MUCH = 200;

function isTooMuch(standings: readonly DutyState[], shards: number): boolean {
  return shards > 1 && standings.filter((standing) => standing.last === undefined || isDue(standing)).length > MUCH;
}

/** What a shard does not get done is left to the next tick. */
async function callShards(shards: number, ports: PassPorts): Promise<void> {
  const called = await Promise.allSettled(Array.from({ length: shards }, (_, shard) => ports.callShard(shard)));
  for (const [shard, call] of called.entries()) {
    if (call.status === 'rejected')
      ports.log('warn', 'A duty shard did not answer', { shard, ...describeError(call.reason) });
  }
}

async function lateResult(
  effect: DueChange,
  answering: boolean,
  dryRun: boolean,
  ports: PassPorts,
): Promise<TickResult> {
  const change = effect.decision.claimed?.[ports.target.name];
  const line: TickResult = {
    event: effect.event,
    type: 'late effect',
    ...(ports.people.byIdentity(effect.identity) !== undefined && { person: nameOf(effect.identity, ports) }),
    ...(change?.access !== undefined && { state: stateOf(change.access) }),
    ...(change?.available !== undefined && { available: change.available }),
    because: 'due',
  };
  if (dryRun) return line;
  try {
    return { ...line, ...(await applyDueChange(effect, answering, ports)) };
  } catch (error) {
    const who = ports.records.name(effect.identity);
    ports.log('error', 'A late effect has to wait', { who, ...describeError(error) });
    return { ...line, outcome: 'retrying' };
  }
}

async function flipResult(flip: DutyState, dryRun: boolean, ports: PassPorts): Promise<TickResult> {
  const { key, identity, should } = flip;
  const because = flip.because();
  const line: TickResult = { event: 'tick', type: 'shift change', person: key, available: should, because };
  if (dryRun) return line;
  const applied = await updateUser({ identity, change: { available: should }, because, sure: true }, ports);
  if (applied.result === 'dry_run') return line;
  if ('user' in applied) return { ...line, outcome: applied.result, user: applied.user.id };
  return { ...line, outcome: applied.result === 'failed' ? 'retrying' : applied.result };
}

/**
 * What was not applied stays as it was in the table, so that the next tick tries again. During a dry run all that would be
 * applied counts as applied, in a table of its own.
 */
async function writeDown(
  standings: readonly DutyState[],
  flips: readonly DutyState[],
  results: readonly TickResult[],
  shards: readonly AppliedShard[],
  { shard: only }: PassOptions,
  now: number,
  ports: PassPorts,
): Promise<void> {
  const outcomes = new Map(flips.map(({ name }, index) => [name, results[index]?.outcome] as const));
  const after = standings.map((standing): DutyState => {
    const outcome = outcomes.get(standing.name);
    const flipped = outcome === 'applied' || (ports.target.dryRun && outcomes.has(standing.name));
    if (flipped) return { ...standing, last: standing.should };
    return outcome === 'unknown_user' ? { ...standing, last: 'missing' } : standing;
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
