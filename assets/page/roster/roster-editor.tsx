/** The roster's view: its text with the faults, what publishing it does, and its history. Loaded when it is first opened. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { t } from '../i18n/translate';
import type { GapAddress } from '../model/route';
import type { WallClock } from '../model/wall-clock';
import { mayUse } from '../role';
import { read, type State, write } from '../store';
import { type Checked, check } from './check';
import { Conflict } from './conflict';
import { keepDraft } from './draft';
import { type EditSession, isEdited, setAsideIn } from './edit-session';
import { Editor, type Place } from './editor/editor';
import { EditForms } from './forms/edit-forms';
import { History } from './history';
import { LeavingQuestion, Replaced, SetAside, VersionLine } from './notices';
import { PreviewDialog, type Subject } from './preview-dialog';
import { Problems } from './problems';
import { loadRoster } from './publishing';

keepDraft();

interface Props {
  readonly state: State;
  readonly viewer: WallClock;
  /** The gap that a form is to fill. */
  readonly gap: GapAddress | undefined;
}

export function RosterEditor({ state, viewer, gap }: Props) {
  const { editing, leaving } = state;
  const [failure, setFailure] = useState('');
  const load = async (): Promise<void> => {
    setFailure('');
    const asked = await loadRoster();
    if (asked !== 'published meanwhile' && 'failure' in asked) setFailure(asked.failure);
  };
  useEffect(() => void load(), []);
  return (
    <section class="roster" aria-labelledby="roster-heading">
      <div class="roster-head">
        <h2 id="roster-heading" tabIndex={-1}>
          {t('roster-view.heading')}
        </h2>
        {editing && <VersionLine session={editing} viewer={viewer} />}
      </div>
      <div role="alert">
        {failure && (
          <div class="notice">
            <p>
              {t('roster-view.not-loaded', { failure })} {editing && t('roster-view.typed-kept')}
            </p>
            <button type="button" onClick={() => void load()}>
              {t('roster-view.try-again')}
            </button>
          </div>
        )}
      </div>
      {leaving && <LeavingQuestion />}
      {!editing && !failure && <p class="nothing">{t('roster-view.loading')}</p>}
      {editing && <Session session={editing} state={state} viewer={viewer} gap={gap} />}
    </section>
  );
}

interface SessionProps extends Props {
  readonly session: EditSession;
}

function Session({ session, state, viewer, gap }: SessionProps) {
  const [subject, setSubject] = useState<Subject>();
  return (
    <>
      {session.base.replaced && !session.theirs && (
        <Replaced replaced={session.base.replaced} base={session.base} viewer={viewer} onRollBack={setSubject} />
      )}
      {!session.theirs && <SetAside session={session} />}
      {session.theirs ? (
        <Conflict key={session.theirs.version} session={session} theirs={session.theirs} viewer={viewer} />
      ) : (
        <Editing session={session} state={state} viewer={viewer} gap={gap} onPreview={setSubject} />
      )}
      <History base={session.theirs ?? session.base} viewer={viewer} onRollBack={setSubject} />
      {subject && (
        <PreviewDialog subject={subject} session={session} viewer={viewer} onClose={() => setSubject(undefined)} />
      )}
    </>
  );
}

interface EditingProps extends SessionProps {
  onPreview(subject: Subject): void;
}

function Editing({ session, state, viewer, gap, onPreview }: EditingProps) {
  const { base, text } = session;
  const [checked, checkNow] = useChecked(text);
  const [showsChanges, setShowsChanges] = useState(false);
  const [place, setPlace] = useState<Place>();
  const edited = isEdited(session);
  const latest = (): EditSession => read().editing ?? session;
  const type = (typed: string): void => {
    if (typed !== latest().text) write({ editing: { ...latest(), text: typed } });
  };
  const preview = (): void => {
    const [error] = checkNow().errors;
    if (error) setPlace({ line: error.line, column: error.column });
    else if (edited) onPreview({ kind: 'publish', text });
  };
  return (
    <>
      <EditForms
        session={session}
        checked={checked}
        state={state}
        viewer={viewer}
        gap={gap}
        onEdited={(result, at, note) => {
          write({ editing: { ...latest(), text: result, note: session.note || note } });
          setShowsChanges(true);
          setPlace({ line: at, column: 1 });
        }}
      />
      <div class="editor">
        <Editor
          text={text}
          label={t('roster-view.text')}
          checked={checked}
          original={showsChanges ? base.yaml : undefined}
          place={place}
          onType={type}
          latest={() => latest().text}
        />
      </div>
      <div class="editor-foot">
        <Problems checked={checked} onChosen={setPlace} />
        <div class="buttons">
          <label class="check">
            <input
              type="checkbox"
              checked={showsChanges}
              onChange={(event) => setShowsChanges(event.currentTarget.checked)}
            />
            {t('roster-view.show-changes')}
          </label>
          {edited && (
            <button
              type="button"
              onClick={() => write({ editing: { ...setAsideIn(latest(), latest().text), text: base.yaml } })}
            >
              {t('roster-view.discard')}
            </button>
          )}
          {mayUse('/roster/publish') && (
            <button
              type="button"
              class="primary"
              aria-disabled={!edited || checked.errors.length > 0}
              onClick={preview}
            >
              {t('roster-view.preview')}
            </button>
          )}
        </div>
      </div>
    </>
  );
}

/** ms without typing after which a text is checked: longer for a long one, which takes seconds. */
function checkAfter(text: string): number {
  return 250 + text.length / 400;
}

/** What the text's faults are, soon after it has changed; the function checks at once. */
function useChecked(text: string): [Checked, () => Checked] {
  const [checked, setChecked] = useState(() => ({ text, of: check(text) }));
  const checkNow = (): Checked => {
    if (checked.text === text) return checked.of;
    const of = check(text);
    setChecked({ text, of });
    return of;
  };
  useEffect(() => {
    if (checked.text === text) return;
    const timer = window.setTimeout(checkNow, checkAfter(text));
    return () => window.clearTimeout(timer);
  }, [text]);
  return [useMemo(() => checked.of, [checked]), checkNow];
}
