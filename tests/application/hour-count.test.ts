import { countWithinHour, type HourCount } from '../../assets/application/hour-count';

const MINUTE = 60_000;

test('what happens again within the hour is counted together, and each key for itself', () => {
  const counts = new Map<string, HourCount>();
  expect(countWithinHour(counts, 'a', 0)).toEqual({ before: 0, after: 1 });
  expect(countWithinHour(counts, 'a', 59 * MINUTE, 3)).toEqual({ before: 1, after: 4 });
  expect(countWithinHour(counts, 'b', 59 * MINUTE)).toEqual({ before: 0, after: 1 });
});

test('a count begins anew after an hour, and after the clock was set back', () => {
  const counts = new Map<string, HourCount>([['a', { since: 60 * MINUTE, count: 9 }]]);
  expect(countWithinHour(counts, 'a', 59 * MINUTE).before).toBe(0);
  expect(countWithinHour(counts, 'a', 119 * MINUTE).before).toBe(0);
});
