import { employmentAt } from '../../domain/person/employment-history';
import { claim, relockLeaver } from '../../domain/person/outbox';
import type { PersonRecord } from '../../domain/person/record';
import type { TargetUser } from '../../domain/person/target';
import { type Difference, differences } from '../../domain/policies/drift';
import { describeError } from '../../lib/errors';
import { applyRule } from '../due-changes';
import { nameOf } from '../lockout-limit';
import type { Ports } from '../ports';
import type { DutyState } from './load-state';

/** A user as Frontline has it; that it has none; or that it could not be asked. */
export type FetchedUser = TargetUser | undefined | 'unreachable';

/** Looks at users, side by side. */
export async function fetchUsers(
  identities: Iterable<string>,
  ports: Ports,
): Promise<ReadonlyMap<string, FetchedUser>> {
  const looks = await Promise.all(
    [...new Set(identities)].map(async (identity): Promise<[string, FetchedUser]> => {
      try {
        return [identity, await ports.target.find(identity)];
      } catch (error) {
        const who = ports.records.name(identity);
        ports.log('warn', 'A user could not be looked at', { who, ...describeError(error) });
        return [identity, 'unreachable'];
      }
    }),
  );
  return new Map(looks);
}

/**
 * Compares users with what they should be. Someone who has left and was found let in is locked out again and alerted;
 * someone who has appeared in Frontline gets what was waiting for them; every other difference is only reported, since
 * somebody may have meant it.
 */
export async function repairDrift(
  identities: readonly string[],
  looks: ReadonlyMap<string, FetchedUser>,
  records: ReadonlyMap<string, PersonRecord>,
  standings: ReadonlyMap<string, DutyState>,
  ports: Ports,
): Promise<Difference[]> {
  const found = await Promise.all(
    identities.map(async (identity): Promise<Difference[]> => {
      const user = looks.get(identity);
      const record = records.get(identity);
      if (user === undefined || user === 'unreachable') return [];
      if (record?.pending?.missing) {
        await applyRule(identity, (current, situation) => claim(current, situation, true), ports);
        return [];
      }
      const left = record !== undefined && employmentAt(record.words, ports.now()).left;
      if (left && (user.access || user.available) && !record.pending) {
        const { outcome } = await applyRule(identity, relockLeaver, ports);
        const name = nameOf(identity, ports);
        const done =
          outcome === 'applied' || outcome === 'unchanged' ? 'and locked out again' : 'and could not be locked out yet';
        await ports.alert(`drift-${ports.records.name(identity)}`, `${name} has left and was found let in, ${done}.`);
        return [];
      }
      return left || record?.pending ? [] : differences(user, standings.get(identity)?.last, nameOf(identity, ports));
    }),
  );
  return found.flat();
}
