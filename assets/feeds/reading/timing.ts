/** One event's times: on which clock it runs, when it starts, how long each of its instances is. */
import { DAY, type WallMs } from '../../domain/time';
import { type Clock, UTC } from './clock';
import { type Component, property } from './jcal';
import { type ParsedTime, parseDuration, parseFirstTime, parseTime } from './times';

/**
 * A time as a number: ms UTC, or ms of the person's own clock, depending on `clock`. Instances, exceptions and overrides are
 * compared by it.
 */
export type Position = number;

/** The time of an event: `[from, to)` on its `clock`, and the readings of the event's own wall clock. */
export interface EventSpan {
  /** `own`: the clock of the person concerned. */
  readonly clock: 'utc' | 'own';
  readonly from: Position;
  readonly to: Position;
  readonly wall: { readonly from: WallMs; readonly to: WallMs };
  readonly wholeDays: boolean;
}

/** An end is the wall time after `wall` ms of the event's clock, and then `exact` ms more (RFC 5545 §3.3.6). */
export interface Length {
  readonly wall: number;
  readonly exact: number;
}

export interface Timing {
  readonly wholeDays: boolean;
  /** Undefined: the person's own. */
  readonly clock: Clock | undefined;
  readonly start: WallMs;
  readonly length: Length;
}

/** Reads the times of one feed; `warn` counts the warnings. */
export interface EventReader {
  readonly clockOf: (tzid: string) => Clock | undefined;
  readonly warn: (what: string) => void;
}

/** Undefined, with a warning, if the event has no time or ends before it starts. */
export function timingOf(event: Component, reader: EventReader): Timing | undefined {
  const start = parseFirstTime(property(event, 'dtstart'));
  if (start === undefined) {
    reader.warn('an event without a start that can be read');
    return undefined;
  }
  const wholeDays = start.form === 'date';
  const clock = clockFor(start, reader);
  const length = lengthOf(event, start, clock, reader);
  if (length === undefined || length.wall + length.exact < 0) {
    reader.warn('an event whose end cannot be read or comes before its start');
    return undefined;
  }
  if (!wholeDays) return { wholeDays, clock, start: start.wall, length };
  const days = Math.max(1, Math.ceil((length.wall + length.exact) / DAY));
  return { wholeDays, clock, start: start.wall, length: { wall: days * DAY, exact: 0 } };
}

export function positionOf({ clock }: Pick<Timing, 'clock'>, wall: WallMs): Position {
  return clock === undefined ? wall : clock.toInstant(wall);
}

/** The instance that starts at a wall time; ends are resolved by the wall clock as starts are. */
export function spanAt(timing: Timing, wall: WallMs, length: Length = timing.length): EventSpan {
  const from = positionOf(timing, wall);
  const to = positionOf(timing, wall + length.wall) + length.exact;
  const clock = timing.clock === undefined ? 'own' : 'utc';
  return { clock, from, to, wall: { from: wall, to: wall + length.wall + length.exact }, wholeDays: timing.wholeDays };
}

/** The clock of a time; undefined for whole days and floating times, and, with a warning, for unknown zones. */
export function clockFor({ form, tzid }: ParsedTime, { clockOf, warn }: EventReader): Clock | undefined {
  if (form === 'utc') return UTC;
  if (form === 'date' || tzid === undefined) return undefined;
  const clock = clockOf(tzid);
  if (clock === undefined)
    warn(`an event in the unknown time zone "${sanitized(tzid)}", read on the person's own clock`);
  return clock;
}

/** A period of RDATE; undefined if it cannot be read. */
export function periodLength(start: ParsedTime, end: unknown): Length | undefined {
  const duration = parseDuration(end);
  if (duration !== undefined) return { wall: duration.days, exact: duration.exact };
  const until = parseTime(end);
  return until && until.wall >= start.wall ? { wall: until.wall - start.wall, exact: 0 } : undefined;
}

function lengthOf(
  event: Component,
  start: ParsedTime,
  clock: Clock | undefined,
  reader: EventReader,
): Length | undefined {
  const endProperty = property(event, 'dtend');
  if (endProperty !== undefined) {
    const end = parseFirstTime(endProperty);
    if (end === undefined) return undefined;
    if (end.form === start.form && end.tzid === start.tzid) return { wall: end.wall - start.wall, exact: 0 };
    const endClock = clockFor(end, reader);
    if (clock === undefined || endClock === undefined) return { wall: end.wall - start.wall, exact: 0 };
    return { wall: 0, exact: endClock.toInstant(end.wall) - clock.toInstant(start.wall) };
  }
  const durationProperty = property(event, 'duration');
  if (durationProperty === undefined) return { wall: start.form === 'date' ? DAY : 0, exact: 0 };
  const duration = parseDuration(durationProperty.values[0]);
  return duration && { wall: duration.days, exact: duration.exact };
}

/** Short and plain, because it is stored and shown. */
function sanitized(tzid: string): string {
  return tzid.replaceAll(/[^\w ./:()+-]/g, '?').slice(0, 60);
}
