/** The clock that a VTIMEZONE describes (RFC 5545 §3.6.5). */
import { DAY } from '../../domain/time';
import { type Component, properties, property } from './jcal';
import { expand, readRule } from './recurrence';
import { readFirst, readOffset, readTime } from './times';
import type { Clock } from './zones';

/** What of the time is wanted, ms UTC, and whether there is time left to work it out. */
export interface Reach {
  readonly from: number;
  readonly to: number;
  readonly outOfTime: () => boolean;
}

/** A change of the clocks: at an instant (ms UTC) the offset (ms east of UTC) becomes `after`. */
interface Change {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/** More changes than a zone has in the window's years. */
const MOST_CHANGES = 100;
/** Some list a century of changes one by one; the latest are what matters. */
const MOST_OBSERVANCES = 60;
const YEAR = 366 * DAY;

/** Good for `[from, to)`; undefined if the component describes nothing that can be read, or time is over. */
export function clockOfRules(zone: Component, { from, to, outOfTime }: Reach): Clock | undefined {
  const startOf = (observance: Component): number => readFirst(property(observance, 'dtstart'))?.wall ?? 0;
  const changes = zone.components
    .filter(({ name }) => name === 'standard' || name === 'daylight')
    .sort((a, b) => startOf(b) - startOf(a))
    .slice(0, MOST_OBSERVANCES)
    .flatMap((observance) => (outOfTime() ? [] : changesOf(observance, from - 2 * YEAR, to + DAY)))
    .sort((a, b) => a.at - b.at);
  const first = changes[0];
  if (first === undefined) return undefined;
  const offsetAt = (instant: number): number => changes.findLast(({ at }) => at <= instant)?.after ?? first.before;
  return {
    toWall: (instant) => instant + offsetAt(instant),
    toInstant(wall) {
      const before = offsetAt(wall - DAY);
      const after = offsetAt(wall + DAY);
      const early = wall - before;
      if (before === after || offsetAt(early) === before) return early;
      const late = wall - after;
      return offsetAt(late) === after ? late : early;
    },
  };
}

function changesOf(observance: Component, from: number, to: number): Change[] {
  const before = readOffset(property(observance, 'tzoffsetfrom')?.values[0]);
  const after = readOffset(property(observance, 'tzoffsetto')?.values[0]);
  const start = readFirst(property(observance, 'dtstart'));
  if (before === undefined || after === undefined || start === undefined) return [];
  const rules = properties(observance, 'rrule').flatMap(({ values }) => values.map(readRule));
  const walls = [
    start.wall,
    ...properties(observance, 'rdate').flatMap(({ values }) => values.map((value) => readTime(value)?.wall)),
    ...rules.flatMap((rule) => {
      if (rule === undefined) return [];
      // UNTIL is UTC here; DTSTART is the wall time just before the change.
      const until = rule.until === undefined ? to : rule.until.wall + (rule.until.form === 'utc' ? before : 0);
      const found =
        expand(rule, start.wall, Math.max(from, start.wall), Math.min(to, until), MOST_CHANGES)?.walls ?? [];
      if (found.length > 0 || until >= from) return found;
      // The rule ended long ago: its last time still says what holds.
      return expand(rule, start.wall, Math.max(start.wall, until - YEAR), until, MOST_CHANGES)?.walls.slice(-1) ?? [];
    }),
  ].filter((wall) => wall !== undefined);
  return [...new Set(walls)].map((wall) => ({ at: wall - before, before, after }));
}
