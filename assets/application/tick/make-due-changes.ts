import { stateOf, type TargetUser } from '../../domain/person/target';
import { SECOND } from '../../domain/time';
import { describeError } from '../../lib/errors';
import { within } from '../../lib/within';
import { type ApplyRulePorts, applyDueChange, type DueChange } from '../due-changes';
import { nameOf } from '../lockout-limit';
import type { StartTimer } from '../ports';
import { type RefilePorts, refileToAccount } from '../refile-records';
import { identityOfUser, type ResolveIdentityPorts, resolveIdentity } from '../resolve-identity';
import { fetchUser } from './fetch-users';
import type { TickResult } from './pass-result';
import type { Loaded } from './plan';

/** The ports that making due changes takes. */
export type DueChangePorts = ApplyRulePorts & ResolveIdentityPorts & RefilePorts & { readonly startTimer: StartTimer };

/** So long the other changes wait until it is known whose records those under unknown names are, ms: a lock-out may be among them. */
const RESOLVING_MS = 2 * SECOND;

/**
 * Makes what records ask to be done now. Records under a name that the roster does not have are resolved first: what was said last of
 * somebody may be filed under their SID or another spelling, of an event that came while Frontline could not be asked. Whoever such
 * a record belongs to waits for the next tick, which has all of it in one record.
 * @param fetched users whom this tick has fetched, by the name that a record has. @param answering Frontline was just seen to answer.
 */
export async function makeDueChanges(
  changesDue: readonly DueChange[],
  { fetched, records }: Pick<Loaded, 'fetched' | 'records'>,
  answering: boolean,
  dryRun: boolean,
  ports: DueChangePorts,
): Promise<TickResult[]> {
  const isNamed = ({ identity }: DueChange) => ports.people.byIdentity(identity) !== undefined;
  const refiled = new Set<string>();
  for (const [name, user] of fetched) {
    if (user === undefined || user === 'unreachable' || !records.has(name)) continue;
    const identity = identityOfUser(user, ports.people);
    if (identity !== name) refiled.add(identity); // the check for differences refiles it
  }
  const others = changesDue.filter((one) => !isNamed(one));
  const accounts = others.map((one) => (dryRun ? undefined : accountOf(one, refiled, ports)));
  await within(RESOLVING_MS, Promise.allSettled(accounts), ports.startTimer).catch((error: unknown) =>
    ports.log(
      'warn',
      'Records under unknown names could not be resolved in time; the other due changes go ahead',
      describeError(error),
    ),
  );
  return Promise.all(
    changesDue.map((one) => {
      const account = accounts[others.indexOf(one)];
      return makeDueChange(one, answering, dryRun, ports, account, refiled);
    }),
  );
}

/** The account of a record that is not the roster's, or that the record was filed under its identity. */
async function accountOf(
  { identity: name }: DueChange,
  refiled: Set<string>,
  ports: DueChangePorts,
): Promise<TargetUser | undefined> {
  const user = await findAccount(name, ports);
  if (!user || !(await refileToAccount(name, user, ports))) return user;
  refiled.add(name).add(identityOfUser(user, ports.people));
  return undefined;
}

async function findAccount(name: string, ports: DueChangePorts): Promise<TargetUser | undefined> {
  const { identity, fetched } = await resolveIdentity({ name, needsAccount: true }, ports);
  if (fetched || identity === name) return fetched;
  const user = await fetchUser(identity, ports);
  return user === 'unreachable' ? undefined : user;
}

async function makeDueChange(
  dueChange: DueChange,
  answering: boolean,
  dryRun: boolean,
  ports: DueChangePorts,
  account: Promise<TargetUser | undefined> | undefined,
  refiled: ReadonlySet<string>,
): Promise<TickResult> {
  const { identity, event, decision } = dueChange;
  const change = decision.claimed?.[ports.target.name];
  const line: TickResult = {
    event,
    type: 'late effect',
    ...(ports.people.byIdentity(identity) !== undefined && { person: nameOf(identity, ports) }),
    ...(change?.access !== undefined && { state: stateOf(change.access) }),
    ...(change?.available !== undefined && { available: change.available }),
    because: 'due',
  };
  if (dryRun) return line;
  try {
    const user = await account;
    if (refiled.has(identity)) return { ...line, outcome: 'deferred' };
    return { ...line, ...(await applyDueChange(dueChange, answering, ports, user)) };
  } catch (error) {
    ports.log('error', 'A due change could not be made', {
      who: ports.records.name(identity),
      ...describeError(error),
    });
    return { ...line, outcome: 'retrying' };
  }
}
