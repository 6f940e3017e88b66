/** What a timeline shows: whole days, side by side and all equally wide. */
import { DAY_MINUTES, type Day, dayOf, type WallClock } from './wall-clock';

/** How many days across. */
export const DAYS = 14;

/** Whose clock places the bars of a row. */
export type TimesIn = 'mine' | 'theirs';

export interface Frame {
  readonly first: Day;
  readonly days: number;
}

/** The frame that begins today: with each person's own clock, on the day of whoever is furthest behind. */
export function frameAt(now: number, viewer: WallClock, others: Iterable<WallClock>, timesIn: TimesIn): Frame {
  let first = dayOf(viewer.wall(now));
  if (timesIn === 'theirs') for (const clock of others) first = Math.min(first, dayOf(clock.wall(now)));
  return { first, days: DAYS };
}

/**
 * What to ask the server for: from the day before on and to the day after, since somebody's day begins before the viewer's
 * and somebody's ends after it.
 */
export function windowAround(now: number, viewer: WallClock): { readonly from: number; readonly days: number } {
  return { from: viewer.midnight(dayOf(viewer.wall(now)) - 1), days: DAYS + 2 };
}

/**
 * Where an instant lies, in days from the left edge, by the wall clock: noon is in the middle of a day even if the
 * clocks change on it.
 */
export function place(instant: number, { first }: Frame, clock: WallClock): number {
  return clock.wall(instant) / DAY_MINUTES - first;
}

/** Percent of the width. */
export function percent(days: number, frame: Frame): string {
  return `${Math.round((days / frame.days) * 1e5) / 1e3}%`;
}
