/** What all forms have in common: the fields, what they write into the text, and the buttons. */
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { DialogFrame } from '../../dialogs/frame';
import { t } from '../../i18n/translate';
import { check } from '../check';
import { lineChanges } from '../edits/line-changes';
import type { EditResult } from '../edits/result';

/** What each form gets. */
export interface FormProps {
  /** The text in the editor: valid. */
  readonly text: string;
  onEdited(text: string, note: string): void;
  onClose(): void;
}

interface Props extends FormProps {
  readonly title: string;
  /** Makes the edit of what is chosen; undefined until everything is. */
  readonly edit: (() => EditResult) | undefined;
  /** What is chosen: the edit is made again when it changes. */
  readonly chosen: unknown;
  /** For the history, where nobody writes another. */
  readonly note: string;
  readonly children: ComponentChildren;
}

const SHOWN_LINES = 12;

export function FormDialog({ title, text, edit, chosen, note, onEdited, onClose, children }: Props) {
  const result = useEdit(edit, JSON.stringify(chosen));
  const written = result && 'text' in result ? result.text : undefined;
  const warnings = useMemo(() => (written === undefined ? [] : newWarnings(text, written)), [text, written]);
  return (
    <DialogFrame title={title} top onClose={onClose}>
      {children}
      <div class="consequence" aria-live="polite">
        {edit && !result && <p class="quiet-text">{t('roster-forms.working')}</p>}
        {result && 'fault' in result && (
          <p class="fault">
            {result.fault} {result.english && <span lang="en">{result.english}</span>}
          </p>
        )}
        {warnings.map((warning) => (
          <p key={warning} class="fault" lang="en">
            {warning}
          </p>
        ))}
        {written !== undefined && <Lines before={text} after={written} />}
      </div>
      <div class="answers">
        <button type="button" onClick={onClose}>
          {t('dialog.cancel')}
        </button>
        <button
          type="button"
          class="primary"
          aria-disabled={written === undefined}
          onClick={() => written !== undefined && onEdited(written, note)}
        >
          {t('roster-forms.put-into-text')}
        </button>
      </div>
    </DialogFrame>
  );
}

/** ms without another choice after which an edit is made: it reads the whole roster. */
const EDIT_AFTER = 150;

/** The edit of what is chosen; undefined while it is being made. */
function useEdit(edit: (() => EditResult) | undefined, chosen: string): EditResult | undefined {
  const [made, setMade] = useState<{ readonly chosen: string; readonly result: EditResult }>();
  useEffect(() => {
    if (!edit) return;
    const timer = window.setTimeout(() => setMade({ chosen, result: edit() }), EDIT_AFTER);
    return () => window.clearTimeout(timer);
  }, [chosen]);
  return edit && made?.chosen === chosen ? made.result : undefined;
}

/** The warnings that an edit brings. */
function newWarnings(before: string, after: string): readonly string[] {
  const known = new Set(check(before).warnings.map(({ message }) => message));
  return check(after).warnings.flatMap(({ path, message }) => (known.has(message) ? [] : [`${path}: ${message}`]));
}

function Lines({ before, after }: { readonly before: string; readonly after: string }) {
  if (before === after) return <p>{t('roster-forms.changes-nothing')}</p>;
  const changes = lineChanges(before, after, SHOWN_LINES + 1);
  return (
    <>
      <p class="small">{t('roster-forms.written')}</p>
      <pre class="lines">
        {changes.slice(0, SHOWN_LINES).map(({ sign, text }) => `${sign} ${text}\n`)}
        {changes.length > SHOWN_LINES && '…'}
      </pre>
    </>
  );
}
