/** The stored content of all feeds as facts for the resolver. */
import { createHash } from 'node:crypto';
import type { PersonIndex, Roster } from '../domain/roster/roster';
import type { FeedFacts, HolidaySpan, Interval } from '../domain/schedule/schedule';
import { toInstant, zoneNamed } from '../domain/schedule/zones';
import { type Day, MINUTE } from '../domain/time';
import type { Absence, FeedContent } from './feed';

/** @param contents in the order of `roster.feeds`. `key` is the same for the same content. */
export function combineFeeds(
  roster: Roster,
  contents: readonly (FeedContent | undefined)[],
): { readonly fromFeeds: FeedFacts; readonly key: string } {
  const leave: (Interval & { person: PersonIndex })[] = [];
  const holidays: Record<string, Day[]> = {};
  const holidayParts: Record<string, HolidaySpan[]> = {};
  roster.feeds.forEach((feed, index) => {
    const content = contents[index];
    if (content === undefined) return;
    leave.push(...content.leave.map((absence) => toInstants(absence, roster)));
    if (feed.kind !== 'holidays') return;
    holidays[feed.calendar] = [...(holidays[feed.calendar] ?? []), ...content.dates];
    if (content.parts !== undefined)
      holidayParts[feed.calendar] = [...(holidayParts[feed.calendar] ?? []), ...content.parts];
  });
  for (const [calendar, dates] of Object.entries(holidays))
    holidays[calendar] = [...new Set(dates)].sort((a, b) => a - b);
  const hasParts = Object.keys(holidayParts).length > 0;
  const fromFeeds: FeedFacts = { leave, holidays, ...(hasParts && { holidayParts }) };
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
