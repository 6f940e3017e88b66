/** What the page says first, in German. */
import type { Catalogues } from './catalogues';
import acts from './de/acts.json';
import alerts from './de/alerts.json';
import batches from './de/batches.json';
import changes from './de/changes.json';
import errors from './de/errors.json';
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
import reasons from './de/reasons.json';
import sources from './de/sources.json';
import status from './de/status.json';
import times from './de/times.json';
import top from './de/top.json';
import view from './de/view.json';

export const catalogue: Catalogues['first'] = {
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
