/** The page's texts in Spanish, as `en.ts` has them in English. */
import type { Catalogue } from './en';
import acts from './es/acts.json';
import alerts from './es/alerts.json';
import changes from './es/changes.json';
import errors from './es/errors.json';
import handover from './es/handover.json';
import health from './es/health.json';
import held from './es/held.json';
import legend from './es/legend.json';
import needs from './es/needs.json';
import outcomes from './es/outcomes.json';
import page from './es/page.json';
import people from './es/people.json';
import presets from './es/presets.json';
import questions from './es/questions.json';
import reasons from './es/reasons.json';
import sources from './es/sources.json';
import status from './es/status.json';
import times from './es/times.json';
import top from './es/top.json';

export const catalogue: Catalogue = {
  ...status,
  ...sources,
  ...reasons,
  ...questions,
  ...presets,
  ...people,
  ...page,
  ...outcomes,
  ...needs,
  ...legend,
  ...held,
  ...health,
  ...handover,
  ...errors,
  ...changes,
  ...alerts,
  ...acts,
  ...times,
  ...top,
};
