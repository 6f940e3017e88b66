/** Holiday calendars of the file: dates, parts of days, feeds, countries. */
import { createResolver } from '../../assets/domain/schedule/resolver';
import { DAY } from '../../assets/domain/time';
import { toDay } from '../../assets/roster-file/calendar';
import type { CountryHoliday, HolidayData } from '../../assets/roster-file/country-holidays';
import { holidaysOf } from '../../assets/roster-file/date-holidays.private';
import { readRoster, type ValidRoster } from '../../assets/roster-file/read';
import { readRosterWithHolidays } from '../../assets/roster-file/read-with-holidays';
import { errorsIn, parseValidRoster, smallRoster, validRoster } from '../support/roster';

const YEARS = { first: 2025, last: 2029 };
const NOW = Date.parse('2026-11-26T00:00:00Z');

const withHolidays = (calendar: string): string =>
  smallRoster(`holidays: { es: ${calendar} }`).replace('zone: Europe/Madrid', 'zone: Europe/Madrid, holidays: [es]');

const wall = (text: string): number => Date.parse(`${text}Z`) / 60_000;
const days = (...dates: string[]): number[] => dates.map(toDay);

const oneDay = (date: string): CountryHoliday => {
  const from = toDay(date) * 1440;
  return { name: 'Feast', type: 'public', from, to: from + 1440 };
};

/** A country with four holidays: a half day, one, and two in a row. */
const feasts: HolidayData = {
  years: YEARS,
  holidaysOf: () => ({
    holidays: [
      oneDay('2026-01-06'),
      { ...oneDay('2026-04-05'), to: wall('2026-04-07T12:00') },
      { ...oneDay('2026-12-24'), from: wall('2026-12-24T13:00') },
    ],
  }),
};

function read(calendar: string, data = feasts): ValidRoster {
  const result = readRoster(withHolidays(calendar), 'roster.yaml', data);
  if ('errors' in result) throw new Error(JSON.stringify(result.errors));
  return result;
}

const real: HolidayData = { years: YEARS, holidaysOf };
const errorsWith = (calendar: string, data: HolidayData = real): string[] => {
  const result = readRoster(withHolidays(calendar), 'roster.yaml', data);
  return 'errors' in result ? result.errors.map(({ path, message }) => `${path}: ${message}`) : [];
};
const warningsOf = ({ warnings }: ValidRoster): string[] => warnings.map(({ path, message }) => `${path}: ${message}`);

test('parts of days stand beside dates in a plain list, cut at midnight', () => {
  const roster = validRoster(
    withHolidays('[2026-12-25, 2026-12-24T14:00/2026-12-24T24:00, 2026-12-30T18:00/2027-01-01T06:00]'),
  );
  expect(roster.holidays).toEqual({ es: days('2026-12-25', '2026-12-31') });
  expect(roster.holidayParts).toEqual({
    es: [
      { from: wall('2026-12-24T14:00'), to: wall('2026-12-25T00:00') },
      { from: wall('2026-12-30T18:00'), to: wall('2026-12-31T00:00') },
      { from: wall('2027-01-01T00:00'), to: wall('2027-01-01T06:00') },
    ],
  });
});

test('a roster without parts of days and countries compiles to the same as ever', () => {
  const roster = validRoster(withHolidays('[2026-12-25]'));
  expect(roster.holidays).toEqual({ es: days('2026-12-25') });
  expect(Object.keys(roster)).not.toContain('holidayParts');
  expect(Object.keys(roster)).not.toContain('holidayYears');
});

test("a part of a day is off on each person's own clock, and by the name of the calendar", () => {
  const text = withHolidays('[2026-11-23T09:00/2026-11-23T12:00]').replace(
    'ben@example.com',
    'ben@example.com, holidays: [es]',
  );
  const [ana, ben] = createResolver(validRoster(text)).window(NOW - 7 * DAY, NOW);
  const times = (list: readonly { from: number; to: number; reason: string }[] = []) =>
    list.map(({ from, to, reason }) => [
      new Date(from).toISOString().slice(11, 16),
      new Date(to).toISOString().slice(11, 16),
      reason,
    ]);
  expect(times(ana?.on)).toEqual([
    ['06:00', '08:00', 'shift early'],
    ['11:00', '14:00', 'shift early'],
  ]);
  expect(times(ana?.off)).toEqual([['08:00', '11:00', 'holiday es']]);
  expect(times(ben?.off)).toEqual([['14:00', '17:00', 'holiday es']]);
});

