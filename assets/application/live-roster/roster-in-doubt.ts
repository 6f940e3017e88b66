/** The deployed roster, where it cannot be told whether it is the one that counts: its names serve, its schedule does not. */
import type { Roster } from '../../domain/roster/roster';
import { createResolver } from '../../domain/schedule/resolver';
import type { Kind, Resolver } from '../../domain/schedule/schedule';
import { RosterUnknown } from '../ports';
import type { RosterParts } from './roster-in-use';

/** What a person's record decides by itself, whatever the schedule is. */
const DECIDED_BY_RECORD: readonly Kind[] = ['left', 'override', 'leave'];

/**
 * Answers what the records alone decide: who has left, is overridden or on leave by events. Everything else depends on the
 * schedule, and throws.
 * @param reason a sentence for operators.
 */
export function resolverInDoubt({ zone, people }: Roster, reason: string): Resolver {
  const known = createResolver({
    version: 1,
    zone,
    people,
    shifts: [],
    holidays: {},
    leave: [],
    overrides: [],
    swaps: [],
    coverage: [],
    protect: [],
    feeds: [],
  });
  const refuse = (): never => {
    throw new RosterUnknown(reason);
  };
  return {
    verdict(person, instant, facts) {
      const verdict = known.verdict(person, instant, facts);
      return DECIDED_BY_RECORD.includes(verdict.kind) ? verdict : refuse();
    },
    available: refuse,
    at: refuse,
    nextBoundary: refuse,
    window: refuse,
    coverage: refuse,
    dropped: refuse,
  };
}

/**
 * The parts of a roster of which it is in doubt whether it counts. No sender is taken at its word about the lock-outs of other
 * sources: an operator decides.
 */
export function inDoubt(parts: RosterParts, reason: string): RosterParts {
  const resolver = resolverInDoubt(parts.roster, reason);
  return {
    ...parts,
    resolver,
    people: { ...parts.people, hasAuthority: () => false },
    feeds: { resolver: async () => ({ resolver, feeds: [] }) },
  };
}
