import type { Issuer } from '../../application/issuer';
import * as z from '../../lib/zod';
import { type Answer, ok, problem } from '../http/answer';
import { toValidationErrors } from '../http/faults';
import { methodOf, type Request } from '../http/request';
import type { SignInView } from '../views/views';

// How the page signs people in at the OpenID Connect issuer. Both addresses are for people who have not signed in yet, and so for everybody. Neither
// touches Sync or Frontline, and neither tells or does anything that the issuer itself would not.

interface PageSignInPorts {
  /** Absent: OpenID Connect is not configured. */
  readonly issuer?: Issuer;
}

/** What the page sends to finish a sign-in. */
export const codeRequest = z.strictObject({
  /** RFC 6749 appendix A.11. The issuers that we know stay below 3,000 characters. */
  code: z.string().regex(/^[\x20-\x7e]{1,4096}$/, { error: 'expected 1 to 4096 characters of ASCII' }),
  /** RFC 7636 §4.1. */
  codeVerifier: z.string().regex(/^[\w.~-]{43,128}$/, { error: 'expected a code_verifier as in RFC 7636' }),
  redirectUri: z.string().max(500),
});

const UNTRUSTED = 'The headers of this request cannot be trusted.';

/** `GET /sign-in`: where the page may send people to sign in, if anywhere. */
export async function signInOptions(request: Request | undefined, { issuer }: PageSignInPorts): Promise<Answer> {
  if (!request) return problem('unauthorized', UNTRUSTED);
  if (!issuer) return ok({ openId: null } satisfies SignInView);
  const place = await issuer.place();
  if ('unreachable' in place) return unusable(place.unreachable);
  const view: SignInView = {
    openId: {
      issuer: issuer.issuer,
      clientId: issuer.clientId,
      authorizationEndpoint: place.endpoint,
      answersNameIssuer: place.namesItself,
    },
  };
  return ok(view);
}

/**
 * `POST /sign-in/token`: redeems a code of the issuer for an ID token, so that the page need not reach the issuer, and its content security policy
 * stays strict. It is the issuer that decides: the code is its own, for our client and this page, and useless without the `code_verifier`. What is
 * answered is the token alone, and it lets in whom the roster lets in, like any other.
 */
export async function redeemCode(request: Request | undefined, { issuer }: PageSignInPorts): Promise<Answer> {
  if (!request) return problem('unauthorized', UNTRUSTED);
  if (methodOf(request) !== 'POST') return problem('invalid_payload', 'Expected POST with a body.');
  const { data, error } = codeRequest.safeParse(request.payload);
  // Without the payload, so that no value of it is answered.
  if (!data) return problem('invalid_payload', 'Nobody is signed in.', toValidationErrors(error.issues, undefined));
  if (!issuer) {
    return problem('provider_not_configured', 'Set OIDC_ISSUER and OIDC_CLIENT_ID to let operators sign in so.');
  }
  if (!issuer.pages.includes(data.redirectUri)) {
    const message = `expected the page of this deployment: ${issuer.pages.join(' or ')}`;
    return problem('invalid_payload', 'Nobody is signed in.', [{ path: 'redirectUri', message }]);
  }
  const redeemed = await issuer.redeem(data);
  if ('unreachable' in redeemed) return unusable(redeemed.unreachable);
  if ('refused' in redeemed) {
    const { refused, description } = redeemed;
    return problem('unauthorized', `The issuer refuses it: ${refused}${description ? ` (${description})` : ''}.`);
  }
  return ok({ idToken: redeemed.idToken });
}

function unusable(why: string): Answer {
  const detail = `Nobody can sign in by OpenID Connect now: ${why}. Keys and OPS_SECRET are accepted all the same.`;
  return problem('upstream_unavailable', detail, undefined, 10);
}
