/** The page's texts in German, as `en.ts` has them in English. */

import acting from './de/acting.json';
import acts from './de/acts.json';
import alerts from './de/alerts.json';
import changes from './de/changes.json';
import dialog from './de/dialog.json';
import dialogAnswer from './de/dialog-answer.json';
import dialogAudit from './de/dialog-audit.json';
import dialogHandover from './de/dialog-handover.json';
import dialogSet from './de/dialog-set.json';
import dialogWhy from './de/dialog-why.json';
import errors from './de/errors.json';
import firstSteps from './de/first-steps.json';
import handover from './de/handover.json';
import health from './de/health.json';
import held from './de/held.json';
import legend from './de/legend.json';
import needs from './de/needs.json';
import now from './de/now.json';
import openId from './de/open-id.json';
import outcomes from './de/outcomes.json';
import page from './de/page.json';
import people from './de/people.json';
import presets from './de/presets.json';
import print from './de/print.json';
import questions from './de/questions.json';
import reasons from './de/reasons.json';
import reports from './de/reports.json';
import rosterCode from './de/roster-code.json';
import rosterEdits from './de/roster-edits.json';
import rosterForms from './de/roster-forms.json';
import rosterHistory from './de/roster-history.json';
import rosterNotices from './de/roster-notices.json';
import rosterPublish from './de/roster-publish.json';
import rosterView from './de/roster-view.json';
import sources from './de/sources.json';
import status from './de/status.json';
import times from './de/times.json';
import top from './de/top.json';
import view from './de/view.json';
import type { Catalogue } from './en';

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
