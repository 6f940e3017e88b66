import { useEffect, useState } from 'preact/hooks';
import { now } from '../clock';
import { t } from '../i18n/translate';
import { moment } from '../model/times';
import type { WallClock } from '../model/wall-clock';
import { mayUse } from '../role';
import type { Subject } from './preview-dialog';
import { loadHistory } from './publishing';
import { VersionDialog } from './version-dialog';
import type { PastVersion, RosterSource } from './versions';

interface Props {
  /** The version that counts; each new one loads the history again. */
  readonly base: RosterSource;
  readonly viewer: WallClock;
  onRollBack(subject: Subject): void;
}

/** The last versions: who, when, why; what is different since, and the way back. */
export function History({ base, viewer, onRollBack }: Props) {
  const [versions, setVersions] = useState<readonly PastVersion[]>();
  const [failure, setFailure] = useState('');
  const [shown, setShown] = useState<number>();
  const load = async (): Promise<void> => {
    setFailure('');
    const asked = await loadHistory();
    if (asked === 'published meanwhile') return;
    if ('answer' in asked) setVersions(asked.answer);
    else setFailure(asked.failure);
  };
  useEffect(() => void load(), [base.version]);
  return (
    <section class="versions" aria-labelledby="history-heading">
      <h2 id="history-heading">{t('roster-history.heading')}</h2>
      <div role="alert">
        {failure && (
          <div class="notice">
            <p>{t('roster-history.not-loaded', { failure })}</p>
            <button type="button" onClick={() => void load()}>
              {t('roster-view.try-again')}
            </button>
          </div>
        )}
      </div>
      {!versions && !failure && <p class="nothing">{t('roster-history.loading')}</p>}
      {versions && versions.length > 0 && (
        <ul aria-label={t('roster-history.versions')}>
          {versions.map((version) => (
            <Version
              key={version.version}
              version={version}
              viewer={viewer}
              onShow={() => setShown(version.version)}
              onRollBack={onRollBack}
            />
          ))}
        </ul>
      )}
      {shown !== undefined && <VersionDialog version={shown} base={base} onClose={() => setShown(undefined)} />}
    </section>
  );
}

interface VersionProps {
  readonly version: PastVersion;
  readonly viewer: WallClock;
  onShow(): void;
  onRollBack(subject: Subject): void;
}

function Version({ version: { version, at, by, note, current }, viewer, onShow, onRollBack }: VersionProps) {
  return (
    <li>
      <p>
        <strong>{t('roster-history.version', { version })}</strong>
        {current && <span class="count">{t('roster-history.counts')}</span>}{' '}
        <span class="quiet-text">
          {by === 'deployment' ? t('roster-history.deployed') : by}
          {at !== null && `, ${moment(Date.parse(at), viewer, now())}`}
        </span>
        {note && <span class="version-note">{note}</span>}
      </p>
      {!current && (
        <div class="buttons">
          <button type="button" aria-label={t('roster-history.show-difference', { version })} onClick={onShow}>
            {t('roster-history.difference')}
          </button>
          {mayUse('/roster/rollback') && (
            <button
              type="button"
              aria-label={t('roster-history.roll-back-to', { version })}
              onClick={() => onRollBack({ kind: 'rollback', version })}
            >
              {t('roster-history.roll-back')}
            </button>
          )}
        </div>
      )}
    </li>
  );
}
