/** Which instance of an event an EXDATE or a RECURRENCE-ID names: by a time in some zone, by a date, or by Exchange's midnight. */
import { DAY, type Day, MINUTE, SECOND, type WallMs } from '../../domain/time';
import { type Component, type Property, property } from './jcal';
import { type ParsedTime, parseFirstTime, parseTime } from './times';
import { clockFor, type EventReader, type Position, positionOf, type Timing } from './timing';

/** The instances named by EXDATE or RECURRENCE-ID: positions, or dates on the event's clock. */
export interface Exclusions {
  readonly positions: ReadonlySet<Position>;
  readonly days: ReadonlySet<Day>;
}

export function exclusionsOf(timing: Timing, written: readonly ParsedTime[], reader: EventReader): Exclusions {
  const byDay = (time: ParsedTime): boolean => timing.wholeDays || time.form === 'date';
  return {
    days: new Set(written.filter(byDay).map(dayOf)),
    positions: new Set(
      written.filter((time) => !byDay(time)).map((time) => positionOf(timing, toEventWall(timing, time, reader))),
    ),
  };
}

export function isExcluded({ positions, days }: Exclusions, timing: Timing, wall: WallMs): boolean {
  return positions.has(positionOf(timing, wall)) || days.has(Math.floor(wall / DAY));
}

/** A time converted to an event's clock: a date means the event's time of day on that date. */
export function toEventWall(timing: Timing, written: ParsedTime, reader: EventReader): WallMs {
  if (timing.wholeDays) return dayOf(written) * DAY;
  if (written.form === 'date') return written.wall + (((timing.start % DAY) + DAY) % DAY);
  const clock = clockFor(written, reader);
  return timing.clock && clock ? timing.clock.toWall(clock.toInstant(written.wall)) : written.wall;
}

/** Exchange writes the date of a whole day as its midnight in UTC, which is nearest to the intended date. */
function dayOf({ form, wall }: ParsedTime): Day {
  return form === 'utc' ? Math.round(wall / DAY) : Math.floor(wall / DAY);
}

/**
 * The last whole day that an UNTIL in UTC includes. Outlook and phones write the midnight on which that day begins in their
 * zone (https://github.com/jens-maus/node-ical/pull/543), others the last second of it.
 */
export function lastDayOf({ form, wall }: ParsedTime): Day {
  const isLastSecond = (wall + SECOND) % (15 * MINUTE) === 0;
  return isLastSecond
    ? dayOf({ form, wall: wall + SECOND, tzid: undefined }) - 1
    : dayOf({ form, wall, tzid: undefined });
}

/** The instance that an override is about; undefined if that cannot be read. */
export function recurrenceIdOf(override: Component): ParsedTime | undefined {
  return parseFirstTime(property(override, 'recurrence-id'));
}

/** All values of an EXDATE. */
export function parseTimes({ values, params }: Property): ParsedTime[] {
  return values.map((value) => parseTime(value, params)).filter((written) => written !== undefined);
}
