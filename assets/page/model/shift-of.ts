/** The shifts on a timeline that somebody else can take over. */
import { DAY } from '../../domain/time';
import type { Stretch } from './bars';

/** The id of the shift that a stretch is of, as its reason names it; undefined where it is of none, or of one that was passed on already. */
export function shiftOf({ on, kind, because }: Pick<Stretch, 'on' | 'kind' | 'because'>): string | undefined {
  if (!on || (kind !== 'shift' && kind !== 'rotation')) return undefined;
  const id = because.slice(kind.length + 1);
  return because.startsWith(`${kind} `) && id !== '' ? id : undefined;
}

/** Shifts that are not over, the earliest first. @param now ms since the epoch */
export function shiftsAhead(stretches: readonly Stretch[], now: number): readonly Stretch[] {
  return stretches.filter((stretch) => stretch.to > now && shiftOf(stretch) !== undefined);
}

/**
 * The part of a stretch that one question is about, ms. Shifts that follow one another without a break are one stretch of days or weeks; of
 * such a one it is the day that begins `at`.
 */
export function partAt({ from, to }: Pick<Stretch, 'from' | 'to'>, at: number): { from: number; to: number } {
  if (to - from <= DAY) return { from, to };
  const begin = Math.min(Math.max(from, at), to);
  return { from: begin, to: Math.min(to, begin + DAY) };
}

/** The stretch that decides at an instant, ms. */
export function stretchAt(stretches: readonly Stretch[], instant: number): Stretch | undefined {
  return stretches.find(({ from, to }) => from <= instant && instant < to);
}
