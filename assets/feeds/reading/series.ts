/** One event with all its instances: rules, further dates, exceptions, and instances that were moved or cancelled. */
import { DAY, type Day, type EpochMs, type WallMs } from '../../domain/time';
import { type ReadWindow, UTC } from './clock';
import { type Component, properties, property, textOf } from './jcal';
import { expand, parseRule } from './recurrence';
import { type ParsedTime, parseFirstTime, parseTime } from './times';
import {
  clockFor,
  type EventReader,
  type EventSpan,
  type Length,
  type Position,
  periodLength,
  positionOf,
  spanAt,
  type Timing,
  timingOf,
} from './timing';

/** The components that share a UID: `masters` without a RECURRENCE-ID (RFC 5545 §3.8.4.4), `overrides` with one. */
export interface Series {
  readonly masters: readonly Component[];
  readonly overrides: readonly Component[];
}

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

export function groupByUid(events: readonly Component[]): Series[] {
  const groups = new Map<string, Component[]>();
  events.forEach((event, index) => {
    const uid = textOf(event, 'uid') || `no uid ${index}`;
    const group = groups.get(uid);
    if (group) group.push(event);
    else groups.set(uid, [event]);
  });
  return [...groups.values()].map((group) => {
    const isOverride = (event: Component): boolean => property(event, 'recurrence-id') !== undefined;
    const masters = group.filter((event) => !isOverride(event));
    // The latest version wins. Some programs give all their events one UID; then all of them count.
    const latest = Math.max(...masters.map(sequenceOf));
    return { masters: masters.filter((event) => sequenceOf(event) === latest), overrides: group.filter(isOverride) };
  });
}

/** The instances that overlap the window, at most `maxInstances`. */
export function instancesOf({ masters, overrides }: Series, limits: InstanceLimits, reader: EventReader): Instance[] {
  if (masters.length > 0 && masters.every(isCancelled)) return [];
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
  const excluded = [...properties(event, 'exdate').flatMap(parseTimes), ...overrides.flatMap(recurrenceId)];
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
  const all = [
    { wall, length },
    ...startsByRule(event, timing, limits, reader),
    ...startsByDate(event, timing, reader),
  ];
  if (property(event, 'exrule') !== undefined) reader.warn('an event with EXRULE, which is not read');
  return new Map(all.map((start) => [start.wall, start])).values();
}

function startsByRule(
  event: Component,
  { start, length, clock }: Timing,
  limits: InstanceLimits,
  reader: EventReader,
): InstanceStart[] {
  const toWall = (instant: EpochMs): WallMs => (clock ?? UTC).toWall(instant);
  const from = toWall(limits.from) - Math.min(MAX_LENGTH, length.wall + length.exact) - DAY;
  const latest = toWall(limits.to) + DAY;
  return properties(event, 'rrule')
    .flatMap(({ values }) => values)
    .slice(0, MAX_RULES)
    .flatMap((value) => {
      const rule = parseRule(value);
      const to = rule?.until === undefined ? latest : Math.min(latest, untilOf(rule.until, toWall));
      const found = rule && expand(rule, start, Math.max(from, start), to, MAX_PER_RULE);
      if (found === undefined) reader.warn('an event whose repetition cannot be read, taken once');
      else if (found.truncated)
        reader.warn(`an event that repeats too often, of which ${found.starts.length || 1} are taken`);
      return (found?.starts ?? []).map((wall) => ({ wall, length }));
    });
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

/** UNTIL is UTC for a zoned event and as DTSTART for others (RFC 5545 §3.3.10); a date is included as a whole. */
function untilOf(until: ParsedTime, toWall: (instant: EpochMs) => WallMs): WallMs {
  if (until.form === 'date') return until.wall + DAY - 1;
  return until.form === 'utc' ? toWall(UTC.toInstant(until.wall)) : until.wall;
}

/** A time converted to an event's clock: a date means the event's time of day on that date. */
function toEventWall(timing: Timing, written: ParsedTime, reader: EventReader): WallMs {
  if (timing.wholeDays) return dayOf(written) * DAY;
  if (written.form === 'date') return written.wall + (((timing.start % DAY) + DAY) % DAY);
  const clock = clockFor(written, reader);
  return timing.clock && clock ? timing.clock.toWall(clock.toInstant(written.wall)) : written.wall;
}

/** The instances named by EXDATE or RECURRENCE-ID: positions, or dates on the event's clock. */
interface Exclusions {
  readonly positions: ReadonlySet<Position>;
  readonly days: ReadonlySet<Day>;
}

function exclusionsOf(timing: Timing, written: readonly ParsedTime[], reader: EventReader): Exclusions {
  const byDay = (time: ParsedTime): boolean => timing.wholeDays || time.form === 'date';
  return {
    days: new Set(written.filter(byDay).map(dayOf)),
    positions: new Set(
      written.filter((time) => !byDay(time)).map((time) => positionOf(timing, toEventWall(timing, time, reader))),
    ),
  };
}

function isExcluded({ positions, days }: Exclusions, timing: Timing, wall: WallMs): boolean {
  return positions.has(positionOf(timing, wall)) || days.has(Math.floor(wall / DAY));
}

/** Exchange writes the date of a whole day as its midnight in UTC, which is nearest to the intended date. */
function dayOf({ form, wall }: ParsedTime): Day {
  return form === 'utc' ? Math.round(wall / DAY) : Math.floor(wall / DAY);
}

/** RANGE=THISANDFUTURE (RFC 5545 §3.2.13): from `since` on, moved by `shift`; without a length, cancelled. */
function laterChangesOf(timing: Timing, overrides: readonly Component[], reader: EventReader) {
  return overrides
    .flatMap((override) => {
      const id = property(override, 'recurrence-id');
      const [since] = recurrenceId(override);
      if (id?.params.range?.toUpperCase() !== 'THISANDFUTURE' || since === undefined) return [];
      const original = toEventWall(timing, since, reader);
      const change = isCancelled(override) ? undefined : timingOf(override, reader);
      if (change !== undefined && change.wholeDays !== timing.wholeDays) {
        reader.warn('an event whose later instances were changed in a way that cannot be followed');
        return [];
      }
      const wall =
        change &&
        (timing.clock && change.clock ? timing.clock.toWall(spanAt(change, change.start).from) : change.start);
      return [{ since: positionOf(timing, original), shift: (wall ?? original) - original, length: change?.length }];
    })
    .sort((a, b) => a.since - b.since);
}

function recurrenceId(event: Component): ParsedTime[] {
  const written = parseFirstTime(property(event, 'recurrence-id'));
  return written === undefined ? [] : [written];
}

function parseTimes({
  values,
  params,
}: {
  values: readonly unknown[];
  params: Readonly<Record<string, string>>;
}): ParsedTime[] {
  return values.map((value) => parseTime(value, params)).filter((written) => written !== undefined);
}

function isCancelled(event: Component): boolean {
  return textOf(event, 'status').toUpperCase() === 'CANCELLED';
}

function sequenceOf(event: Component): number {
  const value = Number(property(event, 'sequence')?.values[0] ?? 0);
  return Number.isFinite(value) ? value : 0;
}

/** With a margin of a day for the person's own clock, which is at most 15 hours from UTC. */
function overlaps({ clock, from, to }: EventSpan, limits: InstanceLimits): boolean {
  const margin = clock === 'own' ? DAY : 0;
  return from < limits.to + margin && to > limits.from - margin;
}
