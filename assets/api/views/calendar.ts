/**
 * The final schedule as an iCalendar (RFC 5545): the resolver's own window, written down. Times are UTC, so that no program's
 * own idea of a zone can move a shift.
 */
import { createHash } from 'node:crypto';
import type { PersonIndex, Roster } from '../../domain/roster/roster';
import type { Facts, Interval, Resolver, Segment } from '../../domain/schedule/schedule';

export interface ExportOptions extends Interval {
  /** Only this person's; everyone's without it. */
  readonly person?: PersonIndex;
  /** Also leave and holidays, as time that does not block (TRANSP:TRANSPARENT). */
  readonly absences?: boolean;
  /** Also the stretches in which a coverage rule falls short; only for everyone's. */
  readonly coverage?: boolean;
  /** DTSTAMP, ms: when the calendar is made. */
  readonly now: number;
  /** Bytes (UTF-8) that the calendar may have; no limit without it. */
  readonly most?: number;
  /** Where the window is shorter than readers expect, its days before and after today: name and description say so. */
  readonly shortened?: { readonly behind: number; readonly ahead: number };
}

/** Calendar programs that obey it ask again after an hour. */
const REFRESH = 'PT1H';

/**
 * CRLF at the end of every line, no line longer than 75 octets, people by their keys.
 * @returns undefined if it would have more than `most` bytes.
 */
export function exportCalendar(
  roster: Roster,
  resolver: Resolver,
  options: ExportOptions,
  facts?: Facts,
): string | undefined {
  const { most = Number.POSITIVE_INFINITY } = options;
  let calendar = '';
  let bytes = 0;
  for (const line of linesOf(roster, resolver, options, facts)) {
    const folded = `${fold(line)}\r\n`;
    bytes += Buffer.byteLength(folded);
    if (bytes > most) return undefined;
    calendar += folded;
  }
  return calendar;
}

/** One at a time: a calendar that becomes too large is given up early. */
function* linesOf(roster: Roster, resolver: Resolver, options: ExportOptions, facts?: Facts): Generator<string> {
  const { from, to, person, now } = options;
  yield* headOf(person === undefined ? undefined : (roster.people[person]?.key ?? ''), options);
  const windows = resolver.window(from, to, facts);
  const wanted = person === undefined ? roster.people.map((_, index) => index) : [person];
  for (const index of wanted) {
    const key = roster.people[index]?.key ?? '';
    const { on = [], off = [] } = windows[index] ?? {};
    const absent = options.absences ? off.filter(({ kind }) => kind === 'leave' || kind === 'holiday') : [];
    const title = ({ reason }: Segment): string => (person === undefined ? `${key}: ${reason}` : reason);
    for (const stretch of on) yield* event(['on', key], title(stretch), stretch, 'OPAQUE', now);
    for (const stretch of absent) yield* event(['off', key], title(stretch), stretch, 'TRANSPARENT', now);
  }
  const gaps = options.coverage && person === undefined ? resolver.coverage(from, to, facts) : [];
  for (const { id, have, need, ...gap } of gaps) {
    yield* event(['gap', id], `Coverage ${id}: ${have} of ${need}`, gap, 'TRANSPARENT', now);
  }
  yield 'END:VCALENDAR';
}

/** @param key of whom it is; undefined: everyone's. */
function headOf(key: string | undefined, { shortened }: ExportOptions): string[] {
  const whose = key === undefined ? 'Rosterline' : `Rosterline: ${key}`;
  const name = shortened ? `${whose} (${shortened.ahead} days ahead)` : whose;
  const description =
    shortened &&
    `Shows ${shortened.behind} days back and ${shortened.ahead} days ahead. A longer calendar of everyone would be too large; one person's own is longer.`;
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rosterline//Rosterline//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${text(name)}`,
    `X-WR-CALNAME:${text(name)}`,
    ...(description ? [`DESCRIPTION:${text(description)}`, `X-WR-CALDESC:${text(description)}`] : []),
    `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`,
    `X-PUBLISHED-TTL:${REFRESH}`,
  ];
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
