import { SCHEDULE } from '../../domain/person/record';
import type { TargetUser } from '../../domain/person/target';
import { updateUser } from '../update-user';
import { checkDrift } from './drift';
import { callShards, type FanOutPorts, NO_FAN_OUT } from './fan-out';
import { type FetchedUser, fetchUser, isOnRoster } from './fetch-users';
import type { DutyState } from './load-state';
import { type DueChangePorts, makeDueChanges } from './make-due-changes';
import type { PassOptions, TickResult } from './pass-result';
import type { Decided, Loaded } from './plan';
import type { Removal } from './removed-people';

/** The ports that making changes takes. */
export type MakeChangesPorts = DueChangePorts & FanOutPorts;

/** What came of the changes of a pass. */
export type Made = Awaited<ReturnType<typeof makeChanges>>;

/** Makes the changes, side by side; what is too much for one execution is made by others. */
export async function makeChanges(
  { spread, check, fetched, records, states }: Loaded,
  { answering, changesDue, inProgress, shiftChanges, removals }: Decided,
  options: PassOptions,
  ports: MakeChangesPorts,
) {
  const isReport = options.dryRun || ports.target.dryRun;
  const [late, made, removed, drift, others] = await Promise.all([
    makeDueChanges(changesDue, { fetched, records }, answering, isReport, ports),
    Promise.all(
      shiftChanges.map(async (state) => ({ state, result: await makeShiftChange(state, options.dryRun, ports) })),
    ),
    Promise.all(removals.map((state) => removeFromDuty(state, fetched, options.dryRun, ports))),
    options.shard === undefined && !isReport
      ? checkDrift(check, inProgress, fetched, records, byIdentity(states), options.drift, ports)
      : undefined,
    spread ? callShards(states, options.concurrency, ports) : NO_FAN_OUT,
  ]);
  return { late, made, removed, drift, others };
}

function byIdentity(states: readonly DutyState[]): ReadonlyMap<string, DutyState> {
  return new Map(states.map((state) => [state.identity, state]));
}

/** Switches somebody on or off duty. @param fetched the user, where it was just fetched. */
async function makeShiftChange(
  state: DutyState,
  dryRun: boolean,
  ports: MakeChangesPorts,
  fetched?: TargetUser,
): Promise<TickResult> {
  const { key, identity, desired } = state;
  const because = state.because();
  const line: TickResult = { event: 'tick', type: 'shift change', person: key, available: desired, because };
  if (dryRun) return line;
  const update = {
    identity,
    change: { available: desired },
    because,
    source: SCHEDULE,
    ...(fetched ? { fetched } : { skipFetch: true }),
  };
  const applied = await updateUser(update, ports);
  if (applied.result === 'dry_run') return line;
  if ('user' in applied) return { ...line, outcome: applied.result, user: applied.user.id };
  return { ...line, outcome: applied.result === 'failed' ? 'retrying' : applied.result };
}

/**
 * Switches off somebody who was taken off the roster. The roster may know the same user by another name (its SID, or another
 * spelling), so that the user is fetched first; whoever cannot be fetched stays as they are until the next tick.
 */
async function removeFromDuty(
  state: DutyState,
  known: ReadonlyMap<string, FetchedUser>,
  dryRun: boolean,
  ports: MakeChangesPorts,
): Promise<Removal> {
  const { identity } = state;
  const user = known.has(identity) ? known.get(identity) : await fetchUser(identity, ports);
  if (user === undefined || (user !== 'unreachable' && isOnRoster(user, ports.people))) return { state, done: true };
  if (user === 'unreachable') return { state, done: false, isUnseen: true };
  const result = await makeShiftChange(state, dryRun, ports, user);
  return { state, result, done: result.outcome !== undefined && result.outcome !== 'retrying' };
}
