/** Feeds as tests write and look at them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Feed, Person } from '../../assets/domain/roster/roster';
import type { Absence, FeedContent, FeedParseResult } from '../../assets/feeds/feed';
import { parseFeed } from '../../assets/feeds/reading.private';

export const NOW = Date.parse('2026-11-22T08:00:00Z');
const DAY = 86_400_000;
export const FROM = Date.parse('2026-11-20');
export const TO = FROM + 402 * DAY;

export function person(key: string, identity: string, zone: string): Person {
  return { key, identity, zone, holidays: [], ids: {} };
}

export const PEOPLE: readonly Person[] = [
  person('ana', 'ana@example.com', 'Europe/Madrid'),
  person('ben', 'ben@example.com', 'America/New_York'),
  person('cy', 'US0123456789abcdef0123456789abcdef', 'Asia/Tokyo'),
];

export const EVERYONE = { kind: 'leave', url: 'https://calendar.example.com/leave.ics' } as const satisfies Feed;
export const HOLIDAYS: Feed = { kind: 'holidays', calendar: 'es', url: 'https://calendar.example.com/es.ics' };

/** A fixture as it goes over the wire. */
export function fixture(name: string): string {
  return readFileSync(join(__dirname, 'fixtures', name), 'utf8').replaceAll('\n', '\r\n');
}

/** A calendar of events, each given by its lines. */
export function calendar(...events: readonly string[][]): string {
  const lines = events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT']);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

export function read(text: string, feed: Feed = EVERYONE, people = PEOPLE): FeedParseResult {
  return parseFeed(text, { feed, people, from: FROM, to: TO, outOfTime: () => false });
}

export function warnings(text: string, feed: Feed = EVERYONE): readonly string[] {
  const reading = read(text, feed);
  return 'fault' in reading ? [`fault: ${reading.fault}`] : reading.warnings;
}

/** "ana 2026-12-01T14:00Z/2026-12-01T16:00Z"; without the Z on the person's own clock. By time. */
export function leave(text: string, feed: Feed = EVERYONE, people = PEOPLE): string[] {
  return times(text, feed, people, ({ leave }) => leave);
}

/** The same of shifts; without the Z on the shift's clock. */
export function shifts(text: string, feed: Feed, people = PEOPLE): string[] {
  return times(text, feed, people, ({ shifts = [] }) => shifts);
}

function times(
  text: string,
  feed: Feed,
  people: readonly Person[],
  pick: (content: FeedContent) => readonly Absence[],
): string[] {
  const reading = read(text, feed, people);
  if ('fault' in reading) return [`fault: ${reading.fault}`];
  return pick(reading.content)
    .toSorted((a, b) => a.from - b.from)
    .map(({ person: index, clock, from, to }) => {
      const show = (minute: number): string =>
        `${new Date(minute * 60_000).toISOString().slice(0, 16)}${clock === 'utc' ? 'Z' : ''}`;
      return `${people[index]?.key} ${show(from)}/${show(to)}`;
    });
}

/** One event of Ana's feed, given by its times. */
export function ana(...lines: readonly string[]): string[] {
  return leave(calendar(['UID:1', ...lines]), { ...EVERYONE, person: 0 });
}

export function dates(text: string): string[] {
  const reading = read(text, HOLIDAYS);
  if ('fault' in reading) return [`fault: ${reading.fault}`];
  return reading.content.dates.map((date) => new Date(date * DAY).toISOString().slice(0, 10));
}

/** "2026-12-24T12:00/2026-12-25T00:00", on everyone's own clock; with a Z in UTC. */
export function halfDays(text: string): string[] {
  const reading = read(text, HOLIDAYS);
  if ('fault' in reading) return [`fault: ${reading.fault}`];
  return (reading.content.parts ?? []).map(({ clock, from, to }) => {
    const show = (minute: number): string =>
      `${new Date(minute * 60_000).toISOString().slice(0, 16)}${clock === 'utc' ? 'Z' : ''}`;
    return `${show(from)}/${show(to)}`;
  });
}
