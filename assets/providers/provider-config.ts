import type { SecretVariable } from '../lib/secret';
import type { Variable } from '../lib/variable';

/**
 * Where a secret comes from and what it is for.
 * - `signing`: we make it, and the sender signs with it.
 * - `presented`: we make it, and each delivery carries it as it is.
 * - `issued`: the sender makes it and shows it to us.
 */
export type SecretKind = 'signing' | 'presented' | 'issued';

/** What a sender is to its customers; the documentation lists senders in this order. */
export const CATEGORIES = ['any', 'identity', 'hr', 'scheduling'] as const;

/**
 * A sender as the configuration, the command line and the documentation know it. Every entry point loads the
 * configuration of all senders, so this holds no code that receives deliveries.
 */
export interface ProviderConfig {
  /** As in its address, and in `ids` of the roster. */
  readonly name: string;
  /** As its vendor writes it. */
  readonly title: string;
  readonly category: (typeof CATEGORIES)[number];
  /** The variable that holds its secret. */
  readonly secret: `${string}_SECRET`;
  readonly secretKind: SecretKind;
  readonly secretVariable: SecretVariable;
  /**
   * SHA-256 of each value that `.env.example` has, or once had, for the secret (without `whsec_`). Digests, so that the
   * deployed code holds no value that looks like a secret. Never remove one: a published value stays public.
   */
  readonly publicDigests: readonly string[];
  /** Further variables that it needs. */
  readonly variables: Readonly<Record<string, Variable<unknown>>>;
  /** Its row in docs/senders/README.md. */
  readonly documentation: { readonly authentication: string; readonly reports: string };
}
