/** Chooses the glyph of one cell of the timeline. */
import type { Interval, Segment, Shortfall } from '../../../assets/domain/schedule/schedule';
import { COVERED, type Glyph, glyphOf, IDLE, NO_TIME, SHORT_STAFFED } from './glyphs';

/**
 * The glyph of what has the largest part of the cell, if that is at least a third of it; less would draw shifts longer than
 * they are. What begins and ends inside the cell is drawn in any case, or it would not be seen at all.
 */
export function personCell(stretches: readonly Segment[], cell: Interval): Glyph {
  if (cell.from >= cell.to) return NO_TIME;
  let largest: Segment | undefined;
  let most = 0;
  for (const stretch of stretches) {
    const part = overlap(stretch, cell);
    if (part > most) [largest, most] = [stretch, part];
  }
  if (largest === undefined) return IDLE;
  const whole = largest.from >= cell.from && largest.to <= cell.to;
  return whole || most * 3 >= cell.to - cell.from ? glyphOf(largest) : IDLE;
}

/** Marks any shortfall, however short, within the times at which the rule requires people. */
export function coverageCell(wanted: readonly Interval[], short: readonly Shortfall[], cell: Interval): Glyph {
  if (short.some((one) => overlap(one, cell) > 0)) return SHORT_STAFFED;
  return wanted.some((one) => overlap(one, cell) > 0) ? COVERED : IDLE;
}

/** The minimum number of people on duty during the cell. */
export function fewest(people: readonly (readonly Interval[])[], cell: Interval): number {
  const edges = new Set([cell.from]);
  for (const on of people) {
    for (const { from, to } of on) {
      for (const edge of [from, to]) if (edge > cell.from && edge < cell.to) edges.add(edge);
    }
  }
  const counts = [...edges].map((at) => people.filter((on) => on.some((one) => one.from <= at && at < one.to)).length);
  return Math.min(...counts);
}

function overlap(a: Interval, b: Interval): number {
  return Math.min(a.to, b.to) - Math.max(a.from, b.from);
}
