import type { PersonIndex, Roster } from './roster';

/** Finds people of the roster by the names that others have for them. */
export interface Directory {
  readonly size: number;
  /** By key of the roster. */
  byKey(key: string): PersonIndex | undefined;
  /** By identity, to the letter. */
  byIdentity(identity: string): PersonIndex | undefined;
  /** The one person whose identity is equal but for case and Unicode form; undefined if there is none, or several. */
  byFoldedIdentity(identity: string): PersonIndex | undefined;
  /** The identity of whom a provider knows under this id. */
  identityByProvider(provider: string, id: string): string | undefined;
  identityOf(person: PersonIndex): string;
  keyOf(person: PersonIndex): string;
  /** Whether `protect` has this identity, in whatever case and Unicode form: a typing error must not lift the protection. */
  isProtected(identity: string): boolean;
  /**
   * Whether `protect` may have this person under their other name: of identity and SID one is given, and `protect` has names
   * of the other kind. Only the account itself tells.
   */
  mayBeProtectedByOtherName(identity: string): boolean;
  /** Whether what this provider says of a return counts for the lock-outs of every source. */
  hasAuthority(provider: string): boolean;
}

const AUTHORITY = ['standard'];

export function createDirectory(roster: Roster): Directory {
  const keys = new Map(roster.people.map(({ key }, index) => [key, index]));
  const identities = new Map(roster.people.map(({ identity }, index) => [identity, index]));
  const foldedIdentities = new Map<string, PersonIndex | 'ambiguous'>();
  for (const [index, { identity }] of roster.people.entries()) {
    const folded = fold(identity);
    foldedIdentities.set(folded, foldedIdentities.has(folded) ? 'ambiguous' : index);
  }
  const ids = new Map(
    roster.people.flatMap(({ ids, identity }) =>
      Object.entries(ids).map(([provider, id]) => [JSON.stringify([provider, id]), identity] as const),
    ),
  );
  const protectedOnes = new Set(roster.protect.map(fold));
  const protectsSids = roster.protect.some(isSid);
  const protectsIdentities = !roster.protect.every(isSid);
  const at = (person: PersonIndex) => {
    const found = roster.people[person];
    if (!found) throw new RangeError(`no person ${person} in a roster of ${roster.people.length}`);
    return found;
  };
  return {
    size: roster.people.length,
    byKey: (key) => keys.get(key),
    byIdentity: (identity) => identities.get(identity),
    byFoldedIdentity(identity) {
      const found = foldedIdentities.get(fold(identity));
      return found === 'ambiguous' ? undefined : found;
    },
    identityByProvider: (provider, id) => ids.get(JSON.stringify([provider, id])),
    identityOf: (person) => at(person).identity,
    keyOf: (person) => at(person).key,
    isProtected: (identity) => protectedOnes.has(fold(identity)),
    hasAuthority: (provider) => (roster.authority ?? AUTHORITY).includes(provider),
    mayBeProtectedByOtherName: (identity) =>
      !protectedOnes.has(fold(identity)) && (isSid(identity) ? protectsIdentities : protectsSids),
  };
}

/**
 * The form in which names are equal but for case and Unicode form. ECMAScript has no case folding as Unicode defines it
 * (https://www.unicode.org/versions/latest/core-spec/chapter-5/#G21790). Lower case differs from it for a few letters, such
 * as ß beside SS and the final sigma: names that differ in those only are taken for different people.
 */
function fold(identity: string): string {
  return identity.normalize('NFC').toLowerCase();
}

/** Whether a name is a SID of Frontline: https://www.twilio.com/docs/frontline/api/user-resource */
export function isSid(name: string): boolean {
  return /^US[0-9a-f]{32}$/i.test(name);
}
