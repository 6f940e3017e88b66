/** Times are formatted uniformly, here in British English with its 24 hours, and the clock is named wherever two differ. */
import {
  datedMoment,
  dayName,
  difference,
  duration,
  moment,
  momentForBoth,
  shortDateName,
  shortMoment,
  shortSpan,
  span,
  spanForBoth,
  stretchForBoth,
} from '../../../assets/page/model/times';
import { clockOf, dayOf } from '../../../assets/page/model/wall-clock';
import { NOON } from './people';

const at = (text: string): number => Date.parse(text);
const utc = clockOf('UTC');
const madrid = clockOf('Europe/Madrid');
const newYork = clockOf('America/New_York');

test('what may be read on another day has its date, today as well', () => {
  expect(datedMoment(at('2026-11-22T15:05Z'), utc, NOON)).toBe('Sun 22 Nov 15:05');
  expect(datedMoment(at('2026-11-23T07:00Z'), madrid, NOON)).toBe('Mon 23 Nov 08:00');
  expect(datedMoment(at('2027-12-01T17:00Z'), utc, NOON)).toBe('Wed, 1 Dec 2027 17:00');
});

test('a moment is formatted as briefly as is unambiguous', () => {
  expect(moment(at('2026-11-22T15:05Z'), utc, NOON)).toBe('15:05');
  expect(moment(at('2026-11-23T07:00Z'), utc, NOON)).toBe('tomorrow 07:00');
  expect(moment(at('2026-11-30T17:00Z'), utc, NOON)).toBe('Mon 30 Nov 17:00');
  expect(moment(at('2027-12-01T17:00Z'), utc, NOON)).toBe('Wed, 1 Dec 2027 17:00');
  expect(shortMoment(at('2026-11-24T07:00Z'), utc, NOON)).toBe('Tue 07:00');
  expect(shortMoment(at('2026-12-24T07:00Z'), utc, NOON)).toBe('24 Dec 07:00');
});

test('a span names its day once, and whole days without times', () => {
  expect(span(at('2026-11-23T07:00Z'), at('2026-11-23T15:00Z'), utc, NOON)).toBe('Mon 23 Nov 07:00–15:00');
  expect(span(at('2026-11-23T22:00Z'), at('2026-11-24T06:00Z'), utc, NOON)).toBe('Mon 23 Nov 22:00 – Tue 24 Nov 06:00');
  expect(span(at('2026-11-23T16:00Z'), at('2026-11-24T00:00Z'), utc, NOON)).toBe('Mon 23 Nov 16:00–24:00');
  expect(span(at('2026-11-23T00:00Z'), at('2026-11-24T00:00Z'), utc, NOON)).toBe('Mon 23 Nov, all day');
  expect(span(at('2026-12-24T00:00Z'), at('2026-12-27T00:00Z'), utc, NOON)).toBe('Thu 24 Dec – Sat 26 Dec');
});

test('the day of a clock change counts as a whole day', () => {
  expect(span(at('2026-10-24T22:00Z'), at('2026-10-25T23:00Z'), madrid, NOON)).toBe('Sun 25 Oct, all day');
});

test('a time is given on both clocks if the viewer’s and the person’s differ, otherwise once', () => {
  const [from, to] = [at('2026-11-23T06:00Z'), at('2026-11-23T14:00Z')];
  expect(spanForBoth(from, to, newYork, madrid, NOON)).toBe(
    'Mon 23 Nov 01:00–09:00 your time (Mon 23 Nov 07:00–15:00 in Madrid)',
  );
  expect(spanForBoth(from, to, madrid, clockOf('Europe/Paris'), NOON)).toBe('Mon 23 Nov 07:00–15:00');
  expect(momentForBoth(at('2026-11-22T20:00Z'), newYork, madrid, NOON)).toBe('15:00 your time (21:00 in Madrid)');
});

test('a stretch that extends beyond the window names only its known end', () => {
  const known = { from: at('2026-11-21T00:00Z'), to: at('2026-11-23T08:00Z'), begun: true, open: false };
  expect(stretchForBoth(known, utc, utc, NOON)).toBe('until Mon 23 Nov 08:00');
  expect(stretchForBoth({ ...known, begun: false, open: true }, utc, utc, NOON)).toBe('from Sat 21 Nov 00:00 on');
  expect(stretchForBoth({ ...known, open: true }, utc, utc, NOON)).toBe('all the time');
});

test('labels of bars omit redundant digits', () => {
  expect(shortSpan(at('2026-11-23T07:00Z'), at('2026-11-23T15:00Z'), utc)).toBe('07–15');
  expect(shortSpan(at('2026-11-23T07:30Z'), at('2026-11-24T00:00Z'), utc)).toBe('07:30–24');
});

test('the difference of two clocks is given in hours and fractions', () => {
  expect([0, 1, -6, 4.5, -9.5, 5.75, 0.5].map((hours) => difference(hours * 3_600_000))).toEqual([
    '',
    '+1 h',
    '−6 h',
    '+4½ h',
    '−9½ h',
    '+5¾ h',
    '+½ h',
  ]);
});

test('a duration is given in the largest fitting unit', () => {
  const seconds = [0, 12, 89, 90, 600, 5_400, 100_000, 200_000];
  expect(seconds.map((each) => duration(each * 1000))).toEqual([
    '0 s',
    '12 s',
    '89 s',
    '2 min',
    '10 min',
    '2 h',
    '28 h',
    '2 days',
  ]);
});

test('an unknown zone is shown in UTC and labelled so', () => {
  const clock = clockOf('Europe/Atlantis');
  expect([clock.zone, clock.city, clock.offset(NOON)]).toEqual(['UTC', 'UTC', 0]);
  expect(clockOf('America/Argentina/Buenos_Aires').city).toBe('Buenos Aires');
});

test('the year is named only if it would be ambiguous', () => {
  const today = dayOf(utc.wall(NOON));
  expect([dayName(today + 100, today), dayName(today + 200, today)]).toEqual(['Tue 2 Mar', 'Thu, 10 Jun 2027']);
});

test('a row of dates names the month on its first day', () => {
  const today = dayOf(utc.wall(at('2026-11-29T12:00Z')));
  expect([today, today + 1, today + 2, today + 3].map(shortDateName)).toEqual(['29', '30', '1 Dec', '2']);
});
