import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Toast } from '../parts/toast';
import { close, useStore } from '../store';

interface Props {
  readonly title: string;
  readonly panel?: boolean;
  /** Whether it is on top of all others. */
  readonly top: boolean;
  readonly children: ComponentChildren;
}

/** A modal dialog, named by its heading. The focus goes back to where it came from. */
export function DialogFrame({ title, panel = false, top, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const { toast } = useStore();
  useLayoutEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      // The browser gives the focus back, unless what had it is gone.
      if (!(opener instanceof HTMLElement) || !opener.isConnected || opener === document.body) {
        document.getElementById('people-heading')?.focus();
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
        // What is open is the store's to say; the browser only asks.
        event.preventDefault();
        close();
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
