/**
 * The text of an iCalendar feed → absences, shifts or holidays. The one asset that owns ical.js and rrule-temporal (which brings a
 * Temporal of its own): a quarter of a megabyte, so it is loaded only when a feed has to be read. `reading/` is part of it.
 */
import type { Feed, PersonIndex } from '../domain/roster/roster';
import { MINUTE } from '../domain/time';
import type { Absence, FeedContent, FeedParseContext, ParseFeed } from './feed';
import { createEventFilter, statusWarning } from './reading/event-filter';
import { holidaysOf } from './reading/holidays';
import { type Calendar, parseCalendar } from './reading/jcal';
import { createPersonMatcher } from './reading/person-matcher';
import { groupByUid, type Series } from './reading/revisions';
import { type Instance, instancesOf } from './reading/series';
import type { EventReader, EventSpan } from './reading/timing';
import { createClockLookup } from './reading/zones';

/** Instances read from one feed: 25 people with a day of leave each working day of the window. */
const MAX_INSTANCES = 10_000;
const MAX_WARNINGS = 20;

export const parseFeed: ParseFeed = (text, context) => {
  try {
    const calendar = parseCalendar(text);
    return typeof calendar === 'string' ? { fault: calendar } : readCalendar(calendar, context);
  } catch {
    // An unexpected error must not stop a tick. The text is personal, so it stays out of the message.
    return { fault: 'it cannot be read' };
  }
};

function readCalendar(calendar: Calendar, context: FeedParseContext): ReturnType<ParseFeed> {
  const warningCounts = new Map<string, number>();
  const warn = (what: string, count = 1): void => void warningCounts.set(what, (warningCounts.get(what) ?? 0) + count);
  if (calendar.unreadableZones > 0) warn('a time zone that cannot be parsed', calendar.unreadableZones);
  const reader: EventReader = { clockOf: createClockLookup(calendar.zones, context, warn), warn };
  const instances: { series: Series; instance: Instance }[] = [];
  for (const series of groupByUid(calendar.events, warn)) {
    if (context.outOfTime()) break;
    const room = MAX_INSTANCES - instances.length;
    const found = instancesOf(series, { ...context, maxInstances: room + 1 }, reader);
    for (const instance of found.slice(0, room)) instances.push({ series, instance });
    if (found.length > room) {
      warn(`more than ${MAX_INSTANCES} times, of which the rest is left out`);
      break;
    }
  }
  if (context.outOfTime()) return { fault: 'reading it takes too long' };
  const content = contentOf(instances, context, warn);
  const warnings = [...warningCounts].map(([what, count]) => (count === 1 ? what : `${what} (${count} times)`));
  return { content, warnings: warnings.slice(0, MAX_WARNINGS) };
}

interface Found {
  readonly series: Series;
  readonly instance: Instance;
}

function contentOf(
  instances: readonly Found[],
  context: FeedParseContext,
  warn: (what: string, count?: number) => void,
): FeedContent {
  const { feed } = context;
  if (feed.kind === 'leave') return { leave: merge(timesOf(instances, feed, context, warn)), dates: [] };
  if (feed.kind === 'shift') return { leave: [], dates: [], shifts: distinct(timesOf(instances, feed, context, warn)) };
  const holidays = holidaysOf(
    instances.map(({ instance }) => instance),
    context,
  );
  return { leave: [], ...holidays };
}

/** Each event for each of its people. */
function timesOf(
  instances: readonly Found[],
  feed: Exclude<Feed, { kind: 'holidays' }>,
  { people }: FeedParseContext,
  warn: (what: string, count?: number) => void,
): Absence[] {
  const match = createPersonMatcher(people, feed.kind);
  const reasonAgainst = createEventFilter(feed.kind, feed.ignore ?? []);
  const given = feed.kind === 'shift' ? feed.who : feed.person === undefined ? undefined : [feed.person];
  const unmatched = new Set<Series>();
  const notCounted = new Set<Series>();
  const found = instances.flatMap(({ series, instance }) => {
    const [master] = series.masters;
    const reason = reasonAgainst(instance.event, master);
    if (reason === 'status') notCounted.add(series);
    if (reason !== undefined) return [];
    const own = given ?? match(instance.event);
    const matched = own.length > 0 || master === undefined ? own : match(master);
    if (matched.length === 0) unmatched.add(series);
    return matched.map((index) => absence(index, instance));
  });
  if (notCounted.size > 0) warn(statusWarning(feed.kind), notCounted.size);
  if (unmatched.size > 0) warn('an event that names nobody of the roster', unmatched.size);
  return found;
}

/** In whole minutes, rounded outwards: never shorter than in the feed. */
function absence(person: PersonIndex, { clock, from, to }: EventSpan): Absence {
  return { person, clock, from: Math.floor(from / MINUTE), to: Math.ceil(to / MINUTE) };
}

/** By person, clock and time. */
function sorted(times: readonly Absence[]): Absence[] {
  return times.toSorted(
    (a, b) => a.person - b.person || a.clock.localeCompare(b.clock) || a.from - b.from || a.to - b.to,
  );
}

/** Without repetitions. */
function distinct(times: readonly Absence[]): Absence[] {
  return [...new Map(sorted(times).map((time) => [JSON.stringify(time), time])).values()];
}

/** Joins absences that overlap or touch. */
function merge(absences: readonly Absence[]): Absence[] {
  const merged: Absence[] = [];
  for (const next of sorted(absences)) {
    const last = merged.at(-1);
    if (last?.person === next.person && last.clock === next.clock && next.from <= last.to) {
      merged[merged.length - 1] = { ...last, to: Math.max(last.to, next.to) };
    } else merged.push(next);
  }
  return merged;
}
