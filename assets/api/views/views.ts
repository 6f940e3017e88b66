/**
 * What operators and the page are shown. Types only, for both sides of the wire. Instants are RFC 3339 in UTC, to the second or finer.
 * A person goes by the key of the roster; one whom the roster does not know by the identity.
 */
import type { Role } from '../../domain/roster/operators';
import type { Kind } from '../../domain/schedule/schedule';
import type { FailedView, HandoverView, HeldView, LockoutView, PendingView, PlanView } from './reported';

export type * from './sign-in';

/** What roster, records and HR together want of a user at this instant, and why. */
export interface ShouldView {
  /** null: nothing decides it, of someone whom the roster does not know. */
  readonly available: boolean | null;
  readonly state: 'active' | 'deactivated';
  /** Plain words, as the resolver has them: "shift early", "leave", "left", "off", … */
  readonly because: string;
  readonly kind: Kind;
  /** When that changes next; null: not in sight. */
  readonly until: string | null;
}

/** The user at Frontline: looked at just now, or else as it was last applied and noted, without asking Frontline. */
export type FrontlineView =
  | {
      readonly seen: 'now';
      readonly sid: string;
      readonly state: string;
      readonly available: boolean;
      readonly friendlyName: string;
    }
  | { readonly seen: 'noted'; readonly available: boolean }
  /** Frontline has no such user. */
  | { readonly seen: 'missing' }
  /** Nothing was applied or noted yet; or Frontline could not be asked. */
  | { readonly seen: 'unknown' | 'unreachable' };

/** One person: of the roster, or with a record only. */
export interface PersonView {
  readonly person: string;
  readonly identity: string;
  /** The first of the roster's `names:`; absent where it has none. */
  readonly name?: string;
  /** The roster's teams that they are in, in its order; absent if there are none. */
  readonly teams?: readonly string[];
  readonly zone: string;
  readonly onRoster: boolean;
  readonly manager?: string;
  readonly should: ShouldView;
  /** Of somebody who has left: why, the newest first; one for each source that has them locked out. */
  readonly lockouts?: readonly LockoutView[];
  readonly frontline: FrontlineView;
  /** Index into the answer's `windows`; absent for one whom the roster does not know. */
  readonly window?: number;
  /** Set by hand or by an event, and still counting. `until: null`: until somebody ends it. */
  readonly override?: { readonly available: boolean; readonly until: string | null; readonly event: string };
  /** Leave that events brought, not over yet; `key` names it where it is ended. */
  readonly leave: readonly { readonly key: string; readonly from: string; readonly to: string }[];
  /** Shifts that events brought, not over yet; absent if there are none. */
  readonly shifts?: readonly { readonly from: string; readonly to: string; readonly label?: string }[];
  readonly planned: readonly PlanView[];
  readonly held: readonly HeldView[];
  readonly pending?: PendingView;
  readonly failed: readonly FailedView[];
  readonly handover?: HandoverView;
  /** The last lock-out can be undone. */
  readonly undoable: boolean;
  /** Their stored record cannot be read: what is shown here is known without it, and they stay as they are. */
  readonly unreadable?: true;
}

/** A stretch of a timeline. */
export interface StretchView {
  readonly from: string;
  readonly to: string;
  readonly because: string;
  readonly kind: Kind;
}

/** When a person is available, and when something says that they are not. Both sorted; they do not overlap. */
export interface WindowView {
  readonly on: readonly StretchView[];
  readonly off: readonly StretchView[];
}

/** One version of the roster. */
export interface RosterVersionView {
  readonly version: number;
  /** When it was published; null for a file that was deployed. */
  readonly at: string | null;
  /** Who published it; `deployment` for a file that was deployed. */
  readonly by: string;
  readonly note: string | null;
}

/** The version that counts; `replaced`: the published one that a deployed file has replaced. */
export interface CountingVersionView extends RosterVersionView {
  readonly replaced?: RosterVersionView;
}

