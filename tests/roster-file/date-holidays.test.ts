/** The data of the library against the law: what it lacks is in the tables here, and in docs/roster.md. */
import type { FoundHolidays } from '../../assets/roster-file/country-holidays';
import { holidaysOf, regionsOf } from '../../assets/roster-file/date-holidays.private';

const DAY_MS = 86_400_000;
const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Easter Sunday by Gauss's rule with Lichtenberg's correction, in ms. */
function easter(year: number): number {
  const century = Math.floor(year / 100);
  const moon = 15 + Math.floor((3 * century + 3) / 4) - Math.floor((8 * century + 13) / 25);
  const sun = 2 - Math.floor((3 * century + 3) / 4);
  const cycle = year % 19;
  const seed = (19 * cycle + moon) % 30;
  const correction = Math.floor((seed + Math.floor(cycle / 11)) / 29);
  const fullMoon = 21 + seed - correction;
  const firstSunday = 7 - ((year + Math.floor(year / 4) + sun) % 7);
  const distance = 7 - ((((fullMoon - firstSunday) % 7) + 7) % 7);
  return Date.UTC(year, 2, fullMoon + distance);
}

const afterEaster = (year: number, days: number): string => dateOf(easter(year) + days * DAY_MS);

/** The nth (from 1; -1 is the last) such weekday of a month; 0 is Sunday. */
function weekday(year: number, month: number, day: number, nth: number): string {
  const all = Array.from({ length: 31 }, (_, index) => new Date(Date.UTC(year, month - 1, index + 1))).filter(
    (date) => date.getUTCMonth() === month - 1 && date.getUTCDay() === day,
  );
  return dateOf(all.at(nth > 0 ? nth - 1 : nth)?.getTime() ?? Number.NaN);
}

function datesIn(found: FoundHolidays): string[] {
  if ('unknown' in found) throw new Error(`unknown ${found.unknown}`);
  return [...new Set(found.holidays.map(({ from }) => dateOf(from * 60_000)))];
}

const found = (country: string, region: string | undefined, year: number): string[] =>
  datesIn(holidaysOf(country, region, { first: year, last: year }));

const isWeekend = (date: string): boolean => [0, 6].includes(new Date(date).getUTCDay());
const on = (year: number, ...days: readonly string[]): string[] => days.map((day) => `${year}-${day}`);

test('Easter of the oracle is that of published tables', () => {
  expect([2024, 2025, 2026, 2027, 2038, 2049].map((year) => dateOf(easter(year)))).toEqual([
    ...['2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2038-04-25', '2049-04-18'],
  ]);
});

test.each([2025, 2026, 2027, 2028, 2029, 2030])(
  'Bavaria has in %i the holidays of its law on holidays (article 1), without Assumption, which is one in parts of it',
  (year) => {
    const fixed = on(year, '01-01', '01-06', '05-01', '10-03', '11-01', '12-25', '12-26');
    const movable = [-2, 1, 39, 50, 60].map((days) => afterEaster(year, days));
    expect(found('DE', 'BY', year)).toEqual([...fixed, ...movable].sort());
    expect(found('DE', 'BY-KATH', year)).toEqual([...fixed, ...movable, `${year}-08-15`].sort());
  },
);

test.each([2025, 2026, 2027])(
  'the United States have in %i the holidays of 5 U.S.C. 6103, and the days on which they are observed',
  (year) => {
    const fixed = on(year, '01-01', '06-19', '07-04', '11-11', '12-25');
    const nextNewYear = `${year + 1}-01-01`;
    const observed = [...fixed, nextNewYear].flatMap((date) => {
      const day = new Date(date).getUTCDay();
      if (day === 6) return [dateOf(Date.parse(date) - DAY_MS)];
      return day === 0 ? [dateOf(Date.parse(date) + DAY_MS)] : [];
    });
    const mondays = [weekday(year, 1, 1, 3), weekday(year, 2, 1, 3), weekday(year, 5, 1, -1), weekday(year, 9, 1, 1)];
    const others = [weekday(year, 10, 1, 2), weekday(year, 11, 4, 4)];
    const all = [...fixed, ...mondays, ...others, ...observed.filter((date) => date.startsWith(String(year)))];
    expect(found('US', undefined, year)).toEqual(all.sort());
  },
);

test('the library lacks the day on which the United States observe Veterans Day where that is on a weekend', () => {
  expect(found('US', undefined, 2028)).not.toContain('2028-11-10');
  expect(found('US', undefined, 2028)).toContain('2028-11-11');
});

test.each([2026, 2027])(
  'Scotland has in %i the bank holidays of the Act of 1971 and those proclaimed each year',
  (year) => {
    const fixed = on(year, '01-01', '01-02', '11-30', '12-25', '12-26').filter((date) => !isWeekend(date));
    const mondays = [weekday(year, 5, 1, 1), weekday(year, 5, 1, -1), weekday(year, 8, 1, 1)];
    const instead = { 2026: ['2026-12-28'], 2027: ['2027-01-04', '2027-12-27', '2027-12-28'] }[year] ?? [];
    const weekdays = [...fixed, ...mondays, afterEaster(year, -2), ...instead].sort();
    expect(found('GB', 'SCT', year).filter((date) => !isWeekend(date))).toEqual(weekdays);
  },
);

