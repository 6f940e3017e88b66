/** The result of the last act, also announced by screen readers. */
import { useEffect } from 'preact/hooks';
import { takeBack } from '../actions';
import { t } from '../i18n/translate';
import { type State, write } from '../store';
import { SignIcon } from './sign-icon';

const GOOD_FOR_MS = 15_000;
const SIGNS = { good: 'well', waits: 'wait', bad: 'warn' } as const;

/** Rendered on the page and in the top dialog, since a modal dialog silences what is behind it. */
export function Toast({ toast }: Pick<State, 'toast'>) {
  useEffect(() => {
    if (toast?.tone !== 'good') return;
    const timer = window.setTimeout(() => write({ toast: undefined }), GOOD_FOR_MS);
    return () => window.clearTimeout(timer);
  }, [toast]);
  const undo = toast?.undo;
  return (
    <div class="said" role="status">
      {toast && (
        <p class={`said-${toast.tone}`}>
          <SignIcon sign={SIGNS[toast.tone]} />
          <span>{toast.words}</span>
          {undo && (
            <button type="button" onClick={() => void takeBack(undo)}>
              {t('page.undo')}
            </button>
          )}
          <button
            type="button"
            class="quiet"
            aria-label={t('page.dismiss')}
            onClick={() => write({ toast: undefined })}
          >
            <SignIcon sign="left" />
          </button>
        </p>
      )}
    </div>
  );
}
