/** The page's texts in Spanish, as `en.ts` has them in English. */
import type { Catalogue } from './en';
import acting from './es/acting.json';
import acts from './es/acts.json';
import alerts from './es/alerts.json';
import changes from './es/changes.json';
import dialog from './es/dialog.json';
import dialogAnswer from './es/dialog-answer.json';
import dialogAudit from './es/dialog-audit.json';
import dialogHandover from './es/dialog-handover.json';
import dialogSet from './es/dialog-set.json';
import dialogWhy from './es/dialog-why.json';
import errors from './es/errors.json';
import firstSteps from './es/first-steps.json';
import handover from './es/handover.json';
import health from './es/health.json';
import held from './es/held.json';
import legend from './es/legend.json';
import needs from './es/needs.json';
import now from './es/now.json';
import openId from './es/open-id.json';
import outcomes from './es/outcomes.json';
import page from './es/page.json';
import people from './es/people.json';
import presets from './es/presets.json';
import print from './es/print.json';
import questions from './es/questions.json';
import reasons from './es/reasons.json';
import reports from './es/reports.json';
import rosterCode from './es/roster-code.json';
import rosterEdits from './es/roster-edits.json';
import rosterForms from './es/roster-forms.json';
import rosterHistory from './es/roster-history.json';
import rosterNotices from './es/roster-notices.json';
import rosterPublish from './es/roster-publish.json';
import rosterView from './es/roster-view.json';
import sources from './es/sources.json';
import status from './es/status.json';
import times from './es/times.json';
import top from './es/top.json';
import view from './es/view.json';

export const catalogue: Catalogue = {
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
