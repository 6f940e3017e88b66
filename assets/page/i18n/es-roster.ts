/** What the roster's editor says, in Spanish. */
import type { Catalogues } from './catalogues';
import rosterCode from './es/roster-code.json';
import rosterEdits from './es/roster-edits.json';
import rosterForms from './es/roster-forms.json';
import rosterHistory from './es/roster-history.json';
import rosterNotices from './es/roster-notices.json';
import rosterPublish from './es/roster-publish.json';
import rosterView from './es/roster-view.json';

export const catalogue: Catalogues['roster'] = {
  ...rosterCode,
  ...rosterEdits,
  ...rosterForms,
  ...rosterHistory,
  ...rosterNotices,
  ...rosterPublish,
  ...rosterView,
};
