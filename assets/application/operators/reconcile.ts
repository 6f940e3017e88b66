import type { Outcome } from '../../domain/person/decision';
import { employmentAt } from '../../domain/person/employment-history';
import { factsOf } from '../../domain/person/facts';
import type { PersonRecord } from '../../domain/person/record';
import type { TargetChange } from '../../domain/person/target';
import type { Directory } from '../../domain/roster/directory';
import type { Roster } from '../../domain/roster/roster';
import type { Resolver } from '../../domain/schedule/schedule';
import { nameOf, type PersonNames } from '../lockout-limit';
import type { Clock, RecordStore } from '../ports';
import { recordsByIdentity } from '../refile-records';
import { type FetchUsersPorts, fetchUsers } from '../tick/fetch-users';
import { type UpdateUserPorts, updateUser } from '../update-user';

/** What reconciling takes. */
export type ReconcilePorts = FetchUsersPorts &
  UpdateUserPorts &
  PersonNames &
  DesiredPorts & { readonly roster: Roster; readonly records: Pick<RecordStore, 'all'> };

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
  const stored = await ports.records.all();
  const records = recordsByIdentity(stored, ports.now());
  const unreadable = new Set(stored.unreadable);
  // Without their record nobody can tell whether they have left.
  const isUnknown = (name: string) => unreadable.has(name) || (!stored.complete && stored.isUnread(name));
  const known = ports.roster.people.filter(({ identity }) => !isUnknown(ports.records.name(identity)));
  const identities = [...new Set([...known.map(({ identity }) => identity), ...records.keys()])];
  const users = await fetchUsers(identities, ports);
  const updates = identities.flatMap((identity) => {
    const user = users.get(identity);
    if (user === undefined || user === 'unreachable') return [];
    const { access, available } = desiredUser(identity, records.get(identity), ports);
    const change: TargetChange = {
      ...(access !== undefined && access !== user.access && { access }),
      ...(available !== undefined && available !== user.available && { available }),
    };
    return Object.keys(change).length > 0 ? [{ identity, change }] : [];
  });
  const lines = await Promise.all(
    updates.map(async ({ identity, change }): Promise<ReconcileLine> => {
      const line = { person: nameOf(identity, ports), change };
      if (!apply) return line;
      const { result } = await updateUser({ identity, change, because: 'reconcile', skipFetch: true }, ports);
      if (result === 'dry_run') return line;
      return { ...line, outcome: result === 'failed' ? 'retrying' : result };
    }),
  );
  const count = (what: unknown) => [...users.values()].filter((user) => user === what).length;
  return { lines, missing: count(undefined), unreachable: count('unreachable'), unreadable: stored.unreadable.length };
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
