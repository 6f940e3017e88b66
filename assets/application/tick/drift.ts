import { employmentAt } from '../../domain/person/employment-history';
import { claim, relockLeaver } from '../../domain/person/outbox';
import { type PersonRecord, targetState } from '../../domain/person/record';
import type { TargetUser } from '../../domain/person/target';
import {
  type Checkable,
  type Difference,
  type DriftProgress,
  type DriftSelection,
  differences,
  NOTHING_CHECKED,
  progressAfter,
  selectForCheck,
  shortName,
} from '../../domain/policies/drift';
import {
  type KeptDifferences,
  keepDifferences,
  LASTING_MS,
  lockedOutSince,
} from '../../domain/policies/kept-differences';
import { describeError } from '../../lib/errors';
import { leaverFound } from '../alerts';
import { type ApplyRulePorts, applyRule, type Rule } from '../due-changes';
import { nameOf } from '../lockout-limit';
import type { Clock, Target } from '../ports';
import { type RefilePorts, refileToAccount } from '../refile-records';
import { identityOfUser } from '../resolve-identity';
import type { FetchedUser } from './fetch-users';
import type { DutyState } from './load-state';

/** What the heartbeat keeps of the drift check. */
export interface DriftState extends KeptDifferences {
  readonly drift?: DriftProgress | undefined;
}

/** Whom this tick checks, and everybody who is checked in turn. */
export interface DriftCheck {
  readonly everyone: readonly Checkable[];
  readonly selection: DriftSelection;
}

/** Chooses whom this tick checks. @param elapsed since the last tick, ms. */
export function planDriftCheck(
  identities: Iterable<string>,
  records: ReadonlyMap<string, PersonRecord>,
  before: DriftState,
  elapsed: number,
  ports: Pick<ApplyRulePorts, 'records' | 'now'>,
): DriftCheck {
  const now = ports.now();
  const everyone = [...new Set(identities)].map((identity): Checkable => {
    const { left, by } = employmentAt(records.get(identity)?.employmentEvents ?? [], now);
    const name = ports.records.name(identity);
    return { name, identity, ...(left && by && { departedAt: by.effectiveAt }) };
  });
  return { everyone, selection: selectForCheck(everyone, before.drift ?? NOTHING_CHECKED, elapsed) };
}

/** What the drift check of one tick comes to. */
export interface DriftResult {
  readonly state: DriftState;
  /** Identities of people who have not left, and have been found deactivated for long. */
  readonly lockedOut: readonly string[];
}

/** The ports that the drift check takes. */
type DriftPorts = ApplyRulePorts & RefilePorts;

/**
 * Compares users with what they should be. Someone who has left and was found with access is locked out again and alerted;
 * someone who has appeared in Frontline gets the changes that were waiting; every other difference is only reported, since
 * somebody may have intended it.
 * @param skip identities that another change is being made to.
 */
export async function checkDrift(
  { everyone, selection }: DriftCheck,
  skip: ReadonlySet<string>,
  fetched: ReadonlyMap<string, FetchedUser>,
  records: ReadonlyMap<string, PersonRecord>,
  states: ReadonlyMap<string, DutyState>,
  before: DriftState,
  ports: DriftPorts,
): Promise<DriftResult> {
  const now = ports.now();
  const people = selection.people.filter(({ identity }) => !skip.has(identity));
  const answered = new Set(
    selection.people.filter(({ identity }) => fetched.get(identity) !== 'unreachable').map(({ name }) => name),
  );
  const found = new Map<string, readonly Difference[]>();
  await Promise.all(
    people.map(async ({ identity, name }) => {
      const user = fetched.get(identity);
      if (user === 'unreachable') return;
      try {
        found.set(shortName(name), await compareOrRepair(identity, user, records, states, ports));
      } catch (error) {
        answered.delete(name);
        ports.log('error', 'A user that differs could not be repaired', { who: name, ...describeError(error) });
      }
    }),
  );
  const known = new Set(everyone.map(({ name }) => shortName(name)));
  const newRound = selection.newRound && new Set([...selection.newRound].map(shortName));
  const kept = keepDifferences(before, { found, known, newRound }, now);
  const since = ({ name }: Checkable) => lockedOutSince(kept.differences[shortName(name)]);
  const deactivated = people.filter((person) => since(person) !== undefined);
  const lasting = deactivated.filter((person) => now - (since(person) ?? now) >= LASTING_MS);
  const recheck = new Set(
    // Whoever another change was made to has not been compared.
    selection.people
      .filter((person) => skip.has(person.identity) || (deactivated.includes(person) && !lasting.includes(person)))
      .map(({ name }) => name),
  );
  const drift = progressAfter(before.drift ?? NOTHING_CHECKED, selection, answered, recheck, now);
  return { state: { ...kept, drift }, lockedOut: lasting.map(({ identity }) => identity) };
}

