import type { SecretName } from '../../assets/main/configuration';

/** What a sample shall say. */
export interface Wish {
  /** Of the event, and of the delivery where that has one. */
  readonly id: string;
  readonly now: Date;
  /** Whom it is about; without either, ana@example.com. */
  readonly identity?: string;
  /** A key of the roster instead. */
  readonly person?: string;
  /** The provider's id of the person, where it says nothing else of them. */
  readonly employee?: string;
  readonly effectiveAt?: string;
  /** Laid over what the sample says of the person (RFC 7396). */
  readonly data?: Readonly<Record<string, unknown>>;
  /** A variable of the environment, for what a sample has to agree on with the server. */
  readonly setting: (name: string) => string | undefined;
}

/** What is signed of a delivery. */
export interface Unsigned {
  readonly event: string;
  readonly id: string;
  readonly now: Date;
  readonly body: string;
}

/** Sends what a provider would send. Another provider is another file like `standard.ts`, and a line in `senders.ts`. */
export interface Sender {
  /** As in its address. */
  readonly name: string;
  /** The variable that holds its secret. */
  readonly secret: SecretName;
  /** Event → what it does, for the list. */
  readonly events: Readonly<Record<string, string>>;
  /** @throws UsageError where the event cannot say what is wished. */
  readonly body: (event: string, wish: Wish) => object;
  /** Headers that say something and prove nothing: they come with a bearer token, too. */
  readonly says?: (delivery: Unsigned) => Readonly<Record<string, string>>;
  /** The headers that prove a delivery authentic by the provider's own scheme. */
  readonly headers: (secret: string, delivery: Unsigned) => Readonly<Record<string, string>>;
}

/** The command was used wrongly; the message says in which way. */
export class UsageError extends Error {}

/** Whom a sample is about, unless it is told. */
export const SOMEBODY = 'ana@example.com';

/** RFC 6750 §2.1. */
export function bearer(secret: string): Readonly<Record<string, string>> {
  return { Authorization: `Bearer ${secret}` };
}

/** RFC 7617 §2. @param credentials `user:password`. */
export function basic(credentials: string): Readonly<Record<string, string>> {
  return { Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}
