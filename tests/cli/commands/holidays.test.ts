import { type CountryHoliday, HOLIDAY_TYPES, type HolidaysOf } from '../../../assets/roster-file/country-holidays';
import { askedBy, asLines, listHolidays } from '../../../cli/commands/holidays';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const wall = (text: string): number => Date.parse(`${text}Z`) / 60_000;
const holiday = (from: string, to: string, more: Partial<CountryHoliday> = {}): CountryHoliday => {
  return { name: 'Feast', type: 'public', from: wall(from), to: wall(to), ...more };
};

test.each([
  [['ES'], { country: 'ES', years: { first: 2026, last: 2026 } }],
  [['ES', '2027'], { country: 'ES', years: { first: 2027, last: 2027 } }],
  [['ES', 'MD'], { country: 'ES', region: 'MD', years: { first: 2026, last: 2026 } }],
  [['ES', 'MD', '2027'], { country: 'ES', region: 'MD', years: { first: 2027, last: 2027 } }],
  [['AT', '1', '2027'], { country: 'AT', region: '1', years: { first: 2027, last: 2027 } }],
])('rosterline holidays %j finds country, region and year', ([country = '', second, third], asked) => {
  expect(askedBy(country, second, third, NOW)).toEqual(asked);
});

test.each([
  [['ES', '2027', 'MD'], 'expected the year last: holidays ES MD 2027'],
  [['ES', 'MD', '27'], 'found the year 27, expected one from 2000 to 2199'],
  [['ES', '1999'], 'found the year 1999, expected one from 2000 to 2199'],
])('rosterline holidays %j is refused', ([country = '', second, third], problem) => {
  expect(askedBy(country, second, third, NOW)).toEqual({ problem: expect.stringContaining(problem) });
});

test('an unknown country or region is explained with what was meant', () => {
  const unknown = (what: 'country' | 'region'): HolidaysOf => {
    return () => ({ unknown: what, places: [{ code: 'MD', names: ['Madrid'] }] });
  };
  const asked = { country: 'ES', region: 'Madrid', years: { first: 2027, last: 2027 } };
  expect(listHolidays(asked, unknown('region'), ['public'])).toEqual({
    problem: 'found the unknown region "Madrid", expected one of MD; did you mean "MD"?',
  });
  expect(listHolidays({ ...asked, country: 'md' }, unknown('country'), ['public'])).toEqual({
    problem: expect.stringMatching(/^found the unknown country "md", .*; did you mean "MD"\?$/),
  });
});

test('the types that are listed are those that are looked up', () => {
  const asked: unknown[] = [];
  const holidaysOf: HolidaysOf = (...all) => {
    asked.push(all);
    return { holidays: [] };
  };
  const years = { first: 2027, last: 2027 };
  expect(listHolidays({ country: 'DE', region: 'BY', years }, holidaysOf, HOLIDAY_TYPES)).toEqual({ holidays: [] });
  expect(asked).toEqual([['DE', 'BY', years, HOLIDAY_TYPES]]);
});

test('each holiday is a line with its weekday, as a roster writes dates and parts of days', () => {
  const lines = asLines(
    [
      holiday('2026-12-24T14:00', '2026-12-25T00:00', { type: 'bank' }),
      holiday('2026-12-25T00:00', '2026-12-26T00:00', { name: 'Navidad' }),
      holiday('2026-12-28T00:00', '2026-12-30T12:00'),
    ],
    [],
  );
  expect(lines).toEqual([
    'Thu 2026-12-24T14:00/2026-12-24T24:00  Feast (bank)',
    'Fri 2026-12-25  Navidad',
    'Mon 2026-12-28T00:00/2026-12-30T12:00  Feast',
  ]);
});

test('the regions are named after the holidays, and nothing known is said so', () => {
  expect(asLines([], [{ code: 'MD', names: ['Comunidad de Madrid', 'Madrid'] }])).toEqual([
    'No holidays are known.',
    '',
    'Regions may have more holidays, or fewer: MD Madrid.',
  ]);
});
