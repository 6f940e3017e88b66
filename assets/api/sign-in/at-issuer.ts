import type { Issuer } from '../../application/issuer';
import { type Answer, problem } from '../http/answer';

// How the page signs people in at the OpenID Connect issuer. Both addresses are for people who have not signed in yet, and so for everybody. Neither
// touches Sync or Frontline, and neither tells or does anything that the issuer itself would not.

/** What both addresses take. */
export interface PageSignInPorts {
  /** Absent: OpenID Connect is not configured. */
  readonly issuer?: Issuer;
}

export const UNTRUSTED = 'The headers of this request cannot be trusted.';

/** The answer while the issuer cannot be used. @param why the end of a sentence */
export function unusable(why: string): Answer {
  const detail = `Nobody can sign in by OpenID Connect now: ${why}. Keys and OPS_SECRET are accepted all the same.`;
  return problem('upstream_unavailable', detail, undefined, 10);
}
