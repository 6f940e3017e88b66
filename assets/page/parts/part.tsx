import type { HTMLAttributes, Ref } from 'preact';

type Props = Omit<HTMLAttributes<HTMLDivElement>, 'role' | 'ref'> & {
  readonly role: 'table' | 'rowgroup' | 'row' | 'rowheader' | 'columnheader' | 'cell' | 'group' | 'radiogroup';
  readonly own?: Ref<HTMLDivElement>;
};

/**
 * A part of something that elements of their own exist for, which cannot be used: rows of a table of which most are not
 * there, or are drawn as cards.
 */
export function Part({ own = null, ...props }: Props) {
  return <div ref={own} {...props} />;
}
