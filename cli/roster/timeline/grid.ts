/** The time that each column of the timeline stands for. */

import { DAY_MINUTES, dayOf } from '../../../assets/domain/schedule/dates';
import type { Interval } from '../../../assets/domain/schedule/schedule';
import { toInstant, wallAt, zoneNamed } from '../../../assets/domain/schedule/zones';
import type { Day } from '../../../assets/domain/time';

/** One local day, in cells of equal wall time; on a day of a clock change some cells are longer, shorter or empty. */
export interface Column {
  readonly date: Day;
  readonly cells: readonly Interval[];
}

/** Cells a day, finest first: each a whole number of hours. */
const FINENESS = [24, 12, 8, 6, 4, 3] as const;
const DAYS_A_BLOCK = 7;

/** The days that `[from, to)` touches, a week to a block, as fine as `width` characters allow. */
export function grid(from: number, to: number, zoneName: string, width: number): Column[][] {
  const zone = zoneNamed(zoneName);
  const first = dayOf(wallAt(zone, from));
  const last = dayOf(wallAt(zone, to - 1));
  const days = Math.min(DAYS_A_BLOCK, last - first + 1);
  const fineness = FINENESS.find((cells) => days * (cells + 1) + 1 <= width) ?? 3;
  const columns = Array.from({ length: last - first + 1 }, (_, index): Column => {
    const midnight = (first + index) * DAY_MINUTES;
    const edge = (cell: number): number => toInstant(zone, midnight + (cell * DAY_MINUTES) / fineness);
    const cells = Array.from({ length: fineness }, (_, cell) => ({ from: edge(cell), to: edge(cell + 1) }));
    return { date: first + index, cells };
  });
  const blocks = Array.from({ length: Math.ceil(columns.length / DAYS_A_BLOCK) });
  return blocks.map((_, block) => columns.slice(block * DAYS_A_BLOCK, (block + 1) * DAYS_A_BLOCK));
}
