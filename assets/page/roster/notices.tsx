/** What stands above the editor: the version, and what must not be overlooked. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { now } from '../clock';
import { DialogFrame } from '../dialogs/frame';
import { t } from '../i18n/translate';
import type { WallClock } from '../model/wall-clock';
import { type Sign, SignIcon } from '../parts/sign-icon';
import { mayUse } from '../role';
import { signOut } from '../session';
import { write } from '../store';
import { type EditSession, isEdited, setAsideIn } from './edit-session';
import { Difference } from './editor/difference';
import type { Subject } from './preview-dialog';
import { VersionDialog } from './version-dialog';
import { describeVersion } from './version-words';
import type { RosterSource, RosterVersion } from './versions';

export function VersionLine({ session, viewer }: { session: EditSession; viewer: WallClock }) {
  const { base } = session;
  return (
    <p class="quiet-text">
      {t('roster-notices.version-line', { version: base.version, description: describeVersion(base, viewer, now()) })}
      {isEdited(session) && <strong class="edited"> · {t('roster-notices.edited')}</strong>}
    </p>
  );
}

interface ReplacedProps {
  readonly replaced: RosterVersion;
  readonly base: RosterSource;
  readonly viewer: WallClock;
  onRollBack(subject: Subject): void;
}

/** A deployment has replaced what was published. */
export function Replaced({ replaced, base, viewer, onRollBack }: ReplacedProps) {
  const [shown, setShown] = useState(false);
  const { version } = replaced;
  return (
    <Notice sign="warn" title={t('roster-notices.replaced', { version })}>
      <p>
        {t('roster-notices.replaced-text', {
          version,
          description: describeVersion(replaced, viewer, now()),
          current: base.version,
        })}
      </p>
      <div class="buttons">
        <button type="button" onClick={() => setShown(true)}>
          {t('roster-notices.show-difference')}
        </button>
        {mayUse('/roster/rollback') && (
          <button type="button" onClick={() => onRollBack({ kind: 'rollback', version })}>
            {t('roster-notices.publish-again', { version })}
          </button>
        )}
      </div>
      {shown && <VersionDialog version={version} base={base} onClose={() => setShown(false)} />}
    </Notice>
  );
}

/** One's own text from before another was taken over, or from before it was discarded; the newest of several. */
export function SetAside({ session }: { readonly session: EditSession }) {
  const [shown, setShown] = useState(false);
  const own = session.setAside.at(-1);
  if (own === undefined) return null;
  const rest = { ...session, setAside: session.setAside.slice(0, -1) };
  return (
    <Notice sign="know" title={t('roster-notices.kept')}>
      <div class="buttons">
        <button type="button" onClick={() => setShown(true)}>
          {t('roster-notices.show-difference')}
        </button>
        <button
          type="button"
          onClick={() =>
            write({ editing: { ...(isEdited(session) ? setAsideIn(rest, session.text) : rest), text: own } })
          }
        >
          {t('roster-notices.go-back')}
        </button>
        <button type="button" onClick={() => write({ editing: rest })}>
          {t('roster-notices.forget')}
        </button>
      </div>
      {shown && (
        <DialogFrame title={t('roster-notices.kept-title')} top onClose={() => setShown(false)}>
          <p>{t('roster-notices.kept-signs')}</p>
          <Difference label={t('roster-notices.kept-title')} before={own} after={session.text} />
          <div class="answers">
            <button type="button" onClick={() => setShown(false)}>
              {t('dialog.close')}
            </button>
          </div>
        </DialogFrame>
      )}
    </Notice>
  );
}

/** Signing out deletes the draft, and so it is asked for first. */
export function LeavingQuestion() {
  return (
    <Notice sign="stop" title={t('roster-notices.leaving')}>
      <p>{t('roster-notices.leaving-text')}</p>
      <div class="buttons">
        <button type="button" onClick={() => write({ leaving: false })}>
          {t('roster-notices.stay')}
        </button>
        <button type="button" onClick={signOut}>
          {t('roster-notices.sign-out')}
        </button>
      </div>
    </Notice>
  );
}

interface NoticeProps {
  readonly sign: Sign;
  readonly title: string;
  readonly children: ComponentChildren;
}

function Notice({ sign, title, children }: NoticeProps) {
  return (
    <div class={`alert alert-${sign === 'stop' ? 'stop' : 'wait'}`} role="status">
      <SignIcon sign={sign} />
      <div>
        <strong>{title}</strong>
        {children}
      </div>
    </div>
  );
}
