/** When somebody is on duty, by their timeline. */
import type { WindowView } from '../../api/views/views';
import type { WindowBounds } from './bars';

export interface Duty {
  readonly on: boolean;
  /** When being on duty ends, without a break before it, ms; absent: off duty, or no end is in sight. */
  readonly until?: number;
  /** When somebody who is off duty comes on duty, ms; absent: not in sight. */
  readonly next?: number;
}

/** @param reach of the timeline. @param now ms since the epoch */
export function dutyOf({ on }: WindowView, reach: WindowBounds, now: number): Duty {
  let end = now;
  for (const stretch of on) {
    const [from, to] = [Date.parse(stretch.from), Date.parse(stretch.to)];
    if (from > end) return end > now ? { on: true, until: end } : { on: false, next: from };
    end = Math.max(end, to);
  }
  if (end <= now) return { on: false };
  return end < reach.to ? { on: true, until: end } : { on: true };
}

/** The same for many, of whom many share a timeline: each is read once. */
export function dutiesOf(reach: WindowBounds, now: number): (window: WindowView | undefined) => Duty {
  const known = new Map<WindowView, Duty>();
  return (window) => {
    if (!window) return { on: false };
    const duty = known.get(window) ?? dutyOf(window, reach, now);
    known.set(window, duty);
    return duty;
  };
}
