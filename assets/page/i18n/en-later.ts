/** What dialogs, reports, the first steps and the printed sheet say, in English. */
import acting from './en/acting.json';
import dialog from './en/dialog.json';
import dialogAnswer from './en/dialog-answer.json';
import dialogAudit from './en/dialog-audit.json';
import dialogHandover from './en/dialog-handover.json';
import dialogSet from './en/dialog-set.json';
import dialogWhy from './en/dialog-why.json';
import firstSteps from './en/first-steps.json';
import presets from './en/presets.json';
import print from './en/print.json';
import questions from './en/questions.json';
import reports from './en/reports.json';

export const catalogue = {
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
