/** Parts of a person's view: what was reported of them, and what has become of it. Types only; instants are as in `views.ts`. */

/** A leaving or a return that is announced for later. */
export interface PlanView {
  readonly kind: 'offboarded' | 'reinstated';
  readonly due: string;
  readonly said: string;
  readonly event: string;
  /** Who announced it, as part of a sentence. */
  readonly source: string;
}

/** A lock-out that stands, or a leaving that is announced. */
export interface LockoutView {
  /** Who reported it, as part of a sentence: a sender's title, "an operator". */
  readonly source: string;
  readonly said: string;
  readonly due: string;
}

/** An event on employment that waits for an operator. */
export interface HeldView {
  readonly said: string;
  readonly due: string;
  readonly event: string;
  readonly why: 'protected' | 'limit' | 'old' | 'full' | 'other_source';
  readonly kind: 'offboarded' | 'reinstated' | 'cancelled';
  /** Who reported it, as part of a sentence. */
  readonly source: string;
  /** Of `other_source`: both sides as a sentence, without its full stop. */
  readonly words?: string;
  /** Of `other_source`: what stands against it, the newest first. */
  readonly opposing?: readonly LockoutView[];
}

/** A change that Frontline has still to be told. */
export interface PendingView {
  readonly event: string;
  /** The fields, as `state=deactivated`, `available=false`, `friendlyName`, `avatar`. */
  readonly change: readonly string[];
  readonly since: string;
  readonly attempts: number;
  readonly next: string;
  /** It waits until Frontline has such a user. */
  readonly missing: boolean;
}

/** A change that was given up, for an operator to replay or to drop. */
export interface FailedView {
  readonly event: string;
  readonly change: readonly string[];
  readonly since: string;
  readonly at: string;
  /** What the target last answered, such as "HTTP 400, error 20001"; absent where that is not known. */
  readonly reason?: string;
}

/** The last hand-over of somebody's open conversations. */
export interface HandoverView {
  /**
   * `moving`, `checking`: under way. `waiting`: nobody can take over. `done`. `returning`, `returned`: they are in again, and what is
   * still with whom it was handed to comes back. `kept`: they are in again, and what was handed over stays.
   */
  readonly step: 'moving' | 'checking' | 'waiting' | 'done' | 'returning' | 'returned' | 'kept';
  /** They have left, are on leave, or an operator wants it so. */
  readonly because: 'left' | 'leave' | 'operator';
  /** `close`, `manager`, a key of the roster or a team. */
  readonly to: string;
  readonly since: string;
  /** So many conversations were handed over (or closed), and so many could not be handed over, or given back. */
  readonly moved: number;
  readonly failed: number;
  /** So many wait for somebody to take over; absent if none does. */
  readonly waiting?: number;
  /** So many were given back; absent unless they are in again. */
  readonly returned?: number;
}
