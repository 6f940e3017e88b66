import type { HTMLAttributes, Ref } from 'preact';

type Props = Omit<HTMLAttributes<HTMLDivElement>, 'role' | 'ref'> & {
  readonly role: 'table' | 'rowgroup' | 'row' | 'rowheader' | 'columnheader' | 'cell' | 'group' | 'radiogroup';
  readonly own?: Ref<HTMLDivElement>;
};

/**
 * A `div` with an ARIA role, where the native element cannot be used: rows of a table of which most are not rendered, or
 * are shown as cards.
 */
export function Part({ own = null, ...props }: Props) {
  return <div ref={own} {...props} />;
}
