import { createHmac } from 'node:crypto';
import { header, type Request } from '../api/http/request';
import { sameDigest } from '../api/http/secrets';
import { MINUTE } from '../domain/time';
import type { Secret } from '../lib/secret';
import { serialisations } from './serialisations';

/** A sender's signature scheme: an HMAC of the body as text, keyed with the secret as text. */
export interface BodyScheme {
  /** The header that carries the signature. */
  readonly header: string;
  readonly algorithm: 'sha256' | 'sha512';
  /** `hex` is lower-case. */
  readonly encoding: 'hex' | 'base64';
}

/** Text that is signed together with the body, such as the time of the delivery. */
interface SignedAround {
  readonly before?: string;
  readonly after?: string;
}

export function signBody(
  { algorithm, encoding }: BodyScheme,
  secret: string,
  body: string,
  { before = '', after = '' }: SignedAround = {},
): string {
  return createHmac(algorithm, secret).update(before).update(body).update(after).digest(encoding);
}

/**
 * Whether one of the secrets signed the payload in one of its serialisations.
 * @param given the signature, where the header holds more than that.
 */
export function bodyIsSigned(
  scheme: BodyScheme,
  request: Request,
  secrets: readonly Secret[],
  around?: SignedAround,
  given = header(request, scheme.header),
): boolean {
  if (given === undefined) return false;
  const signature = Buffer.from(given);
  for (const body of serialisations(request.payload)) {
    const isSigned = secrets.some(({ value }) =>
      sameDigest(signature, Buffer.from(signBody(scheme, value, body, around))),
    );
    if (isSigned) return true;
  }
  return false;
}

/** Largest difference between the clock of a sender that signs the time and ours, either way. */
const TOLERANCE_MS = 5 * MINUTE;

/** Whether a signed time, ms, is near enough to ours: an old delivery may have been recorded and sent again by a stranger. */
export function isWithinTolerance(signedAt: number, now: number): boolean {
  return Math.abs(now - signedAt) <= TOLERANCE_MS;
}
