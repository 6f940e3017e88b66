/** What fits on a screen on the wall, and when its data are old. */
import { MINUTE } from '../../domain/time';
import type { DutyGroup } from './on-duty';

/** Polls come twice a minute; without an answer for so long the data are old, ms. */
const OLD_MS = 2 * MINUTE;

/** @param answered when the server last answered, ms; undefined: never, so there is nothing to be old */
export function isOld(answered: number | undefined, now: number): boolean {
  return answered !== undefined && now - answered >= OLD_MS;
}

/** So many lines can be read from across a room. */
const MOST_LINES = 24;

/** Lines of a group besides its names: heading, who is next. */
const OTHER_LINES = 2;

export interface WallSize {
  /** Most names of each group. */
  readonly most: number;
  /** How many lines there are, in steps: the style sheet has a size for each. */
  readonly lines: 'few' | 'some' | 'many';
}

/** How many names of each group fit, and how large. */
export function wallSize(groups: readonly DutyGroup[]): WallSize {
  const most = Math.max(1, Math.floor(MOST_LINES / Math.max(1, groups.length)) - OTHER_LINES);
  const lines = groups.reduce((sum, { on }) => sum + Math.min(most, Math.max(1, on.length)) + OTHER_LINES, 0);
  return { most, lines: lines <= 6 ? 'few' : lines <= 12 ? 'some' : 'many' };
}
