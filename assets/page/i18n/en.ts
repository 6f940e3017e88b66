/** The page's texts in English: a file an area, keys `<area>.<name>`, values in ICU MessageFormat. */
import acting from './en/acting.json';
import acts from './en/acts.json';
import alerts from './en/alerts.json';
import changes from './en/changes.json';
import dialog from './en/dialog.json';
import dialogAnswer from './en/dialog-answer.json';
import dialogAudit from './en/dialog-audit.json';
import dialogHandover from './en/dialog-handover.json';
import dialogSet from './en/dialog-set.json';
import dialogWhy from './en/dialog-why.json';
import errors from './en/errors.json';
import firstSteps from './en/first-steps.json';
import handover from './en/handover.json';
import health from './en/health.json';
import held from './en/held.json';
import legend from './en/legend.json';
import needs from './en/needs.json';
import now from './en/now.json';
import openId from './en/open-id.json';
import outcomes from './en/outcomes.json';
import page from './en/page.json';
import people from './en/people.json';
import presets from './en/presets.json';
import print from './en/print.json';
import questions from './en/questions.json';
import reasons from './en/reasons.json';
import reports from './en/reports.json';
import rosterCode from './en/roster-code.json';
import rosterEdits from './en/roster-edits.json';
import rosterForms from './en/roster-forms.json';
import rosterHistory from './en/roster-history.json';
import rosterNotices from './en/roster-notices.json';
import rosterPublish from './en/roster-publish.json';
import rosterView from './en/roster-view.json';
import sources from './en/sources.json';
import status from './en/status.json';
import times from './en/times.json';
import top from './en/top.json';
import view from './en/view.json';

export const en = {
  ...acting,
  ...acts,
  ...alerts,
  ...changes,
  ...dialog,
  ...dialogAnswer,
  ...dialogAudit,
  ...dialogHandover,
  ...dialogSet,
  ...dialogWhy,
  ...errors,
  ...firstSteps,
  ...handover,
  ...health,
  ...held,
  ...legend,
  ...needs,
  ...now,
  ...openId,
  ...outcomes,
  ...page,
  ...people,
  ...presets,
  ...print,
  ...questions,
  ...reasons,
  ...reports,
  ...rosterCode,
  ...rosterEdits,
  ...rosterForms,
  ...rosterHistory,
  ...rosterNotices,
  ...rosterPublish,
  ...rosterView,
  ...sources,
  ...status,
  ...times,
  ...top,
  ...view,
};

/** What every other language has to have. */
export type Catalogue = { readonly [Key in keyof typeof en]: string };
