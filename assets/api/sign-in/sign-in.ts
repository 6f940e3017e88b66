import { type Answer, problem } from '../http/answer';
import type { Request } from '../http/request';
import { bearerOf, hasBearer } from '../http/secrets';
import type { Admission, SignedIn, SignInPorts } from './admission';

/** Whoever has the secret of the environment, which needs no roster and no store: the way in when both are at fault. */
export const OPS_SECRET: SignedIn = { name: 'OPS_SECRET', role: 'admin' };

/** A key as `rosterline operator` makes it: 256 bits of chance in base64url. */
const KEY = /^rl_[\w-]{43}$/;
/** Three parts in base64url (RFC 7519 §3, RFC 7515 §7.1), none of them empty: an unsigned one is none. */
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * Finds out who asks: by OPS_SECRET, by the key of an operator, or by a token of the OpenID Connect issuer. Never throws for
 * what a request holds.
 */
export async function signIn(request: Request | undefined, ports: SignInPorts): Promise<Admission | Answer> {
  const { OPS_SECRET: secrets } = ports.configuration.secrets;
  if (request && hasBearer(request, secrets)) return { operator: OPS_SECRET };
  const bearer = (request && bearerOf(request)) ?? '';
  const kind = KEY.test(bearer) ? 'key' : ports.verifyToken && TOKEN.test(bearer) ? 'token' : undefined;
  if (kind !== undefined) {
    // Loaded only when needed: most entry points have no operators.
    const { admitByKey, admitByToken } = await import('./named-operators.private');
    return kind === 'key' ? admitByKey(bearer, ports) : admitByToken(bearer, ports);
  }
  if (secrets.length === 0 && ports.verifyToken === undefined) {
    return problem(
      'provider_not_configured',
      'Set OPS_SECRET, or give operators keys in the roster, to let operators in.',
    );
  }
  return problem('unauthorized', "Expected Authorization: Bearer with an operator's key or OPS_SECRET.");
}
