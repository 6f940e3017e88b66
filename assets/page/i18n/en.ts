/** The page's texts in English: a file an area, keys `<area>.<name>`, values in ICU MessageFormat. */
import dialog from './en/dialog.json';
import dialogAudit from './en/dialog-audit.json';
import dialogHandover from './en/dialog-handover.json';
import dialogSet from './en/dialog-set.json';
import dialogWhy from './en/dialog-why.json';
import rosterCode from './en/roster-code.json';
import rosterEdits from './en/roster-edits.json';
import rosterForms from './en/roster-forms.json';
import rosterHistory from './en/roster-history.json';
import rosterNotices from './en/roster-notices.json';
import rosterPublish from './en/roster-publish.json';
import rosterView from './en/roster-view.json';
import top from './en/top.json';

export const en = {
  ...dialog,
  ...dialogAudit,
  ...dialogHandover,
  ...dialogSet,
  ...dialogWhy,
  ...rosterCode,
  ...rosterEdits,
  ...rosterForms,
  ...rosterHistory,
  ...rosterNotices,
  ...rosterPublish,
  ...rosterView,
  ...top,
};

/** What every other language has to have. */
export type Catalogue = { readonly [Key in keyof typeof en]: string };
