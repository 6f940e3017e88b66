/** The library's editor, set up for a roster. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { type Diagnostic, lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics } from '@codemirror/lint';
import { type ChangeSpec, Compartment, EditorState, type Extension, type Text } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { t } from '../../i18n/translate';
import type { Checked } from '../check';
import type { TextFault } from '../versions';
import { theme } from './theme';

/** What each editor has, also one that only shows a difference. @param label for assistive technology */
export function commonExtensions(label: string): Extension {
  return [
    lineNumbers(),
    drawSelection(),
    yaml(),
    theme,
    EditorState.phrases.of({
      '$ unchanged lines': t('roster-code.unchanged-lines'),
      'Selection deleted': t('roster-code.selection-deleted'),
    }),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', autocapitalize: 'off', tabindex: '0' }),
    keymap.of([...defaultKeymap, ...historyKeymap]),
  ];
}

/** What an editor that is typed into has besides. The Tab key leaves it: the keyboard alone must get out again. */
export function typingExtensions(onType: (text: string) => void): Extension {
  return [
    history(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    lintGutter(),
    keymap.of([
      { key: 'F8', run: nextDiagnostic },
      { key: 'Shift-F8', run: previousDiagnostic },
    ]),
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) onType(state.doc.toString());
    }),
  ];
}

/**
 * An editor below an element. It is in a shadow tree: there the library's style sheets are objects, which the page's policy allows, and not
 * elements, which it forbids.
 */
export function createView(parent: HTMLElement, text: string, extensions: Extension): EditorView {
  const root = parent.shadowRoot ?? parent.attachShadow({ mode: 'open' });
  return new EditorView({ state: EditorState.create({ doc: text, extensions }), parent: root, root });
}

export const differenceSlot = new Compartment();

/** Replaces the text where it differs, so that the cursor and the history stay. */
export function replaceText(view: EditorView, text: string): void {
  const before = view.state.doc.toString();
  if (before === text) return;
  view.dispatch({ changes: changeBetween(before, text), scrollIntoView: true });
}

function changeBetween(before: string, after: string): ChangeSpec {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

export function showFaults(view: EditorView, { errors, warnings }: Checked): void {
  const { doc } = view.state;
  const marks = (faults: readonly TextFault[], severity: Diagnostic['severity']) =>
    faults.map(
      ({ message, ...place }): Diagnostic => ({
        ...rangeOf(doc, place),
        severity,
        message,
        renderMessage: () => inEnglish(message),
      }),
    );
  view.dispatch(setDiagnostics(view.state, [...marks(errors, 'error'), ...marks(warnings, 'warning')]));
}

/** The roster's reader speaks English, whatever the page does. */
function inEnglish(message: string): HTMLElement {
  const made = document.createElement('span');
  made.lang = 'en';
  made.textContent = message;
  return made;
}

/** Puts the cursor at a place. */
export function reveal(view: EditorView, place: Pick<TextFault, 'line' | 'column'>): void {
  const { from } = rangeOf(view.state.doc, place);
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  view.focus();
}

/** From a place to the end of what begins there: a quoted text, or a word. */
function rangeOf(doc: Text, { line, column }: Pick<TextFault, 'line' | 'column'>): { from: number; to: number } {
  const { from, text } = doc.line(Math.min(Math.max(1, line), doc.lines));
  const start = Math.min(Math.max(0, column - 1), text.length);
  const [word = ''] = /^("[^"]*"|'[^']*'|[^\s,[\]{}]+|.)/.exec(text.slice(start)) ?? [];
  return { from: from + start, to: from + start + word.length };
}
