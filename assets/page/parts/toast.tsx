/** The result of the last act, also announced by screen readers. */
import { useEffect, useRef } from 'preact/hooks';
import { takeBack } from '../actions';
import { t } from '../i18n/translate';
import { type State, write } from '../store';
import { SignIcon } from './sign-icon';

/** What went well goes after that, unless it has the focus. */
const GOOD_FOR_MS = 15_000;
/** Leads to its buttons, which Tab reaches behind everybody on the roster only. */
const KEY = 'F6';
const SIGNS = { good: 'well', waits: 'wait', bad: 'warn' } as const;

/** Rendered on the page and in the top dialog, since a modal dialog silences what is behind it. */
export function Toast({ toast }: Pick<State, 'toast'>) {
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (toast?.tone !== 'good') return;
    const timer = window.setInterval(() => {
      if (!said.current?.contains(document.activeElement)) write({ toast: undefined });
    }, GOOD_FOR_MS);
    return () => window.clearInterval(timer);
  }, [toast]);
  useEffect(() => {
    if (!toast) return;
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== KEY || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      said.current?.querySelector('button')?.focus();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [toast]);
  const undo = toast?.undo;
  return (
    <div class="said" role="status" ref={said}>
      {toast && (
        <p class={`said-${toast.tone}`}>
          <SignIcon sign={SIGNS[toast.tone]} />
          <span>{toast.words}</span>
          <kbd>{KEY}</kbd>
          {undo && (
            <button type="button" aria-keyshortcuts={KEY} onClick={() => void takeBack(undo)}>
              {t('page.undo')}
            </button>
          )}
          <button
            type="button"
            class="quiet"
            aria-label={t('page.dismiss')}
            aria-keyshortcuts={undo ? undefined : KEY}
            onClick={() => write({ toast: undefined })}
          >
            <SignIcon sign="left" />
          </button>
        </p>
      )}
    </div>
  );
}
