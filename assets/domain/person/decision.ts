import type { PersonFacts } from '../schedule/schedule';
import type { PersonRecord, UserChange } from './record';

/** What comes of an event. `conflict` is an error to the sender; the others are ordinary. */
export type Outcome =
  | 'applied'
  | 'unchanged'
  | 'deferred'
  | 'held'
  | 'duplicate'
  | 'stale'
  | 'ignored'
  | 'unknown_user'
  | 'retrying';

/** What deciding needs to know beside record and event. */
export interface Situation {
  /** ms since the epoch. */
  readonly now: number;
  /** On the roster's `protect` list: no event may lock this identity out. */
  readonly protected: boolean;
  /** So many have been locked out within the hour that a further one is held for an operator. */
  readonly limitReached: boolean;
  /** On the roster. */
  readonly known: boolean;
  /** Whether the roster, given these facts, wants the person available now. False for someone it does not know. */
  readonly shouldBeAvailable: (facts: PersonFacts) => boolean;
  /** The next shift boundary after now, ms; null if there is none in sight. */
  readonly nextBoundary: () => number | null;
}

/** The record to write, the outcome if all goes well, and what Frontline is to be told, if anything. */
export interface Decision {
  readonly record: PersonRecord;
  readonly outcome: Outcome | 'conflict';
  readonly change?: UserChange;
  /** Locks out someone who was not locked out before: counts against the hourly limit. */
  readonly locksOut?: boolean;
}
