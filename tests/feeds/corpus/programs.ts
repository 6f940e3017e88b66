/** One recurring event as four programs write it, and the absences that it means, reckoned by Temporal. */
import fc from 'fast-check';
import { Temporal } from '../../domain/schedule/temporal';
import { type RecurrenceRule, startsOf } from './oracle';
import { ruleCase, writeRule } from './rules';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

const PROGRAMS = ['Exchange', 'Google', 'Apple', 'Outlook'] as const;
type Program = (typeof PROGRAMS)[number];

/** IANA → what Outlook displays, and the changes of the clocks as Exchange describes them: WKST stands there too. */
const ZONES = {
  'Europe/Berlin': {
    displayed: '(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna',
    standard: ['+0200', '+0100', '-1SU', 10, '030000'],
    daylight: ['+0100', '+0200', '-1SU', 3, '020000'],
  },
  'America/New_York': {
    displayed: '(UTC-05:00) Eastern Time (US & Canada)',
    standard: ['-0400', '-0500', '1SU', 11, '020000'],
    daylight: ['-0500', '-0400', '2SU', 3, '020000'],
  },
  'Australia/Sydney': {
    displayed: '(UTC+10:00) Canberra, Melbourne, Sydney',
    standard: ['+1100', '+1000', '1SU', 4, '030000'],
    daylight: ['+1000', '+1100', '1SU', 10, '020000'],
  },
} as const;
type ZoneName = keyof typeof ZONES;

export interface EventCase {
  readonly program: Program;
  readonly zone: ZoneName;
  readonly wholeDays: boolean;
  readonly start: number;
  readonly rule: RecurrenceRule;
  /** Minutes; whole days: days. */
  readonly length: number;
  /** Which of the instances, counted round, are deleted; and which one is moved, by so many minutes (whole days: days). */
  readonly deleted: readonly number[];
  readonly moved: { readonly which: number; readonly by: number } | undefined;
}

export const eventCase: fc.Arbitrary<EventCase> = fc.boolean().chain((wholeDays) =>
  fc
    .record({
      program: fc.constantFrom(...PROGRAMS),
      zone: fc.constantFrom(...(Object.keys(ZONES) as ZoneName[])),
      ruled: ruleCase(wholeDays),
      length: fc.integer({ min: 1, max: wholeDays ? 3 : 600 }),
      deleted: fc.array(fc.nat(500), { maxLength: 2 }),
      moved: fc.option(fc.record({ which: fc.nat(500), by: fc.integer({ min: 1, max: wholeDays ? 20 : 3000 }) }), {
        nil: undefined,
      }),
    })
    .map(({ ruled, ...others }) => ({ ...others, ...ruled, wholeDays })),
);

const instantOf = (wall: number, zone: ZoneName): number =>
  Temporal.PlainDateTime.from(new Date(wall).toISOString().slice(0, 19)).toZonedDateTime(zone, {
    disambiguation: 'compatible',
  }).epochMilliseconds;

/** How the instances are told apart: by instants, or by dates. */
const positionOf = ({ wholeDays, zone }: EventCase, wall: number): number => (wholeDays ? wall : instantOf(wall, zone));

interface Changes {
  readonly deleted: readonly number[];
  readonly moved: { readonly from: number; readonly to: number } | undefined;
}

const known = new WeakMap<EventCase, readonly number[]>();

/** All starts up to the end of the window, before deletions; reckoned once. */
function allStarts(event: EventCase, last: number): readonly number[] {
  const starts = known.get(event) ?? startsOf(event.rule, event.start, last + 2 * DAY);
  known.set(event, starts);
  return starts;
}

/** The starts that are deleted and moved, out of the first 400. */
function changesOf(event: EventCase, last: number): Changes {
  const starts = allStarts(event, last).slice(0, 400);
  const at = (which: number): number => starts[which % starts.length] ?? event.start;
  const deleted = event.deleted.map(at);
  if (event.moved === undefined) return { deleted, moved: undefined };
  const from = at(event.moved.which);
  const gone = deleted.some((start) => positionOf(event, start) === positionOf(event, from));
  return { deleted, moved: gone ? undefined : { from, to: from + event.moved.by * (event.wholeDays ? DAY : MINUTE) } };
}

