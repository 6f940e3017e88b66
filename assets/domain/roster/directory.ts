import type { PersonIndex, Roster } from './roster';

/** Finds people of the roster by the names that others have for them. */
export interface Directory {
  readonly size: number;
  /** By key of the roster. */
  byKey(key: string): PersonIndex | undefined;
  byIdentity(identity: string): PersonIndex | undefined;
  /** The identity of whom a provider knows under this id. */
  identityByProvider(provider: string, id: string): string | undefined;
  identityOf(person: PersonIndex): string;
  keyOf(person: PersonIndex): string;
  isProtected(identity: string): boolean;
}

export function createDirectory(roster: Roster): Directory {
  const keys = new Map(roster.people.map(({ key }, index) => [key, index]));
  const identities = new Map(roster.people.map(({ identity }, index) => [identity, index]));
  const ids = new Map(
    roster.people.flatMap(({ ids, identity }) =>
      Object.entries(ids).map(([provider, id]) => [JSON.stringify([provider, id]), identity] as const),
    ),
  );
  const protectedOnes = new Set(roster.protect);
  const at = (person: PersonIndex) => {
    const found = roster.people[person];
    if (!found) throw new RangeError(`no person ${person} in a roster of ${roster.people.length}`);
    return found;
  };
  return {
    size: roster.people.length,
    byKey: (key) => keys.get(key),
    byIdentity: (identity) => identities.get(identity),
    identityByProvider: (provider, id) => ids.get(JSON.stringify([provider, id])),
    identityOf: (person) => at(person).identity,
    keyOf: (person) => at(person).key,
    isProtected: (identity) => protectedOnes.has(identity),
  };
}
