import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from './i18n/translate';
import icon from './icon.svg';
import { loadFirstPage } from './loading';
import { AtIssuer } from './open-id/at-issuer';
import { pollIn } from './polling';
import { signIn } from './session';
import { write } from './store';

interface Props {
  readonly notice: string;
  /** Somebody is back from the issuer, and nothing is asked of them. */
  readonly finishing: boolean;
}

/** The sign-in form. */
export function SignIn({ notice, finishing }: Props) {
  if (!finishing) return <Form notice={notice} />;
  return (
    <main class="sign-in">
      <p role="status">{t('open-id.finishing')}</p>
    </main>
  );
}

function Form({ notice }: Pick<Props, 'notice'>) {
  const field = useRef<HTMLInputElement>(null);
  const [asking, setAsking] = useState(false);
  useEffect(() => field.current?.focus(), []);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (asking) return;
    const entered = field.current?.value ?? '';
    // Emptied first, so that a screen reader announces the same words again.
    write({ notice: '' });
    if (entered.trim() === '') return write({ notice: t('page.key-missing') });
    setAsking(true);
    const isIn = await signIn(entered, loadFirstPage);
    // The first page is shown at once; the next poll brings the others.
    if (isIn) return pollIn(0);
    setAsking(false);
    field.current?.select();
    field.current?.focus();
  }

  return (
    <main class="sign-in">
      <form onSubmit={submit}>
        <img src={icon} alt="" width="40" height="40" />
        <h1>Rosterline</h1>
        <p class="quiet-text">{t('page.about')}</p>
        <div role="alert">{notice && <p class="notice">{notice}</p>}</div>
        <label for="secret">{t('page.key')}</label>
        <input ref={field} id="secret" type="password" autocomplete="current-password" spellcheck={false} />
        <button type="submit" class="primary" aria-disabled={asking}>
          {t('page.sign-in')}
        </button>
        <p class="small">{t('page.key-kept')}</p>
      </form>
      <AtIssuer />
    </main>
  );
}
