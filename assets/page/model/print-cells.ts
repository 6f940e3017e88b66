/** A person's days as texts, for paper: when they are on duty, and why they are away. */
import { DAY } from '../../domain/time';
import type { Stretch } from './bars';
import type { Frame } from './frame';
import { shortSpan } from './times';
import { type Day, dayOf, type WallClock } from './wall-clock';

/** Why somebody is away; what nobody has to know on paper, such as a shift given away, is left out. */
export type Away = 'leave' | 'holiday' | 'override' | 'left';

export interface PrintLine {
  /** "07–15"; empty for a whole day away. */
  readonly time: string;
  /** Absent: on duty. */
  readonly away?: Away;
}

const AWAY: readonly string[] = ['leave', 'holiday', 'override', 'left'] satisfies readonly Away[];

/** For each day of the frame its lines, by a clock. What crosses midnight stands where it begins, unless it lasts longer than a day. */
export function printCells(stretches: readonly Stretch[], { first, days }: Frame, clock: WallClock): PrintLine[][] {
  return Array.from({ length: days }, (_, index) => {
    const day = first + index;
    return stretches.flatMap((stretch) => lineOf(stretch, day, clock) ?? []);
  });
}

function lineOf(stretch: Stretch, day: Day, clock: WallClock): PrintLine | undefined {
  const { on, kind } = stretch;
  if (!on && !isAway(kind)) return undefined;
  const part = partOn(stretch, day, clock);
  if (!part) return undefined;
  const time = shortSpan(part.from, part.to, clock);
  if (on) return { time };
  const isWhole = part.from === clock.midnight(day) && part.to === clock.midnight(day + 1);
  return isAway(kind) ? { time: isWhole ? '' : time, away: kind } : undefined;
}

function isAway(kind: string): kind is Away {
  return AWAY.includes(kind);
}

/** What of a stretch stands in the column of a day. */
function partOn({ from, to, on }: Stretch, day: Day, clock: WallClock): { from: number; to: number } | undefined {
  if (on && to - from <= DAY) return dayOf(clock.wall(from)) === day ? { from, to } : undefined;
  const part = { from: Math.max(from, clock.midnight(day)), to: Math.min(to, clock.midnight(day + 1)) };
  return part.to > part.from ? part : undefined;
}
