/** The page's texts in English: a file an area, keys `<area>.<name>`, values in ICU MessageFormat. */
import dialog from './en/dialog.json';
import dialogAudit from './en/dialog-audit.json';
import dialogHandover from './en/dialog-handover.json';
import dialogSet from './en/dialog-set.json';
import dialogWhy from './en/dialog-why.json';
import top from './en/top.json';

export const en = { ...dialog, ...dialogAudit, ...dialogHandover, ...dialogSet, ...dialogWhy, ...top };

/** What every other language has to have. */
export type Catalogue = { readonly [Key in keyof typeof en]: string };
