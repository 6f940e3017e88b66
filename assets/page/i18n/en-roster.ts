/** What the roster's editor says, in English. */
import rosterCode from './en/roster-code.json';
import rosterEdits from './en/roster-edits.json';
import rosterForms from './en/roster-forms.json';
import rosterHistory from './en/roster-history.json';
import rosterNotices from './en/roster-notices.json';
import rosterPublish from './en/roster-publish.json';
import rosterView from './en/roster-view.json';

export const catalogue = {
  ...rosterCode,
  ...rosterEdits,
  ...rosterForms,
  ...rosterHistory,
  ...rosterNotices,
  ...rosterPublish,
  ...rosterView,
};
