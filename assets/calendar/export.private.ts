/**
 * The final schedule as an iCalendar (RFC 5545): the resolver's own window, written down. Times are UTC, so that no program's
 * own idea of a zone can move a shift.
 */
import { createHash } from 'node:crypto';
import type { Facts, Interval, Resolver, Stretch } from '../duty/duty';
import type { PersonIndex, Roster } from '../roster/roster';

export interface ExportOptions extends Interval {
  /** Only this person's; everyone's without it. */
  readonly person?: PersonIndex;
  /** Also leave and holidays, as time that does not block (TRANSP:TRANSPARENT). */
  readonly absences?: boolean;
  /** Also the stretches in which a coverage rule falls short; only for everyone's. */
  readonly coverage?: boolean;
  /** DTSTAMP, ms: when the calendar is made. */
  readonly now: number;
}

/** Calendar programs that obey it ask again after an hour. */
const REFRESH = 'PT1H';

/** CRLF at the end of every line, no line longer than 75 octets, people by their keys. */
export function exportCalendar(roster: Roster, resolver: Resolver, options: ExportOptions, facts?: Facts): string {
  const { from, to, person, now } = options;
  const windows = resolver.window(from, to, facts);
  const wanted = person === undefined ? roster.people.map((_, index) => index) : [person];
  const events = wanted.flatMap((index) => {
    const key = roster.people[index]?.key ?? '';
    const { on = [], off = [] } = windows[index] ?? {};
    const absent = options.absences ? off.filter(({ kind }) => kind === 'leave' || kind === 'holiday') : [];
    const title = ({ because }: Stretch): string => (person === undefined ? `${key}: ${because}` : because);
    return [
      ...on.map((stretch) => event(['on', key], title(stretch), stretch, 'OPAQUE', now)),
      ...absent.map((stretch) => event(['off', key], title(stretch), stretch, 'TRANSPARENT', now)),
    ];
  });
  const gaps = options.coverage && person === undefined ? resolver.coverage(from, to, facts) : [];
  const name = person === undefined ? 'Rosterline' : `Rosterline: ${roster.people[person]?.key ?? ''}`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rosterline//Rosterline//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${text(name)}`,
    `X-WR-CALNAME:${text(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`,
    `X-PUBLISHED-TTL:${REFRESH}`,
    ...events.flat(),
    ...gaps.flatMap(({ id, have, need, ...gap }) =>
      event(['gap', id], `Coverage ${id}: ${have} of ${need}`, gap, 'TRANSPARENT', now),
    ),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

/** The UID stays the same as long as it is about the same and starts at the same time; it tells nothing of either. */
function event(
  about: readonly string[],
  summary: string,
  { from, to }: Interval,
  transp: string,
  now: number,
): string[] {
  const uid = createHash('sha256')
    .update(JSON.stringify([...about, from]))
    .digest('hex')
    .slice(0, 32);
  return [
    'BEGIN:VEVENT',
    `UID:${uid}@rosterline`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(from)}`,
    `DTEND:${utc(to)}`,
    `SUMMARY:${text(summary)}`,
    `TRANSP:${transp}`,
    'END:VEVENT',
  ];
}

/** 20261224T090000Z; fractions of a second are dropped. */
function utc(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** TEXT (RFC 5545 §3.3.11). Control characters have no place in it. */
function text(value: string): string {
  return value
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, '');
}

const LONGEST_LINE = 75;

/** RFC 5545 §3.1: after at most 75 octets a line goes on after CRLF and a space. No character is cut in two. */
function fold(line: string): string {
  if (Buffer.byteLength(line) <= LONGEST_LINE) return line;
  const folded: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const length = Buffer.byteLength(character);
    if (octets + length > LONGEST_LINE) {
      folded.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += length;
  }
  return [...folded, current].join('\r\n');
}
