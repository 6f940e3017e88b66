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
import { MINUTE, SECOND } from '../../domain/time';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import { discoverIssuer, type IssuerDocument, IssuerUnreachable, LIMIT_MS, UNREACHABLE } from './discovery.private';

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
/** An unknown key makes the keys be fetched again, but not more often than this. */
const COOLDOWN_MS = 30 * SECOND;

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

/** The keys of the issuer: where they are, by its discovery document, and what they are. */
function issuerKeys({ issuer }: IssuerSettings, ports: VerifierPorts): JWTVerifyGetKey {
  const { document, get } = discoverIssuer(issuer, ports);
  let known: { readonly of: IssuerDocument; readonly keys: RemoteJWKSet } | undefined;
  return async (header, token) => {
    const of = await document();
    if (known?.of !== of) {
      const keys = createRemoteJWKSet(of.keys, {
        [customFetch]: (url) => get(new URL(url)),
        timeoutDuration: LIMIT_MS,
        cooldownDuration: COOLDOWN_MS,
        cacheMaxAge: 10 * MINUTE,
      });
      known = { of, keys };
    }
    try {
      return await known.keys(header, token);
    } catch (error) {
      const isAboutToken = TOKEN_ERRORS.some((kind) => error instanceof kind);
      if (isAboutToken || error instanceof IssuerUnreachable) throw error;
      throw new IssuerUnreachable(UNREACHABLE, { cause: error });
    }
  };
}

const TOKEN_ERRORS = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];
