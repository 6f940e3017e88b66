/** What is kept of conversations that are to be routed, so that none is lost by a crash and none is given to two. */

/** A new conversation that Frontline wants routed. */
export interface RoutingRequest {
  /** CH… */
  readonly conversation: string;
  /** The address of Twilio's that the customer wrote to: E.164, or `whatsapp:` and E.164. Empty where Frontline names none. */
  readonly number: string;
  /** The customer's address: personal. Absent where Frontline names none, or several. */
  readonly customer?: string;
  /** When it was first to be routed, ms. */
  readonly at: number;
}

/** A request that nobody is at work on, with the revision that taking it has to name. */
export interface WaitingRequest extends RoutingRequest {
  readonly revision: string;
}

/**
 * Only the execution that holds a request may put a worker into its conversation. A hold ends by itself, later than any execution can
 * live.
 */
export interface RoutingHold {
  /** Nobody has held this request before. */
  readonly isFirst: boolean;
  /** A worker is in the conversation, or it is over: nothing is left to be done. @throws Conflict, Unavailable */
  complete(): Promise<void>;
  /** Nobody could take it: it waits for a tick. @throws Conflict, Unavailable */
  release(): Promise<void>;
}

/** `held`: another execution is at work on it. `done`: it was done some minutes ago at most. */
export type Taken = RoutingHold | 'held' | 'done';

/** What waits. */
export interface Waiting {
  /** The requests that nobody holds, the oldest first. */
  readonly requests: readonly WaitingRequest[];
  /** The conversations whose requests cannot be read. */
  readonly unreadable: readonly string[];
  /** Nothing was ever routed in this store. */
  readonly isNew: boolean;
}

/** The requests, in the store. */
export interface RoutingRequests {
  /** Files a request, and takes it. @throws Unavailable */
  open(request: RoutingRequest): Promise<Taken>;
  /** Takes a request that waits. @throws Unavailable */
  take(request: WaitingRequest): Promise<Taken>;
  /** @throws Unavailable */
  waiting(): Promise<Waiting>;
}

/** Tickets by which the people of a team take turns. */
export interface Turns {
  /** An integer, 0 or more, that is greater than all that were drawn for this team before. @throws Unavailable */
  draw(team: string): Promise<number>;
  /** Makes ready what a first draw would have to make. @throws Unavailable */
  prepare(team: string): Promise<void>;
}
