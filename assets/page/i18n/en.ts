/** What the page says first, in English: a file an area, keys `<area>.<name>`, values in ICU MessageFormat. */
import acts from './en/acts.json';
import alerts from './en/alerts.json';
import batches from './en/batches.json';
import changes from './en/changes.json';
import errors from './en/errors.json';
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
import reasons from './en/reasons.json';
import sources from './en/sources.json';
import status from './en/status.json';
import times from './en/times.json';
import top from './en/top.json';
import view from './en/view.json';

export const catalogue = {
  ...acts,
  ...alerts,
  ...batches,
  ...changes,
  ...errors,
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
  ...reasons,
  ...sources,
  ...status,
  ...times,
  ...top,
  ...view,
};
