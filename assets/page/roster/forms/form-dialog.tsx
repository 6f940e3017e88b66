/** What all forms have in common: the fields, what they write into the text, and the buttons. */
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { DialogFrame } from '../../dialogs/frame';
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
  /** Undefined until everything is chosen. */
  readonly result: EditResult | undefined;
  /** For the history, where nobody writes another. */
  readonly note: string;
  readonly children: ComponentChildren;
}

const SHOWN_LINES = 12;

export function FormDialog({ title, text, result, note, onEdited, onClose, children }: Props) {
  const written = result && 'text' in result ? result.text : undefined;
  const warnings = useMemo(() => (written === undefined ? [] : newWarnings(text, written)), [text, written]);
  return (
    <DialogFrame title={title} top onClose={onClose}>
      {children}
      <div class="consequence" aria-live="polite">
        {result && 'fault' in result && <p class="fault">{result.fault}</p>}
        {warnings.map((warning) => (
          <p key={warning} class="fault">
            {warning}
          </p>
        ))}
        {written !== undefined && <Lines before={text} after={written} />}
      </div>
      <div class="answers">
        <button type="button" onClick={onClose}>
          Not now
        </button>
        <button
          type="button"
          class="primary"
          aria-disabled={written === undefined}
          onClick={() => written !== undefined && onEdited(written, note)}
        >
          Put it into the text
        </button>
      </div>
    </DialogFrame>
  );
}

/** The warnings that an edit brings. */
function newWarnings(before: string, after: string): readonly string[] {
  const known = new Set(check(before).warnings.map(({ message }) => message));
  return check(after).warnings.flatMap(({ path, message }) => (known.has(message) ? [] : [`${path}: ${message}`]));
}

function Lines({ before, after }: { readonly before: string; readonly after: string }) {
  if (before === after) return <p>That changes nothing.</p>;
  const changes = lineChanges(before, after, SHOWN_LINES + 1);
  return (
    <>
      <p class="small">This is written into the text. Nothing is published before you have seen a preview.</p>
      <pre class="lines">
        {changes.slice(0, SHOWN_LINES).map(({ sign, text }) => `${sign} ${text}\n`)}
        {changes.length > SHOWN_LINES && '…'}
      </pre>
    </>
  );
}
