import { unifiedMergeView } from '@codemirror/merge';
import type { EditorView } from '@codemirror/view';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Checked } from '../check';
import type { TextFault } from '../versions';
import {
  commonExtensions,
  createView,
  differenceSlot,
  replaceText,
  reveal,
  showFaults,
  typingExtensions,
} from './code-view';

/** A place to go to; each request is an object of its own. */
export type Place = Pick<TextFault, 'line' | 'column'>;

interface Props {
  readonly text: string;
  /** For assistive technology. */
  readonly label: string;
  readonly checked: Checked | undefined;
  /** What the changes are shown against; undefined: they are not shown. */
  readonly original: string | undefined;
  readonly place: Place | undefined;
  onType(text: string): void;
  /** The text as it is now: what is rendered may be older than the last key. */
  latest(): string;
}

/** The text of a roster, with its faults where they are. */
export function Editor({ text, label, checked, original, place, onType, latest }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | undefined>(undefined);
  const typed = useRef(onType);
  typed.current = onType;
  useLayoutEffect(() => {
    if (!host.current) return;
    const made = createView(host.current, text, [
      commonExtensions(label),
      typingExtensions((now) => typed.current(now)),
      differenceSlot.of([]),
    ]);
    view.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => {
    if (view.current) replaceText(view.current, latest());
  }, [text]);
  useEffect(() => {
    const changes = original === undefined ? [] : unifiedMergeView({ original, mergeControls: false });
    view.current?.dispatch({ effects: differenceSlot.reconfigure(changes) });
  }, [original]);
  useEffect(() => {
    if (view.current && checked) showFaults(view.current, checked);
  }, [checked]);
  useEffect(() => {
    if (view.current && place) reveal(view.current, place);
  }, [place]);
  return <div class="code" ref={host} />;
}
