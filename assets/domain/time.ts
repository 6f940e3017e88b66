/** Durations and units of time. */

/** ms */
export const SECOND = 1000;
/** ms */
export const MINUTE = 60 * SECOND;
/** ms */
export const HOUR = 60 * MINUTE;
/** ms */
export const DAY = 24 * HOUR;

/** The clocks of two executions may differ by so much, ms. What lies further ahead was written by a clock that was wrong. */
export const CLOCK_SKEW_MS = 60 * SECOND;

declare const unit: unique symbol;
/**
 * A number that carries its unit. The compiler rejects a value of one unit where another is expected
 * (`tests/domain/time.test.ts`). A plain number (a literal, the roster's JSON, a sum) takes the unit of the place where it is
 * put, so that arithmetic needs no casts: convert between units by the functions of `schedule/dates` and `schedule/zones`.
 */
type Unit<Name extends string> = number & { readonly [unit]?: Name };

/** An instant: ms since 1970-01-01T00:00Z. */
export type EpochMs = Unit<'EpochMs'>;
/** A wall time without a zone: minutes since 1970-01-01T00:00 on the local clock. */
export type WallMinute = Unit<'WallMinute'>;
/** A date without a zone: days since 1970-01-01 in the proleptic Gregorian calendar. */
export type Day = Unit<'Day'>;
/** Minutes after local midnight, 0–1440 (1440 is 24:00). */
export type MinuteOfDay = Unit<'MinuteOfDay'>;
/** A wall time without a zone, to the ms: ms since 1970-01-01T00:00 on the local clock. */
export type WallMs = Unit<'WallMs'>;

/** ms as RFC 3339 in UTC, without fractions that are none. */
export function formatInstant(instant: EpochMs): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}
