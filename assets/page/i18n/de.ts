/** The page's texts in German, as `en.ts` has them in English. */

import dialog from './de/dialog.json';
import dialogAudit from './de/dialog-audit.json';
import dialogHandover from './de/dialog-handover.json';
import dialogSet from './de/dialog-set.json';
import dialogWhy from './de/dialog-why.json';
import rosterCode from './de/roster-code.json';
import rosterEdits from './de/roster-edits.json';
import rosterForms from './de/roster-forms.json';
import rosterHistory from './de/roster-history.json';
import rosterNotices from './de/roster-notices.json';
import rosterPublish from './de/roster-publish.json';
import rosterView from './de/roster-view.json';
import top from './de/top.json';
import type { Catalogue } from './en';

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