test('a part of a day lasts as long as the clock shows, also when it is put back meanwhile', () => {
  const text = withHolidays('[2026-10-25T01:00/2026-10-25T04:00]')
    .replace('days: [mon]', 'days: [sun]')
    .replace('07:00', '00:00');
  const [ana] = createResolver(validRoster(text)).window(
    Date.parse('2026-10-24T12:00Z'),
    Date.parse('2026-10-25T12:00Z'),
  );
  expect(ana?.off.map(({ from, to }) => (to - from) / 3_600_000)).toEqual([4]);
});

test('a country brings its public holidays, without some and with others', () => {
  const { roster, warnings } = read(
    '{ country: ES, region: MD, also: [2026-12-26, 2026-12-31T15:00/2026-12-31T24:00], without: [2026-01-06, 2026-04-06] }',
  );
  expect(warnings).toEqual([]);
  expect(roster.holidays).toEqual({ es: days('2026-04-05', '2026-12-26') });
  expect(roster.holidayParts?.es).toEqual([
    { from: wall('2026-04-07T00:00'), to: wall('2026-04-07T12:00') },
    { from: wall('2026-12-24T13:00'), to: wall('2026-12-25T00:00') },
    { from: wall('2026-12-31T15:00'), to: wall('2027-01-01T00:00') },
  ]);
  expect(roster.holidayYears).toEqual(YEARS);
});

test('a holiday becomes a half day by without and also together', () => {
  const { roster } = read('{ country: ES, also: [2026-01-06T12:00/2026-01-06T24:00], without: [2026-01-06] }');
  expect(roster.holidays.es).not.toContain(toDay('2026-01-06'));
  expect(roster.holidayParts?.es?.[0]).toEqual({ from: wall('2026-01-06T12:00'), to: wall('2026-01-07T00:00') });
});

test('a list holds countries, dates and feeds together', () => {
  const { roster } = read('[{ country: ES }, 2026-02-02, { ics: https://example.com/es.ics }]');
  expect(roster.holidays.es).toEqual(days('2026-01-06', '2026-02-02', '2026-04-05', '2026-04-06'));
  expect(roster.feeds).toEqual([{ kind: 'holidays', calendar: 'es', url: 'https://example.com/es.ics' }]);
});

test('the country and region of the file are what is looked up, as text: NO is Norway, 1 a region', () => {
  const asked: unknown[] = [];
  const data: HolidayData = {
    years: YEARS,
    holidaysOf: (...all) => {
      asked.push(all);
      return { holidays: [] };
    },
  };
  read('[{ country: NO }, { country: AT, region: 1 }]', data);
  expect(asked).toEqual([
    ['NO', undefined, YEARS],
    ['AT', '1', YEARS],
  ]);
});

test('a date of without on which there is no holiday is a warning, within the years that are known', () => {
  expect(warningsOf(read('{ country: ES, region: MD, without: [2026-01-07, 2024-01-07] }'))).toEqual([
    'holidays.es.without[0]: 2026-01-07 is no public holiday of ES MD anyway: delete it, or correct it',
  ]);
});

test('without the data a country is accepted, and a warning says that its holidays do not count', () => {
  const { roster, warnings } = parseValidRoster(withHolidays('{ country: XX, also: [2026-12-24] }'));
  expect(roster.holidays).toEqual({ es: days('2026-12-24') });
  expect(roster.holidayYears).toBeUndefined();
  expect(warnings).toMatchObject([
    {
      path: 'holidays.es.country',
      message: 'the holidays of countries are not known here, so those of XX are neither checked nor counted',
    },
  ]);
});

