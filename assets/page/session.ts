/** The operator's session. The secret is kept in the tab's session storage and nowhere else. */
import { forgetLook } from './address';
import { RequestFailed } from './api';
import { t } from './i18n/translate';
import { type Batch, countsOf, isUnfinished, kindOf, namesOf } from './model/batch';
import { signInErrorText } from './model/errors';
import { isToken } from './model/open-id';
import { forget, read, write } from './store';

const KEY = 'rosterline-secret';
/** Where an unpublished roster is kept, for this tab. */
export const DRAFT_KEY = 'rosterline-draft';

let secret = '';

export function getSecret(): string {
  return secret;
}

/** Resumes a stored session, so that reloading the page does not ask for the secret again. Returns whether there was one. */
export function resume(): boolean {
  secret = sessionStorage.getItem(KEY) ?? '';
  if (secret !== '') write({ signedIn: true });
  return secret !== '';
}

/** Signs in if `first`, the first request with the secret, succeeds. Returns whether it did. */
export async function signIn(entered: string, first: () => Promise<unknown>): Promise<boolean> {
  secret = entered.trim();
  try {
    await first();
  } catch (failure) {
    secret = '';
    if (!(failure instanceof RequestFailed)) throw failure;
    const { error } = failure;
    const isRefusedToken = error.code === 'unauthorized' && isToken(entered);
    write({ notice: isRefusedToken ? t('open-id.token-refused', { detail: error.detail }) : signInErrorText(error) });
    return false;
  }
  sessionStorage.setItem(KEY, secret);
  write({ signedIn: true, notice: '' });
  return true;
}

export function signOut(): void {
  sessionStorage.removeItem(DRAFT_KEY);
  const { batch } = read();
  clearSecret();
  forget(batch && isUnfinished(batch) ? { notice: leftOver(batch) } : {});
  forgetLook();
}

function leftOver(batch: Batch): string {
  const { done, saved, total } = countsOf(batch);
  const names = namesOf(batch, 'waits', 'failed', 'gone');
  return t('batches.signed-out', { kind: kindOf(batch), done: done + saved, total, names });
}

/** Ends the session after the server rejected the secret. Open dialogs and filters are kept for the next sign-in. */
export function expireSession(): void {
  const notice = endingOf(secret);
  clearSecret();
  const { dialogs, look, editing, batch } = read();
  forget({ dialogs, look, editing, notice, batch: batch && { ...batch, running: false } });
}

/** Why the session has ended. Signing in at the issuer loads the page anew, and of what was begun only a roster outlasts that. */
function endingOf(ended: string): string {
  if (isToken(ended)) return t(hasDraft() ? 'open-id.expired-draft' : 'open-id.expired');
  const top = read().dialogs.at(-1);
  const hasBegun = (top && top.kind !== 'why') || hasDraft();
  return t(hasBegun ? 'page.signed-out-kept' : 'page.signed-out');
}

/** Whether there is a roster that was edited and not published. */
export function hasDraft(): boolean {
  return sessionStorage.getItem(DRAFT_KEY) !== null;
}

function clearSecret(): void {
  secret = '';
  sessionStorage.removeItem(KEY);
}
