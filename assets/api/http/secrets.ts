import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../../lib/secret';
import { header, type Request } from './request';

/** Compares in a time that tells nothing of where the two differ, nor of their lengths (double HMAC). */
export function sameSecret(given: string | Buffer, expected: string | Buffer): boolean {
  const key = randomBytes(32);
  const digest = (value: string | Buffer) => createHmac('sha256', key).update(value).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/**
 * The same for digests, whose length is no secret: compares in a time that tells nothing of where the two differ. Nobody
 * without the key can choose the expected one.
 */
export function sameDigest(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Whether any of the candidates is any of the expected values. Every pair is compared, found or not. */
export function sameAsAny(given: readonly (string | Buffer)[], expected: readonly (string | Buffer)[]): boolean {
  let found = false;
  for (const one of given) for (const other of expected) found = sameSecret(one, other) || found;
  return found;
}

/** What the request carries as `Authorization: Bearer <token>` (RFC 6750 §2.1). */
export function bearerOf(request: Request): string | undefined {
  return /^Bearer +([^ ]+)$/i.exec(header(request, 'authorization') ?? '')?.[1];
}

/** Whether the request carries one of the secrets as a bearer token. */
export function hasBearer(request: Request, secrets: readonly Secret[]): boolean {
  const token = bearerOf(request);
  if (token === undefined) return false;
  return sameAsAny(
    [token],
    secrets.map(({ value }) => value),
  );
}

/**
 * Whether the request carries one of the secrets, each `user:password`, as `Authorization: Basic <base64>` (RFC 7617 §2).
 * A user name has no colon, so that comparing the two as one text compares both.
 */
export function hasBasic(request: Request, secrets: readonly Secret[]): boolean {
  const base64 = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header(request, 'authorization') ?? '')?.[1];
  if (base64 === undefined) return false;
  return sameAsAny(
    [Buffer.from(base64, 'base64')],
    secrets.map(({ value }) => value),
  );
}
