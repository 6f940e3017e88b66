import type { ValidationError } from '../api/http/answer';
import type { Request } from '../api/http/request';
import type { Directory } from '../domain/roster/directory';
import type { ReceivedEvent, StaffEventType } from '../domain/staff-event';
import type { Secret } from '../lib/secret';
import type { ProviderConfig } from './provider-config';
import type { ProviderSecretName, ProviderVariables } from './provider-configs';

/** What a provider may use to parse a delivery. */
export interface ProviderContext {
  readonly people: Directory;
  readonly configuration: { readonly variables: ProviderVariables };
  /** ms since the epoch: the time of an event to which its sender gave none. */
  readonly now: () => number;
}

/** An event without effect in Frontline: answered `ignored` with 200, so that the sender does not disable the webhook. */
export interface IgnoredEvent {
  readonly id: string;
  /** The sender's own name for it. */
  readonly type: string;
  /** The reason, where an operator may wonder: no personal data. */
  readonly detail?: string;
  readonly alert?: SenderAlert;
}

/** What operators must learn of a sender although it changes nobody. It holds no personal data, and is repeated once a day. */
export interface SenderAlert {
  /** Tells one cause from another. */
  readonly cause: string;
  /** Sentences. */
  readonly text: string;
}

/** An event about a person whose id at the sender the roster does not map: answered `unknown_user`. */
export interface UnmappedEvent {
  readonly id: string;
  readonly type: string;
  /** The effect that it would have. */
  readonly meaning: StaffEventType;
  /** The sender's id of the person: logged, so that it can be added to the roster; never part of the answer. */
  readonly person: string;
}

/** A delivery, parsed as far as possible: its valid events take effect even where others have faults. */
export interface ParsedDelivery {
  readonly events: readonly ReceivedEvent[];
  readonly ignored: readonly IgnoredEvent[];
  readonly unmapped: readonly UnmappedEvent[];
  readonly faults: readonly ValidationError[];
}

/** The reply to a sender's set-up request. It grants nothing. */
export interface HandshakeReply {
  readonly answer: object;
  /**
   * What the operator needs to complete the set-up: logged and sent as an alert, never part of the answer. Once the sender has
   * a secret, such a request is answered only if it is authentic: nobody else may put words before the operators.
   */
  readonly forOperator?: string;
}

/** Receives one sender's deliveries: authenticates them and translates them to StaffEvents. */
export interface Provider extends ProviderConfig {
  readonly secret: ProviderSecretName;
  readonly handshake?: (request: Request) => HandshakeReply | undefined;
  /** The sender shows its secret only during or after the handshake, which is therefore answered without a secret. */
  readonly handshakeBeforeSecret?: true;
  /** Whether one of the native secrets proves the request. Bearer and Basic secrets are checked alike for all senders. */
  readonly authenticate: (request: Request, secrets: readonly Secret[], now: number) => boolean;
  readonly toEvents: (request: Request, context: ProviderContext) => ParsedDelivery;
}
