/** What dialogs, reports, the first steps and the printed sheet say, in Spanish. */
import type { Catalogues } from './catalogues';
import acting from './es/acting.json';
import dialog from './es/dialog.json';
import dialogAnswer from './es/dialog-answer.json';
import dialogAudit from './es/dialog-audit.json';
import dialogHandover from './es/dialog-handover.json';
import dialogSet from './es/dialog-set.json';
import dialogWhy from './es/dialog-why.json';
import firstSteps from './es/first-steps.json';
import presets from './es/presets.json';
import print from './es/print.json';
import questions from './es/questions.json';
import reports from './es/reports.json';

export const catalogue: Catalogues['later'] = {
  ...acting,
  ...dialog,
  ...dialogAnswer,
  ...dialogAudit,
  ...dialogHandover,
  ...dialogSet,
  ...dialogWhy,
  ...firstSteps,
  ...presets,
  ...print,
  ...questions,
  ...reports,
};
