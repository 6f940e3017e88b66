/** Quiet hours, on each person's own clock. */
import type { QuietHours } from '../roster/notify-policy';
import { nextOnClock } from '../schedule/clock.private';
import { DAY_MINUTES } from '../schedule/dates';
import { wallAt, type Zone } from '../schedule/zones';
import type { EpochMs } from '../time';

/** When the quiet hours of an instant end; undefined if it lies in none. @param zone the person's. */
export function quietUntil(quiet: QuietHours | undefined, zone: Zone, instant: EpochMs): EpochMs | undefined {
  if (!quiet) return undefined;
  const minute = wallAt(zone, instant) % DAY_MINUTES;
  const { from, to } = quiet;
  const isQuiet = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  return isQuiet ? nextOnClock(zone, to % DAY_MINUTES, instant) : undefined;
}
