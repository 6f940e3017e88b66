/** Dates and wall times without a zone: pure arithmetic of the calendar. */
import { DAY, type Day, type MinuteOfDay, type WallMinute } from '../time';

export const DAY_MINUTES = 1440;

/** The wall time of a minute of a date; its midnight without one. */
export function wallOf(day: Day, minute: MinuteOfDay = 0): WallMinute {
  return day * DAY_MINUTES + minute;
}

/** The date that a wall time falls on. */
export function dayOf(wall: WallMinute): Day {
  return Math.floor(wall / DAY_MINUTES);
}

/** 0 is Monday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The month that a wall time falls in, counted from year 0. */
export function monthOf(wall: WallMinute): number {
  const date = new Date(dayOf(wall) * DAY);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The same day of the month and time of day; the month's last day where it is shorter. */
export function addMonths(wall: WallMinute, months: number): WallMinute {
  const day = dayOf(wall);
  const date = new Date(day * DAY);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + months;
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const target = Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / DAY;
  return wallOf(target, wall - wallOf(day));
}
