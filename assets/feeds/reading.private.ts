/**
 * The text of an iCalendar feed → absences or holidays. The one asset that owns ical.js and rrule-temporal (which brings a
 * Temporal of its own): a quarter of a megabyte, so it is loaded only when a feed has to be read. `reading/` is part of it.
 */
import type { Feed, PersonIndex } from '../domain/roster/roster';
import { MINUTE } from '../domain/time';
import type { Absence, FeedContent, FeedParseContext, ParseFeed } from './feed';
import { holidaysOf } from './reading/holidays';
import { type Calendar, parseCalendar } from './reading/jcal';
import { createLeaveFilter } from './reading/leave-filter';
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
  const content: FeedContent =
    context.feed.kind === 'leave'
      ? { leave: merge(absences(instances, context.feed, context, warn)), dates: [] }
      : {
          leave: [],
          ...holidaysOf(
            instances.map(({ instance }) => instance),
            context,
          ),
        };
  const warnings = [...warningCounts].map(([what, count]) => (count === 1 ? what : `${what} (${count} times)`));
  return { content, warnings: warnings.slice(0, MAX_WARNINGS) };
}

function absences(
  instances: readonly { series: Series; instance: Instance }[],
  { person, ignore = [] }: Extract<Feed, { kind: 'leave' }>,
  { people }: FeedParseContext,
  warn: (what: string, count?: number) => void,
): Absence[] {
  const match = createPersonMatcher(people);
  const reasonAgainst = createLeaveFilter(ignore);
  const unmatched = new Set<Series>();
  const free = new Set<Series>();
  const found = instances.flatMap(({ series, instance }) => {
    const [master] = series.masters;
    const reason = reasonAgainst(instance.event, master);
    if (reason === 'free') free.add(series);
    if (reason !== undefined) return [];
    const own = person === undefined ? match(instance.event) : [person];
    const matched = own.length > 0 || master === undefined ? own : match(master);
    if (matched.length === 0) unmatched.add(series);
    return matched.map((index) => absence(index, instance));
  });
  if (free.size > 0) warn('an event shown as free time, which is no leave', free.size);
  if (unmatched.size > 0) warn('an event that names nobody of the roster', unmatched.size);
  return found;
}

/** In whole minutes, rounded outwards: never shorter than in the feed. */
function absence(person: PersonIndex, { clock, from, to }: EventSpan): Absence {
  return { person, clock, from: Math.floor(from / MINUTE), to: Math.ceil(to / MINUTE) };
}

/** Sorts by person, clock and time, and joins absences that overlap or touch. */
function merge(absences: readonly Absence[]): Absence[] {
  const sorted = absences.toSorted(
    (a, b) => a.person - b.person || a.clock.localeCompare(b.clock) || a.from - b.from || a.to - b.to,
  );
  const merged: Absence[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last?.person === next.person && last.clock === next.clock && next.from <= last.to) {
      merged[merged.length - 1] = { ...last, to: Math.max(last.to, next.to) };
    } else merged.push(next);
  }
  return merged;
}
