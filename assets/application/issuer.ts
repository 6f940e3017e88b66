// The ports to the OpenID Connect issuer: for signing in on the page, and for verifying tokens.

/** Where the issuer takes people who want to sign in. */
export interface AuthorizationPlace {
  /** Its authorization endpoint: an https URL, or http on this machine. */
  readonly endpoint: string;
  /** Whether it names itself in what it answers there, so that an answer that does not is none of its own (RFC 9207). */
  readonly namesItself: boolean;
}

/** What is redeemed for a token, once (RFC 6749 §4.1.3, RFC 7636 §4.5). */
export interface AuthorizationCode {
  readonly code: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
}

/** The issuer cannot be used now: why, as the end of a sentence without a full stop. */
export interface Unreachable {
  readonly unreachable: string;
}

/**
 * What became of a code: the ID token; or the issuer's error code (RFC 6749 §5.2), and what it says of it, if anything; or that the issuer
 * cannot be used now.
 */
export type Redemption =
  | { readonly idToken: string }
  | { readonly refused: string; readonly description?: string }
  | Unreachable;

/** The OpenID Connect issuer at which operators sign in. Its functions never throw for what the issuer answers. */
export interface Issuer {
  /** As the issuer writes itself in `iss`. */
  readonly issuer: string;
  readonly clientId: string;
  /** The addresses of the page, to which the issuer may send people back. */
  readonly pages: readonly string[];
  place(): Promise<AuthorizationPlace | Unreachable>;
  redeem(code: AuthorizationCode): Promise<Redemption>;
}

/** Whom a token of the OpenID Connect issuer is about. `email`: only one that the issuer says it has verified. */
export interface TokenSubject {
  readonly sub: string;
  readonly email?: string;
}

/** What became of a token: whose it is, why it is refused, or why that cannot be told now; both the end of a sentence, without a full stop. */
export type VerifiedToken =
  | { readonly subject: TokenSubject }
  | { readonly refused: string }
  | { readonly unreachable: string };

/** Verifies a token of the OpenID Connect issuer. Never throws for what a token holds. */
export type VerifyToken = (token: string) => Promise<VerifiedToken>;
