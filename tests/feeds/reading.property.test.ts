import fc from 'fast-check';
import { seed } from '../domain/schedule/random';
import { Temporal } from '../domain/schedule/temporal';
import { calendar, EVERYONE, FROM, fixture, HOLIDAYS, PEOPLE, read, TO } from './reading';

fc.configureGlobal({ seed: seed() });

const FIXTURES = ['google.ics', 'outlook.ics', 'apple.ics', 'lotus.ics', 'office-holidays.ics'].map(fixture);

describe('no text makes reading throw', () => {
  const check = (text: string): void => {
    for (const feed of [EVERYONE, HOLIDAYS]) {
      const reading = read(text, feed);
      if ('fault' in reading) {
        expect(reading.fault).not.toBe('');
        continue;
      }
      for (const { person, from, to } of reading.content.leave) {
        expect(PEOPLE[person]).toBeDefined();
        expect(Number.isInteger(from) && Number.isInteger(to) && from < to).toBe(true);
      }
      expect(reading.content.dates.every(Number.isInteger)).toBe(true);
    }
  };

  test('an arbitrary one', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), check), { numRuns: 300 });
  });

  test('arbitrary lines inside an event', () => {
    const name = fc.constantFrom(
      'DTSTART',
      'DTEND',
      'DURATION',
      'RRULE',
      'RDATE',
      'EXDATE',
      'RECURRENCE-ID',
      'ATTENDEE',
      'UID',
      'SUMMARY',
      'SEQUENCE',
      'BEGIN',
      'END',
    );
    const params = fc.constantFrom(
      '',
      ';VALUE=DATE',
      ';VALUE=PERIOD',
      ';TZID=Europe/Madrid',
      ';TZID=',
      ';TZID="x',
      ';RANGE=THISANDFUTURE',
      ';=',
    );
    const value = fc.oneof(
      fc.constantFrom(
        '20261224',
        '20261224T090000',
        '20261224T090000Z',
        '20261301T250000',
        'P1D',
        '-PT1H',
        'PT',
        'FREQ=DAILY',
        'FREQ=YEARLY;BYMONTH=13',
        'FREQ=WEEKLY;BYDAY=9XX',
        'FREQ=MONTHLY;BYSETPOS=0',
        'FREQ=DAILY;INTERVAL=-1',
        'FREQ=DAILY;COUNT=0',
        'FREQ=DAILY;UNTIL=x',
        '20261224T090000Z/PT1H',
        'ana',
        'VEVENT',
        'mailto:%zz',
      ),
      fc.string({ maxLength: 20 }),
    );
    const line = fc.tuple(name, params, value).map(([a, b, c]) => `${a}${b}:${c}`);
    const event = fc
      .array(line, { maxLength: 8 })
      .map((lines) => ['DTSTART:20261224T090000Z', 'SUMMARY:ana', ...lines]);
    fc.assert(
      fc.property(fc.array(event, { maxLength: 4 }), (events) => check(calendar(...events))),
      { numRuns: 500 },
    );
  });

  test('a feed with a part of it changed, doubled or gone', () => {
    const change = fc.record({
      text: fc.constantFrom(...FIXTURES),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.integer({ min: 0, max: 60 }),
      instead: fc.oneof(
        fc.string({ maxLength: 12 }),
        fc.constantFrom('\r\n', ':', ';', 'END:VEVENT\r\n', '9999', '-1', 'SECONDLY'),
      ),
    });
    fc.assert(
      fc.property(change, ({ text, at, length, instead }) => {
        const begin = Math.floor(at * text.length);
        check(text.slice(0, begin) + instead + text.slice(begin + length));
      }),
      { numRuns: 500 },
    );
  });
});

test('a feed that has lost any of its lines about events, or its end, is a fault or reads as before', () => {
  for (const text of FIXTURES) {
    const lines = text.split('\r\n');
    const before = read(text);
    expect(before).toHaveProperty('content');
    lines.forEach((line, index) => {
      if (!/^(BEGIN|END):(VEVENT|VALARM|VCALENDAR)$/.test(line)) return;
      const after = read(lines.toSpliced(index, 1).join('\r\n'));
      expect('fault' in after ? before : after).toEqual(before);
    });
    for (let index = 1; index < lines.length - 1; index++) {
      expect(read(lines.slice(0, index).join('\r\n'))).toHaveProperty('fault');
    }
  }
});

test('daily and weekly rules give the times that Temporal gives, over every clock change', () => {
  const zones = [
    'Europe/Madrid',
    'America/New_York',
    'Australia/Lord_Howe',
    'America/Santiago',
    'Africa/Cairo',
    'Asia/Kolkata',
    'Pacific/Chatham',
  ];
  const rule = fc.record({
    zone: fc.constantFrom(...zones),
    day: fc.integer({ min: 0, max: 500 }),
    minute: fc.integer({ min: 0, max: 1439 }),
    minutes: fc.integer({ min: 1, max: 720 }),
    every: fc.integer({ min: 1, max: 5 }),
    unit: fc.constantFrom('days', 'weeks'),
    count: fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(rule, ({ zone, day, minute, minutes, every, unit, count }) => {
      const start = Temporal.PlainDateTime.from('2026-06-01T00:00').add({ days: day, minutes: minute });
      const show = (time: typeof start) => time.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');
      const step = unit === 'days' ? 1 : 7;
      const limit = count === undefined ? '' : `;COUNT=${count}`;
      const event = [
        `DTSTART;TZID=${zone}:${show(start)}`,
        `DTEND;TZID=${zone}:${show(start.add({ minutes }))}`,
        `RRULE:FREQ=${unit === 'days' ? 'DAILY' : 'WEEKLY'};INTERVAL=${every}${limit}`,
      ];
      const expected: [number, number][] = [];
      for (let index = 0; index < (count ?? 1000); index++) {
        const wall = start.add({ days: index * every * step });
        const instant = (time: typeof start) =>
          time.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
        const [from, to] = [instant(wall), instant(wall.add({ minutes }))];
        if (from >= TO) break;
        if (from < to && to > FROM) expected.push([from / 60_000, to / 60_000]);
      }
      const reading = read(calendar(event), { ...EVERYONE, person: 0 });
      const found = 'content' in reading ? reading.content.leave.map(({ from, to }) => [from, to]) : reading;
      expect(found).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});
