/** Holidays of any dates and parts of days, against a reading of the same lines with Temporal; and damaged calendars of countries. */
import fc from 'fast-check';
import { createResolver } from '../../assets/domain/schedule/resolver';
import { HOUR } from '../../assets/domain/time';
import { holidaysOf } from '../../assets/roster-file/date-holidays.private';
import { readRoster } from '../../assets/roster-file/read';
import { Temporal } from '../domain/schedule/temporal';
import { validRoster } from '../support/roster';

/** Zones with a half hour, with clocks that change at midnight, and on the days below. */
const ZONES = ['Europe/Madrid', 'America/Santiago', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Africa/Cairo'];
/** Around each of these, the clocks of one of the zones change. */
const AROUND = ['2026-03-29', '2026-04-05', '2026-04-24', '2026-09-06', '2026-10-04', '2026-10-25', '2026-10-30'];

const rosterWith = (zone: string, holidays: readonly string[]): string => `version: 1
zone: ${zone}
people: { ana: { identity: ana@example.com, holidays: [es] } }
shifts: [{ id: all, days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00", who: [ana] }]
holidays: { es: [${holidays.join(', ')}] }
`;

const minutes = fc.integer({ min: -3 * 1440, max: 3 * 1440 }).map((number) => Math.round(number / 15) * 15);
/** A date, or a part of a day with its ends; relative to a date, in minutes. */
const entry = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map((day) => ({ from: day * 1440, to: (day + 1) * 1440, isDate: true })),
  fc.tuple(minutes, fc.integer({ min: 1, max: 150 })).map(([from, quarters]) => {
    return { from, to: from + quarters * 15, isDate: false };
  }),
);

test('somebody with holidays is off in exactly the dates and parts of days of the calendar, also when clocks change', () => {
  const around = fc.constantFrom(...AROUND);
  const asked = fc.array(fc.integer({ min: -4 * 96, max: 4 * 96 }), { minLength: 30, maxLength: 30 });
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      around,
      fc.array(entry, { maxLength: 4 }),
      asked,
      (zone, date, entries, at) => {
        const midnight = Temporal.PlainDateTime.from(`${date}T00:00`);
        const written = ({ from, to, isDate }: (typeof entries)[number]): string => {
          const start = midnight.add({ minutes: from });
          const end = midnight.add({ minutes: to });
          const short = { smallestUnit: 'minute' } as const;
          return isDate ? start.toPlainDate().toString() : `${start.toString(short)}/${end.toString(short)}`;
        };
        const spans = entries.map(({ from, to }) => {
          const instant = (minute: number) => midnight.add({ minutes: minute }).toZonedDateTime(zone).epochMilliseconds;
          return { from: instant(from), to: instant(to) };
        });
        const resolver = createResolver(validRoster(rosterWith(zone, entries.map(written))));
        for (const quarter of at) {
          const now = Date.parse(`${date}T00:00Z`) + (quarter * HOUR) / 4;
          const isOff = spans.some(({ from, to }) => from <= now && now < to);
          const { available, reason } = resolver.verdict(0, now);
          expect({ available, reason }).toEqual(
            isOff ? { available: false, reason: 'holiday es' } : { available: true, reason: 'shift all' },
          );
        }
      },
    ),
    { numRuns: 100 },
  );
});

test('readRoster does not throw for a damaged calendar of a country', () => {
  const sample = rosterWith('Europe/Madrid', [
    '{ country: ES, region: MD, also: [2026-12-24, 2026-12-24T14:00/2026-12-24T24:00], without: [2026-01-06] }',
  ]);
  const start = sample.indexOf('holidays: { es');
  const piece = fc.tuple(
    fc.integer({ min: start, max: sample.length }),
    fc.nat(20),
    fc.constantFrom(
      '',
      '\n',
      ': ',
      '"',
      '[',
      '}',
      '/',
      'T',
      '24:00',
      'null',
      '__proto__',
      'constructor',
      '2026-02-30',
      'X'.repeat(300),
    ),
  );
  fc.assert(
    fc.property(piece, ([at, length, put]) => {
      const text = sample.slice(0, at) + put + sample.slice(at + length);
      const read = readRoster(text, 'roster.yaml', { holidaysOf, years: { first: 2026, last: 2026 } });
      if ('errors' in read) expect(read.errors.length).toBeGreaterThan(0);
      else expect(read.roster.holidays).toBeDefined();
    }),
    { numRuns: 200 },
  );
});