/** What the check repairs of somebody. */
type Repair = 'refile' | 'claim' | 'relock';

/** The ports that telling what to repair takes. */
type RepairPorts = {
  readonly target: Pick<Target, 'name'>;
  readonly people: DriftPorts['people'];
  readonly now: Clock;
};

/** Whether the check finds anybody to be repaired. @param skip identities that another change is being made to. */
export function findsRepairs(
  { selection }: DriftCheck,
  skip: ReadonlySet<string>,
  fetched: ReadonlyMap<string, FetchedUser>,
  records: ReadonlyMap<string, PersonRecord>,
  ports: RepairPorts,
): boolean {
  return selection.people.some(({ identity }) => {
    const user = fetched.get(identity);
    if (skip.has(identity) || user === undefined || user === 'unreachable') return false;
    return repairOf(identity, user, records.get(identity), ports) !== undefined;
  });
}

/** What has to be repaired of somebody who was fetched; everybody without a record is left alone. */
function repairOf(
  identity: string,
  user: TargetUser,
  record: PersonRecord | undefined,
  { target, people, now }: RepairPorts,
): Repair | undefined {
  if (!record) return undefined;
  if (identityOfUser(user, people) !== identity) return 'refile';
  const { pending } = targetState(record, target.name);
  if (pending?.missing) return 'claim';
  if (!employmentAt(record.employmentEvents, now()).left) return undefined;
  // Only the lock-out itself is waited for: nothing else that is pending keeps a leaver in.
  const { access, available } = pending?.change ?? {};
  const isPending = access === false || (!user.access && available === false);
  return (user.access || user.available) && !isPending ? 'relock' : undefined;
}

/** @returns what differs and is left alone. @throws if Sync cannot be reached, or others keep writing the record. */
async function compareOrRepair(
  identity: string,
  user: Exclude<FetchedUser, 'unreachable'>,
  records: ReadonlyMap<string, PersonRecord>,
  states: ReadonlyMap<string, DutyState>,
  ports: DriftPorts,
): Promise<Difference[]> {
  const { name: target } = ports.target;
  if (user === undefined) return [];
  const record = records.get(identity);
  const repair = repairOf(identity, user, record, ports);
  if (repair === 'refile') await refileToAccount(identity, user, ports);
  if (repair === 'claim') await applyRule(identity, (current, situation) => claim(current, situation, [target]), ports);
  if (repair === 'relock') await relock(identity, ports);
  const left = record !== undefined && employmentAt(record.employmentEvents, ports.now()).left;
  if (repair !== undefined || left) return [];
  const { pending } = targetState(record, target);
  // What is being changed already is no difference yet.
  const changing = { state: pending?.change.access !== undefined, available: pending?.change.available !== undefined };
  return differences(user, states.get(identity)?.lastApplied, nameOf(identity, ports)).filter(
    ({ field }) => !changing[field],
  );
}

/** Locks out someone who has left and was found let in, and alerts operators. */
async function relock(identity: string, ports: DriftPorts): Promise<void> {
  const { name: target } = ports.target;
  let isBack = false;
  const rule: Rule = (record, situation) => {
    isBack = record.employmentEvents.length > 0 && !employmentAt(record.employmentEvents, situation.now).left;
    return relockLeaver(record, situation, target);
  };
  const alert = (done: boolean) =>
    ports.alert(leaverFound(ports.records.name(identity), nameOf(identity, ports), done));
  try {
    const { outcome, user } = await applyRule(identity, rule, ports);
    // Without a user, the rule found nothing to do: an event has come in between, or the record is not where it should be.
    if (!isBack) await alert(outcome === 'applied' || (outcome === 'unchanged' && user !== undefined));
  } catch (error) {
    await alert(false);
    throw error;
  }
}
