/** One attempt to sign in at the OpenID Connect issuer, from the page and back to it. Loaded when it is begun, or finished. */
import { parseJson, RequestFailed, send } from '../api';
import { t } from '../i18n/translate';
import { loadFirstPage } from '../loading';
import { type Attempt, authorizationAddress, codeIn, type IssuerView, nonceOf } from '../model/open-id';
import { pollIn } from '../polling';
import { signIn } from '../session';
import { write } from '../store';

const KEY = 'rosterline-sign-in';

/** Sends the browser to the issuer. */
export async function begin(view: IssuerView): Promise<void> {
  const attempt: Attempt = {
    issuer: view.issuer,
    answersNameIssuer: view.answersNameIssuer,
    state: chance(),
    nonce: chance(),
    codeVerifier: chance(),
    redirectUri: `${location.origin}/index.html`,
    fragment: location.hash,
  };
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(attempt.codeVerifier));
  sessionStorage.setItem(KEY, JSON.stringify(attempt));
  location.assign(authorizationAddress(view, attempt, base64url(new Uint8Array(digest))));
}

/** Redeems what the issuer has answered, and signs in with the token. @param answer the query of the address to which it sent the browser */
export async function finish(answer: string): Promise<void> {
  const attempt = takeAttempt();
  const found = codeIn(answer, attempt);
  if (!attempt || !('code' in found)) {
    return write({ notice: 'key' in found ? t(found.key, found.values) : t('open-id.not-begun') });
  }
  if (attempt.fragment) history.replaceState(null, '', attempt.fragment);
  const { codeVerifier, redirectUri } = attempt;
  let token: string;
  try {
    const response = await send('/sign-in/token', {
      method: 'POST',
      body: JSON.stringify({ code: found.code, codeVerifier, redirectUri }),
      headers: { 'Content-Type': 'application/json' },
    });
    token = (await parseJson<{ readonly idToken: string }>(response)).idToken;
  } catch (failure) {
    if (!(failure instanceof RequestFailed)) throw failure;
    return write({ notice: t('open-id.not-redeemed', { detail: failure.error.detail }) });
  }
  if (nonceOf(token) !== attempt.nonce) return write({ notice: t('open-id.other-nonce') });
  // The first page is shown at once; the next poll brings the others.
  if (await signIn(token, loadFirstPage)) pollIn(0);
}

/** The attempt of this tab, which is over with that. */
function takeAttempt(): Attempt | undefined {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return kept === null ? undefined : JSON.parse(kept);
}

/** 256 bits of chance, as RFC 7636 §4.1 recommends for a code verifier. */
function chance(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
