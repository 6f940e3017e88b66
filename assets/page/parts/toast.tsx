/** What became of the last act, for the eye and for a screen reader. */
import { useEffect } from 'preact/hooks';
import { type State, write } from '../store';
import { Mark } from './mark';

const GOOD_FOR_MS = 15_000;
const SIGNS = { good: 'well', waits: 'wait', bad: 'warn' } as const;

/** There is one on the page and one in the dialog on top, since a dialog makes silent what is behind it. */
export function Toast({ toast }: Pick<State, 'toast'>) {
  useEffect(() => {
    if (toast?.tone !== 'good') return;
    const timer = window.setTimeout(() => write({ toast: undefined }), GOOD_FOR_MS);
    return () => window.clearTimeout(timer);
  }, [toast]);
  return (
    <div class="said" role="status">
      {toast && (
        <p class={`said-${toast.tone}`}>
          <Mark sign={SIGNS[toast.tone]} />
          <span>{toast.words}</span>
          <button type="button" class="quiet" aria-label="Dismiss" onClick={() => write({ toast: undefined })}>
            <Mark sign="left" />
          </button>
        </p>
      )}
    </div>
  );
}
