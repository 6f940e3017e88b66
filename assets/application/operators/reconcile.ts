import type { Outcome } from '../../domain/person/decision';
import { employmentAt } from '../../domain/person/employment-history';
import { factsOf } from '../../domain/person/facts';
import { OPERATOR, type PersonRecord } from '../../domain/person/record';
import { fieldsOf, onlyFields, type TargetChange, type TargetUser } from '../../domain/person/target';
import type { Directory } from '../../domain/roster/directory';
import type { Resolver } from '../../domain/schedule/schedule';
import { describeError } from '../../lib/errors';
import { nameOf, type PersonNames } from '../lockout-limit';
import { type Clock, Conflict, type HeartbeatStore, type RecordStore } from '../ports';
import { identityOfUser } from '../resolve-identity';
import { rewriteHeartbeat } from '../rewrite-heartbeat';
import { type FetchUsersPorts, fetchUsers } from '../tick/fetch-users';
import { type DutyStatePorts, dutyStatesOf, type LoadStatePorts, loadState } from '../tick/load-state';
import { type RecordAppliedPorts, recordApplied } from '../tick/record-applied';
import { type UpdateUserPorts, updateUser } from '../update-user';

/** What reconciling takes. */
export type ReconcilePorts = FetchUsersPorts &
  UpdateUserPorts &
  PersonNames &
  DesiredPorts &
  LoadStatePorts &
  DutyStatePorts &
  RecordAppliedPorts & {
    readonly people: Directory;
    readonly records: Pick<RecordStore, 'all' | 'read'>;
    readonly heartbeat: Pick<HeartbeatStore, 'read' | 'write'>;
  };

interface DesiredPorts {
  readonly people: Pick<Directory, 'byIdentity'>;
  readonly resolver: Pick<Resolver, 'verdict'>;
  readonly now: Clock;
}

/** A user that is not as roster and records want it. */
export interface ReconcileLine {
  /** What operators know the person by. */
  readonly person: string;
  readonly change: TargetChange;
  /** Absent where the change was not to be made. */
  readonly outcome?: Outcome;
}

export interface ReconcileReport {
  readonly lines: readonly ReconcileLine[];
  /** People without a user, and those whose user could not be fetched. */
  readonly missing: number;
  readonly unreachable: number;
  /** Records that cannot be read: their people were not compared. */
  readonly unreadable: number;
}

/** Compares every user with roster and records. @param apply updates those that differ. */
export async function reconcileUsers(apply: boolean, ports: ReconcilePorts): Promise<ReconcileReport> {
  const state = await loadState(ports);
  const { records } = state;
  // Without their record nobody can tell whether they have left.
  const known = ports.roster.people.filter(({ identity }) => !state.isUnknown(ports.records.name(identity)));
  const identities = [...new Set([...known.map(({ identity }) => identity), ...records.keys()])];
  const users = await fetchUsers(identities, ports);
  const differing = identities.flatMap((identity) => {
    const user = users.get(identity);
    if (user === undefined || user === 'unreachable') return [];
    // Under a second name of the user: ticks refile it, and the record of the account may say otherwise.
    if (identityOfUser(user, ports.people) !== identity) return [];
    const change = changeOf(user, desiredUser(identity, records.get(identity), ports));
    return fieldsOf(change).length > 0 ? [{ identity, change }] : [];
  });
  const made = new Map<string, boolean>();
  const lines = await Promise.all(
    differing.map(async ({ identity, change }): Promise<ReconcileLine> => {
      const line = { person: nameOf(identity, ports), change };
      if (!apply) return line;
      const { available, ...result } = await reconcileUser(identity, change, ports);
      if (available !== undefined) made.set(identity, available);
      return { ...line, ...result };
    }),
  );
  await recordReconciled(made, ports);
  const count = (what: unknown) => [...users.values()].filter((user) => user === what).length;
  return {
    lines,
    missing: count(undefined),
    unreachable: count('unreachable'),
    unreadable: state.unreadable.length,
  };
}

/** What came of reconciling one user. `available`: what was last made of their availability, if anything. */
interface Reconciled extends Pick<ReconcileLine, 'outcome'> {
  readonly available?: boolean | undefined;
}

/**
 * Ticks go by what was last applied: without this they would take what was reconciled for what somebody switched by hand, and
 * leave it alone, also when the roster says otherwise again. What was made counts, and not what would be right by now.
 * @param made by identity.
 */
async function recordReconciled(made: ReadonlyMap<string, boolean>, ports: ReconcilePorts): Promise<void> {
  if (made.size === 0) return;
  try {
    const now = ports.now();
    const state = await loadState(ports);
    const states = dutyStatesOf(state, now, now, ports).map((one) => ({
      ...one,
      desired: made.get(one.identity) ?? one.desired,
    }));
    const results = states
      .filter(({ identity }) => made.has(identity))
      .map((one) => ({ state: one, result: { outcome: 'applied' as const } }));
    // Or ticks would go on with what they know of the table, without reading it. Always written, so that a tick at work notes nothing of it.
    await rewriteHeartbeat(ports.heartbeat, ({ dutyTable: _, ...beat }) => beat);
    if (!(await recordApplied(states, results, state.shards, undefined, now, ports))) throw new Conflict();
  } catch (error) {
    ports.log('error', 'What was reconciled could not be noted: ticks leave it until the next shift boundary', {
      people: made.size,
      ...describeError(error),
    });
  }
}

/** How often a user is updated again because an event about it came in the meantime. */
const MAX_OVERTAKEN = 4;

/**
 * Updates one user, and again if an event has changed the record since it was read: otherwise someone who leaves during a
 * reconciliation would be let in again.
 */
async function reconcileUser(identity: string, change: TargetChange, ports: ReconcilePorts): Promise<Reconciled> {
  let left = change;
  let available: boolean | undefined;
  try {
    for (let tries = 0; tries <= MAX_OVERTAKEN; tries++) {
      const update = { identity, change: left, because: 'reconcile', source: OPERATOR, skipFetch: true };
      const done = await updateUser(update, ports);
      if (done.result === 'dry_run') return {};
      const outcome = done.result === 'failed' ? 'retrying' : done.result;
      if (!('user' in done)) return { outcome, available };
      available = left.available ?? available;
      const { record } = await ports.records.read(identity);
      left = changeOf({ ...done.user, ...left }, desiredUser(identity, record, ports));
      if (fieldsOf(left).length === 0) return { outcome, available };
    }
  } catch (error) {
    const who = ports.records.name(identity);
    ports.log('error', 'Could not read the record of a user who was reconciled', { who, ...describeError(error) });
  }
  return { outcome: 'retrying', available };
}

/** What has to be changed so that a user is as desired; a field of which nothing is desired stays as it is. */
function changeOf(user: TargetUser, desired: TargetChange): TargetChange {
  return onlyFields(
    desired,
    fieldsOf(desired).filter((field) => desired[field] !== user[field]),
  );
}

/** A user as it should be: access only where HR has reported something, availability only where something decides it. */
function desiredUser(
  identity: string,
  record: PersonRecord | undefined,
  { now, resolver, people }: DesiredPorts,
): TargetChange {
  const instant = now();
  const employment = record && employmentAt(record.employmentEvents, instant);
  if (employment?.left) return { access: false, available: false };
  const person = people.byIdentity(identity);
  const facts = record && factsOf(record, instant);
  return {
    ...(employment?.by && { access: true }),
    ...(person !== undefined && { available: resolver.verdict(person, instant, facts).available }),
  };
}
