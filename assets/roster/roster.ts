/**
 * The roster as the resolver reads it: what `roster.yaml` says, checked, with every name resolved and every default
 * filled in. The build makes it from the file; nothing here is parsed at run time. All times of day are wall times.
 */

/** Minutes after local midnight, 0–1440 (1440 is 24:00). */
export type MinuteOfDay = number;
/** Days since 1970-01-01 in the proleptic Gregorian calendar: a date without a zone. */
export type Day = number;
/** A wall time without a zone: minutes since 1970-01-01T00:00 on the local clock. */
export type WallMinute = number;
/** Index into {@link Roster.people}. */
export type PersonIndex = number;

export interface Person {
  /** The key in `roster.yaml`, for example `ana`. */
  readonly key: string;
  /** The Frontline identity or SID, case-sensitive. */
  readonly identity: string;
  /** IANA zone; the roster's where the person has none. */
  readonly zone: string;
  /** Names of the holiday calendars that apply to this person. */
  readonly holidays: readonly string[];
  /** What each provider calls this person: provider name → id. */
  readonly ids: Readonly<Record<string, string>>;
  readonly manager?: PersonIndex;
  /** E.164. */
  readonly phone?: string;
}
