/**
 * The text of an iCalendar feed → absences or holidays. The one asset that owns ical.js and rrule-temporal (which brings a
 * Temporal of its own): a quarter of a megabyte, so it is loaded only when a feed has to be read. `reading/` is part of it.
 */
import type { PersonIndex } from '../domain/roster/roster';
import type { Day } from '../domain/time';
import { DAY, MINUTE } from '../domain/time';
import type { Absence, FeedContent, FeedParseContext, ParseFeed } from './feed';
import { type Calendar, parseCalendar } from './reading/jcal';
import { groupByUid, type Instance, instancesOf, type Series } from './reading/series';
import type { EventReader, EventSpan } from './reading/timing';
import { whoseOf } from './reading/whose';
import { clocksOf } from './reading/zones';

/** Instances that are taken of one feed: 25 people with a day of leave each working day of the window. */
const MOST_INSTANCES = 10_000;
const MOST_WARNINGS = 20;

export const parseFeed: ParseFeed = (text, context) => {
  try {
    const calendar = parseCalendar(text);
    return typeof calendar === 'string' ? { fault: calendar } : readCalendar(calendar, context);
  } catch {
    // What nobody thought of must not stop a tick; the text stays out of the message, for it is about people.
    return { fault: 'it cannot be read' };
  }
};

function readCalendar(calendar: Calendar, context: FeedParseContext): ReturnType<ParseFeed> {
  const notes = new Map<string, number>();
  const note = (what: string, times = 1): void => void notes.set(what, (notes.get(what) ?? 0) + times);
  if (calendar.unreadable > 0) note('an event that cannot be parsed', calendar.unreadable);
  const reader: EventReader = { clockOf: clocksOf(calendar.zones, context), note };
  const instances: { series: Series; instance: Instance }[] = [];
  for (const series of groupByUid(calendar.events)) {
    if (context.outOfTime()) break;
    const most = MOST_INSTANCES - instances.length;
    const found = instancesOf(series, { ...context, most: most + 1 }, reader);
    for (const instance of found.slice(0, most)) instances.push({ series, instance });
    if (found.length > most) {
      note(`more than ${MOST_INSTANCES} times, of which the rest is left out`);
      break;
    }
  }
  if (context.outOfTime()) return { fault: 'reading it takes too long' };
  const content: FeedContent =
    context.feed.kind === 'leave'
      ? { leave: merge(absences(instances, context.feed.person, context, note)), dates: [] }
      : { leave: [], dates: datesOf(instances, context, note) };
  const warnings = [...notes].map(([what, times]) => (times === 1 ? what : `${what} (${times} times)`));
  return { content, warnings: warnings.slice(0, MOST_WARNINGS) };
}

function absences(
  instances: readonly { series: Series; instance: Instance }[],
  person: PersonIndex | undefined,
  { people }: FeedParseContext,
  note: EventReader['note'],
): Absence[] {
  const whose = whoseOf(people);
  const strangers = new Set<Series>();
  const found = instances.flatMap(({ series, instance }) => {
    const [master] = series.masters;
    const own = person === undefined ? whose(instance.event) : [person];
    const concerned = own.length > 0 || master === undefined ? own : whose(master);
    if (concerned.length === 0) strangers.add(series);
    return concerned.map((one) => absence(one, instance));
  });
  for (const _ of strangers) note('an event that names nobody of the roster');
  return found;
}

/** Whole minutes: absence begins no later and ends no earlier than the feed says. */
function absence(person: PersonIndex, { clock, from, to }: EventSpan): Absence {
  return { person, clock, from: Math.floor(from / MINUTE), to: Math.ceil(to / MINUTE) };
}

/** Sorted by person, clock and time; what overlaps or touches is one. */
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

/** A holiday is a whole day, on whatever clock it is written; half a day off is none. */
function datesOf(
  instances: readonly { instance: Instance }[],
  { from: first, to: last }: FeedParseContext,
  note: EventReader['note'],
): Day[] {
  const dates = new Set<Day>();
  for (const { instance } of instances) {
    const { from, to } = instance.wall;
    // Some end a day at 23:59 or 23:59:59.
    const end = Math.ceil(to / DAY) * DAY - to <= MINUTE ? Math.ceil(to / DAY) : undefined;
    if (from % DAY !== 0 || end === undefined) {
      note('an event of less than a whole day, which is no holiday');
      continue;
    }
    const beyond = Math.min(end, Math.ceil(last / DAY) + 1);
    for (let date = Math.max(from, first - DAY) / DAY; date < beyond; date++) dates.add(Math.floor(date));
  }
  return [...dates].sort((a, b) => a - b);
}
