/** What the roster's editor says, in German. */
import type { Catalogues } from './catalogues';
import rosterCode from './de/roster-code.json';
import rosterEdits from './de/roster-edits.json';
import rosterForms from './de/roster-forms.json';
import rosterHistory from './de/roster-history.json';
import rosterNotices from './de/roster-notices.json';
import rosterPublish from './de/roster-publish.json';
import rosterView from './de/roster-view.json';

export const catalogue: Catalogues['roster'] = {
  ...rosterCode,
  ...rosterEdits,
  ...rosterForms,
  ...rosterHistory,
  ...rosterNotices,
  ...rosterPublish,
  ...rosterView,
};
