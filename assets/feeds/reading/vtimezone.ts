/** The clock that a VTIMEZONE describes (RFC 5545 §3.6.5). */
import { DAY, type EpochMs, type WallMs } from '../../domain/time';
import type { Clock, ReadWindow } from './clock';
import { type Component, properties, property } from './jcal';
import { expand, parseRule, type Rule } from './recurrence';
import { parseFirstTime, parseOffset, parseTime } from './times';

/** A change of the clocks: at an instant the offset (ms east of UTC) becomes `after`. */
interface Change {
  readonly at: EpochMs;
  readonly before: number;
  readonly after: number;
}

/** More than any zone has in the window's years. */
const MAX_CHANGES = 100;
/** Some calendars list a century of changes one by one; only the latest matter. */
const MAX_OBSERVANCES = 60;
const YEAR = 366 * DAY;

/**
 * Valid for `[from, to)`; undefined if the component has no valid rule or time has run out.
 * @param warn counts each rule that cannot be evaluated.
 */
export function clockOfRules(
  zone: Component,
  { from, to, outOfTime }: ReadWindow,
  warn: (what: string) => void,
): Clock | undefined {
  const startOf = (observance: Component): WallMs => parseFirstTime(property(observance, 'dtstart'))?.wall ?? 0;
  const changes = zone.components
    .filter(({ name }) => name === 'standard' || name === 'daylight')
    .sort((a, b) => startOf(b) - startOf(a))
    .slice(0, MAX_OBSERVANCES)
    .flatMap((observance) => (outOfTime() ? [] : changesOf(observance, from - 2 * YEAR, to + DAY, warn)))
    .sort((a, b) => a.at - b.at);
  const first = changes[0];
  if (first === undefined) return undefined;
  const offsetAt = (instant: EpochMs): number => changes.findLast(({ at }) => at <= instant)?.after ?? first.before;
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

/** The changes of one STANDARD or DAYLIGHT; `[from, to]` is wide enough for its clock and UTC to differ. */
function changesOf(observance: Component, from: number, to: number, warn: (what: string) => void): Change[] {
  const before = parseOffset(property(observance, 'tzoffsetfrom')?.values[0]);
  const after = parseOffset(property(observance, 'tzoffsetto')?.values[0]);
  const start = parseFirstTime(property(observance, 'dtstart'));
  if (before === undefined || after === undefined || start === undefined) return [];
  const rules = properties(observance, 'rrule').flatMap(({ values }) => values.map(parseRule));
  const walls = [
    start.wall,
    ...properties(observance, 'rdate').flatMap(({ values }) => values.map((value) => parseTime(value)?.wall)),
    ...rules.flatMap((rule) => {
      // UNTIL is UTC here; DTSTART is the wall time just before the change.
      const until = rule?.until === undefined ? to : rule.until.wall + (rule.until.form === 'utc' ? before : 0);
      const changes = rule && changesByRule(rule, start.wall, until, from, to);
      if (changes === undefined) warn('a time zone whose changes cannot be read');
      return changes ?? [];
    }),
  ].filter((wall) => wall !== undefined);
  return [...new Set(walls)].map((wall) => ({ at: wall - before, before, after }));
}

/** Undefined if the rule cannot be evaluated. */
function changesByRule(
  rule: Rule,
  start: WallMs,
  until: WallMs,
  from: number,
  to: number,
): readonly WallMs[] | undefined {
  const found = expand(rule, start, Math.max(from, start), Math.min(to, until), MAX_CHANGES)?.starts;
  if (found === undefined || found.length > 0 || until >= from) return found;
  // The rule ended long ago: its last change still decides the offset.
  return expand(rule, start, Math.max(start, until - YEAR), until, MAX_CHANGES)?.starts.slice(-1);
}
