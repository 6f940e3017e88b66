import { randomBytes } from 'node:crypto';

export const USER_STATES = ['active', 'deactivated'] as const;
export type UserState = (typeof USER_STATES)[number];

/** The fields of a user that can be updated; omitted fields stay unchanged. */
export interface UserUpdate {
  readonly friendly_name?: string | null | undefined;
  readonly avatar?: string | null | undefined;
  readonly state?: UserState | undefined;
  readonly is_available?: boolean | undefined;
}

/** A user as Frontline shows it. */
export interface User {
  readonly sid: string;
  /** Case-sensitive, and any characters at all. */
  readonly identity: string;
  readonly friendly_name: string | null;
  readonly avatar: string | null;
  readonly state: UserState;
  readonly is_available: boolean;
  readonly url: string;
}

/** Frontline's API cannot create, list or delete users; they come from single sign-on. */
export interface UserStore {
  /** By SID, else by identity. */
  find(name: string): User | undefined;
  /** The user after the change. */
  update(user: User, change: UserUpdate): User;
  /** A new user is active and not available. A name that looks like a SID becomes the SID as well. */
  create(identity: string): User;
  /** In the order in which they were created. */
  all(): User[];
  clear(): void;
}

const SID = /^US[0-9a-fA-F]{32}$/;

/** A user as it would be after a change. */
export function withUpdate(user: User, change: UserUpdate): User {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...user, ...Object.fromEntries(given) };
}

export function createUserStore(): UserStore {
  const bySid = new Map<string, User>();
  const sids = new Map<string, string>();

  return {
    find: (name) => bySid.get(name) ?? bySid.get(sids.get(name) ?? ''),
    update(user, change) {
      const after = withUpdate(user, change);
      bySid.set(user.sid, after);
      return after;
    },
    create(identity) {
      const sid = SID.test(identity) ? identity : `US${randomBytes(16).toString('hex')}`;
      const url = `https://frontline-api.twilio.com/v1/Users/${sid}`;
      const rest = { friendly_name: null, avatar: null, state: 'active', is_available: false } as const;
      const user: User = { sid, identity, ...rest, url };
      bySid.set(sid, user);
      sids.set(identity, sid);
      return user;
    },
    all: () => [...bySid.values()],
    clear() {
      bySid.clear();
      sids.clear();
    },
  };
}
