/** The days on show: a day, a week, two weeks or a calendar month, and the way back and forward. */
import { DAY } from '../../domain/time';
import { DAYS, type Frame, frameAt, type TimesIn } from './frame';
import { type Day, dayOf, type WallClock } from './wall-clock';

/** `fortnight`: two weeks, which is what the page shows at first. */
export type Range = 'day' | 'week' | 'fortnight' | 'month';

export const RANGES: readonly Range[] = ['day', 'week', 'fortnight', 'month'];

const LENGTHS: Readonly<Record<Exclude<Range, 'month'>, number>> = { day: 1, week: 7, fortnight: DAYS };

/** How far the page goes from today, days: further back nothing is worth knowing, and further ahead a typing error is likelier. */
const FARTHEST = { back: 366, ahead: 3 * 366 };

/** The frame of a range that shows a day: a month is that of the calendar; the others begin with the day. */
export function frameOf(range: Range, day: Day): Frame {
  if (range !== 'month') return { first: day, days: LENGTHS[range] };
  const first = monthFrom(day, 0);
  return { first, days: monthFrom(day, 1) - first };
}

/** The first of the month that is so many months from that of a day. */
function monthFrom(day: Day, months: number): Day {
  const date = new Date(day * DAY);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / DAY;
}

/** The day that a step back (−1) or forward (1) leads to; undefined where the page goes no further. */
export function stepped(range: Range, { first, days }: Frame, by: -1 | 1, today: Day): Day | undefined {
  const day = range === 'month' ? monthFrom(first, by) : first + by * days;
  return isInReach(day, today) ? day : undefined;
}

/** Whether the page shows a day at all. */
export function isInReach(day: Day, today: Day): boolean {
  return day >= today - FARTHEST.back && day <= today + FARTHEST.ahead;
}

/** What is on show: a range, from a day on; without one, with today. */
export interface Shown {
  readonly range: Range;
  readonly day: Day | undefined;
}

/** The frame on show. A day out of reach counts as none. @param now ms since the epoch. @param others the clocks of everybody */
export function frameOn(
  { range, day }: Shown,
  now: number,
  viewer: WallClock,
  others: readonly WallClock[],
  timesIn: TimesIn,
): Frame {
  const chosen = day !== undefined && isInReach(day, dayOf(viewer.wall(now))) ? day : undefined;
  return frameOf(range, chosen ?? frameAt(now, viewer, others, timesIn).first);
}

/** A stretch of time to ask the server for: an instant, ms since the epoch, and a number of days. */
export interface Asked {
  readonly from: number;
  readonly days: number;
}

/**
 * What has to be asked for to fill a frame, in addition to what is loaded anyway; undefined if that has it all.
 * @param loaded the window that is loaded anyway, ms since the epoch
 * @param clocks those that place the bars
 */
export function missingFor(
  frame: Frame,
  loaded: { readonly from: number; readonly to: number },
  clocks: readonly WallClock[],
): Asked | undefined {
  const from = Math.min(...clocks.map((clock) => clock.midnight(frame.first)));
  const to = Math.max(...clocks.map((clock) => clock.midnight(frame.first + frame.days)));
  if (loaded.from <= from && to <= loaded.to) return undefined;
  return { from, days: Math.ceil((to - from) / DAY) };
}
