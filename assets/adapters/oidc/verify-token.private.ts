/** Verifies tokens of an OpenID Connect issuer. The one asset that owns the library, loaded only when a token has to be verified. */
import {
  createRemoteJWKSet,
  customFetch,
  errors,
  type JWTHeaderParameters,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
  type RemoteJWKSet,
} from 'jose';
import type { Clock, VerifiedToken, VerifyToken } from '../../application/ports';
import { HOUR, MINUTE, SECOND } from '../../domain/time';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import * as z from '../../lib/zod';

/** Which issuer is believed, and which client its tokens have to be for. */
export interface IssuerSettings {
  /** As the issuer writes itself in `iss`: an https URL, or http on this machine. */
  readonly issuer: string;
  readonly clientId: string;
}

interface VerifierPorts {
  readonly fetch: typeof fetch;
  readonly now: Clock;
  readonly log: Log;
}

/** Signatures that only the issuer can make. With a symmetric one whoever knows the public key could sign. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
/** Of ID tokens and of access tokens (RFC 9068 §2.1). A logout token has the same issuer, audience and keys, and lets nobody in. */
const TYPES: readonly (string | undefined)[] = [undefined, 'jwt', 'at+jwt', 'application/at+jwt'];
/** Clocks differ by that much. */
const TOLERANCE_SECONDS = 60;
/** Each call to the issuer gets so long, ms: there are two at most in an execution. */
const LIMIT_MS = 2000;
/** Where the keys are is asked again after so long, the keys themselves after ten minutes (the library's default). */
const DISCOVERY_MS = HOUR;
/** An unknown key makes the keys be fetched again, but not more often than this. */
const COOLDOWN_MS = 30 * SECOND;
/** An issuer that did not answer is left alone for so long: anybody can send what looks like a token. */
const PAUSE_MS = 10 * SECOND;

const discovery = z.object({ issuer: z.string(), jwks_uri: z.string() });

/** The issuer could not be asked for its keys. */
class IssuerUnreachable extends Error {
  override readonly name = 'IssuerUnreachable';
}

/**
 * Verifies signature, issuer, audience and times of a token (OpenID Connect Core 1.0 §3.1.3.7). The issuer's keys are kept for the life of
 * the process; keys that it has rotated are fetched when a token first names one.
 * @returns a function that never throws for what a token holds.
 */
export function createTokenVerifier(settings: IssuerSettings, ports: VerifierPorts): VerifyToken {
  const { now, log } = ports;
  const keys = issuerKeys(settings, ports);
  return async (token) => {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        issuer: settings.issuer,
        audience: settings.clientId,
        algorithms: ALGORITHMS,
        clockTolerance: TOLERANCE_SECONDS,
        currentDate: new Date(now()),
        requiredClaims: ['sub', 'exp', 'iat'],
      });
      return subjectOf(payload, protectedHeader, settings.clientId);
    } catch (error) {
      if (error instanceof errors.JOSEError) return { refused: reasonOf(error) };
      log('error', 'A token could not be verified: the OpenID Connect issuer is at fault', describeError(error));
      return { unreachable: error instanceof IssuerUnreachable ? error.message : 'the issuer’s keys cannot be used' };
    }
  };
}

function subjectOf(
  { sub, aud, azp, events, ...more }: JWTPayload,
  { typ }: JWTHeaderParameters,
  clientId: string,
): VerifiedToken {
  if (!TYPES.includes(typ?.toLowerCase()) || events !== undefined)
    return { refused: 'it is neither an ID token nor an access token' };
  const isForSeveral = Array.isArray(aud) && aud.length > 1;
  if (azp === undefined ? isForSeveral : azp !== clientId) return { refused: 'it was issued to another client (azp)' };
  if (typeof sub !== 'string' || sub === '') return { refused: 'it has no sub' };
  const { email, email_verified: isVerified } = more;
  return { subject: { sub, ...(isVerified === true && typeof email === 'string' && email !== '' && { email }) } };
}

/** What is wrong, without anything that the token says. */
function reasonOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'it has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `its ${error.claim} is not as expected`;
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature is wrong';
  if (error instanceof errors.JWKSNoMatchingKey) return 'the issuer has no such key';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'its algorithm is not accepted';
  return 'it is not a token that can be verified';
}

/** The keys of the issuer: where they are, by its discovery document (OpenID Connect Discovery 1.0 §4), and what they are. */
function issuerKeys({ issuer }: IssuerSettings, ports: VerifierPorts): JWTVerifyGetKey {
  let known: { readonly at: number; readonly keys: RemoteJWKSet } | undefined;
  const get = pausingAfterFailure(ports);

  async function discovered(): Promise<RemoteJWKSet> {
    if (known && Math.abs(ports.now() - known.at) < DISCOVERY_MS) return known.keys;
    try {
      const address = new URL(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
      const found = discovery.safeParse(await (await get(address)).json());
      const keysAt = found.success ? keysAddress(found.data, issuer) : undefined;
      if (keysAt === undefined)
        throw new IssuerUnreachable('the issuer’s discovery document is not that of OIDC_ISSUER');
      const keys = createRemoteJWKSet(keysAt, {
        [customFetch]: (url) => get(new URL(url)),
        timeoutDuration: LIMIT_MS,
        cooldownDuration: COOLDOWN_MS,
        cacheMaxAge: 10 * MINUTE,
      });
      known = { at: ports.now(), keys };
      return keys;
    } catch (error) {
      // Where its keys were is as good as ever; whether they can be fetched is another question.
      if (known) return known.keys;
      throw error instanceof IssuerUnreachable ? error : new IssuerUnreachable(UNREACHABLE, { cause: error });
    }
  }

  return async (header, token) => {
    const keys = await discovered();
    try {
      return await keys(header, token);
    } catch (error) {
      const isAboutToken = TOKEN_ERRORS.some((kind) => error instanceof kind);
      if (isAboutToken || error instanceof IssuerUnreachable) throw error;
      throw new IssuerUnreachable(UNREACHABLE, { cause: error });
    }
  };
}

const UNREACHABLE = 'the issuer did not answer with its keys';
const TOKEN_ERRORS = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

/** The address of the keys; undefined unless the document is the issuer's own, and the address as safe as the issuer's. */
function keysAddress({ issuer: named, jwks_uri: address }: z.infer<typeof discovery>, issuer: string): URL | undefined {
  if (named !== issuer || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isAsLocal = url.protocol === 'http:' && url.hostname === new URL(issuer).hostname && issuer.startsWith('http:');
  return url.protocol === 'https:' || isAsLocal ? url : undefined;
}

/** Fetches from the issuer, and from nowhere that it redirects to. @throws IssuerUnreachable, also for a while after it has failed */
function pausingAfterFailure({ fetch, now }: VerifierPorts): (url: URL) => Promise<Response> {
  let failedAt: number | undefined;
  return async (url) => {
    if (failedAt !== undefined && Math.abs(now() - failedAt) < PAUSE_MS) throw new IssuerUnreachable(UNREACHABLE);
    try {
      const answer = await fetch(url, {
        headers: { Accept: 'application/json' },
        redirect: 'error',
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      if (!answer.ok) throw Object.assign(new Error('refused'), { status: answer.status });
      failedAt = undefined;
      return answer;
    } catch (error) {
      failedAt = now();
      throw new IssuerUnreachable(UNREACHABLE, { cause: error });
    }
  };
}
