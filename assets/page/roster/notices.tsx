/** What stands above the editor: the version, and what must not be overlooked. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { DialogFrame } from '../dialogs/frame';
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
      Version {base.version}, {describeVersion(base, viewer)}
      {isEdited(session) && <strong class="edited"> · edited, not published</strong>}
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
    <Notice sign="warn" title={`A deployment has replaced version ${version}`}>
      <p>
        Version {version} was {describeVersion(replaced, viewer)}. The file that was deployed since then is another one,
        and so it counts now, as version {base.version}.
      </p>
      <div class="buttons">
        <button type="button" onClick={() => setShown(true)}>
          Show the difference
        </button>
        {mayUse('/roster/rollback') && (
          <button type="button" onClick={() => onRollBack({ kind: 'rollback', version })}>
            Publish version {version} again…
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
    <Notice sign="know" title="An earlier text of yours is kept">
      <div class="buttons">
        <button type="button" onClick={() => setShown(true)}>
          Show the difference
        </button>
        <button
          type="button"
          onClick={() =>
            write({ editing: { ...(isEdited(session) ? setAsideIn(rest, session.text) : rest), text: own } })
          }
        >
          Go back to it
        </button>
        <button type="button" onClick={() => write({ editing: rest })}>
          Forget it
        </button>
      </div>
      {shown && (
        <DialogFrame title="Your earlier text and the one in the editor" top onClose={() => setShown(false)}>
          <p>Lines with a minus are in your earlier text only, lines with a plus only in the editor.</p>
          <Difference label="Your earlier text and the one in the editor" before={own} after={session.text} />
          <div class="answers">
            <button type="button" onClick={() => setShown(false)}>
              Close
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
    <Notice sign="stop" title="Your changes are not published">
      <p>Signing out deletes them. Publish them first, or sign out without them.</p>
      <div class="buttons">
        <button type="button" onClick={() => write({ leaving: false })}>
          Stay
        </button>
        <button type="button" onClick={signOut}>
          Sign out and delete my changes
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
