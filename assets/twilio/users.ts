import type { UserChange } from '../decisions/decisions.private';
import { statusOf } from './errors';
import type { ClientFor } from './transport';

/** A Frontline user as far as Rosterline looks at it. */
export interface FrontlineUser {
  readonly sid: string;
  readonly state: string;
  readonly isAvailable: boolean;
  readonly friendlyName: string;
  readonly avatar: string;
}

/** Frontline's whole API. By SID or identity; undefined means that there is no such user. @throws when unreachable. */
export interface Users {
  /** `DRY_RUN`: nobody may be changed, and `update` throws. */
  readonly dryRun: boolean;
  fetch(identity: string): Promise<FrontlineUser | undefined>;
  update(identity: string, change: UserChange): Promise<FrontlineUser | undefined>;
}

export function frontlineUsers(clientFor: ClientFor, dryRun: boolean): Users {
  const call = async (identity: string, run: (segment: string) => Promise<FrontlineUser>) => {
    if (!isAddressable(identity)) return undefined;
    try {
      const { sid, state, isAvailable, friendlyName, avatar } = await run(encodeURIComponent(identity));
      return { sid, state, isAvailable, friendlyName, avatar };
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  };
  return {
    dryRun,
    fetch: (identity) => call(identity, (segment) => clientFor('prepare').frontlineApi.v1.users(segment).fetch()),
    async update(identity, change) {
      // The last line of defence: callers do not get here during a dry run.
      if (dryRun) throw new Error('UpdateUser is not called during a dry run');
      return call(identity, (segment) => clientFor('effect').frontlineApi.v1.users(segment).update(given(change)));
    },
  };
}

/** How Frontline took the calls that were watched. */
export interface Answers {
  /** Calls that it answered: with a user, or that it has none of that name. */
  readonly answered: number;
  /** Calls that failed after all attempts. */
  readonly failed: number;
  /** HTTP status of the last failure; absent if there was none, or no answer came. */
  readonly status?: number;
  /** The UpdateUser calls among them; absent if there were none. `refused`: of how many users. */
  readonly changes?: { readonly taken: number; readonly refused: number };
}

/** The same users, with a count of how Frontline takes the calls from now on. */
export function watched(users: Users): { readonly users: Users; readonly answers: () => Answers } {
  let answers: Answers = { answered: 0, failed: 0 };
  const watch = async (identity: string, call: Promise<FrontlineUser | undefined>) => {
    try {
      const user = await call;
      // For a name that no address can hold, Frontline was not called.
      if (isAddressable(identity)) answers = { ...answers, answered: answers.answered + 1 };
      return user;
    } catch (error) {
      const { status: _, ...counts } = answers;
      const status = statusOf(error);
      answers = { ...counts, failed: counts.failed + 1, ...(status !== undefined && { status }) };
      throw error;
    }
  };
  const taken = new Set<string>();
  const refused = new Set<string>();
  return {
    users: {
      dryRun: users.dryRun,
      fetch: (identity) => watch(identity, users.fetch(identity)),
      async update(identity, change) {
        try {
          const user = await watch(identity, users.update(identity, change));
          taken.add(identity);
          return user;
        } catch (error) {
          refused.add(identity);
          throw error;
        }
      },
    },
    answers: () => ({
      ...answers,
      ...(taken.size + refused.size > 0 && { changes: { taken: taken.size, refused: refused.size } }),
    }),
  };
}

/** Whether an identity can stand in a path: the SDK does not encode it, and `.` and `..` would walk to another address. */
export function isAddressable(identity: string): boolean {
  return identity !== '' && identity !== '.' && identity !== '..' && !/\p{Surrogate}/u.test(identity);
}

/** Only the fields that are given: the SDK would send `null` and `undefined` as empty values. */
function given(change: UserChange) {
  const { state, isAvailable, friendlyName, avatar } = change;
  return {
    ...(state !== undefined && { state }),
    ...(isAvailable !== undefined && { isAvailable }),
    ...(friendlyName !== undefined && { friendlyName }),
    ...(avatar !== undefined && { avatar }),
  };
}
