import { now } from '../clock';
import { t } from '../i18n/translate';
import type { WallClock } from '../model/wall-clock';
import { SignIcon } from '../parts/sign-icon';
import { read, write } from '../store';
import { type EditSession, takeOver } from './edit-session';
import { Difference } from './editor/difference';
import { describeVersion } from './version-words';
import type { RosterSource } from './versions';

interface Props {
  readonly session: EditSession;
  readonly theirs: RosterSource;
  readonly viewer: WallClock;
}

/** Somebody else has published: their text with the differences from one's own, each to keep or to take. */
export function Conflict({ session, theirs, viewer }: Props) {
  const { merged = theirs.yaml } = session;
  const merge = (text: string): void => {
    const { editing } = read();
    if (editing) write({ editing: { ...editing, merged: text } });
  };
  const { version } = theirs;
  return (
    <>
      <div class="alert" role="alert">
        <SignIcon sign="stop" />
        <div>
          <strong>{t('roster-notices.conflict', { version, base: session.base.version })}</strong>
          <p>{t('roster-notices.conflict-text', { version, description: describeVersion(theirs, viewer, now()) })}</p>
          <div class="buttons">
            <button type="button" class="primary" onClick={() => write({ editing: takeOver(session, merged) })}>
              {t('roster-notices.go-on')}
            </button>
            <button type="button" onClick={() => write({ editing: takeOver(session, session.text) })}>
              {t('roster-notices.go-on-mine')}
            </button>
          </div>
        </div>
      </div>
      <div class="editor">
        <Difference
          label={t('roster-notices.conflict-label', { version })}
          before={session.text}
          after={merged}
          choice={{ keep: t('roster-notices.keep-theirs'), take: t('roster-notices.take-mine'), onChange: merge }}
        />
      </div>
    </>
  );
}
