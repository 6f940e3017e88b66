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
          <strong>
            Version {version} has been published while you were editing version {session.base.version}
          </strong>
          <p>
            It was {describeVersion(theirs, viewer)}. Nothing of yours is lost, and nothing of yours is published yet.
            Below is version {version}: lines with a minus are in your text only, lines with a plus in theirs only. Take
            over what you still want, then go on.
          </p>
          <div class="buttons">
            <button type="button" class="primary" onClick={() => write({ editing: takeOver(session, merged) })}>
              Go on with this text
            </button>
            <button type="button" onClick={() => write({ editing: takeOver(session, session.text) })}>
              Go on with my text instead
            </button>
          </div>
        </div>
      </div>
      <div class="editor">
        <Difference
          label={`Version ${version}, with the differences from your text`}
          before={session.text}
          after={merged}
          choice={{ keep: 'Keep theirs', take: 'Take mine', onChange: merge }}
        />
      </div>
    </>
  );
}
