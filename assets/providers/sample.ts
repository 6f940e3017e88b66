import type { Provider } from './provider';
import { sign } from './standard-webhooks';

// The form of a provider's sample deliveries (`<name>/sample.ts`), and functions that several of them share.

/** The content of a sample delivery. */
export interface SampleOptions {
  /** The id of the event, and of the delivery where that has one. */
  readonly id: string;
  readonly now: Date;
  /** The person it is about; ana@example.com where neither this nor `person` is given. */
  readonly identity?: string;
  /** The person by a key of the roster instead. */
  readonly person?: string;
  /** The person by the provider's own id, for providers that know no other. */
  readonly employee?: string;
  readonly effectiveAt?: string;
  /** Merged into the sample's data about the person (RFC 7396). */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Looks up a variable of the environment, where a sample has to agree with the server. */
  readonly setting: (name: string) => string | undefined;
}

/** The parts of a delivery that can be signed. */
export interface UnsignedDelivery {
  readonly event: string;
  readonly id: string;
  readonly now: Date;
  readonly body: string;
}

/** Makes the deliveries that a provider would send, signed by the scheme that its receiver verifies. */
export interface Sender {
  readonly provider: Provider;
  /** The option that names the person: an identity, or the provider's own id of an employee. */
  readonly namesPeopleBy: 'identity' | 'employee';
  /** The signed parts include a time, and the receiver rejects a stale one. */
  readonly rejectsStale?: true;
  /** Event → effect, for `rosterline send --list`. */
  readonly events: Readonly<Record<string, string>>;
  /** @throws UsageError where the event cannot express an option. */
  readonly body: (event: string, options: SampleOptions) => object;
  /** Headers that carry data but no proof: they are sent with a bearer token, too. */
  readonly unsignedHeaders?: (delivery: UnsignedDelivery) => Readonly<Record<string, string>>;
  /** The headers that prove a delivery authentic by the provider's own scheme. */
  readonly headers: (secret: string, delivery: UnsignedDelivery) => Readonly<Record<string, string>>;
}

/** The command was used wrongly; the message says how. */
export class UsageError extends Error {}

/** The person a sample is about by default. */
export const DEFAULT_IDENTITY = 'ana@example.com';

/** The person a sample is about by default, for providers with ids of their own: roster.yaml maps it to ana. */
const DEFAULT_EMPLOYEE = '104';

/** The provider's own id of the person, for providers that know no other. @throws UsageError */
export function employeeOf(options: SampleOptions, { title }: Provider): string {
  if (options.identity !== undefined || options.person !== undefined) {
    throw new UsageError(`${title} knows people by ids of its own: give --employee, and map it in the roster (ids)`);
  }
  refuseEffectiveAt(options, title);
  return options.employee ?? DEFAULT_EMPLOYEE;
}

/** @throws UsageError where a day is given, for a provider whose deliveries cannot name one. */
export function refuseEffectiveAt({ effectiveAt }: SampleOptions, title: string): void {
  if (effectiveAt !== undefined) throw new UsageError(`${title} sends events when they happen: no --effective-at`);
}

/** Unix seconds, the form in which most providers write instants. */
export function unixSeconds(now: Date): number {
  return Math.floor(now.getTime() / 1000);
}

/** The effect of each event, from a table that also holds the events' data. */
export function effectsOf(samples: Readonly<Record<string, { readonly effect: string }>>): Record<string, string> {
  return Object.fromEntries(Object.entries(samples).map(([name, { effect }]) => [name, effect]));
}

/** The headers of Standard Webhooks. */
export function standardHeaders(
  secret: string,
  { id, now, body }: Pick<UnsignedDelivery, 'id' | 'now' | 'body'>,
): Readonly<Record<string, string>> {
  const timestamp = String(unixSeconds(now));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': sign(secret, id, timestamp, body),
  };
}

/** RFC 6750 §2.1. */
export function bearer(secret: string): Readonly<Record<string, string>> {
  return { Authorization: `Bearer ${secret}` };
}

/** RFC 7617 §2. @param credentials `user:password`. */
export function basic(credentials: string): Readonly<Record<string, string>> {
  return { Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}
