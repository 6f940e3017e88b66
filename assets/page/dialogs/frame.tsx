import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Toast } from '../parts/toast';
import { close, useStore } from '../store';

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
    const opener = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      // The browser returns the focus, unless the opener is gone.
      if (!(opener instanceof HTMLElement) || !opener.isConnected || opener === document.body) {
        (document.getElementById('people-heading') ?? document.getElementById('main'))?.focus();
      }
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={panel ? 'panel' : 'question'}
      aria-labelledby={heading}
      closedby={panel ? 'any' : 'closerequest'}
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