test.each([
  ['a name for a code', '{ country: spain }', 'did you mean "ES"?'],
  ['the country’s own name', '{ country: Deutschland }', 'did you mean "DE"?'],
  ['a misspelt name', '{ country: Portgual }', 'did you mean "PT"?'],
  ['a code in small letters', '{ country: es }', 'did you mean "ES"?'],
  ['initials', '{ country: UK }', 'did you mean "GB"?'],
  ['more initials', '{ country: USA }', 'did you mean "US"?'],
  ['a country with its region', '{ country: ES-MD }', 'did you mean country: ES, region: MD?'],
  ['a region with its country', '{ country: ES, region: ES-MD }', 'did you mean "MD"?'],
  ['a region’s name', '{ country: ES, region: Madrid }', 'did you mean "MD"?'],
  ['a region’s name without accents', '{ country: DE, region: baden-wurttemberg }', 'did you mean "BW"?'],
  ['a part of a region', '{ country: ES, region: Tenerife }', 'did you mean "CN-TE"?'],
  ['a region in small letters', '{ country: ES, region: md }', 'did you mean "MD"?'],
])('%s as a country or region is refused with what was meant', (_, calendar, hint) => {
  const [error, ...more] = errorsWith(calendar);
  expect(more).toEqual([]);
  expect(error).toMatch(/^holidays\.es\.(country|region): found the unknown (country|region) "/);
  expect(error).toContain(hint);
});

test.each([
  [
    'another code',
    '{ country: XY }',
    'found the unknown country "XY", expected a two-letter code of a country (ISO 3166-1) like ES',
  ],
  ['a region of a country that has none', '{ country: DK, region: H }', 'expected no region: the data has none for DK'],
  ['another region', '{ country: GB, region: XX }', 'expected one of ALD, ENG, NIR, SCT, WLS'],
  ['a country that is a list', '{ country: [ES] }', 'found a list, expected a two-letter code'],
  ['no country', '{ region: MD }', '"country" is missing: expected a two-letter code'],
  [
    'an unknown key',
    '{ country: ES, plus: [2026-12-24] }',
    'found the unknown key "plus", expected one of country, region, also, without',
  ],
  ['one date for a list', '{ country: ES, also: 2026-12-24 }', 'did you mean [2026-12-24]?'],
  [
    'a part of a day in without',
    '{ country: ES, without: [2026-12-24T14:00/2026-12-24T24:00] }',
    'expected a date like 2026-01-05',
  ],
  [
    'a date in also and without',
    '{ country: ES, also: [2026-01-06], without: [2026-01-06] }',
    'which is in without as well',
  ],
  [
    'a feed that is also a country',
    '{ country: ES, ics: https://example.com/a.ics }',
    'found the unknown key "country", expected one of ics',
  ],
  ['an end before its beginning', '[2026-12-24T14:00/2026-12-24T13:00]', 'expected an end after its beginning'],
  ['a part without its end', '[2026-12-24T14:00]', 'expected a date like 2026-12-25, or a part of a day like'],
  ['an end that is no date', '[2026-12-24T14:00/2026-02-30T24:00]', 'expected a day from 01 to 28'],
  ['a beginning that is no date', '[2026-13-24T14:00/2026-12-24T24:00]', 'expected a month from 01 to 12'],
])('%s in a calendar of holidays is refused', (_, calendar, message) => {
  const errors = errorsWith(calendar);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain(message);
});

test('every fault of a calendar is named at once, in its place', () => {
  expect(errorsIn(withHolidays('[2026-12-32, { country: ES, also: [x], without: [2026-1-6] }, { isc: a }]'))).toEqual([
    expect.stringMatching(/^8:18 holidays\.es\[0\]: .*expected a day from 01 to 31/),
    expect.stringMatching(/^8:\d+ holidays\.es\[1\]\.also\[0\]: found "x", expected a date/),
    expect.stringMatching(/^8:\d+ holidays\.es\[1\]\.without\[0\]: found "2026-1-6", expected a date/),
    expect.stringMatching(/^8:\d+ holidays\.es\[2\]\.ics: "ics" is missing/),
    expect.stringMatching(/^8:\d+ holidays\.es\[2\]\.isc: found the unknown key "isc".*did you mean "ics"/),
  ]);
});

describe('a roster that is read with holidays', () => {
  test('has those of its countries, of the year before and of three years ahead', async () => {
    const read = await readRosterWithHolidays(withHolidays('{ country: ES, region: MD }'), 'roster.yaml', NOW);
    const roster = 'roster' in read ? read.roster : undefined;
    expect(roster?.holidayYears).toEqual({ first: 2025, last: 2029 });
    const es = roster?.holidays.es ?? [];
    expect(es).toEqual(expect.arrayContaining(days('2025-01-01', '2026-05-02', '2026-11-02', '2029-12-25')));
    expect([Math.min(...es), Math.max(...es)]).toEqual(days('2025-01-01', '2029-12-25'));
  });

  test('loads the data only where the file names a country', async () => {
    let loaded = 0;
    const load = async () => {
      loaded++;
      return { holidaysOf };
    };
    await readRosterWithHolidays(
      withHolidays('[2026-12-25, { ics: https://example.com/a.ics }]'),
      'roster.yaml',
      NOW,
      load,
    );
    await readRosterWithHolidays('people: [', 'roster.yaml', NOW, load);
    expect(loaded).toBe(0);
    await readRosterWithHolidays(withHolidays('{ country: ES }'), 'roster.yaml', NOW, load);
    expect(loaded).toBe(1);
  });

  test('is not read at all where the data cannot be loaded', async () => {
    const load = () => Promise.reject(new Error('no such asset'));
    const read = readRosterWithHolidays(withHolidays('{ country: ES }'), 'roster.yaml', NOW, load);
    await expect(read).rejects.toThrow('no such asset');
  });
});
