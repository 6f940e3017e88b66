/** A decision on many people that goes on, or has left somebody over, for as long as its dialog is closed. */
import { continueBatch } from './batches';
import { t } from './i18n/translate';
import { type Batch, countsOf, kindOf } from './model/batch';
import { SignIcon } from './parts/sign-icon';
import { mayUse } from './role';
import { open, type State, write } from './store';

export function BatchLine({ state: { batch, dialogs } }: { readonly state: State }) {
  if (!batch || dialogs.some(({ kind }) => kind === 'batch')) return null;
  return <Line batch={batch} />;
}

function Line({ batch }: { readonly batch: Batch }) {
  const { total, asked, done, saved, failed, left } = countsOf(batch);
  const kind = kindOf(batch);
  return (
    <div class={`alert ${batch.running ? 'alert-wait' : ''}`}>
      <SignIcon sign={batch.running ? 'wait' : 'stop'} />
      <div>
        <p role="status">
          {batch.running
            ? t('batches.running', { kind, asked, total })
            : t('batches.unfinished', { kind, done: done + saved, total, failed, left })}
        </p>
        <div class="buttons">
          <button type="button" onClick={() => open({ kind: 'batch' })}>
            {t('batches.show')}
          </button>
          <RetryButton batch={batch} />
          {!batch.running && (
            <button type="button" class="quiet" onClick={() => write({ batch: undefined })}>
              {t('batches.dismiss')}
            </button>
          )}
        </div>
      </div>
    </div>
  );
}

/** Absent while there is nobody to try again, and for whom the server would refuse. */
export function RetryButton({ batch }: { readonly batch: Batch }) {
  const { failed, left } = countsOf(batch);
  if (batch.running || !mayUse(...batch.steps.map(({ order }) => order.path))) return null;
  return (
    <button
      type="button"
      class={kindOf(batch) === 'lock' ? 'primary danger' : 'primary'}
      onClick={(event) => {
        // It goes while it works; the first button stays.
        event.currentTarget.parentElement?.querySelector('button')?.focus();
        void continueBatch();
      }}
    >
      {t('batches.retry', { count: failed + left })}
    </button>
  );
}
