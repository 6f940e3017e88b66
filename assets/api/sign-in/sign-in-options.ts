import { type Answer, ok, problem } from '../http/answer';
import type { Request } from '../http/request';
import type { SignInView } from '../views/sign-in';
import { type PageSignInPorts, UNTRUSTED, unusable } from './at-issuer';

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
