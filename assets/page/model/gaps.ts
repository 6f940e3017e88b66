/** Gaps in the coverage, counted in one way everywhere on the page. */
import type { WholeView } from '../../api/views/views';
import { t } from '../i18n/translate';
import { DAYS } from './frame';
import { dayOf, type WallClock } from './wall-clock';

export type Gap = WholeView['coverage'][number];

/** The gaps that are not over, as far as the timeline reaches: the server's window is a day longer. */
export function gapsAhead(coverage: readonly Gap[], viewer: WallClock, now: number): readonly Gap[] {
  const end = viewer.midnight(dayOf(viewer.wall(now)) + DAYS);
  return coverage.filter(({ from, to }) => Date.parse(to) > now && Date.parse(from) < end);
}

/** "one gap ahead", "3 gaps ahead" */
export function gapsInWords(count: number): string {
  return t('people.gaps-ahead', { count });
}
