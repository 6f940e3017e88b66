import type { PersonFacts } from '../schedule/schedule';
import type { PersonRecord } from './record';
import type { TargetChange, TargetName } from './target';

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

/** Everything that a decision depends on besides record and event. */
export interface Situation {
  /** ms since the epoch. */
  readonly now: number;
  /** On the roster's `protect` list: no event may lock this identity out. */
  readonly protected: boolean;
  /** So many have been locked out within the hour that a further one is held for an operator. */
  readonly limitReached: boolean;
  /** An operator had this person erased after the event was said. Absent: not so, or it does not matter to the event. */
  readonly erasedSince?: boolean;
  /** On the roster. */
  readonly known: boolean;
  /** Whether the roster, given these facts, wants the person available now. False for someone it does not know. */
  readonly shouldBeAvailable: (facts: PersonFacts) => boolean;
  /** The next shift boundary after an instant, ms, given the facts' shifts; null if none is in sight, and for someone off the roster, who has none. */
  readonly nextBoundary: (after: number, facts: PersonFacts) => number | null;
  /** The targets that this deployment updates. */
  readonly targets: readonly TargetName[];
}

/** A rule's decision on a record. */
export interface Ruling {
  readonly record: PersonRecord;
  /** The outcome if every target can be updated. */
  readonly outcome: Outcome | 'conflict';
  /** The change that every target needs. It takes effect once it is enqueued. */
  readonly change?: TargetChange;
  /** Locks out someone who was not locked out before: counts against the hourly limit. */
  readonly locksOut?: boolean;
  /** The record is full, and something live in it could not be kept, or the event not be taken: operators are alerted. */
  readonly full?: boolean;
  /** The event's id was used before for another event about this person: operators are alerted. */
  readonly reusedId?: boolean;
}

/** The record to write, and the pending changes in it that whoever writes it sends to their targets. */
export interface Decision extends Omit<Ruling, 'change'> {
  readonly claimed?: Readonly<Partial<Record<TargetName, TargetChange>>>;
}
