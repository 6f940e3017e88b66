/** What each edit of the roster's text answers. */
import type { ValidRoster } from '../../../roster-file/read';
import { t } from '../../i18n/translate';
import { readText } from '../reading';
import { type Cut, cutText, EditRefused, parseText } from './yaml-text';

/** The edited text, or in words why there is none; `english`: what the roster's reader says to that, which has no other language. */
export type EditResult = { readonly text: string } | { readonly fault: string; readonly english?: string };

/** A text to edit: its parsed form, and what the roster's reader makes of it. */
export interface Editable {
  readonly yaml: ReturnType<typeof parseText>;
  readonly read: ValidRoster;
}

/**
 * Edits a valid roster. An edit after which the reader finds an error is refused with that error, so no form can write a text that could not be
 * published.
 * @param cuts throws EditRefused where it cannot edit
 */
export function edit(text: string, cuts: (editable: Editable) => readonly Cut[]): EditResult {
  try {
    const read = readText(text);
    if ('errors' in read) throw new EditRefused(t('roster-edits.correct-first'));
    const yaml = parseText(text);
    const edited = cutText(text, cuts({ yaml, read }));
    const after = readText(edited);
    if (!('errors' in after)) return { text: edited };
    const [first] = after.errors;
    return { fault: t('roster-edits.not-valid'), english: `${first?.path}: ${first?.message}.` };
  } catch (refused) {
    if (!(refused instanceof EditRefused)) throw refused;
    return { fault: refused.message };
  }
}
