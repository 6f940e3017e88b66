import { employmentAt } from '../../domain/person/employment-history';
import { claim, relockLeaver } from '../../domain/person/outbox';
import { type PersonRecord, targetState } from '../../domain/person/record';
import { type Difference, differences } from '../../domain/policies/drift';
import { leaverFound } from '../alerts';
import { type ApplyRulePorts, applyRule, type Rule } from '../due-changes';
import { nameOf } from '../lockout-limit';
import type { FetchedUser } from './fetch-users';
import type { DutyState } from './load-state';

/** The ports that the repair takes. */
type RepairDriftPorts = ApplyRulePorts;

/**
 * Compares users with what they should be. Someone who has left and was found with access is locked out again and alerted;
 * someone who has appeared in Frontline gets the changes that were waiting; every other difference is only reported, since
 * somebody may have intended it.
 */
export async function repairDrift(
  identities: readonly string[],
  fetched: ReadonlyMap<string, FetchedUser>,
  records: ReadonlyMap<string, PersonRecord>,
  states: ReadonlyMap<string, DutyState>,
  ports: RepairDriftPorts,
): Promise<Difference[]> {
  const { name: target } = ports.target;
  const found = await Promise.all(
    identities.map(async (identity): Promise<Difference[]> => {
      const user = fetched.get(identity);
      const record = records.get(identity);
      const { pending } = targetState(record, target);
      if (user === undefined || user === 'unreachable') return [];
      if (pending?.missing) {
        await applyRule(identity, (current, situation) => claim(current, situation, [target]), ports);
        return [];
      }
      const left = record !== undefined && employmentAt(record.employmentEvents, ports.now()).left;
      // Only the lock-out itself is waited for: nothing else that is pending keeps a leaver in.
      const { access, available } = pending?.change ?? {};
      const isPending = access === false || (!user.access && available === false);
      if (left && (user.access || user.available) && !isPending) {
        const relock: Rule = (current, situation) => relockLeaver(current, situation, target);
        const { outcome } = await applyRule(identity, relock, ports);
        const name = nameOf(identity, ports);
        const lockedOut = outcome === 'applied' || outcome === 'unchanged';
        await ports.alert(leaverFound(ports.records.name(identity), name, lockedOut));
        return [];
      }
      return left || pending ? [] : differences(user, states.get(identity)?.lastApplied, nameOf(identity, ports));
    }),
  );
  return found.flat();
}
