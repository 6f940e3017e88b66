/** The stored content of all feeds as facts for the resolver. */
import { createHash } from 'node:crypto';
import type { Feed, PersonIndex, Roster } from '../domain/roster/roster';
import { dayOf } from '../domain/schedule/dates';
import type { FeedFacts, FeedShift, HolidaySpan, Interval } from '../domain/schedule/schedule';
import { toInstant, wallAt, zoneNamed } from '../domain/schedule/zones';
import { type Day, type EpochMs, MINUTE } from '../domain/time';
import type { Absence, FeedContent, Shift } from './feed';

/** @param contents in the order of `roster.feeds`. `key` is the same for the same content. */
export function combineFeeds(
  roster: Roster,
  contents: readonly (FeedContent | undefined)[],
): { readonly fromFeeds: FeedFacts; readonly key: string } {
  const leave: (Interval & { person: PersonIndex })[] = [];
  const shifts: FeedShift[] = [];
  const holidays: Record<string, Day[]> = {};
  const holidayParts: Record<string, HolidaySpan[]> = {};
  roster.feeds.forEach((feed, index) => {
    const content = contents[index];
    if (content === undefined) return;
    leave.push(...content.leave.map((absence) => toInstants(absence, roster)));
    if (feed.kind === 'shift') for (const shift of content.shifts ?? []) shifts.push(toFeedShift(shift, feed, roster));
    if (feed.kind !== 'holidays') return;
    holidays[feed.calendar] = [...(holidays[feed.calendar] ?? []), ...content.dates];
    if (content.parts !== undefined)
      holidayParts[feed.calendar] = [...(holidayParts[feed.calendar] ?? []), ...content.parts];
  });
  for (const [calendar, dates] of Object.entries(holidays))
    holidays[calendar] = [...new Set(dates)].sort((a, b) => a - b);
  const hasParts = Object.keys(holidayParts).length > 0;
  const fromFeeds: FeedFacts = {
    leave,
    holidays,
    ...(hasParts && { holidayParts }),
    ...(shifts.length > 0 && { shifts }),
  };
  return { fromFeeds, key: createHash('sha256').update(JSON.stringify(fromFeeds)).digest('hex') };
}

/** Times on a person's own clock become instants here, so that a person who moves to another zone takes their leave along. */
function toInstants(
  { person, clock, from, to }: Absence,
  { people, zone }: Roster,
): Interval & { person: PersonIndex } {
  if (clock === 'utc') return { person, from: from * MINUTE, to: to * MINUTE };
  const own = zoneNamed(people[person]?.zone ?? zone);
  return { person, from: toInstant(own, from), to: toInstant(own, to) };
}

/** The shift's zone is its own, else the person's (with `who`), else the roster's. */
function toFeedShift(
  { person, clock, from, to }: Shift,
  feed: Extract<Feed, { kind: 'shift' }>,
  { people, zone }: Roster,
): FeedShift {
  const own = zoneNamed(feed.zone ?? (feed.who === undefined ? zone : (people[person]?.zone ?? zone)));
  const instant = (minute: number): EpochMs => (clock === 'utc' ? minute * MINUTE : toInstant(own, minute));
  return {
    shift: feed.shift,
    person,
    date: dayOf(clock === 'utc' ? wallAt(own, instant(from)) : from),
    from: instant(from),
    to: instant(to),
  };
}
