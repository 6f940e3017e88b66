/** One event with all its instances: rules, further dates, exceptions, and instances that were moved or cancelled. */
import { DAY, type Day, type EpochMs, type WallMs } from '../../domain/time';
import { type ReadWindow, UTC } from './clock';
import { type Component, properties, property, textOf } from './jcal';
import { expand, readRule } from './recurrence';
import { readFirst, readTime, type Written } from './times';
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

/** A span, and the component that says so. */
export interface Instance extends EventSpan {
  readonly event: Component;
}

/** What of the time is wanted, how many instances may still be taken, and whether there is time left. */
export interface InstanceLimits extends ReadWindow {
  readonly most: number;
}

/** Instances of one rule: enough for every hour of three months. */
const MOST_OF_A_RULE = 2000;
/** RRULE should not occur more than once (RFC 5545 §3.8.5.3). */
const MOST_RULES = 4;
/** A longer event that repeats is looked for no further back. */
const LONGEST = 400 * DAY;

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
    // Of several versions the latest counts; some programs give one UID to all their events, and all of them count.
    const latest = Math.max(...masters.map(sequenceOf));
    return { masters: masters.filter((event) => sequenceOf(event) === latest), overrides: group.filter(isOverride) };
  });
}

/** The instances that touch the window, at most `most`. */
export function instancesOf({ masters, overrides }: Series, limits: InstanceLimits, reader: EventReader): Instance[] {
  if (masters.length > 0 && masters.every(isCancelled)) return [];
  const found: Instance[] = [];
  const take = (event: Component, span: EventSpan): void => {
    if (!touches(span, limits)) return;
    if (span.from >= span.to) reader.note('an event without a length');
    else if (found.length < limits.most) found.push({ ...span, event });
  };
  for (const master of masters) {
    if (isCancelled(master) || limits.outOfTime()) continue;
    for (const span of spansOf(master, overrides, limits, reader)) take(master, span);
  }
  for (const override of overrides) {
    const timing = isCancelled(override) ? undefined : timingOf(override, reader);
    if (timing !== undefined) take(override, spanAt(timing, timing.start));
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
  const gone = [...properties(event, 'exdate').flatMap(readAll), ...overrides.flatMap(recurrenceId)];
  const exceptions = referencesTo(timing, gone, reader);
  const following = followersOf(timing, overrides, reader);
  for (const { wall, length } of startsOf(event, timing, limits, reader)) {
    if (refersTo(exceptions, timing, wall)) continue;
    const change = following.findLast(({ since }) => since <= positionOf(timing, wall));
    if (change === undefined) yield spanAt(timing, wall, length);
    else if (change.length !== undefined) yield spanAt(timing, wall + change.shift, change.length);
  }
}

interface InstanceStart {
  readonly wall: WallMs;
  readonly length: Length;
}

/** The starts that the event itself, its rules and its further dates give, exceptions not yet taken away. */
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
  if (property(event, 'exrule') !== undefined) reader.note('an event with EXRULE, which is not read');
  return new Map(all.map((start) => [start.wall, start])).values();
}

function startsByRule(
  event: Component,
  { start, length, clock }: Timing,
  limits: InstanceLimits,
  reader: EventReader,
): InstanceStart[] {
  const toWall = (instant: EpochMs): WallMs => (clock ?? UTC).toWall(instant);
  const from = toWall(limits.from) - Math.min(LONGEST, length.wall + length.exact) - DAY;
  const latest = toWall(limits.to) + DAY;
  return properties(event, 'rrule')
    .flatMap(({ values }) => values)
    .slice(0, MOST_RULES)
    .flatMap((value) => {
      const rule = readRule(value);
      const to = rule?.until === undefined ? latest : Math.min(latest, untilOf(rule.until, toWall));
      const found = rule && expand(rule, start, Math.max(from, start), to, MOST_OF_A_RULE);
      if (found === undefined) reader.note('an event whose repetition cannot be read, taken once');
      else if (found.cut) reader.note(`an event that repeats too often, of which ${found.walls.length || 1} are taken`);
      return (found?.walls ?? []).map((wall) => ({ wall, length }));
    });
}

