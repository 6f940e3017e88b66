/** The page's texts in English: a file an area, keys `<area>.<name>`, values in ICU MessageFormat. */

import acts from './en/acts.json';
import alerts from './en/alerts.json';
import changes from './en/changes.json';
import errors from './en/errors.json';
import handover from './en/handover.json';
import health from './en/health.json';
import held from './en/held.json';
import legend from './en/legend.json';
import needs from './en/needs.json';
import outcomes from './en/outcomes.json';
import page from './en/page.json';
import people from './en/people.json';
import presets from './en/presets.json';
import questions from './en/questions.json';
import reasons from './en/reasons.json';
import sources from './en/sources.json';
import status from './en/status.json';
import times from './en/times.json';
import top from './en/top.json';

export const en = {
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

/** What every other language has to have. */
export type Catalogue = { readonly [Key in keyof typeof en]: string };
