import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Toast } from '../parts/toast';
import { close, useStore, write } from '../store';

interface Props {
  readonly title: string;
  readonly panel?: boolean;
  /** Whether it is the top dialog. */
  readonly top: boolean;
  /** By default the store's top dialog is closed. */
  readonly onClose?: () => void;
  readonly children: ComponentChildren;
}

/** A modal dialog, labelled by its heading. On closing, the focus returns to its opener. */
export function DialogFrame({ title, panel = false, top, onClose = close, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const { toast } = useStore();
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // What was said before lies over a small window's buttons, and is not about this question.
    write({ toast: undefined });
    // The browser returns the focus to the opener, if that is still there.
    return () => element?.close();
  }, []);
  useLayoutEffect(
    () => (panel && dialog.current ? onPressBeside(dialog.current, onClose) : undefined),
    [panel, onClose],
  );
  return (
    <dialog
      ref={dialog}
      class={panel ? 'panel' : 'question'}
      aria-labelledby={heading}
      closedby="closerequest"
      onCancel={(event) => {
        // The store decides which dialogs are open, not the browser.
        event.preventDefault();
        onClose();
      }}
    >
      <div class="sheet">
        <h2 id={heading}>{title}</h2>
        {children}
        {top && <Toast toast={toast} />}
      </div>
    </dialog>
  );
}

/**
 * Calls when something beside the dialog's content, which is the dialog itself, is pressed: not every browser has
 * `closedby="any"`. Text that is marked in the dialog, with the end of the movement outside, closes nothing.
 * @returns what ends that.
 */
function onPressBeside(dialog: HTMLElement, then: () => void): () => void {
  let begunBeside = false;
  const pressed = ({ target }: PointerEvent): void => {
    begunBeside = target === dialog;
  };
  const clicked = ({ target }: MouseEvent): void => {
    if (begunBeside && target === dialog) then();
  };
  dialog.addEventListener('pointerdown', pressed);
  dialog.addEventListener('click', clicked);
  return () => {
    dialog.removeEventListener('pointerdown', pressed);
    dialog.removeEventListener('click', clicked);
  };
}
