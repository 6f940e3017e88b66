/** The days on show, with the timelines of them. */
import { useEffect, useMemo } from 'preact/hooks';
import type { RosterView, WholeView, WindowView } from '../../api/views/views';
import { leaveFarDays, loadFarDays } from '../far-days';
import type { WindowBounds } from '../model/bars';
import type { Frame } from '../model/frame';
import { frameOn, missingFor } from '../model/ranges';
import type { Row } from '../model/row';
import { clockOf, type Day, dayOf, type WallClock } from '../model/wall-clock';
import type { FarDays, State } from '../store';

export interface Days {
  readonly frame: Frame;
  /** The viewer's. */
  readonly today: Day;
  /** `away`: the timelines are not those of the rows. */
  readonly state: 'here' | 'away' | 'loading' | 'failed';
  /** Where they are not those of the rows: by the person's key. */
  readonly windows: ReadonlyMap<string, WindowView>;
  /** Start and end of all timelines. */
  readonly reach: WindowBounds;
  readonly coverage: WholeView['coverage'];
}

const NO_WINDOWS: ReadonlyMap<string, WindowView> = new Map();
const NO_GAPS: WholeView['coverage'] = [];

/** Loads what the page does not have anyway. @param minute ms since the epoch */
export function useDays(
  state: State,
  first: RosterView,
  rows: readonly Row[],
  viewer: WallClock,
  minute: number,
): Days {
  const { range, day, timesIn } = state.look;
  const zones = useMemo(() => [...new Set(rows.map(({ person }) => person.zone))], [rows]);
  const others = useMemo(() => zones.map(clockOf), [zones]);
  const { first: start, days } = frameOn({ range, day }, minute, viewer, others, timesIn);
  // One object for as long as the days are the same, since every row depends on it.
  const frame = useMemo(() => ({ first: start, days }), [start, days]);
  const reach = useMemo(() => ({ from: Date.parse(first.from), to: Date.parse(first.to) }), [first.from, first.to]);
  const isFirst = range === 'fortnight' && day === undefined;
  const asked = isFirst ? undefined : missingFor(frame, reach, timesIn === 'mine' ? [viewer] : [viewer, ...others]);
  useFarDays(state, asked?.from, asked?.days);
  const far =
    asked && state.far?.asked.from === asked.from && state.far.asked.days === asked.days ? state.far : undefined;
  const away = useMemo(() => far && awayOf(far), [far]);
  const today = dayOf(viewer.wall(minute));
  if (!asked) {
    return { frame, today, state: 'here', windows: NO_WINDOWS, reach, coverage: first.whole?.coverage ?? NO_GAPS };
  }
  const nothing = { windows: NO_WINDOWS, reach: { from: asked.from, to: asked.from }, coverage: NO_GAPS };
  return {
    frame,
    today,
    state: far?.failed ? 'failed' : away ? 'away' : 'loading',
    ...(away ?? nothing),
  };
}

function useFarDays({ pages, far, lastAnswerAt }: State, from: number | undefined, days: number | undefined): void {
  // What failed is tried again whenever the server has answered a poll.
  const retry = far?.failed ? lastAnswerAt : undefined;
  useEffect(() => {
    if (from === undefined || days === undefined) leaveFarDays();
    else void loadFarDays({ from, days });
  }, [from, days, pages, retry]);
  useEffect(() => leaveFarDays, []);
}

/** Undefined until all pages are there. */
function awayOf({ pages }: FarDays): Pick<Days, 'windows' | 'reach' | 'coverage'> | undefined {
  const view = pages[0]?.view;
  if (!view) return undefined;
  const windows = new Map(
    pages.flatMap((page) =>
      page.view.people.flatMap(({ person, window }) => {
        const shown = window === undefined ? undefined : page.view.windows[window];
        return shown ? [[person, shown] as const] : [];
      }),
    ),
  );
  return {
    windows,
    reach: { from: Date.parse(view.from), to: Date.parse(view.to) },
    coverage: view.whole?.coverage ?? NO_GAPS,
  };
}
