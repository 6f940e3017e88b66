import type { Roster } from '../../domain/roster/roster';

/** What is wrong with the text of a roster, and where; line and column from 1. */
export interface TextFault {
  readonly path: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** A text that is a valid roster. */
export interface ValidText {
  readonly roster: Roster;
  /** The values of the file as they are written, by their keys. */
  readonly written: Readonly<Record<string, unknown>>;
  /** What is allowed but probably not meant. @param now ms UTC */
  warnings(now: number): readonly TextFault[];
  /** A fault of one of `roster.feeds`, at its place. */
  faultOfFeed(feed: number, message: string): TextFault;
}

/**
 * Reads and checks the text of a roster: all its errors at once, by position.
 * @param now ms UTC: countries' holidays are those of the years around it.
 */
export type ReadRosterText = (
  yaml: string,
  now: number,
) => Promise<{ readonly errors: readonly TextFault[] } | ValidText>;
