import { value } from './value';

/**
 * One accepted value of a secret: the sender's own scheme, or a bearer token or Basic credentials where the sender's
 * signature cannot be used. The value of a Basic one is `user:password`.
 */
export interface Secret {
  readonly scheme: 'native' | 'bearer' | 'basic';
  readonly value: string;
}

/** The schema of every secret: one or two values, none where the variable is not set. */
export const secret = value
  .transform(readSecrets)
  .refine((secrets) => secrets.length <= 2, { error: 'may hold two values at most, separated by a comma' })
  .refine((secrets) => secrets.every(({ value }) => /^[\x21-\x7e]+$/.test(value)), {
    error: 'must be printable ASCII without spaces, and not empty on either side of a comma',
    abort: true,
  })
  .refine((secrets) => secrets.every(({ scheme, value }) => scheme !== 'basic' || /^[^:]+:./.test(value)), {
    error: 'must be basic:<user>:<password>, neither of them empty, where it begins with basic:',
  })
  .optional()
  .transform((secrets) => secrets ?? []);

/** A secret that callers of our own present; no sender signs with it, so Basic credentials have no use here. */
export const token = secret.refine((secrets) => secrets.every(({ scheme }) => scheme !== 'basic'), {
  error: 'must be a token: basic: is for senders of webhooks only',
});

/** Shorter keys could be guessed; an empty one is known to everybody. */
const SHORTEST_KEY_BYTES = 16;

/** The schema of `STANDARD_SECRET`. */
export const standardSecret = secret.refine(
  (secrets) => secrets.every(({ scheme, value }) => scheme !== 'native' || isSigningKey(value)),
  {
    error: `must be whsec_ followed by base64 of at least ${SHORTEST_KEY_BYTES} bytes, or bearer: followed by a token (npx rosterline secret makes one)`,
  },
);

/**
 * The schema of `FINCH_SECRET`. Finch's SDK takes its secret as plain base64:
 * https://github.com/Finch-API/finch-api-node, src/resources/webhooks.ts
 */
export const finchSecret = secret.refine(
  (secrets) =>
    secrets.every(({ scheme, value }) => scheme !== 'native' || isSigningKey(`whsec_${value.replace(/^whsec_/, '')}`)),
  {
    error: `must be base64 of at least ${SHORTEST_KEY_BYTES} bytes, as Finch shows it, or bearer: followed by a token`,
  },
);

/** The values of a secret, unchecked. */
export function readSecrets(text: string): readonly Secret[] {
  return text.split(',').map((part) => readSecret(part.trim()));
}

function readSecret(text: string): Secret {
  for (const scheme of ['bearer', 'basic'] as const) {
    if (text.startsWith(`${scheme}:`)) return { scheme, value: text.slice(scheme.length + 1) };
  }
  return { scheme: 'native', value: text };
}

function isSigningKey(text: string): boolean {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1] ?? '';
  return Buffer.from(base64, 'base64').length >= SHORTEST_KEY_BYTES;
}
