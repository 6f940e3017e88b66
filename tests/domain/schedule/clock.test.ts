import fc from 'fast-check';
import { nextOnClock, periodOn, timeOn } from '../../../assets/domain/schedule/clock.private';
import { zoneNamed } from '../../../assets/domain/schedule/zones';
import { Temporal } from './temporal';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Half an hour, an hour and two; forwards at midnight; and none at all. */
const ZONES = [
  'Europe/Madrid',
  'America/New_York',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'UTC',
];

const next = (zone: string, time: string, now: string) => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(nextOnClock(zoneNamed(zone), hours * 60 + minutes, Date.parse(now))).toISOString();
};

describe('the next time that a clock shows', () => {
  test.each([
    ['Europe/Madrid', '15:00', '2026-11-02T12:00:00Z', '2026-11-02T14:00:00.000Z'],
    ['America/New_York', '15:00', '2026-11-02T12:00:00Z', '2026-11-02T20:00:00.000Z'],
    ['Europe/Madrid', '15:00', '2026-11-02T14:00:00Z', '2026-11-03T14:00:00.000Z'], // it shows that now
    ['Europe/Madrid', '15:00', '2026-11-02T13:59:59.999Z', '2026-11-02T14:00:00.000Z'],
    ['Europe/Madrid', '00:00', '2026-12-31T22:00:00Z', '2026-12-31T23:00:00.000Z'],
    ['Europe/Madrid', '15:00', '2026-10-24T13:30:00Z', '2026-10-25T14:00:00.000Z'], // a day of 25 hours
    ['Europe/Madrid', '02:30', '2026-03-29T00:10:00Z', '2026-03-29T01:30:00.000Z'], // left out: shown as 03:30
    ['Europe/Madrid', '02:30', '2026-03-29T01:10:00Z', '2026-03-30T00:30:00.000Z'], // 03:10 already
    ['Europe/Madrid', '02:30', '2026-10-25T00:10:00Z', '2026-10-25T00:30:00.000Z'], // 02:10 for the first time
    ['Europe/Madrid', '02:30', '2026-10-25T01:10:20Z', '2026-10-25T01:30:00.000Z'], // 02:10 for the second time
  ])('%s %s after %s is %s', (zone, time, now, instant) => {
    expect(next(zone, time, now)).toBe(instant);
  });

  test('is always ahead, by a day and a change of the clocks at most, and is what Temporal calls that time', () => {
    const now = fc.integer({ min: Date.parse('2024-01-01T00:00Z'), max: Date.parse('2032-01-01T00:00Z') });
    // Near the nights on which clocks change, which random instants nearly always miss.
    const change = fc
      .tuple(
        fc.constantFrom('2026-03-29', '2026-03-08', '2026-10-25', '2026-11-01', '2026-04-05', '2026-09-06'),
        fc.integer({ min: -DAY, max: 2 * DAY }),
      )
      .map(([date, offset]) => Date.parse(date) + offset);
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.nat({ max: 1439 }), fc.oneof(now, change), (name, minute, from) => {
        const instant = nextOnClock(zoneNamed(name), minute, from);
        expect(instant).toBeGreaterThan(from);
        expect(instant - from).toBeLessThanOrEqual(DAY + 2 * 60 * MINUTE);
        const shown = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name);
        const wanted = { hour: Math.floor(minute / 60), minute: minute % 60 };
        const exists = shown.hour === wanted.hour && shown.minute === wanted.minute;
        const read = shown.toPlainDate().toZonedDateTime({ timeZone: name, plainTime: wanted });
        if (!exists) expect(read.epochMilliseconds).toBe(instant);
        const here = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(name);
        const passed = here.hour * 60 + here.minute >= minute;
        expect(shown.second).toBe(0);
        expect(shown.toPlainDate().toString()).toBe(
          here
            .toPlainDate()
            .add({ days: passed ? 1 : 0 })
            .toString(),
        );
      }),
      { numRuns: 3000 },
    );
  });
});

test.each([
  ['2026-11-02T14:00:00Z', 'Mon 15:00'],
  ['2026-11-08T14:00:00Z', 'Sun 15:00'],
  ['2026-11-09T14:00:00Z', 'Mon 9 Nov 15:00'],
  ['2026-12-28T06:05:00Z', 'Mon 28 Dec 07:05'],
  ['2027-01-03T23:00:00Z', 'Mon 4 Jan 2027 00:00'],
])('%s is told as %s', (instant, told) => {
  expect(timeOn(zoneNamed('Europe/Madrid'), Date.parse(instant), Date.parse('2026-11-02T12:00:00Z'))).toBe(told);
});

test.each([
  ['es', 'mar 07:00 a 15:00', 'lun 28 dic 07:05 a 08:00', 'lun 4 ene 2027 00:00 a 01:00'],
  ['de', 'Di 07:00 bis 15:00', 'Mo 28. Dez. 07:05 bis 08:00', 'Mo 4. Jan. 2027 00:00 bis 01:00'],
])('a period has the days and months of the language %s', (locale, ...texts) => {
  const words = { locale, to: locale === 'es' ? 'a' : 'bis' };
  const periods = [
    ['2026-11-03T06:00Z', '2026-11-03T14:00Z'],
    ['2026-12-28T06:05Z', '2026-12-28T07:00Z'],
    ['2027-01-03T23:00Z', '2027-01-04T00:00Z'],
  ].map(([from = '', to = '']) => ({ from: Date.parse(from), to: Date.parse(to) }));
  const now = Date.parse('2026-11-02T12:00:00Z');
  expect(periods.map((period) => periodOn(zoneNamed('Europe/Madrid'), period, now, words))).toEqual(texts);
});

describe('a period', () => {
  const period = (zone: string, from: string, to: string) =>
    periodOn(zoneNamed(zone), { from: Date.parse(from), to: Date.parse(to) }, Date.parse('2026-11-02T12:00:00Z'));

  test.each([
    ['Europe/Madrid', '2026-11-03T06:00:00Z', '2026-11-03T14:00:00Z', 'Tue 07:00 to 15:00'],
    ['UTC', '2026-11-03T22:00:00Z', '2026-11-04T06:00:00Z', 'Tue 22:00 to Wed 06:00'],
    ['UTC', '2026-11-14T22:00:00Z', '2026-11-15T06:00:00Z', 'Sat 14 Nov 22:00 to Sun 15 Nov 06:00'],
  ])('in %s is written as one reads the clock there', (zone, from, to, text) => {
    expect(period(zone, from, to)).toBe(text);
  });
});
