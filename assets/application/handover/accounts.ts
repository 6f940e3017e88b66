/** Two names of one person: records and roster may know a user by SID, and Conversations knows them by the identity of their account. */
import type { TargetUser } from '../../domain/person/target';
import { type Directory, isSid } from '../../domain/roster/directory';
import type { Roster } from '../../domain/roster/roster';
import type { Target } from '../ports';
import { identityOfUser } from '../resolve-identity';
import type { KnownRecords } from '../stored-records';

export interface AccountPorts {
  readonly roster: Roster;
  readonly people: Pick<Directory, 'byIdentity'>;
  readonly target: Pick<Target, 'find'>;
}

/** Looks up users, each once in an execution. */
export interface Accounts {
  /** By either name; undefined: there is no such user. @throws if the target cannot be reached. */
  user(name: string): Promise<TargetUser | undefined>;
  /**
   * The name by which Conversations has somebody: https://www.twilio.com/docs/frontline/api/user-resource
   * @returns undefined if only the target could tell, and it has no such user. @throws if it cannot be reached.
   */
  accountOf(identity: string): Promise<string | undefined>;
  /** The name by which roster and records have whom Conversations has by this one. Asks only where that may be a SID. @throws if the target cannot be reached. */
  personOf(account: string): Promise<string>;
}

export function createAccounts({ records }: Pick<KnownRecords, 'records'>, ports: AccountPorts): Accounts {
  const { people, roster, target } = ports;
  const users = new Map<string, Promise<TargetUser | undefined>>();
  let hasSids: boolean | undefined;

  function user(name: string): Promise<TargetUser | undefined> {
    const looking = users.get(name) ?? target.find(name);
    users.set(name, looking);
    return looking;
  }

  /** Whether anybody is known by SID at all. */
  function knowsSids(): boolean {
    hasSids ??= roster.people.some(({ identity }) => isSid(identity)) || [...records.keys()].some(isSid);
    return hasSids;
  }

  return {
    user,
    accountOf: async (identity) => (isSid(identity) ? (await user(identity))?.account : identity),
    async personOf(account) {
      if (people.byIdentity(account) !== undefined || !knowsSids()) return account;
      const found = await user(account);
      if (!found) return account;
      const person = identityOfUser(found, people);
      // Of somebody who was taken off the roster the record keeps the name that they had there.
      return person === account && !records.has(account) && records.has(found.id) ? found.id : person;
    },
  };
}
