/** Which days are on show, and what has to be asked for to show them. */
import fc from 'fast-check';
import { frameAt, startOf, windowAround } from '../../../assets/page/model/frame';
import { frameOf, frameOn, missingFor, RANGES, type Range, stepped } from '../../../assets/page/model/ranges';
import { clockOf, dayOf } from '../../../assets/page/model/wall-clock';
import { NOON } from './people';

const day = (date: string): number => Date.parse(`${date}T00:00Z`) / 86_400_000;
const date = (of: number): string => new Date(of * 86_400_000).toISOString().slice(0, 10);
const TODAY = day('2026-11-22');
const madrid = clockOf('Europe/Madrid');

test.each([
  ['day', '2026-11-22', 1],
  ['week', '2026-11-22', 7],
  ['fortnight', '2026-11-22', 14],
  ['month', '2026-11-01', 30],
] as const)('a %s begins on %s and has %d days', (range, first, days) => {
  expect(frameOf(range, TODAY)).toEqual({ first: day(first), days });
});

test('a month has the days of the calendar, in February of a leap year too', () => {
  expect(frameOf('month', day('2028-02-29'))).toEqual({ first: day('2028-02-01'), days: 29 });
});

test('a step back and forward leads to the days beside, without a gap and without an overlap', () => {
  fc.assert(
    fc.property(fc.constantFrom(...RANGES), fc.integer({ min: -300, max: 300 }), (range: Range, offset) => {
      const frame = frameOf(range, TODAY + offset);
      const forward = frameOf(range, stepped(range, frame, 1, TODAY) ?? 0);
      const back = frameOf(range, stepped(range, frame, -1, TODAY) ?? 0);
      expect(forward.first).toBe(frame.first + frame.days);
      expect(back.first + back.days).toBe(frame.first);
    }),
  );
});

test('the page goes back a year and ahead three, and no further', () => {
  expect(stepped('month', frameOf('month', day('2025-12-10')), -1, TODAY)).toBeUndefined();
  expect(stepped('day', frameOf('day', TODAY + 3 * 366), 1, TODAY)).toBeUndefined();
  expect(date(stepped('day', frameOf('day', TODAY - 365), -1, TODAY) ?? 0)).toBe('2025-11-21');
});

test('without a day, today is on show; a day out of reach counts as none', () => {
  const on = (range: Range, of: number | undefined) => frameOn({ range, day: of }, NOON, madrid, [], 'mine');
  expect(on('week', undefined)).toEqual({ first: TODAY, days: 7 });
  expect(on('week', TODAY + 30)).toEqual({ first: TODAY + 30, days: 7 });
  expect(on('week', TODAY + 5000)).toEqual({ first: TODAY, days: 7 });
});

describe('what is loaded anyway', () => {
  const { from, days } = windowAround(NOON, madrid);
  const loaded = { from, to: from + days * 86_400_000 };
  const missing = (range: Range, of: number) => missingFor(frameOf(range, of), loaded, [madrid]);

  test('is enough for today, for this week, for two weeks, and for each of their days', () => {
    expect(missing('day', TODAY)).toBeUndefined();
    expect(missing('week', TODAY)).toBeUndefined();
    expect(missing('fortnight', TODAY)).toBeUndefined();
    expect(missing('day', TODAY + 13)).toBeUndefined();
  });

  test('is not enough for a month, for earlier and for later days: those are asked for, whole', () => {
    for (const [range, of] of [
      ['month', TODAY],
      ['day', TODAY - 2],
      ['week', TODAY + 10],
    ] as const) {
      const frame = frameOf(range, of);
      const asked = missing(range, of);
      expect(asked?.from).toBe(madrid.midnight(frame.first));
      expect((asked?.from ?? 0) + (asked?.days ?? 0) * 86_400_000).toBeGreaterThanOrEqual(
        madrid.midnight(frame.first + frame.days),
      );
      expect(asked?.days).toBeLessThanOrEqual(62);
    }
  });
});

test('the days asked for begin and end where anybody’s day does, if everybody’s own clock counts', () => {
  const clocks = ['Europe/Madrid', 'Pacific/Honolulu', 'Pacific/Kiritimati'].map(clockOf);
  const frame = frameOf('month', frameAt(NOON, madrid, clocks, 'theirs').first);
  const asked = missingFor(frame, { from: 0, to: 0 }, clocks);
  for (const clock of clocks) {
    expect(dayOf(clock.wall(asked?.from ?? 0))).toBeLessThanOrEqual(frame.first);
    expect(clock.midnight(frame.first + frame.days)).toBeLessThanOrEqual(
      (asked?.from ?? 0) + (asked?.days ?? 0) * 86_400_000,
    );
  }
  expect(asked?.days).toBeLessThanOrEqual(62);
});

test('a timeline that scrolls begins today, or two hours before now; without today, at its left edge', () => {
  expect(startOf(frameOf('month', TODAY), NOON, madrid)).toBe(21);
  expect(startOf(frameOf('day', TODAY), NOON, madrid)).toBeCloseTo(11 / 24, 9);
  expect(startOf(frameOf('week', TODAY + 1), NOON, madrid)).toBe(0);
  expect(startOf(frameOf('week', TODAY - 30), NOON, madrid)).toBe(0);
});
