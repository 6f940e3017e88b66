import { createHmac } from 'node:crypto';
import { header, type Request } from '../api/http/request';
import { sameDigest } from '../api/http/secrets';
import type { Secret } from '../lib/secret';
import { isWithinTolerance } from './body-signatures';
import { serialisations } from './serialisations';

// The Standard Webhooks scheme: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md

/** A delivery's signed parts. `timestamp` is in Unix seconds, as sent. */
export interface SignedParts {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  /** Space-separated list of `v1,<base64>`; other versions are skipped. */
  readonly signature: string | undefined;
}

/**
 * The signed parts in the headers of a delivery. Svix, whose scheme became the standard, names them `svix-*` unless its customer
 * pays for other names (https://docs.svix.com/receiving/verifying-payloads/how-manual). The parts of one signature have one
 * prefix: an id under the other one is not signed.
 */
export function signedParts(request: Request): SignedParts {
  const prefix = header(request, 'webhook-signature') === undefined && hasSvixSignature(request) ? 'svix' : 'webhook';
  return {
    id: header(request, `${prefix}-id`),
    timestamp: header(request, `${prefix}-timestamp`),
    signature: header(request, `${prefix}-signature`),
  };
}

function hasSvixSignature(request: Request): boolean {
  return header(request, 'svix-signature') !== undefined;
}

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
  if (!isWithinTolerance(Number(timestamp) * 1000, now)) return false;
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

/** Authenticates a sender's deliveries by this scheme. @param partsOf finds what is signed, and the signature, in a request. */
export function signedAs(partsOf: (request: Request) => SignedParts) {
  return (request: Request, secrets: readonly Secret[], now: number): boolean =>
    verify(
      partsOf(request),
      request.payload,
      secrets.map(({ value }) => value),
      now,
    );
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
}

function digest(key: Buffer, id: string, timestamp: string, body: string): Buffer {
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
}
