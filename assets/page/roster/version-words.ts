import { t } from '../i18n/translate';
import { moment } from '../model/times';
import type { WallClock } from '../model/wall-clock';
import type { RosterVersion } from './versions';

/** "deployed", "published by operator, Mon 30 Nov 17:00: “more people in December”". @param now ms UTC */
export function describeVersion({ at, by, note }: RosterVersion, viewer: WallClock, now: number): string {
  return t('roster-notices.version', {
    origin: by === 'deployment' ? by : 'operator',
    by,
    dated: at === null ? 'no' : 'yes',
    when: at === null ? '' : moment(Date.parse(at), viewer, now),
    noted: note ? 'yes' : 'no',
    note: note ?? '',
  });
}
