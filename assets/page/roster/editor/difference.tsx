import { unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../i18n/translate';
import { commonExtensions, createView } from './code-view';

interface Props {
  /** For assistive technology. */
  readonly label: string;
  /** Its lines that the other text does not have get a minus. */
  readonly before: string;
  /** Its lines that the first text does not have get a plus. */
  readonly after: string;
  /** Makes the second text one to edit, in which each difference has two buttons. */
  readonly choice?: {
    /** Keeps the second text's lines. */
    readonly keep: string;
    /** Takes the first text's lines. */
    readonly take: string;
    onChange(text: string): void;
  };
}

/** Two texts as one, with the differences; what they have in common is folded away. */
export function Difference({ label, before, after, choice }: Props) {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!host.current) return;
    const mode = choice
      ? EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged) choice.onChange(state.doc.toString());
        })
      : [EditorState.readOnly.of(true), EditorView.editable.of(false)];
    const made = createView(host.current, after, [
      commonExtensions(label),
      mode,
      unifiedMergeView({
        original: before,
        collapseUnchanged: { margin: 2, minSize: 5 },
        mergeControls: choice
          ? (type, action) =>
              button(type === 'accept' ? choice.keep : choice.take, (event) => {
                action(event);
                // By key: the button is gone, and from the text Tab leads to the next one.
                if (event.detail === 0) made.focus();
              })
          : false,
      }),
      EditorView.updateListener.of(({ view }) => letKeysUnfold(view)),
    ]);
    letKeysUnfold(made);
    return () => made.destroy();
  }, [before, choice ? '' : after]);
  if (before === after && !choice) return <p class="nothing">{t('roster-code.same')}</p>;
  return <div class="code difference" ref={host} />;
}

function button(text: string, action: (event: MouseEvent) => void): HTMLElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.addEventListener('click', action);
  return made;
}

/** The library unfolds lines by click only. They are rendered anew as one scrolls. */
function letKeysUnfold(view: EditorView): void {
  for (const folded of view.contentDOM.querySelectorAll<HTMLElement>('.cm-collapsedLines:not([tabindex])')) {
    folded.tabIndex = 0;
    folded.role = 'button';
    folded.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      // Else a line would be typed as well.
      event.stopPropagation();
      folded.click();
      view.focus();
    });
  }
}
