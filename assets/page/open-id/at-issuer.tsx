/** Below the form for a key: signing in at the OpenID Connect issuer, where the server has one. */
import { useEffect, useState } from 'preact/hooks';
import type { SignInView } from '../../api/views/views';
import { parseJson, RequestFailed, send } from '../api';
import { t } from '../i18n/translate';
import { hostOf, type IssuerView } from '../model/open-id';
import { write } from '../store';

/** Undefined: not known yet. */
type Known = Awaited<ReturnType<typeof fetchIssuer>> | undefined;

export function AtIssuer() {
  const [known, setKnown] = useState<Known>();
  const ask = async (): Promise<void> => setKnown(await fetchIssuer());
  useEffect(() => void ask(), []);
  if (!known) return null;
  if (known === 'unavailable') {
    return (
      <div class="at-issuer">
        <p class="small">{t('open-id.unavailable')}</p>
        <button type="button" class="quiet" onClick={() => void ask()}>
          {t('open-id.try-again')}
        </button>
      </div>
    );
  }
  return (
    <div class="at-issuer">
      <button type="button" onClick={() => void leaveFor(known)}>
        {t('open-id.sign-in')}
      </button>
      <p class="small">{t('open-id.where', { host: hostOf(known.issuer) })}</p>
    </div>
  );
}

/** Unavailable only where the server has an issuer, and that does not answer: nobody else is to look for a button that there is not. */
async function fetchIssuer(): Promise<IssuerView | null | 'unavailable'> {
  try {
    return (await parseJson<SignInView>(await send('/sign-in', {}))).openId;
  } catch (failure) {
    if (!(failure instanceof RequestFailed)) throw failure;
    return failure.error.code === 'upstream_unavailable' ? 'unavailable' : null;
  }
}

async function leaveFor(view: IssuerView): Promise<void> {
  try {
    const { begin } = await import('./attempt');
    await begin(view);
  } catch (failure) {
    console.error(failure);
    write({ notice: t('open-id.not-loaded') });
  }
}
