/** What the OpenID Connect issuer has answered by the page's address, when it sends somebody back. */
import { t } from '../i18n/translate';
import { isIssuerAnswer } from '../model/open-id';
import { write } from '../store';

/** Takes the answer out of the address, so that it is in no history and no bookmark. Returns "" if there is none. */
export function takeIssuerAnswer(): string {
  const { search, pathname, hash } = location;
  if (!isIssuerAnswer(search)) return '';
  history.replaceState(null, '', pathname + hash);
  return search;
}

/** Finishes a sign-in with what was taken out of the address, or says why that cannot be done. */
export async function finishSignIn(answer: string): Promise<void> {
  write({ finishing: true });
  try {
    const { finish } = await import('./attempt');
    await finish(answer);
  } catch (failure) {
    console.error(failure);
    write({ notice: t('open-id.not-loaded') });
  } finally {
    write({ finishing: false });
  }
}
