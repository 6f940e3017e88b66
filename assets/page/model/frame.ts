/** The days that a timeline shows, all equally wide. */
import { DAY_MINUTES, type Day, dayOf, type WallClock } from './wall-clock';

/** Number of days. */
export const DAYS = 14;

/** The clock that places the bars of a row: the viewer's or the person's. */
export type TimesIn = 'mine' | 'theirs';

export interface Frame {
  readonly first: Day;
  readonly days: number;
}

/** The frame that begins today; with each person's own clock, on the earliest local day of anyone. */
export function frameAt(now: number, viewer: WallClock, others: Iterable<WallClock>, timesIn: TimesIn): Frame {
  let first = dayOf(viewer.wall(now));
  if (timesIn === 'theirs') for (const clock of others) first = Math.min(first, dayOf(clock.wall(now)));
  return { first, days: DAYS };
}

/**
 * The window to request: a day more on each side, since other zones' days begin before or end after the viewer's.
 */
export function windowAround(now: number, viewer: WallClock): { readonly from: number; readonly days: number } {
  return { from: viewer.midnight(dayOf(viewer.wall(now)) - 1), days: DAYS + 2 };
}

/**
 * Position of an instant in days from the left edge, by the wall clock: noon is in the middle of a day even when the
 * clocks change on it.
 */
export function place(instant: number, { first }: Frame, clock: WallClock): number {
  return clock.wall(instant) / DAY_MINUTES - first;
}

/** Days as a percentage of the frame's width. */
export function percent(days: number, frame: Frame): string {
  return `${Math.round((days / frame.days) * 1e5) / 1e3}%`;
}

/**
 * Where a timeline that scrolls begins, in days from its left edge: today's midnight; of one day, two hours before now. 0, the left
 * edge, where now is not in it. @param now ms since the epoch
 */
export function startOf(frame: Frame, now: number, clock: WallClock): number {
  const at = place(now, frame, clock);
  if (at < 0 || at >= frame.days) return 0;
  return frame.days === 1 ? Math.max(0, at - 1 / 12) : Math.floor(at);
}
