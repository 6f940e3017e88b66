import { createHmac } from 'node:crypto';
import { sameDigest } from '../api/http/secrets';
import { serialisations } from './serialisations';

// The Standard Webhooks scheme: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md

/** A delivery's signed parts. `timestamp` is in Unix seconds, as sent. */
export interface SignedParts {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  /** Space-separated list of `v1,<base64>`; other versions are skipped. */
  readonly signature: string | undefined;
}

/** Largest difference between a delivery's clock and ours, either way. */
const TOLERANCE_SECONDS = 300;

/** `v1,<base64 HMAC-SHA256 of id.timestamp.body>`, with the key behind `whsec_`. */
export function sign(secret: string, id: string, timestamp: string, body: string): string {
  return `v1,${digest(keyOf(secret), id, timestamp, body).toString('base64')}`;
}

/**
 * Whether one of the secrets signed this payload within the tolerance.
 * @param now ms since the epoch.
 */
export function verify(parts: SignedParts, payload: unknown, secrets: readonly string[], now: number): boolean {
  const { id, timestamp, signature } = parts;
  if (!id || !timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const given = signature
    .split(' ')
    .filter((part) => part.startsWith('v1,'))
    .slice(0, 10) // bounds the work that an unauthenticated sender can cause
    .map((part) => Buffer.from(part.slice(3), 'base64'));
  const keys = secrets.map(keyOf);
  for (const body of serialisations(payload)) {
    const isSigned = keys.some((key) => {
      const expected = digest(key, id, timestamp, body);
      return given.some((one) => sameDigest(one, expected));
    });
    if (isSigned) return true;
  }
  return false;
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
}

function digest(key: Buffer, id: string, timestamp: string, body: string): Buffer {
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
}
