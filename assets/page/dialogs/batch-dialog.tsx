import { RetryButton } from '../batch-line';
import { t } from '../i18n/translate';
import { type Batch, countsOf, kindOf, namesOf } from '../model/batch';
import { close } from '../store';
import { DialogFrame } from './frame';

interface Props {
  readonly batch: Batch;
  readonly top: boolean;
}

/** How a decision on many people goes on, and who is left over. Closing it ends nothing. */
export function BatchDialog({ batch, top }: Props) {
  const { total, asked, done, failed, left } = countsOf(batch);
  const kind = kindOf(batch);
  const saved = namesOf(batch, 'saved');
  return (
    <DialogFrame title={t('acting.batch-title', { kind, count: total })} top={top}>
      <div class="batch-progress">
        <progress max={total} value={asked} aria-label={t('acting.batch-title', { kind, count: total })} />
        <p role="status">{t('acting.batch-progress', { asked, total })}</p>
      </div>
      {batch.running && <p class="quiet-text">{t('acting.batch-goes-on')}</p>}
      {!batch.running && done > 0 && <p>{t('batches.done', { kind, count: done })}</p>}
      {saved !== '' && <p>{t('batches.saved', { names: saved })}</p>}
      <div role="alert">{failed > 0 && <Failed batch={batch} />}</div>
      {left > 0 && <p class="notice">{t('acting.batch-left', { names: namesOf(batch, 'waits') })}</p>}
      <div class="answers">
        <button type="button" onClick={close}>
          {t('acting.close')}
        </button>
        <RetryButton batch={batch} />
      </div>
    </DialogFrame>
  );
}

function Failed({ batch }: Pick<Props, 'batch'>) {
  const failed = batch.steps.filter(({ state }) => state === 'failed');
  return (
    <div class="notice">
      <p>{t('acting.batch-failed', { kind: kindOf(batch) })}</p>
      <ul class="batch-failed">
        {failed.map(({ person, name, failure }) => (
          <li key={person}>
            <strong>{name}</strong> {failure}
          </li>
        ))}
      </ul>
    </div>
  );
}
