import type { TargetUser } from '../domain/person/target';
import type { Directory } from '../domain/roster/directory';
import { type FetchUsersPorts, fetchUser } from './tick/fetch-users';

/** The person whom a name means. */
export interface ResolvedIdentity {
  /** The one name by which records, roster and limits know the person, whichever of their names was given. */
  readonly identity: string;
  /** The user as it was just fetched; absent where no call was needed, or nobody was found. */
  readonly fetched?: TargetUser;
  /** The target could not be asked, so the name may be one of several of the same person. */
  readonly unverified?: true;
}

/** A name to resolve. */
export interface GivenName {
  readonly name: string;
  /** Fetch the user even if the roster has the name: only the account tells whether the person is protected. */
  readonly needsAccount?: boolean;
}

/** The ports that resolving names takes. */
export type ResolveIdentityPorts = FetchUsersPorts & {
  readonly people: Pick<Directory, 'byIdentity' | 'byFoldedIdentity' | 'identityOf'>;
};

/**
 * Finds the person whom a name means: a user's identity in any spelling, or SID. Everything that is kept of a person goes by
 * the identity that Frontline itself answers, unless the roster names the person by SID: then by that, as ticks do.
 *
 * A name that the roster has to the letter needs no call. Any other is fetched as given. Frontline's identities are
 * case-sensitive, so where it has no user of that name, the name is taken for the one person of the roster whose identity is
 * equal but for case and Unicode form; else, if it is an e-mail address, for the user of its lower-case form. Where nobody
 * is found the name stays as it was given, so that a user who appears later is still recognised.
 *
 * Where Frontline cannot be asked, the roster's equal person is meant as well: under the name as given, no tick would ever
 * find a user. A name that the roster does not have stays as it was given.
 */
export async function resolveIdentity(
  { name, needsAccount = false }: GivenName,
  ports: ResolveIdentityPorts,
): Promise<ResolvedIdentity> {
  const { people } = ports;
  const isOnRoster = people.byIdentity(name) !== undefined;
  if (isOnRoster && !needsAccount) return { identity: name };
  const user = await fetchUser(name, ports);
  if (user && user !== 'unreachable') {
    return { identity: isOnRoster ? name : identityOfUser(user, people), fetched: user };
  }
  const unverified = user === 'unreachable' && { unverified: true as const };
  if (isOnRoster) return { identity: name, ...unverified };
  const equal = people.byFoldedIdentity(name);
  if (equal !== undefined) return { identity: people.identityOf(equal), ...unverified };
  if (unverified) return { identity: name, ...unverified };
  return resolveLowerCase(name, ports);
}

/** Identity providers often keep e-mail addresses in lower case, whatever HR typed. */
async function resolveLowerCase(name: string, ports: ResolveIdentityPorts): Promise<ResolvedIdentity> {
  const lowerCase = name.normalize('NFC').toLowerCase();
  if (!EMAIL_ADDRESS.test(name) || lowerCase === name) return { identity: name };
  const user = await fetchUser(lowerCase, ports);
  if (user === 'unreachable') return { identity: name, unverified: true };
  return user ? { identity: identityOfUser(user, ports.people), fetched: user } : { identity: name };
}

const EMAIL_ADDRESS = /^[^@\s]+@[^@\s]+$/;

/** The account's own name; the roster's name where the roster has the user by SID. */
export function identityOfUser({ account, id }: TargetUser, people: Pick<Directory, 'byIdentity'>): string {
  return people.byIdentity(account) === undefined && people.byIdentity(id) !== undefined ? id : account;
}

/** Resolves names side by side, each distinct one once. @returns by name. */
export async function resolveIdentities(
  names: Iterable<GivenName>,
  ports: ResolveIdentityPorts,
): Promise<ReadonlyMap<string, ResolvedIdentity>> {
  const distinct = new Map<string, GivenName>();
  for (const given of names) {
    if (given.needsAccount || !distinct.has(given.name)) distinct.set(given.name, given);
  }
  return new Map(
    await Promise.all(
      [...distinct.values()].map(async (given) => [given.name, await resolveIdentity(given, ports)] as const),
    ),
  );
}

/** Of one person under several names: the result that says most of the account. */
export function bestKnown(people: readonly ResolvedIdentity[]): ResolvedIdentity | undefined {
  return people.find(({ fetched }) => fetched) ?? people.find(({ unverified }) => unverified) ?? people[0];
}

/**
 * The directory, in which this person is protected as soon as one of the names of their account is. Where the account could not
 * be asked and `protect` may have the person under their other name, they count as protected: an operator decides.
 */
export function protectingAccount<People extends Pick<Directory, 'isProtected' | 'mayBeProtectedByOtherName'>>(
  people: People,
  { identity, fetched, unverified }: ResolvedIdentity,
): People {
  const isProtected = fetched
    ? [fetched.account, fetched.id].some((name) => people.isProtected(name))
    : unverified === true && people.mayBeProtectedByOtherName(identity);
  return isProtected ? { ...people, isProtected: (name) => name === identity || people.isProtected(name) } : people;
}
