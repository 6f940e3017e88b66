/** The page's texts in German, as `en.ts` has them in English. */

import acts from './de/acts.json';
import alerts from './de/alerts.json';
import changes from './de/changes.json';
import errors from './de/errors.json';
import handover from './de/handover.json';
import health from './de/health.json';
import held from './de/held.json';
import legend from './de/legend.json';
import needs from './de/needs.json';
import outcomes from './de/outcomes.json';
import page from './de/page.json';
import people from './de/people.json';
import presets from './de/presets.json';
import questions from './de/questions.json';
import reasons from './de/reasons.json';
import sources from './de/sources.json';
import status from './de/status.json';
import times from './de/times.json';
import top from './de/top.json';
import type { Catalogue } from './en';

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