function startsByDate(event: Component, timing: Timing, reader: EventReader): InstanceStart[] {
  return properties(event, 'rdate').flatMap(({ values, params }) =>
    values.flatMap((value) => {
      const [first, end] = Array.isArray(value) ? value : [value, undefined];
      const written = readTime(first, params);
      const length = written && end !== undefined ? periodLength(written, end) : timing.length;
      if (written !== undefined && length !== undefined) return [{ wall: wallOn(timing, written, reader), length }];
      reader.note('a further date of an event that cannot be read');
      return [];
    }),
  );
}

/** UNTIL is UTC for a zoned event and as DTSTART for others (RFC 5545 §3.3.10); a date is included as a whole. */
function untilOf(until: Written, toWall: (instant: EpochMs) => WallMs): WallMs {
  if (until.form === 'date') return until.wall + DAY - 1;
  return until.form === 'utc' ? toWall(UTC.toInstant(until.wall)) : until.wall;
}

/** A written time on the clock of an event: a date means the event's time of day on that date. */
function wallOn(timing: Timing, written: Written, reader: EventReader): WallMs {
  if (timing.wholeDays) return dayOf(written) * DAY;
  if (written.form === 'date') return written.wall + (((timing.start % DAY) + DAY) % DAY);
  const clock = clockFor(written, reader);
  return timing.clock && clock ? timing.clock.toWall(clock.toInstant(written.wall)) : written.wall;
}

/** What EXDATE or RECURRENCE-ID name: positions, or dates on the event's clock. */
interface References {
  readonly positions: ReadonlySet<Position>;
  readonly days: ReadonlySet<Day>;
}

function referencesTo(timing: Timing, written: readonly Written[], reader: EventReader): References {
  const byDay = (time: Written): boolean => timing.wholeDays || time.form === 'date';
  return {
    days: new Set(written.filter(byDay).map(dayOf)),
    positions: new Set(
      written.filter((time) => !byDay(time)).map((time) => positionOf(timing, wallOn(timing, time, reader))),
    ),
  };
}

function refersTo({ positions, days }: References, timing: Timing, wall: WallMs): boolean {
  return positions.has(positionOf(timing, wall)) || days.has(Math.floor(wall / DAY));
}

/** Exchange writes the date of a whole day as its midnight in UTC, which is nearest to the date that is meant. */
function dayOf({ form, wall }: Written): Day {
  return form === 'utc' ? Math.round(wall / DAY) : Math.floor(wall / DAY);
}

/** RANGE=THISANDFUTURE (RFC 5545 §3.2.13): what is moved by how much from where on; without a length, cancelled. */
function followersOf(timing: Timing, overrides: readonly Component[], reader: EventReader) {
  return overrides
    .flatMap((override) => {
      const id = property(override, 'recurrence-id');
      const [since] = recurrenceId(override);
      if (id?.params.range?.toUpperCase() !== 'THISANDFUTURE' || since === undefined) return [];
      const old = wallOn(timing, since, reader);
      const change = isCancelled(override) ? undefined : timingOf(override, reader);
      if (change !== undefined && change.wholeDays !== timing.wholeDays) {
        reader.note('an event whose later instances were changed in a way that cannot be followed');
        return [];
      }
      const wall =
        change &&
        (timing.clock && change.clock ? timing.clock.toWall(spanAt(change, change.start).from) : change.start);
      return [{ since: positionOf(timing, old), shift: (wall ?? old) - old, length: change?.length }];
    })
    .sort((a, b) => a.since - b.since);
}

function recurrenceId(event: Component): Written[] {
  const written = readFirst(property(event, 'recurrence-id'));
  return written === undefined ? [] : [written];
}

function readAll({
  values,
  params,
}: {
  values: readonly unknown[];
  params: Readonly<Record<string, string>>;
}): Written[] {
  return values.map((value) => readTime(value, params)).filter((written) => written !== undefined);
}

function isCancelled(event: Component): boolean {
  return textOf(event, 'status').toUpperCase() === 'CANCELLED';
}

function sequenceOf(event: Component): number {
  const value = Number(property(event, 'sequence')?.values[0] ?? 0);
  return Number.isFinite(value) ? value : 0;
}

/** The person's own clock is at most 15 hours from UTC: a day is generous. */
function touches({ clock, from, to }: EventSpan, limits: InstanceLimits): boolean {
  const margin = clock === 'own' ? DAY : 0;
  return from < limits.to + margin && to > limits.from - margin;
}
