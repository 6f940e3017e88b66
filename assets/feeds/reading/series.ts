/** One event with all its instances: rules, further dates, exceptions, and instances that were moved or cancelled. */
import { DAY, type WallMs } from '../../domain/time';
import { type ReadWindow, UTC } from './clock';
import { type Component, properties, property } from './jcal';
import { exclusionsOf, isExcluded, lastDayOf, parseTimes, recurrenceIdOf, toEventWall } from './named-instances';
import { currentOverrides, laterChangesOf } from './overrides';
import { expand, parseRule, type Rule } from './recurrence';
import { isCancelled, type Series } from './revisions';
import { parseTime } from './times';
import {
  type EventReader,
  type EventSpan,
  type Length,
  periodLength,
  positionOf,
  spanAt,
  type Timing,
  timingOf,
} from './timing';

/** A span, and the component that it comes from. */
export interface Instance extends EventSpan {
  readonly event: Component;
}

/** The window, the number of instances that may still be read, and whether time has run out. */
export interface InstanceLimits extends ReadWindow {
  readonly maxInstances: number;
}

/** Instances of one rule: enough for every hour of three months. */
const MAX_PER_RULE = 2000;
/** RRULE should not occur more than once (RFC 5545 §3.8.5.3). */
const MAX_RULES = 4;
/** Recurring events are expanded from this long before the window. ms. */
const MAX_LENGTH = 400 * DAY;

/** The instances that overlap the window, at most `maxInstances`. */
export function instancesOf(series: Series, limits: InstanceLimits, reader: EventReader): Instance[] {
  const { masters } = series;
  const overrides = currentOverrides(series, limits, reader);
  const found: Instance[] = [];
  const add = (event: Component, span: EventSpan): void => {
    if (!overlaps(span, limits)) return;
    if (span.from >= span.to) reader.warn('an event without a length');
    else if (found.length < limits.maxInstances) found.push({ ...span, event });
  };
  for (const master of masters) {
    if (isCancelled(master) || limits.outOfTime()) continue;
    for (const span of spansOf(master, overrides, limits, reader)) add(master, span);
  }
  for (const override of overrides) {
    const timing = isCancelled(override) ? undefined : timingOf(override, reader);
    if (timing !== undefined) add(override, spanAt(timing, timing.start));
  }
  return found;
}

/** The instances of one component that no override has replaced. */
function* spansOf(
  event: Component,
  overrides: readonly Component[],
  limits: InstanceLimits,
  reader: EventReader,
): Generator<EventSpan> {
  const timing = timingOf(event, reader);
  if (timing === undefined) return;
  const excluded = [
    ...properties(event, 'exdate').flatMap(parseTimes),
    ...overrides.flatMap((override) => recurrenceIdOf(override) ?? []),
  ];
  const exclusions = exclusionsOf(timing, excluded, reader);
  const changes = laterChangesOf(timing, overrides, reader);
  for (const { wall, length } of startsOf(event, timing, limits, reader)) {
    if (isExcluded(exclusions, timing, wall)) continue;
    const change = changes.findLast(({ since }) => since <= positionOf(timing, wall));
    if (change === undefined) yield spanAt(timing, wall, length);
    else if (change.length !== undefined) yield spanAt(timing, wall + change.shift, change.length);
  }
}

interface InstanceStart {
  readonly wall: WallMs;
  readonly length: Length;
}

/** The starts of the event itself, its rules and its RDATEs, before exceptions. */
function startsOf(
  event: Component,
  timing: Timing,
  limits: InstanceLimits,
  reader: EventReader,
): Iterable<InstanceStart> {
  const { start: wall, length } = timing;
  const rules = properties(event, 'rrule')
    .flatMap(({ values }) => values)
    .slice(0, MAX_RULES)
    .map(parseRule);
  // A rule that ends before it begins is how Confluence and others delete a series.
  const isDeleted = rules.length > 0 && rules.every((rule) => rule !== undefined && untilOf(rule, timing) < wall);
  const all = [
    ...(isDeleted ? [] : [{ wall, length }]),
    ...rules.flatMap((rule) => startsByRule(rule, timing, limits, reader)),
    ...startsByDate(event, timing, reader),
  ];
  if (property(event, 'exrule') !== undefined) reader.warn('an event with EXRULE, which is not read');
  return new Map(all.map((start) => [start.wall, start])).values();
}

function startsByRule(
  rule: Rule | undefined,
  timing: Timing,
  limits: InstanceLimits,
  reader: EventReader,
): InstanceStart[] {
  const { start, length, clock = UTC } = timing;
  const from = clock.toWall(limits.from) - Math.min(MAX_LENGTH, length.wall + length.exact) - DAY;
  const to = rule && Math.min(clock.toWall(limits.to) + DAY, untilOf(rule, timing));
  const found = rule && to !== undefined && expand(rule, start, Math.max(from, start), to, MAX_PER_RULE);
  if (!found) reader.warn('an event whose repetition cannot be read, taken once');
  else if (found.truncated)
    reader.warn(`an event that repeats too often, of which ${found.starts.length || 1} are taken`);
  return found ? found.starts.map((wall) => ({ wall, length })) : [];
}

function startsByDate(event: Component, timing: Timing, reader: EventReader): InstanceStart[] {
  return properties(event, 'rdate').flatMap(({ values, params }) =>
    values.flatMap((value) => {
      const [first, end] = Array.isArray(value) ? value : [value, undefined];
      const written = parseTime(first, params);
      const length = written && end !== undefined ? periodLength(written, end) : timing.length;
      if (written !== undefined && length !== undefined)
        return [{ wall: toEventWall(timing, written, reader), length }];
      reader.warn('a further date of an event that cannot be read');
      return [];
    }),
  );
}

/**
 * The last start that a rule allows. UNTIL is UTC for a zoned event and as DTSTART for others (RFC 5545 §3.3.10); a date is
 * included as a whole.
 */
function untilOf({ until }: Rule, { clock = UTC, wholeDays }: Timing): WallMs {
  if (until === undefined) return Number.POSITIVE_INFINITY;
  if (until.form === 'date') return until.wall + DAY - 1;
  if (until.form === 'local') return until.wall;
  return wholeDays ? lastDayOf(until) * DAY : clock.toWall(UTC.toInstant(until.wall));
}

/** With a margin of a day for the person's own clock, which is at most 15 hours from UTC. */
function overlaps({ clock, from, to }: EventSpan, limits: InstanceLimits): boolean {
  const margin = clock === 'own' ? DAY : 0;
  return from < limits.to + margin && to > limits.from - margin;
}
