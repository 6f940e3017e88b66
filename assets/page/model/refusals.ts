/** What Frontline refuses as a whole, with the likely reason and what it means, in the reader's language. */
import type { WholeView } from '../../api/views/views';
import { t } from '../i18n/translate';
import { moment } from './times';
import type { WallClock } from './wall-clock';

type Refusal = NonNullable<WholeView['refusal']>;

export function refusalInWords(
  { since, changesOnly, status }: Refusal,
  viewer: WallClock,
  now: number,
): { readonly title: string; readonly text: string } {
  if (since === undefined) return { title: t('alerts.nobody-found'), text: t('alerts.refusal-nobody') };
  const beginning = moment(Date.parse(since), viewer, now, 'since');
  return {
    title: t(changesOnly ? 'alerts.changes-refused' : 'alerts.unreachable', { since: beginning }),
    text: t('alerts.refusal', { what: changesOnly ? 'changes' : 'anything', reason: reasonOf(status) }),
  };
}

/** @param status of HTTP; undefined where there was no answer at all. */
function reasonOf(status: number | undefined): string {
  if (status === undefined) return t('alerts.reason-timeout');
  if (status === 401) return t('alerts.reason-credentials');
  if (status === 403) return t('alerts.reason-denied');
  if (status === 429) return t('alerts.reason-rate');
  return t(status >= 500 ? 'alerts.reason-outage' : 'alerts.reason-other', { status: String(status) });
}
