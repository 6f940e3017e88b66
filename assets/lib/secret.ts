import { type Variable, value } from './variable';

/**
 * One accepted value of a secret: the sender's own scheme, or a bearer token or Basic credentials where the sender's
 * signature cannot be used. The value of a Basic one is `user:password`.
 */
export interface Secret {
  readonly scheme: 'native' | 'bearer' | 'basic';
  readonly value: string;
}

/** Reads the values of a secret without checking them: the only parser of secrets. @returns at least one. */
export function parseSecrets(text: string): readonly [Secret, ...Secret[]] {
  const [first = '', ...others] = text.split(',');
  return [parseSecret(first), ...others.map(parseSecret)];
}

function parseSecret(part: string): Secret {
  const text = part.trim();
  for (const scheme of ['bearer', 'basic'] as const) {
    if (text.startsWith(`${scheme}:`)) return { scheme, value: text.slice(scheme.length + 1) };
  }
  return { scheme: 'native', value: text };
}

/** The variable of a secret. */
export type SecretVariable = Variable<readonly Secret[]>;

/** A secret: one or two values, none where the variable is not set. */
export const secret: SecretVariable = value
  .transform((text): readonly Secret[] => parseSecrets(text))
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

/** A token that callers of our own present; no sender signs with it, so Basic credentials have no use here. */
export const token = secret.refine((secrets) => secrets.every(({ scheme }) => scheme !== 'basic'), {
  error: 'must be a token: basic: is for senders of webhooks only',
});

/** Shorter keys could be guessed; an empty one is known to everybody. */
export const SHORTEST_KEY_BYTES = 16;

/**
 * A secret whose native values are keys in base64.
 * @param keyOf the base64 in a native value; an empty text where there is none.
 */
export function signingKey(keyOf: (value: string) => string, error: string): SecretVariable {
  const isKey = (value: string) => {
    const [, digits = ''] = /^([A-Za-z0-9+/]+)={0,2}$/.exec(keyOf(value)) ?? [];
    return Math.floor((digits.length * 6) / 8) >= SHORTEST_KEY_BYTES;
  };
  return secret.refine((secrets) => secrets.every(({ scheme, value }) => scheme !== 'native' || isKey(value)), {
    error,
  });
}
