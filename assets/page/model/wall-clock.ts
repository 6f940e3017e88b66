/** The wall clock of a time zone: the viewer's or a person's. */

import { DAY_MINUTES, dayOf, weekdayOf } from '../../domain/schedule/dates';
import { offsetAt, toInstant, wallAt, zoneNamed } from '../../domain/schedule/zones';
import { type Day, MINUTE, type WallMinute } from '../../domain/time';

export type { Day, WallMinute };
export { DAY_MINUTES, dayOf, weekdayOf };

export interface WallClock {
  /** The IANA name; "UTC" if this browser does not know the zone. */
  readonly zone: string;
  /** City for display: "Madrid", "Buenos Aires". */
  readonly city: string;
  wall(instant: number): WallMinute;
  /** ms east of UTC. */
  offset(instant: number): number;
  /** The first instant of a date. */
  midnight(day: Day): number;
  /** The instant of a wall time: the first of two if it is repeated; a skipped one is read with the offset before it. */
  instant(wall: WallMinute): number;
}

const clocks = new Map<string, WallClock>();

/** One cached clock per zone, since creating a formatter is slow. */
export function clockOf(zone: string): WallClock {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = makeClock(zone);
    clocks.set(zone, clock);
  }
  return clock;
}

function makeClock(name: string): WallClock {
  let zone: ReturnType<typeof zoneNamed>;
  try {
    zone = zoneNamed(name);
  } catch {
    // A zone newer than this browser: times marked as UTC are better than wrong times.
    zone = zoneNamed('UTC');
  }
  return {
    zone: zone.name,
    city: cityOf(zone.name),
    wall: (instant) => wallAt(zone, instant),
    offset: (instant) => offsetAt(zone, instant),
    midnight: (day) => toInstant(zone, day * DAY_MINUTES),
    instant: (wall) => toInstant(zone, wall),
  };
}

/** A day as fields, addresses and files have it: `2026-11-23`, whatever a browser's own locales make of it. */
export function dateOf(day: Day): string {
  return new Date(day * DAY_MINUTES * MINUTE).toISOString().slice(0, 10);
}

function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}
