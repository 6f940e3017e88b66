import { randomBytes } from 'node:crypto';

/** The use of a secret: signing Standard Webhooks, a sender's bearer secret, or a token for anything else. */
export type SecretFormat = 'signing' | 'bearer' | 'plain';

const BYTES = 32;

/** Makes a new secret for the environment. @param random returns that many random bytes; tests pass their own. */
export function makeSecret(kind: SecretFormat, random: (bytes: number) => Buffer = randomBytes): string {
  const bytes = random(BYTES);
  if (kind === 'signing') return `whsec_${bytes.toString('base64')}`;
  const token = bytes.toString('base64url');
  return kind === 'bearer' ? `bearer:${token}` : token;
}
