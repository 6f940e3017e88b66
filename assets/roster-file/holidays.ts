/** Reads the holiday calendars: dates and parts of days, feeds, and the holidays of countries. */
import type { Feed, Roster } from '../domain/roster/roster';
import { DAY_MINUTES, dayOf, wallOf } from '../domain/schedule/dates';
import type { Day, WallMinute } from '../domain/time';
import { startOf, toDay } from './calendar';
import type { CountryHoliday, HolidayData } from './country-holidays';
import type { Diagnostics } from './diagnostics';
import { describeValue, isMapping, readEntry, readList, readValue } from './entry';
import { countryHolidaysFormat, holidayFeedFormat, holidayFormat } from './format';
import { describeUnknownPlace } from './place-hints';
import type { Path } from './source';

type HolidaySpans = NonNullable<Roster['holidayParts']>[string];

interface ReadHolidays extends Pick<Roster, 'holidays' | 'holidayParts' | 'holidayYears'> {
  readonly feeds: Feed[];
}

/** What one calendar has collected. */
interface Calendar {
  readonly name: string;
  readonly dates: Set<Day>;
  readonly parts: HolidaySpans[number][];
  readonly feeds: Feed[];
  readonly data: HolidayData | undefined;
  /** Set once the holidays of a country were looked up. */
  years?: HolidayData['years'];
}

/**
 * `es: [dates]`, `es: { ics }`, `es: { country }`, or several of these in one list.
 * @param data absent: countries are accepted unchecked, and without their holidays.
 */
export function readHolidays(diagnostics: Diagnostics, value: unknown, data: HolidayData | undefined): ReadHolidays {
  if (value === undefined || value === null) return { holidays: {}, feeds: [] };
  if (!isMapping(value)) {
    diagnostics.error(['holidays'], `found ${describeValue(value)}, expected a mapping from names to lists of dates`);
    return { holidays: {}, feeds: [] };
  }
  const calendars = Object.entries(value).map(([name, content]): Calendar => {
    const calendar: Calendar = { name, dates: new Set(), parts: [], feeds: [], data };
    const path = ['holidays', name];
    const items = isMapping(content)
      ? [{ value: content, path }]
      : readList(diagnostics, content, path, 'a list of dates, { ics: … } or { country: … }');
    for (const item of items) readItem(diagnostics, item.value, item.path, calendar);
    return calendar;
  });
  const parts = calendars.filter((one) => one.parts.length > 0).map((one) => [one.name, sorted(one.parts)] as const);
  const years = calendars.find((one) => one.years !== undefined)?.years;
  return {
    holidays: Object.fromEntries(calendars.map(({ name, dates }) => [name, [...dates].sort((a, b) => a - b)])),
    ...(parts.length > 0 && { holidayParts: Object.fromEntries(parts) }),
    ...(years && { holidayYears: years }),
    feeds: calendars.flatMap(({ feeds }) => feeds),
  };
}

const OF_A_COUNTRY = Object.keys(countryHolidaysFormat.shape);

function readItem(diagnostics: Diagnostics, item: unknown, path: Path, calendar: Calendar): void {
  if (!isMapping(item)) {
    addWritten(diagnostics, readValue(diagnostics, holidayFormat, item, path), path, calendar);
  } else if (!('ics' in item) && OF_A_COUNTRY.some((key) => key in item)) {
    readCountry(diagnostics, item, path, calendar);
  } else {
    const { ics } = readEntry(diagnostics, holidayFeedFormat, item, path);
    if (ics !== undefined) calendar.feeds.push({ kind: 'holidays', calendar: calendar.name, url: ics });
  }
}

function readCountry(diagnostics: Diagnostics, item: Record<string, unknown>, path: Path, calendar: Calendar): void {
  const entry = readEntry(diagnostics, countryHolidaysFormat, item, path);
  const without = new Set((entry.without ?? []).map(toDay));
  for (const [index, date] of (entry.also ?? []).entries()) {
    const at = [...path, 'also', index];
    if (!date.includes('/') && without.has(toDay(date)))
      diagnostics.error(at, `found ${date}, which is in without as well, expected it in one of the two`);
    addWritten(diagnostics, date, at, calendar);
  }
  if (entry.country === undefined || !isSound(item.region, entry.region)) return;
  const place = [entry.country, entry.region].filter((code) => code !== undefined).join(' ');
  if (calendar.data === undefined) {
    const message = `the holidays of countries are not known here, so those of ${place} are neither checked nor counted`;
    diagnostics.warn([...path, 'country'], message);
    return;
  }
  const found = calendar.data.holidaysOf(entry.country, entry.region, calendar.data.years);
  if ('unknown' in found) {
    const message = describeUnknownPlace(found, entry.country, entry.region);
    diagnostics.error([...path, found.unknown], message);
    return;
  }
  calendar.years = calendar.data.years;
  const unused = addHolidays(calendar, found.holidays, without);
  for (const [index, date] of (entry.without ?? []).entries()) {
    const year = Number(date.slice(0, 4));
    const isKnown = year >= calendar.data.years.first && year <= calendar.data.years.last;
    if (!isKnown || !unused.has(toDay(date))) continue;
    const message = `${date} is no public holiday of ${place} anyway: delete it, or correct it`;
    diagnostics.warn([...path, 'without', index], message);
  }
}

/** False for a value that was given, and reported. */
function isSound(given: unknown, read: string | undefined): boolean {
  return given === undefined || read !== undefined;
}

/** @returns the dates of `without` on which there is no holiday. */
function addHolidays(calendar: Calendar, holidays: readonly CountryHoliday[], without: ReadonlySet<Day>): Set<Day> {
  const unused = new Set(without);
  for (const { from, to } of holidays) {
    for (const piece of byDay(from, to)) {
      const day = dayOf(piece.from);
      unused.delete(day);
      if (!without.has(day)) add(calendar, piece);
    }
  }
  return unused;
}

/** A date, or "2026-12-24T14:00/2026-12-24T24:00". */
function addWritten(diagnostics: Diagnostics, written: string | undefined, path: Path, calendar: Calendar): void {
  if (written === undefined) return;
  const [start = '', end] = written.split('/');
  const from = startOf(start);
  const to = end === undefined ? from + DAY_MINUTES : startOf(end);
  if (to <= from) diagnostics.error(path, `found ${written}, expected an end after its beginning`);
  for (const piece of byDay(from, to)) add(calendar, piece);
}

/** A time cut at each midnight. */
function byDay(from: WallMinute, to: WallMinute): HolidaySpans[number][] {
  const pieces: HolidaySpans[number][] = [];
  for (let start = from; start < to; ) {
    const end = Math.min(to, wallOf(dayOf(start) + 1));
    pieces.push({ from: start, to: end });
    start = end;
  }
  return pieces;
}

/** @param piece within one day. */
function add({ dates, parts }: Calendar, piece: HolidaySpans[number]): void {
  if (piece.to - piece.from === DAY_MINUTES) dates.add(dayOf(piece.from));
  else parts.push(piece);
}

function sorted(parts: HolidaySpans): HolidaySpans {
  return parts.toSorted((a, b) => a.from - b.from || a.to - b.to);
}
