import { randomBytes } from 'node:crypto';

/** What a secret is for: signing Standard Webhooks, a bearer secret for a sender, or a token for anything else. */
export type SecretKind = 'signing' | 'bearer' | 'plain';

const BYTES = 32;

/** A new secret, as it goes into the environment. @param random that many random bytes; a test brings its own. */
export function makeSecret(kind: SecretKind, random: (bytes: number) => Buffer = randomBytes): string {
  const bytes = random(BYTES);
  if (kind === 'signing') return `whsec_${bytes.toString('base64')}`;
  const token = bytes.toString('base64url');
  return kind === 'bearer' ? `bearer:${token}` : token;
}