/** What is true of the whole, on the first page only. */
export interface WholeView {
  readonly roster: CountingVersionView;
  /** No user is changed (`DRY_RUN`): what is said here is what would be. */
  readonly dryRun: boolean;
  /** What of the environment is set that nothing else shows; names only. */
  readonly setup: SetupView;
  /** People whose stored record cannot be read, by the roster's key or the start of the record's name; absent if there are none. */
  readonly unreadable?: readonly string[];
  /**
   * Leavers whom a sender reported by an `id` of its own, which the roster still does not map, and for whom nobody was found; `name`: what else it
   * called them. Absent if there are none.
   */
  readonly unknownLeavers?: readonly {
    readonly sender: string;
    /** The sender's name for people. */
    readonly title: string;
    readonly id: string;
    readonly name?: string;
    readonly event: string;
    readonly at: string;
  }[];
  /** People of whom records know and the roster does not. */
  readonly others: readonly PersonView[];
  /** Stretches of `[from, to)` in which fewer people are on duty than the roster insists on. */
  readonly coverage: readonly {
    readonly id: string;
    readonly from: string;
    readonly to: string;
    readonly have: number;
    readonly need: number;
  }[];
  /**
   * The last tick that ended; absent if there has never been one. `took` in ms. `stopped`: none for five minutes, or never.
   * `unseen`: people of the roster whose user could not be fetched.
   */
  readonly tick: {
    readonly last?: {
      readonly at: string;
      readonly took: number;
      readonly people: number;
      readonly onDuty: number;
      readonly changed: number;
      readonly missing: number;
      readonly unseen: number;
    };
    readonly stopped: boolean;
  };
  /**
   * Frontline is of no use as a whole: it has answered no call of any tick `since` then, or with `changesOnly` taken no change;
   * or, without `since`, it has a user for nobody of the roster. `status`: of HTTP, of most failures; absent where there was no answer at all.
   * `text`: in plain words, with the likely reason and what it means.
   */
  readonly refusal?: {
    readonly since?: string;
    readonly changesOnly?: true;
    readonly status?: number;
    readonly text: string;
  };
  /** Changes of a roster that looks truncated are held: so many people would be switched off. */
  readonly heldRoster?: { readonly since: string; readonly people: number };
  /** What the looks at users in turn found and left alone. */
  readonly differences: readonly {
    readonly person: string;
    readonly field: 'state' | 'available';
    readonly found: string;
    readonly expected: string;
  }[];
  /** How many further differences are not kept; absent if there are none. */
  readonly differencesNotKept?: number;
  /** What has failed for some people at every tick `since` then; for how many at the last one. Absent if nothing has. */
  readonly partial?: {
    readonly unseen?: { readonly since: string; readonly people: number };
    readonly changes?: { readonly since: string; readonly people: number };
  };
  readonly feeds: readonly {
    readonly feed: string;
    readonly entries: number;
    readonly good: string | null;
    readonly failure?: string;
    readonly warnings: readonly string[];
  }[];
}

/** The answer of `GET /roster`. */
export interface RosterView {
  /** When it was answered; the only thing that the ETag does not cover. */
  readonly at: string;
  /** Who asked. */
  readonly operator: { readonly name: string; readonly role: Role };
  readonly zone: string;
  /** The window of the timelines, `[from, to)`. */
  readonly from: string;
  readonly to: string;
  readonly page: number;
  readonly pages: number;
  /** People of the roster, on all pages. */
  readonly total: number;
  readonly people: readonly PersonView[];
  /** The timelines of this page's people; people with the same one share it. */
  readonly windows: readonly WindowView[];
  /** The `ETag` with which each other page would be answered now, from the second page on; on the first page only, and if asked for. */
  readonly etags?: readonly string[];
  readonly whole?: WholeView;
}

/** One change of a user, from the audit. */
export interface AuditView {
  readonly at: string;
  /** The event's id, or the reason that the schedule had. */
  readonly because: string;
  /** Who or what it is due to, in plain words; absent where that is not known. */
  readonly source?: string;
  /** The name of the operator who asked for it. */
  readonly by?: string;
  /** Why, in their own words. */
  readonly reason?: string;
  /** As in {@link PendingView}. */
  readonly change: readonly string[];
  readonly outcome: string;
}

/** The answer of `GET /people/why`. */
export interface WhyView {
  readonly at: string;
  /** Plain words: where they stand and why, whether Frontline has it so, and what comes. One sentence an entry. */
  readonly answer: readonly string[];
  readonly person: PersonView;
  /** The rest of today and seven days on their own clock, of someone on the roster. */
  readonly coming?: WindowView;
  /** Everything from then on is in `audit`: 30 days, or less where very much is changed. */
  readonly auditSince: string;
  /** Newest first. */
  readonly audit: readonly AuditView[];
  /** So many entries of the audit, of whomever, cannot be read; absent if there are none. */
  readonly auditUnreadable?: number;
}

/** What of the environment is set, for whoever sets it up. */
export interface SetupView {
  /** Senders with a secret, by their name for people. */
  readonly senders: readonly string[];
  /** Those of them whose secret is that of `.env.example`: only on somebody's own machine. */
  readonly exampleSenders: readonly string[];
  /** Alerts have somewhere to go. */
  readonly alerts: boolean;
}
