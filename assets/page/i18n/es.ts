/** What the page says first, in Spanish. */
import type { Catalogues } from './catalogues';
import acts from './es/acts.json';
import alerts from './es/alerts.json';
import batches from './es/batches.json';
import changes from './es/changes.json';
import errors from './es/errors.json';
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
import reasons from './es/reasons.json';
import sources from './es/sources.json';
import status from './es/status.json';
import times from './es/times.json';
import top from './es/top.json';
import view from './es/view.json';

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