test.each([2026, 2027])(
  'Madrid has in %i the holidays of Spain and its own, with the Mondays after Sundays',
  (year) => {
    const spain = on(year, '01-01', '01-06', '05-01', '08-15', '10-12', '11-01', '12-06', '12-08', '12-25');
    const own = year === 2027 ? '2027-05-03' : '2026-05-02'; // 2 May, on the Monday where that is a Sunday
    const mondays = year === 2026 ? ['2026-11-02', '2026-12-07'] : [];
    const expected = [...spain, afterEaster(year, -3), afterEaster(year, -2), own, ...mondays];
    expect(found('ES', 'MD', year)).toEqual(expected.sort());
  },
);

test.each([2025, 2026, 2027, 2028])('France has in %i the holidays of its labour code (L3133-1)', (year) => {
  const fixed = on(year, '01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25');
  const movable = [1, 39, 50].map((days) => afterEaster(year, days));
  expect(found('FR', undefined, year)).toEqual([...new Set([...fixed, ...movable])].sort());
});

test.each([2025, 2026, 2029, 2030])(
  'Ireland has in %i the holidays of its Act of 1997, with St Brigid of 2023',
  (year) => {
    const fixed = on(year, '01-01', '03-17', '12-25', '12-26');
    const brigid = new Date(Date.UTC(year, 1, 1)).getUTCDay() === 5 ? `${year}-02-01` : weekday(year, 2, 1, 1);
    const mondays = [5, 6, 8].map((month) => weekday(year, month, 1, 1));
    const all = [...fixed, brigid, afterEaster(year, 1), ...mondays, weekday(year, 10, 1, -1)];
    expect(found('IE', undefined, year).filter((date) => !isWeekend(date))).toEqual(
      all.filter((date) => !isWeekend(date)).sort(),
    );
  },
);

test('a substitute of a New Year on a Saturday is found in the year before', () => {
  expect(found('US', undefined, 2027)).toContain('2027-12-31');
});

test('a holiday is a whole day also when the clocks change on it', () => {
  const found = holidaysOf('DE', 'BB', { first: 2027, last: 2027 });
  const easterSunday = Date.UTC(2027, 2, 28) / 60_000;
  expect('holidays' in found && found.holidays.find(({ from }) => from === easterSunday)).toMatchObject({
    to: easterSunday + 1440,
  });
});

test('half days keep their hours, several days their length, and feasts that begin at sunset are the civil days', () => {
  const during = (country: string, text: string) => {
    const found = holidaysOf(country, undefined, { first: 2026, last: 2026 }, ['public', 'bank']);
    const one = 'holidays' in found ? found.holidays.find(({ from }) => dateOf(from * 60_000) === text) : undefined;
    return one && [one.type, (one.from / 60) % 24, (one.to - one.from) / 60];
  };
  expect(during('DE', '2026-12-24')).toEqual(['bank', 14, 10]);
  expect(during('IS', '2026-12-24')).toEqual(['public', 13, 11]);
  expect(during('RU', '2026-01-02')).toEqual(['public', 0, 120]);
  expect(during('AE', '2026-03-20')).toEqual(['public', 0, 72]); // Eid al-Fitr
  expect(during('TR', '2026-03-20')).toEqual(['public', 0, 72]); // written as 90 hours from the evening before
});

test('only public holidays count, unless others are asked for', () => {
  const types = (more?: 'observance') => {
    const found = holidaysOf('DE', 'BY', { first: 2026, last: 2026 }, more && ['public', more]);
    return 'holidays' in found ? [...new Set(found.holidays.map(({ type }) => type))].sort() : [];
  };
  expect(types()).toEqual(['public']);
  expect(types('observance')).toEqual(['observance', 'public']);
});

test('an unknown country or region is answered with those that there are', () => {
  const year = { first: 2026, last: 2026 };
  expect(holidaysOf('XX', undefined, year)).toMatchObject({ unknown: 'country' });
  expect(holidaysOf('es', undefined, year)).toMatchObject({ unknown: 'country' });
  expect(holidaysOf('ES', 'md', year)).toMatchObject({ unknown: 'region' });
  expect(holidaysOf('ES', '', year)).toMatchObject({ unknown: 'region' });
  expect(holidaysOf('FR', 'XX-YY', year)).toMatchObject({ unknown: 'region' });
  expect(holidaysOf('constructor', undefined, year)).toMatchObject({ unknown: 'country' });
  expect(regionsOf('ES')).toContainEqual({ code: 'CN-TE', names: ['Tenerife'] });
});

test('every country and every region of the library can be read, and each holiday has a length', () => {
  const unknown = holidaysOf('XX', undefined, { first: 2026, last: 2026 });
  const countries = 'unknown' in unknown ? unknown.places : [];
  expect(countries.length).toBeGreaterThan(200);
  for (const { code } of countries) {
    const regions = regionsOf(code).map((one) => one.code);
    expect(new Set(regions).size).toBe(regions.length);
    for (const region of [
      undefined,
      ...regions.slice(0, 3),
      ...regions.filter((one) => one.includes('-')).slice(0, 2),
    ]) {
      const one = holidaysOf(code, region, { first: 2026, last: 2026 });
      if ('unknown' in one) throw new Error(`${code} ${region} is unknown`);
      for (const { from, to } of one.holidays) expect(Number.isInteger(from) && to > from).toBe(true);
    }
  }
});
