/**
 * The port to the conversations that workers have with customers: who takes part in which, and how one changes hands. Frontline
 * is a client of Twilio Conversations v1 (classic), which holds them: https://www.twilio.com/docs/frontline/overview
 *
 * Every method throws {@link Refused} for what Twilio will not do, and `Unavailable` (ports) where it cannot be reached, also
 * after 429 and 5xx to every attempt: whether the call was carried out is then unknown. Every call may be repeated.
 */

/** One participant's side of a conversation. SIDs: `CH…` and `MB…`. */
export interface WorkerConversation {
  readonly conversation: string;
  /** The SID of the participant that was asked for: the worker, or the customer. */
  readonly participant: string;
  /** Active or inactive: closed is final. */
  readonly open: boolean;
  /** Of group MMS: the number that the worker has in the group. */
  readonly projectedAddress?: string;
  /** When the conversation was last changed, ms since the epoch; 0 if Twilio does not say. */
  readonly updatedAt: number;
}

/** A page of a list. `next` is opaque and names nobody; absent on the last page. */
export interface ConversationPage {
  readonly conversations: readonly WorkerConversation[];
  readonly next?: string;
}

export interface Participant {
  readonly sid: string;
  /** Absent: a customer. */
  readonly identity?: string;
  /** True of a customer, and of a worker in group MMS. */
  readonly bound: boolean;
  readonly projectedAddress?: string;
}

/**
 * - `added`
 * - `present`: was a participant already.
 * - `closed`: nobody can be added any more, and nobody needs to be.
 * - `gone`: no such conversation.
 * - `full`: the worker is in too many conversations; another one can take it.
 * - `crowded`: the conversation has too many participants.
 * - `address_taken`: the projected address is in use.
 */
export type AddOutcome = 'added' | 'present' | 'closed' | 'gone' | 'full' | 'crowded' | 'address_taken';

export interface Conversations {
  /**
   * The conversations of one worker, closed ones among them, by SID.
   * @param identity compared exactly. @param next of the page before. @throws StalePage if `next` is refused: begin anew.
   */
  ofWorker(identity: string, next?: string): Promise<ConversationPage>;
  /**
   * Those of a customer's address (E.164, or with the channel as in `whatsapp:+…`); `participant` is the customer's.
   * @throws StalePage
   */
  ofAddress(address: string, next?: string): Promise<ConversationPage>;
  /** All of them. Undefined: no such conversation. */
  participants(conversation: string): Promise<readonly Participant[] | undefined>;
  /** Undefined: no such conversation. */
  state(conversation: string): Promise<'open' | 'closed' | undefined>;
  add(conversation: string, identity: string, projectedAddress?: string): Promise<AddOutcome>;
  /** Gives a participant that has none a projected address. `gone`: no such participant, or the conversation is closed. */
  project(
    conversation: string,
    participant: string,
    projectedAddress: string,
  ): Promise<'done' | 'gone' | 'address_taken'>;
  /**
   * Removes a worker. Only a participant with an identity may be given: removing the customer would end the thread.
   * `absent`: is not a participant (any more), or the conversation is closed.
   */
  remove(conversation: string, participant: string): Promise<'removed' | 'absent'>;
  /** Closes for good. `closed` also if it was before. */
  close(conversation: string): Promise<'closed' | 'gone'>;
}

/** A page of a list that Twilio does not go on from. */
export class StalePage extends Error {
  override readonly name = 'StalePage';

  constructor(cause?: unknown) {
    super('the list has to be read from its beginning', { cause });
  }
}

/** Twilio answered, and will not do it: repeating it changes nothing. */
export class Refused extends Error {
  override readonly name = 'Refused';
  /** HTTP status. */
  readonly status: number;
  /** Twilio's error code, if it gave one. */
  readonly code: unknown;

  constructor({ cause, status, code }: { cause: unknown; status: number; code: unknown }) {
    super(`Twilio refused a call to Conversations (${status})`, { cause });
    this.status = status;
    this.code = code;
  }
}
