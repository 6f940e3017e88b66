import { createHmac } from 'node:crypto';
import { header, type Request } from '../api/http/request';
import { sameDigest } from '../api/http/secrets';
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

/** @param after text that is signed after the body. */
export function signBody({ algorithm, encoding }: BodyScheme, secret: string, body: string, after = ''): string {
  return createHmac(algorithm, secret).update(body).update(after).digest(encoding);
}

/** Whether one of the secrets signed the payload in one of its serialisations. */
export function bodyIsSigned(
  scheme: BodyScheme,
  request: Request,
  secrets: readonly Secret[],
  after?: string,
): boolean {
  const given = header(request, scheme.header);
  if (given === undefined) return false;
  const signature = Buffer.from(given);
  for (const body of serialisations(request.payload)) {
    const isSigned = secrets.some(({ value }) =>
      sameDigest(signature, Buffer.from(signBody(scheme, value, body, after))),
    );
    if (isSigned) return true;
  }
  return false;
}
