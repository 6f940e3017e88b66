/** The page's texts in Spanish, as `en.ts` has them in English. */
import type { Catalogue } from './en';
import dialog from './es/dialog.json';
import dialogAudit from './es/dialog-audit.json';
import dialogHandover from './es/dialog-handover.json';
import dialogSet from './es/dialog-set.json';
import dialogWhy from './es/dialog-why.json';
import rosterCode from './es/roster-code.json';
import rosterEdits from './es/roster-edits.json';
import rosterForms from './es/roster-forms.json';
import rosterHistory from './es/roster-history.json';
import rosterNotices from './es/roster-notices.json';
import rosterPublish from './es/roster-publish.json';
import rosterView from './es/roster-view.json';
import top from './es/top.json';

export const catalogue: Catalogue = {
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
