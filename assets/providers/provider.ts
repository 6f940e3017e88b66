import type { ValidationError } from '../api/http/answer';
import type { Request } from '../api/http/request';
import type { Directory } from '../domain/roster/directory';
import type { StaffEvent } from '../domain/staff-event';
import type { Configuration, Secret, SecretName } from '../main/configuration';

/** What reading a delivery may look at, beside the delivery. */
export interface ProviderContext {
  readonly people: Directory;
  readonly configuration: Configuration;
  /** ms since the epoch: for what its sender gave no time. */
  readonly now: () => number;
}

/** An event of the sender's that means nothing for Frontline: answered `ignored`, so that the hook stays switched on. */
export interface IgnoredEvent {
  readonly id: string;
  /** The sender's own name for it. */
  readonly type: string;
  /** Why, where somebody may wonder: no personal data. */
  readonly detail?: string;
}

/** An event about somebody whom the sender calls by an id that the roster does not map: answered `unknown_user`. */
export interface UnmappedEvent {
  readonly id: string;
  readonly type: string;
  /** The sender's id of the person: for the log, so that it can be added to the roster, and not for the answer. */
  readonly person: string;
}

/** A delivery, understood as far as it can be: what is good takes effect even where something else is at fault. */
export interface Delivery {
  readonly events: readonly StaffEvent[];
  readonly ignored: readonly IgnoredEvent[];
  readonly unmapped: readonly UnmappedEvent[];
  readonly faults: readonly ValidationError[];
}

/** What a sender's set-up request is to be answered. It is asked before authentication, and grants nothing. */
export interface HandshakeReply {
  readonly answer: object;
  /** What the operator needs for the rest of the set-up: goes to the log and as an alert, never into the answer. */
  readonly forOperator?: string;
}

/** A sender: how its deliveries are proved authentic and what they mean. Adding one is a file and a door. */
export interface Provider {
  /** As in its address, and in `ids` of the roster. */
  readonly name: string;
  readonly secret: SecretName;
  readonly handshake?: (request: Request) => HandshakeReply | undefined;
  /** The sender tells its secret only during or after the handshake, which is therefore answered without one. */
  readonly handshakeBeforeSecret?: true;
  /** Whether one of the native secrets vouches for the request. Bearer and Basic secrets are checked for all senders alike. */
  readonly authenticate: (request: Request, secrets: readonly Secret[], now: number) => boolean;
  readonly toEvents: (request: Request, reading: ProviderContext) => Delivery;
}
