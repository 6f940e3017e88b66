/** Signing in at the OpenID Connect issuer: what is asked of it, and whether an answer is its own. Authorization code flow with PKCE (RFC 7636). */
import type { SignInView } from '../../api/views/views';

export type IssuerView = NonNullable<SignInView['openId']>;

/** What the tab keeps while somebody is at the issuer. Each attempt has its own, used once. */
export interface Attempt {
  readonly issuer: string;
  readonly answersNameIssuer: boolean;
  /** Ties the answer to this tab (RFC 9700 §4.7). */
  readonly state: string;
  /** Ties the token to this attempt (OpenID Connect Core 1.0 §3.1.2.1). */
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
  /** The fragment of the address that was open, to return to. */
  readonly fragment: string;
}

/** Why nobody is signed in; each is a text of the catalogue. */
export interface Failure {
  readonly key: 'open-id.not-begun' | 'open-id.other-issuer' | 'open-id.denied' | 'open-id.refused';
  readonly values: Readonly<Record<string, string>>;
}

/** Whether a secret is a token of the issuer, and not a key: three parts in base64url (RFC 7519 §3). */
export function isToken(secret: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(secret);
}

/** Whether the query of the page's address is what an issuer answers (RFC 6749 §4.1.2), right or wrong. */
export function isIssuerAnswer(search: string): boolean {
  const query = new URLSearchParams(search);
  return query.has('state') && (query.has('code') || query.has('error'));
}

/** Where to send somebody. A query that the endpoint has already is kept (RFC 6749 §3.1). @param codeChallenge of the attempt's verifier, S256. */
export function authorizationAddress(
  { authorizationEndpoint, clientId }: IssuerView,
  { state, nonce, redirectUri }: Attempt,
  codeChallenge: string,
): string {
  const address = new URL(authorizationEndpoint);
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    // The address is for operators that the roster has by one.
    scope: 'openid email',
    state,
    nonce,
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return address.href;
}

/**
 * The code in an answer. Nothing that an answer says is shown before it is certain that this tab has asked for it: anybody can write a link.
 * @param attempt of this tab; undefined if it has none.
 */
export function codeIn(search: string, attempt: Attempt | undefined): { readonly code: string } | Failure {
  const query = new URLSearchParams(search);
  const notBegun: Failure = { key: 'open-id.not-begun', values: {} };
  // Each parameter may come once (RFC 6749 §3.1).
  if ([...new Set(query.keys())].some((name) => query.getAll(name).length > 1)) return notBegun;
  if (!attempt || query.get('state') !== attempt.state) return notBegun;
  const issuer = hostOf(attempt.issuer);
  const named = query.get('iss');
  if (named === null ? attempt.answersNameIssuer : named !== attempt.issuer) {
    return { key: 'open-id.other-issuer', values: { issuer } };
  }
  const error = query.get('error');
  if (error !== null) {
    const description = query.get('error_description');
    const words = (description ? `${error} (${description})` : error).slice(0, LONGEST_ERROR);
    return { key: error === 'access_denied' ? 'open-id.denied' : 'open-id.refused', values: { issuer, error: words } };
  }
  const code = query.get('code');
  return code ? { code } : notBegun;
}

const LONGEST_ERROR = 300;

/** The nonce of an ID token, whose signature the server verifies with every request; undefined if it has none. */
export function nonceOf(token: string): string | undefined {
  try {
    const [, payload = ''] = token.split('.');
    const { nonce }: { nonce?: unknown } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return typeof nonce === 'string' ? nonce : undefined;
  } catch {
    return undefined;
  }
}

/** What people call an issuer. */
export function hostOf(issuer: string): string {
  return new URL(issuer).host;
}
