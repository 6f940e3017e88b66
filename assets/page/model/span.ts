/** A stretch of time that is chosen on a timeline. */
import { HOUR, MINUTE } from '../../domain/time';
import type { Draft } from './draft';
import type { WallClock } from './wall-clock';

/** Steps of a selection on the timeline. */
export const STEP_MINUTES = 15;

export interface Span {
  /** ms since the epoch. */
  readonly from: number;
  readonly to: number;
}

/**
 * The stretch between two places of a timeline, in steps of a quarter of an hour by the clock that it is drawn by; at least one step, and none
 * of it is over. Undefined where all of it is.
 * @param places days from the left edge, in any order @param now ms
 */
export function spanBetween(
  places: readonly [number, number],
  first: number,
  clock: WallClock,
  now: number,
): Span | undefined {
  const steps = places.map((days) => Math.round(((first + days) * 24 * 60) / STEP_MINUTES));
  const [begin, end] = [Math.min(...steps), Math.max(...steps)];
  const instant = (step: number) => clock.instant(step * STEP_MINUTES);
  const from = Math.max(instant(begin), Math.floor(now / MINUTE) * MINUTE);
  const to = instant(Math.max(end, begin + 1));
  return to > now && to > from ? { from, to } : undefined;
}

/** What a click on a free place suggests. */
export function hourFrom({ from }: Span): Span {
  return { from, to: from + HOUR };
}

/** The draft of a stretch, in the fields of the dialog. */
export function draftOfSpan(draft: Draft, { from, to }: Span, available: boolean, viewer: WallClock): Draft {
  const preset = available ? 'on-span' : 'off-span';
  return { ...draft, preset, from: fieldOf(from, viewer), until: fieldOf(to, viewer) };
}

/** The value of a `datetime-local` input. */
export function fieldOf(instant: number, clock: WallClock): string {
  return new Date(clock.wall(instant) * MINUTE).toISOString().slice(0, 16);
}
