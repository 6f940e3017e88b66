/** What dialogs, reports, the first steps and the printed sheet say, in German. */
import type { Catalogues } from './catalogues';
import acting from './de/acting.json';
import dialog from './de/dialog.json';
import dialogAnswer from './de/dialog-answer.json';
import dialogAudit from './de/dialog-audit.json';
import dialogHandover from './de/dialog-handover.json';
import dialogSet from './de/dialog-set.json';
import dialogWhy from './de/dialog-why.json';
import firstSteps from './de/first-steps.json';
import presets from './de/presets.json';
import print from './de/print.json';
import questions from './de/questions.json';
import reports from './de/reports.json';

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
