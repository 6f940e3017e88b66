import { t } from '../i18n/translate';
import type { TextFault } from './versions';

/** "line 14, shifts[0]: ends early". What the roster's reader says of a text is English in every language of the page. */
export function FaultText({ fault: { line, path, message } }: { readonly fault: TextFault }) {
  return (
    <>
      {t('roster-view.line', { line })}
      {path && `, ${path}`}: <span lang="en">{message}</span>
    </>
  );
}
