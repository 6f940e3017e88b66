/** The order of the people in the table. */
import { currentLocale } from '../i18n/translate';
import type { WindowBounds } from './bars';
import { dutiesOf } from './duty';
import { nameOf } from './names';
import type { Row } from './row';
import { type PersonStatus, statusOf } from './status';

/** `duty`: who is on duty, who comes on duty next, everybody else; `roster`: as in the file. */
export type Sort = 'duty' | 'name' | 'roster';

export const SORTS: readonly Sort[] = ['duty', 'name', 'roster'];

const RANKS: Readonly<Record<PersonStatus, number>> = { on: 0, off: 2, none: 3, left: 4 };
/** Somebody off duty whose next shift is in sight. */
const DUE = 1;

/**
 * By name means by what the roster has: names that arrive from Frontline later would move the rows under a pointer.
 * @param reach of all timelines. @param now ms since the epoch
 */
export function sorted(rows: readonly Row[], sort: Sort, reach: WindowBounds, now: number): readonly Row[] {
  if (sort === 'roster') return rows;
  const { compare } = new Intl.Collator(currentLocale().tag, { numeric: true });
  const dutyOf = dutiesOf(reach, now);
  const places = rows.map((row, index) => {
    const status = statusOf(row.person);
    const next = status === 'off' ? dutyOf(row.window).next : undefined;
    const rank = sort === 'name' ? 0 : next === undefined ? RANKS[status] : DUE;
    return { row, index, rank, next: sort === 'name' ? 0 : (next ?? 0), name: nameOf(row.person) };
  });
  places.sort((a, b) => a.rank - b.rank || a.next - b.next || compare(a.name, b.name) || a.index - b.index);
  return places.map(({ row }) => row);
}
