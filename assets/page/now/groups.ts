/** Who is on duty now, from what has been loaded. */
import { useMemo } from 'preact/hooks';
import { now } from '../clock';
import { type DutyGroup, onDutyNow } from '../model/on-duty';
import { isComplete } from '../model/page-loading';
import type { Row } from '../model/row';
import type { Ticks } from '../model/ticks';
import type { State } from '../store';

/** Undefined until everybody has been loaded. @param team "" for everybody */
export function useDutyGroups(
  { pages }: Pick<State, 'pages'>,
  rows: readonly Row[],
  minute: number,
  ticks: Ticks,
  team: string,
): readonly DutyGroup[] | undefined {
  const view = pages[0]?.view;
  const isWhole = isComplete(pages);
  return useMemo(() => {
    if (!isWhole || !view) return undefined;
    const reach = { from: Date.parse(view.from), to: Date.parse(view.to) };
    // What has just been set has begun since the minute did.
    return onDutyNow(rows, reach, Math.max(minute, now()), ticks, team);
  }, [isWhole, view?.from, view?.to, rows, minute, ticks, team]);
}
