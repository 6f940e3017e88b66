import fc from 'fast-check';
import ICAL from 'ical.js';
import { type ExportOptions, exportCalendar } from '../../../assets/api/views/calendar';
import type { Coverage, Roster, Shift } from '../../../assets/domain/roster/roster';
import { createResolver } from '../../../assets/domain/schedule/resolver';
import type { Segment, Shortfall } from '../../../assets/domain/schedule/schedule';
import { someRoster } from '../../domain/schedule/arbitrary';
import { seed } from '../../domain/schedule/random';
import { emptyRoster, person } from '../../domain/schedule/rosters';

fc.configureGlobal({ seed: seed() });

const NOW = Date.parse('2026-11-22T08:00:00Z');
const DAY = 86_400_000;
const WEEK = { from: Date.parse('2026-11-23'), to: Date.parse('2026-11-30'), now: NOW };

interface Read {
  readonly summary: string;
  readonly from: number;
  readonly to: number;
  readonly transp: string;
  readonly uid: string;
}

/** The events as another program reads them. */
function readBack(ics: string): Read[] {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      summary: event.summary,
      from: event.startDate.toJSDate().getTime(),
      to: event.endDate.toJSDate().getTime(),
      transp: String(component.getFirstPropertyValue('transp')),
      uid: event.uid,
    };
  });
}

function ics(roster: Roster, options: Partial<ExportOptions> = {}): string {
  const calendar = exportCalendar(roster, createResolver(roster), { ...WEEK, ...options });
  if (calendar === undefined) throw new Error('too large');
  return calendar;
}

const early: Shift = { id: 'early', zone: 'Europe/Madrid', days: 31, from: 420, to: 900, who: [0] };
const base = emptyRoster('Europe/Madrid', [person('ana', 'Europe/Madrid', ['es']), person('ben', 'America/New_York')]);
const roster: Roster = { ...base, shifts: [early], holidays: { es: [Date.parse('2026-11-25') / DAY] } };

test('what another program reads is what the window says: everyone, or one person', () => {
  const calendarOf = fc.record({
    person: fc.option(fc.nat({ max: 2 }), { nil: undefined }),
    days: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(someRoster, calendarOf, (given, { person: only, days }) => {
      const window = { from: given.middle - days * 11 * 3_600_000, to: given.middle + days * DAY };
      const resolver = createResolver(given.roster);
      const options = { ...window, now: NOW, absences: true, ...(only !== undefined && { person: only }) };
      const expected = resolver.window(window.from, window.to).flatMap(({ on, off }, index) => {
        if (only !== undefined && only !== index) return [];
        const title = (reason: string) =>
          only === undefined ? `${given.roster.people[index]?.key}: ${reason}` : reason;
        const show =
          (transp: string) =>
          ({ from, to, reason }: Segment) => ({ summary: title(reason), from, to, transp });
        const away = off.filter(({ kind }) => kind === 'leave' || kind === 'holiday');
        return [...on.map(show('OPAQUE')), ...away.map(show('TRANSPARENT'))];
      });
      const found = readBack(exportCalendar(given.roster, resolver, options) ?? '');
      expect(found.map(({ uid: _, ...rest }) => rest)).toEqual(expected);
      expect(new Set(found.map(({ uid }) => uid)).size).toBe(found.length);
    }),
    { numRuns: 300 },
  );
});

test('availability alone unless leave and holidays are asked for', () => {
  expect(readBack(ics(roster)).map(({ summary }) => summary)).toEqual(Array(4).fill('ana: shift early'));
  expect(readBack(ics(roster, { absences: true })).map(({ summary, transp }) => `${summary} ${transp}`)).toContain(
    'ana: holiday es TRANSPARENT',
  );
});

test('the stretches that fall short of coverage, if asked for, in the calendar of everyone', () => {
  const rule: Coverage = { ...early, id: 'days', min: 2, of: [0, 1] };
  const covered = { ...roster, coverage: [rule] };
  const gaps: readonly Shortfall[] = createResolver(covered).coverage(WEEK.from, WEEK.to);
  const shown = readBack(ics(covered, { coverage: true })).filter(({ summary }) => summary.startsWith('Coverage'));
  expect(shown.map(({ from, to }) => ({ from, to }))).toEqual(gaps.map(({ from, to }) => ({ from, to })));
  expect(shown[0]).toMatchObject({ summary: 'Coverage days: 1 of 2', transp: 'TRANSPARENT' });
  expect(readBack(ics(covered, { coverage: true, person: 1 }))).toEqual([]);
});

test('an event keeps its UID when the calendar is made again', () => {
  const uids = (options: Partial<ExportOptions>) => readBack(ics(roster, options)).map(({ uid }) => uid);
  const later = uids({ now: NOW + DAY, from: WEEK.from + DAY });
  expect(uids({}).slice(1)).toEqual(later);
});

test('lines end in CRLF and have at most 75 octets; no character is cut; marks are escaped', () => {
  const id = 'früh, spät; \\ 😀'.repeat(12);
  const text = ics({ ...roster, shifts: [{ ...early, id }] });
  const lines = text.split('\r\n');
  expect(lines.at(-1)).toBe('');
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(lines.every((line) => Buffer.from(line).toString() === line)).toBe(true); // no lone surrogates
  expect(readBack(text)[0]?.summary).toBe(`ana: shift ${id}`);
});

test('it says what it is and when to ask again, and holds no identity', () => {
  const text = ics(roster, { person: 0 });
  for (const line of [
    'VERSION:2.0',
    'PRODID:-//Rosterline//Rosterline//EN',
    'X-WR-CALNAME:Rosterline: ana',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    'DTSTAMP:20261122T080000Z',
  ]) {
    expect(text.split('\r\n')).toContain(line);
  }
  expect(text).not.toContain(roster.people[0]?.identity ?? '');
});

test('a calendar of more bytes than asked for is not made', () => {
  const bytes = Buffer.byteLength(ics(roster));
  const resolver = createResolver(roster);
  expect(exportCalendar(roster, resolver, { ...WEEK, most: bytes })).toBe(ics(roster));
  expect(exportCalendar(roster, resolver, { ...WEEK, most: bytes - 1 })).toBeUndefined();
});

test('a shortened calendar says so in its name and its description', () => {
  const component = new ICAL.Component(ICAL.parse(ics(roster, { shortened: { behind: 7, ahead: 30 } })));
  const name = 'Rosterline (30 days ahead)';
  const description = expect.stringContaining('7 days back and 30 days ahead');
  expect(component.getFirstPropertyValue('name')).toBe(name);
  expect(component.getFirstPropertyValue('x-wr-calname')).toBe(name);
  expect(component.getFirstPropertyValue('description')).toEqual(description);
  expect(component.getFirstPropertyValue('x-wr-caldesc')).toEqual(description);
  expect(ics(roster)).not.toMatch(/DESCRIPTION|CALDESC|days ahead/);
});
