import type { WhyView } from '../../api/views/views';
import { now } from '../clock';
import { t } from '../i18n/translate';
import { moment } from '../model/times';
import type { WallClock } from '../model/wall-clock';

/** The newest reason that an operator gave, as far as the audit goes back. */
export function LastReason({ view: { audit }, viewer }: { readonly view: WhyView; readonly viewer: WallClock }) {
  const line = audit.find(({ reason }) => reason !== undefined);
  if (!line) return null;
  const { at, by = t('acting.operator'), reason = '' } = line;
  return (
    <p class="quiet-text">{t('acting.last-reason', { when: moment(Date.parse(at), viewer, now()), by, reason })}</p>
  );
}
