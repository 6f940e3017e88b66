import { printCells } from '../../../assets/page/model/print-cells';
import { clockOf, dayOf } from '../../../assets/page/model/wall-clock';

// Monday 23 November 2026 in Madrid, an hour east of UTC, and the two days after it.

const madrid = clockOf('Europe/Madrid');
const frame = { first: dayOf(madrid.wall(Date.parse('2026-11-23T12:00Z'))), days: 3 };
const stretch = (from: string, to: string, on: boolean, kind: 'shift' | 'leave' | 'holiday' | 'given' = 'shift') => ({
  from: Date.parse(`2026-11-${from}Z`),
  to: Date.parse(`2026-11-${to}Z`),
  on,
  kind,
  because: kind,
  begun: false,
  open: false,
});
const cells = (...stretches: readonly ReturnType<typeof stretch>[]) =>
  printCells(stretches, frame, madrid).map((lines) => lines.map(({ time, away }) => `${away ?? ''} ${time}`.trim()));

test('A shift stands on the day on which it begins, with its end on the next one', () => {
  expect(cells(stretch('23T21:00', '24T05:30', true))).toEqual([['22–06:30'], [], []]);
});

test('What lasts longer than a day stands on each of its days', () => {
  expect(cells(stretch('23T08:00', '25T10:00', true))).toEqual([['09–24'], ['00–24'], ['00–11']]);
});

test('A whole day away has a word, a part of one its times', () => {
  expect(
    cells(stretch('23T23:00', '24T23:00', false, 'leave'), stretch('25T11:00', '25T14:00', false, 'leave')),
  ).toEqual([[], ['leave'], ['leave 12–15']]);
});

test('A shift that was given away is not on paper, and one from before the range is', () => {
  expect(cells(stretch('23T08:00', '23T10:00', false, 'given'), stretch('20T08:00', '23T10:00', true))).toEqual([
    ['00–11'],
    [],
    [],
  ]);
});
