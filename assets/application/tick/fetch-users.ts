import type { TargetUser } from '../../domain/person/target';
import type { Directory } from '../../domain/roster/directory';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import type { RecordStore, Target } from '../ports';

/** A user as the target has it; that it has none; or that it could not be asked. */
export type FetchedUser = TargetUser | undefined | 'unreachable';

/** The ports that fetching users takes. */
export interface FetchUsersPorts {
  readonly target: Pick<Target, 'find'>;
  readonly records: Pick<RecordStore, 'name'>;
  readonly log: Log;
}

/** Fetches users, concurrently. */
export async function fetchUsers(
  identities: Iterable<string>,
  ports: FetchUsersPorts,
): Promise<ReadonlyMap<string, FetchedUser>> {
  const fetched = await Promise.all(
    [...new Set(identities)].map(async (identity): Promise<[string, FetchedUser]> => {
      try {
        return [identity, await ports.target.find(identity)];
      } catch (error) {
        const who = ports.records.name(identity);
        ports.log('warn', 'Could not fetch a user', { who, ...describeError(error) });
        return [identity, 'unreachable'];
      }
    }),
  );
  return new Map(fetched);
}

/** Fetches one user. */
export async function fetchUser(identity: string, ports: FetchUsersPorts): Promise<FetchedUser> {
  return (await fetchUsers([identity], ports)).get(identity);
}

/** Whether the roster has this user, by whatever name. */
export function isOnRoster({ account, id }: TargetUser, people: Pick<Directory, 'byIdentity'>): boolean {
  return people.byIdentity(account) !== undefined || people.byIdentity(id) !== undefined;
}