/** `[from, to)` in minutes of UTC or, for whole days, of the person's own clock; joined where they overlap or touch. */
export function absencesOf(
  event: EventCase,
  window: { readonly from: number; readonly to: number },
): [number, number][] {
  const { wholeDays, zone, length, program } = event;
  const { deleted, moved } = changesOf(event, window.to);
  const gone = new Set([...deleted, ...(moved ? [moved.from] : [])].map((start) => positionOf(event, start)));
  const starts = allStarts(event, window.to).filter((start) => !gone.has(positionOf(event, start)));
  const spans = [...starts, ...(moved ? [moved.to] : [])].map((start): [number, number] => {
    if (wholeDays) return [start, start + length * DAY];
    const from = instantOf(start, zone);
    // Apple writes a duration, which is exact; the others an end, which is a wall time.
    return [from, program === 'Apple' ? from + length * MINUTE : instantOf(start + length * MINUTE, zone)];
  });
  const margin = wholeDays ? DAY : 0;
  const joined: [number, number][] = [];
  for (const [from, to] of spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (from >= to || from >= window.to + margin || to <= window.from - margin) continue;
    const before = joined.at(-1);
    if (before !== undefined && from <= before[1]) before[1] = Math.max(before[1], to);
    else joined.push([from, to]);
  }
  return joined.map(([from, to]) => [from / MINUTE, to / MINUTE]);
}

const local = (wall: number): string => new Date(wall).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
const date = (wall: number): string => local(wall).slice(0, 8);

/** The calendar as text. */
export function writeCalendar(event: EventCase, window: { readonly to: number }): string {
  const { program, zone, wholeDays, start, rule, length } = event;
  const { deleted, moved } = changesOf(event, window.to);
  const utc = (wall: number): string => `${local(instantOf(wall, zone))}Z`;
  const tzid = { Exchange: 'Customized Time Zone', Google: zone, Apple: zone, Outlook: `"${ZONES[zone].displayed}"` }[
    program
  ];
  const time = (name: string, wall: number): string =>
    wholeDays ? `${name};VALUE=DATE:${date(wall)}` : `${name};TZID=${tzid}:${local(wall)}`;
  const inUtc = program === 'Exchange';
  const exception = (name: string, wall: number): string => (inUtc ? `${name}:${utc(wall)}` : time(name, wall));
  const until = rule.until === undefined ? undefined : wholeDays && !inUtc ? date(rule.until) : utc(rule.until);
  const end = (from: number): string =>
    program === 'Apple' && !wholeDays
      ? `DURATION:PT${length}M`
      : time('DTEND', from + length * (wholeDays ? DAY : MINUTE));
  const common = ['UID:1', 'DTSTAMP:20261101T000000Z', 'SUMMARY:Leave'];
  const status = program === 'Outlook' || inUtc ? ['X-MICROSOFT-CDO-BUSYSTATUS:OOF'] : ['TRANSP:TRANSPARENT'];
  const written = writeRule(inUtc && rule.wkst === undefined ? { ...rule, wkst: 'MO' } : rule, until);
  const master = [
    ...['BEGIN:VEVENT', ...common, ...status, time('DTSTART', start), end(start), `RRULE:${written}`],
    ...deleted.map((wall) => exception('EXDATE', wall)),
    'END:VEVENT',
  ];
  const override =
    moved === undefined
      ? []
      : [
          'BEGIN:VEVENT',
          ...common,
          ...status,
          exception('RECURRENCE-ID', moved.from),
          time('DTSTART', moved.to),
          end(moved.to),
          'END:VEVENT',
        ];
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...(inUtc ? zoneLines(zone) : []),
    ...master,
    ...override,
    'END:VCALENDAR',
  ];
  return lines.map((line) => line.replaceAll(/.{60}(?=.)/g, '$&\r\n ')).join('\r\n');
}

function zoneLines(zone: ZoneName): string[] {
  const observance = (name: 'standard' | 'daylight'): string[] => {
    const [before, after, day, month, time] = ZONES[zone][name];
    return [
      `BEGIN:${name.toUpperCase()}`,
      `DTSTART:16010101T${time}`,
      `TZOFFSETFROM:${before}`,
      `TZOFFSETTO:${after}`,
      `RRULE:FREQ=YEARLY;WKST=MO;INTERVAL=1;BYDAY=${day};BYMONTH=${month}`,
      `END:${name.toUpperCase()}`,
    ];
  };
  return [
    'BEGIN:VTIMEZONE',
    'TZID:Customized Time Zone',
    ...observance('standard'),
    ...observance('daylight'),
    'END:VTIMEZONE',
  ];
}
