// Written from the contract alone: nothing of the product is used here. The simulated shifts are simple on purpose: fixed hours
// on fixed days, on clocks that do not change in the simulated weeks.
import type { Duty } from '../people';

const MINUTE = 60_000;
const DAY_MINUTES = 1440;
/** 1970-01-01 was a Thursday; day 0 of the week is Monday. */
const FIRST_WEEKDAY = 3;

/** Whether somebody with these hours is on shift at an instant. @param offset minutes that the clock is ahead of UTC. */
export function isOnShift(duty: Duty | undefined, offset: number, instant: number): boolean {
  if (!duty) return false;
  const wall = instant / MINUTE + offset;
  const day = Math.floor(wall / DAY_MINUTES);
  const minute = wall - day * DAY_MINUTES;
  const worksOn = (date: number) => duty.days.includes((((date + FIRST_WEEKDAY) % 7) + 7) % 7);
  const overnight = duty.to <= duty.from;
  if (!overnight) return worksOn(day) && minute >= duty.from && minute < duty.to;
  return (worksOn(day) && minute >= duty.from) || (worksOn(day - 1) && minute < duty.to);
}

/** The first instant after `instant` at which that changes; undefined within the next fortnight: never. */
export function nextChange(duty: Duty | undefined, offset: number, instant: number): number | undefined {
  const now = isOnShift(duty, offset, instant);
  // Shifts begin and end on whole minutes of UTC, since the offsets are whole minutes.
  const start = Math.floor(instant / MINUTE) + 1;
  for (let minute = start; minute < start + 14 * DAY_MINUTES; minute += 1) {
    if (isOnShift(duty, offset, minute * MINUTE) !== now) return minute * MINUTE;
  }
  return undefined;
}
