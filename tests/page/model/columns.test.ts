/** What stands above the columns of a timeline. */
import { columnsOf, monthName } from '../../../assets/page/model/columns';

const day = (date: string): number => Date.parse(`${date}T00:00Z`) / 86_400_000;
const texts = (date: string, days: number) =>
  columnsOf({ first: day(date), days }).map(({ strong, text }) => `${strong} ${text}`.trim());

test('a day has a column for every two hours', () => {
  const columns = columnsOf({ first: day('2026-11-28'), days: 1 });
  expect(columns.map(({ left }) => left * 24)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]);
  expect(columns.every(({ isWeekend }) => isWeekend)).toBe(true);
  expect(texts('2026-11-28', 1).slice(0, 2)).toEqual(['00:00', '02:00']);
});

test('a week has its weekdays with their dates, and the month where it begins', () => {
  expect(texts('2026-11-29', 7)).toEqual(['Sun 29 Nov', 'Mon 30', 'Tue 1 Dec', 'Wed 2', 'Thu 3', 'Fri 4', 'Sat 5']);
});

test('the 1st of a month is not wider than the day beside it: the month stands above them', () => {
  expect(texts('2026-11-01', 30).slice(0, 2)).toEqual(['S 1', 'M 2']);
});

test('a month has initials and dates, of which Mondays and the first always have room', () => {
  const columns = columnsOf({ first: day('2026-11-01'), days: 30 });
  expect(columns[1]).toMatchObject({ left: 1, strong: 'M', text: '2' });
  expect(columns.flatMap(({ isMain, left }) => (isMain ? [left + 1] : []))).toEqual([1, 2, 9, 16, 23, 30]);
  expect(monthName(day('2026-11-01'))).toBe('November 2026');
});
