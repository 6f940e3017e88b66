import { emptyDraft } from '../../../assets/page/model/draft';
import { formOf } from '../../../assets/page/model/form-address';
import { settingOf } from '../../../assets/page/model/presets';
import { partAt, shiftOf, shiftsAhead } from '../../../assets/page/model/shift-of';
import { draftOfSpan, spanBetween } from '../../../assets/page/model/span';
import { clockOf } from '../../../assets/page/model/wall-clock';
import { NOON, person } from './people';

// What is chosen on the timeline: Sunday 22 November 2026, 07:00 in New York.

const newYork = clockOf('America/New_York');
const ana = person('ana');
const FIRST = Math.floor(NOON / 86_400_000);
const at = (instant: string) => Date.parse(`2026-11-${instant}Z`);
const between = (from: number, to: number, clock = newYork) => spanBetween([from, to], FIRST, clock, NOON);

test('A drag chooses quarters of an hour on the clock that draws the bars, in whichever direction', () => {
  const span = { from: at('23T14:00'), to: at('23T22:15') };
  // 09:00 and 17:15 of the second day, a little off.
  expect(between(1 + 9.05 / 24, 1 + 17.2 / 24)).toEqual(span);
  expect(between(1 + 17.2 / 24, 1 + 9.05 / 24)).toEqual(span);
  const kolkata = between(1 + 9 / 24, 1 + 10 / 24, clockOf('Asia/Kolkata'));
  expect(kolkata).toEqual({ from: at('23T03:30'), to: at('23T04:30') });
});

test('What is chosen is a quarter of an hour at least, begins now at the earliest, and is nothing in the past', () => {
  expect(between(1.5, 1.5)).toEqual({ from: at('23T17:00'), to: at('23T17:15') });
  expect(between(0, 0.5)).toEqual({ from: NOON, to: at('22T17:00') });
  expect(between(0, 0.1)).toBeUndefined();
});

test('A choice across the end of summer time has the hours of the wall clock', () => {
  const first = Math.floor(Date.parse('2026-11-01T00:00Z') / 86_400_000);
  const span = spanBetween([0, 3 / 24], first, newYork, Date.parse('2026-10-30T00:00Z'));
  expect(span).toEqual({ from: Date.parse('2026-11-01T04:00Z'), to: Date.parse('2026-11-01T08:00Z') });
});

const setting = (from: number, to: number, available = false, whom = ana) =>
  settingOf(draftOfSpan(emptyDraft(whom, newYork, NOON), { from, to }, available, newYork), whom, [], newYork);

test('What begins now is an override until its end', () => {
  expect(setting(NOON, at('22T17:00'))).toMatchObject({
    order: { path: '/shifts/override', body: { person: 'ana', available: false, until: '2026-11-22T17:00:00.000Z' } },
  });
});

test('What begins later opens the roster’s form with the same times, and says them on both clocks', () => {
  const later = setting(at('23T14:00'), at('23T22:15'), true);
  if (!later || !('address' in later)) throw new Error('no address');
  const times = { from: at('23T14:00'), to: at('23T22:15') };
  expect(formOf(later.address)).toEqual({ form: 'override', person: 'ana', ...times, available: true });
  expect(later.consequence[0]).toBe(
    'ana is on duty Mon 23 Nov 09:00–17:15 your time (Mon 23 Nov 15:00–23:15 in Madrid), whatever the shifts say.',
  );
});

test.each([
  ['an end before the beginning', at('23T14:00'), at('23T13:00'), ana],
  ['an end four years ahead', at('23T14:00'), at('23T14:00') + 4 * 366 * 86_400_000, ana],
  ['somebody who is not on the roster', at('23T14:00'), at('23T15:00'), person('eve', { onRoster: false })],
])('%s is a fault', (_, from, to, whom) => {
  expect(setting(from, to, false, whom)).toEqual({ fault: expect.any(String) });
});

const stretch = (because: string, kind: 'shift' | 'rotation' | 'swap' | 'leave', on = true, days = 0.3) => ({
  from: NOON,
  to: NOON + days * 86_400_000,
  on,
  kind,
  because,
  begun: false,
  open: false,
});

test.each([
  [stretch('shift early', 'shift'), 'early'],
  [stretch('rotation on call', 'rotation'), 'on call'],
  [stretch('swap early (with ben)', 'swap'), undefined],
  [stretch('leave', 'leave', false), undefined],
  [stretch('shift', 'shift'), undefined],
])('A stretch tells the shift that it is of', (one, id) => {
  expect(shiftOf(one)).toBe(id);
});

test('Shifts that are over cannot be passed on', () => {
  expect(shiftsAhead([stretch('shift early', 'shift')], NOON + 86_400_000)).toEqual([]);
});

test('Of shifts that follow one another for days, one question is about the day that was chosen', () => {
  const week = stretch('rotation on-call', 'rotation', true, 7);
  const chosen = NOON + 2 * 86_400_000;
  expect(partAt(week, chosen)).toEqual({ from: chosen, to: chosen + 86_400_000 });
  expect(partAt(stretch('shift early', 'shift'), chosen)).toMatchObject({ from: NOON });
});
