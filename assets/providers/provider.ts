import type { Configuration, Secret, SecretName } from '../configuration.private';
import type { People } from '../decisions/decisions.private';
import type { StaffEvent } from '../events/staff-event.private';
import type { Fault, Request } from '../http/http.private';

/** What reading a delivery may look at, beside the delivery. */
export interface Reading {
  readonly people: People;
  readonly configuration: Configuration;
}

/** An event of the sender's that means nothing for Frontline: answered `ignored`, so that the hook stays switched on. */
export interface IgnoredEvent {
  readonly id: string;
  /** The sender's own name for it. */
  readonly type: string;
}

/** A delivery, understood as far as it can be: what is good takes effect even where something else is at fault. */
export interface Delivery {
  readonly events: readonly StaffEvent[];
  readonly ignored: readonly IgnoredEvent[];
  readonly faults: readonly Fault[];
}

/** A sender: how its deliveries are proved authentic and what they mean. Adding one is a file and a door. */
export interface Provider {
  /** As in its address, and in `ids` of the roster. */
  readonly name: string;
  readonly secret: SecretName;
  /** What the sender's set-up request is to be answered, if this is one. Asked before authentication: it grants nothing. */
  readonly handshake?: (request: Request) => object | undefined;
  /** Whether one of the native secrets vouches for the request. Bearer secrets are checked for all senders alike. */
  readonly authenticate: (request: Request, secrets: readonly Secret[], now: number) => boolean;
  readonly toEvents: (request: Request, reading: Reading) => Delivery;
}
