import type { Feed, Person } from '../../assets/domain/roster/roster';
import { parseFeed } from '../../assets/feeds/reading.private';
import { ana, calendar, dates, EVERYONE, halfDays, leave, PEOPLE, person, read, warnings } from './reading';

const madrid = (name: string, time: string) => `${name};TZID=Europe/Madrid:${time}`;

describe('times', () => {
  test('a whole day is local to the person, from midnight to midnight, and its end is exclusive', () => {
    expect(ana('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261226')).toEqual([
      'ana 2026-12-24T00:00/2026-12-26T00:00',
    ]);
  });

  test('a whole day without an end, or that ends on the day it starts, is one day', () => {
    const one = ['ana 2026-12-24T00:00/2026-12-25T00:00'];
    expect(ana('DTSTART;VALUE=DATE:20261224')).toEqual(one);
    expect(ana('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261224')).toEqual(one);
    expect(ana('DTSTART;VALUE=DATE:20261224', 'DURATION:P1D')).toEqual(one);
  });

  test('a duration in days keeps the time of day over a clock change, one in hours keeps its length', () => {
    expect(ana(madrid('DTSTART', '20270327T120000'), 'DURATION:P1D')).toEqual([
      'ana 2027-03-27T11:00Z/2027-03-28T10:00Z',
    ]);
    expect(ana(madrid('DTSTART', '20270327T120000'), 'DURATION:PT24H')).toEqual([
      'ana 2027-03-27T11:00Z/2027-03-28T11:00Z',
    ]);
  });

  test('an end in another zone is resolved there', () => {
    expect(ana(madrid('DTSTART', '20261201T120000'), 'DTEND;TZID=America/New_York:20261201T120000')).toEqual([
      'ana 2026-12-01T11:00Z/2026-12-01T17:00Z',
    ]);
  });

  test('a time that does not occur is read with the offset from before the gap, one that occurs twice means the first', () => {
    expect(ana(madrid('DTSTART', '20270328T023000'), madrid('DTEND', '20270328T050000'))).toEqual([
      'ana 2027-03-28T01:30Z/2027-03-28T03:00Z',
    ]);
    expect(ana(madrid('DTSTART', '20271031T023000'), madrid('DTEND', '20271031T050000'))).toEqual([
      'ana 2027-10-31T00:30Z/2027-10-31T04:00Z',
    ]);
  });

  test('a night that repeats ends at its wall time after every clock change', () => {
    const rule = 'RRULE:FREQ=DAILY;COUNT=2';
    expect(ana(madrid('DTSTART', '20270326T220000'), madrid('DTEND', '20270327T060000'), rule)).toEqual([
      'ana 2027-03-26T21:00Z/2027-03-27T05:00Z',
      'ana 2027-03-27T21:00Z/2027-03-28T04:00Z',
    ]);
  });

  test('absences that overlap or touch become one', () => {
    const first = ['UID:1', 'DTSTART:20261201T090000Z', 'DTEND:20261201T110000Z', 'SUMMARY:ana'];
    const second = ['UID:2', 'DTSTART:20261201T110000Z', 'DTEND:20261201T120000Z', 'SUMMARY:ana'];
    expect(leave(calendar(first, second))).toEqual(['ana 2026-12-01T09:00Z/2026-12-01T12:00Z']);
  });

  test('events outside the window are dropped; events that reach into it stay whole', () => {
    expect(ana('DTSTART;VALUE=DATE:20260101')).toEqual([]);
    expect(ana('DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:20261224')).toEqual([
      'ana 2026-01-01T00:00/2026-12-24T00:00',
    ]);
    expect(ana('DTSTART;VALUE=DATE:20260901', 'DTEND;VALUE=DATE:20261124', 'RRULE:FREQ=YEARLY')).toEqual([
      'ana 2026-09-01T00:00/2026-11-24T00:00',
      'ana 2027-09-01T00:00/2027-11-24T00:00',
    ]);
  });

  test.each([
    ['no start', ['SUMMARY:ana']],
    ['a start that is none', ['DTSTART:tomorrow', 'SUMMARY:ana']],
    ['a date that no calendar has', ['DTSTART;VALUE=DATE:20270230', 'SUMMARY:ana']],
    ['an end before the start', ['DTSTART:20261201T090000Z', 'DTEND:20261201T080000Z', 'SUMMARY:ana']],
    ['no length', ['DTSTART:20261201T090000Z', 'SUMMARY:ana']],
  ])('an event with %s is left out and counted', (_, lines) => {
    expect(leave(calendar(lines))).toEqual([]);
    expect(warnings(calendar(lines))).toHaveLength(1);
  });
});

describe('zones', () => {
  const at = (tzid: string) => ana(`DTSTART;TZID=${tzid}:20270701T090000`, `DTEND;TZID=${tzid}:20270701T100000`);

  test.each([
    ['Europe/Berlin', '07:00'],
    ['"Europe/Berlin"', '07:00'],
    ['/mozilla.org/20050126_1/Europe/Berlin', '07:00'],
    ['/citadel.org/20210210_1/America/Argentina/Buenos_Aires', '12:00'],
    ['W. Europe Standard Time', '07:00'],
    ['Eastern Daylight Time', '13:00'],
    ['India Standard Time', '03:30'],
    ['UTC', '09:00'],
    ['"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"', '07:00'],
    ['"(GMT+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"', '07:00'],
    ['"(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien"', '07:00'],
    ['"Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"', '07:00'],
    ['"(UTC-05:00) Eastern Time (US & Canada)"', '13:00'],
    ['"(UTC-05:00) Eastern Time (US and Canada)"', '13:00'],
    ['"(UTC-08:00) Pacific Time (US & Canada); Tijuana"', '16:00'],
    ['"(UTC) Dublin, Edinburgh, Lisbon, London"', '08:00'],
    ['"(UTC) Greenwich Mean Time: Dublin, Edinburgh, Lisbon, London"', '08:00'],
    ['"(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi"', '03:30'],
    ['"(UTC+06:30) Yangon (Rangoon)"', '02:30'],
    ['"(UTC-07:00) La Paz, Mazatlan"', '16:00'],
    ['"(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi"', '01:00'],
    ['"(UTC-11:00) Midway Island, Samoa"', '20:00'],
    ['"(UTC-11:00) Coordinated Universal Time-11"', '20:00'],
  ])('%s is known', (tzid, start) => {
    expect(at(tzid)).toEqual([
      `ana 2027-07-01T${start}Z/2027-07-01T${start.replace(/^\d\d/, (h) => String(Number(h) + 1).padStart(2, '0'))}Z`,
    ]);
  });

  describe('that only the feed describes', () => {
    const zone = (rule: (day: string, month: number) => string) =>
      [
        'BEGIN:VTIMEZONE',
        'TZID:Ours',
        ...['BEGIN:STANDARD', 'DTSTART:20071104T020000', `RRULE:${rule('1SU', 11)}`],
        ...['TZOFFSETFROM:-0400', 'TZOFFSETTO:-0500', 'END:STANDARD'],
        ...['BEGIN:DAYLIGHT', 'DTSTART:20070311T020000', `RRULE:${rule('2SU', 3)}`],
        ...['TZOFFSETFROM:-0500', 'TZOFFSETTO:-0400', 'END:DAYLIGHT'],
        'END:VTIMEZONE',
        'BEGIN:VEVENT',
      ].join('\r\n');
    const event = ['DTSTART;TZID=Ours:20270701T090000', 'DURATION:PT1H', 'SUMMARY:ana'];
    const feed = (rule: (day: string, month: number) => string) => calendar(event).replace('BEGIN:VEVENT', zone(rule));

    test('has its changes every year, also if their rules have WKST', () => {
      const rule = (day: string, month: number) => `FREQ=YEARLY;WKST=SU;BYMONTH=${month};BYDAY=${day}`;
      expect(leave(feed(rule))).toEqual(['ana 2027-07-01T13:00Z/2027-07-01T14:00Z']);
      expect(warnings(feed(rule))).toEqual([]);
    });

    test('is read with a warning if a rule of it cannot be evaluated', () => {
      expect(warnings(feed((day, month) => `UNTIL=soon;FREQ=YEARLY;BYMONTH=${month};BYDAY=${day}`))).toEqual([
        'a time zone whose changes cannot be read (2 times)',
      ]);
    });
  });

  test.each(['"(UTC+02:00) Berlin"', '"(UTC+01:00) Atlantis"', '"Team, Madrid"', 'Berlin'])(
    '%s is no zone: it is read as the person’s own',
    (tzid) => {
      expect(at(tzid)).toEqual(['ana 2027-07-01T09:00/2027-07-01T10:00']);
    },
  );

  test('an unknown zone is read as the person’s own, with a warning that names it', () => {
    const lines = ['DTSTART;TZID=Mars/Olympus:20270701T090000', 'DURATION:PT1H', 'SUMMARY:ana: away'];
    expect(leave(calendar(lines))).toEqual(['ana 2027-07-01T09:00/2027-07-01T10:00']);
    expect(warnings(calendar(lines))).toEqual([
      'an event in the unknown time zone "Mars/Olympus", read on the person\'s own clock',
    ]);
  });
});

describe('repetition', () => {
  test('a rule with WKST repeats, and its weeks begin on that day', () => {
    const weekly = ['DTSTART;VALUE=DATE:20261202', 'RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=3;WKST=SU', 'SUMMARY:ana'];
    expect(leave(calendar(weekly))).toEqual([
      'ana 2026-12-02T00:00/2026-12-03T00:00',
      'ana 2026-12-09T00:00/2026-12-10T00:00',
      'ana 2026-12-16T00:00/2026-12-17T00:00',
    ]);
    expect(warnings(calendar(weekly))).toEqual([]);
    // The two examples of RFC 5545 §3.8.5.3 that differ by WKST alone, 29 years later, on the same days of the week.
    const days = (weekStart: string) =>
      ana('DTSTART;VALUE=DATE:20270803', `RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=${weekStart}`).map(
        (line) => line.slice(4, 14),
      );
    expect(days('MO')).toEqual(['2027-08-03', '2027-08-08', '2027-08-17', '2027-08-22']);
    expect(days('SU')).toEqual(['2027-08-03', '2027-08-15', '2027-08-17', '2027-08-29']);
  });

  test('a start that does not match its rule is an instance and counts towards COUNT', () => {
    expect(ana('DTSTART;VALUE=DATE:20261130', 'RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=3')).toEqual([
      'ana 2026-11-30T00:00/2026-12-01T00:00',
      'ana 2026-12-02T00:00/2026-12-03T00:00',
      'ana 2026-12-09T00:00/2026-12-10T00:00',
    ]);
  });

  test('UNTIL is an instant for zoned events: the instance that starts then is the last', () => {
    const start = [madrid('DTSTART', '20261201T000000'), 'DURATION:PT1H'];
    expect(ana(...start, 'RRULE:FREQ=DAILY;UNTIL=20261202T230000Z')).toHaveLength(3);
    expect(ana(...start, 'RRULE:FREQ=DAILY;UNTIL=20261202T225959Z')).toHaveLength(2);
    expect(ana(...start, 'RRULE:FREQ=DAILY;UNTIL=20261202')).toHaveLength(2);
  });

  test('COUNT=-1 is no COUNT: Confluence writes it beside UNTIL', () => {
    const start = 'DTSTART;VALUE=DATE:20261201';
    expect(ana(start, 'RRULE:FREQ=WEEKLY;UNTIL=20261229;COUNT=-1;INTERVAL=2;BYDAY=TU')).toEqual([
      'ana 2026-12-01T00:00/2026-12-02T00:00',
      'ana 2026-12-15T00:00/2026-12-16T00:00',
      'ana 2026-12-29T00:00/2026-12-30T00:00',
    ]);
    expect(ana(start, 'RRULE:FREQ=WEEKLY;COUNT=-1')).toHaveLength(56);
  });

  test('of COUNT and UNTIL the one that ends the rule first counts', () => {
    const start = 'DTSTART;VALUE=DATE:20261201';
    expect(ana(start, 'RRULE:FREQ=DAILY;INTERVAL=2;COUNT=2;UNTIL=20261231')).toHaveLength(2);
    expect(ana(start, 'RRULE:FREQ=DAILY;INTERVAL=2;COUNT=9;UNTIL=20261204')).toHaveLength(2);
  });

  test('a rule that ends before its event begins deletes the event, but not its further dates', () => {
    const start = 'DTSTART;VALUE=DATE:20261207';
    const rule = 'RRULE:FREQ=WEEKLY;UNTIL=20261206;COUNT=-1;BYDAY=MO';
    expect(ana(start, rule)).toEqual([]);
    expect(ana(start, rule, 'RDATE;VALUE=DATE:20261224')).toEqual(['ana 2026-12-24T00:00/2026-12-25T00:00']);
    const timed = [madrid('DTSTART', '20261207T090000'), 'DURATION:PT1H'];
    expect(ana(...timed, 'RRULE:FREQ=WEEKLY;UNTIL=20261207T075959Z')).toEqual([]);
    expect(ana(...timed, 'RRULE:FREQ=WEEKLY;UNTIL=20261207T080000Z')).toHaveLength(1);
    expect(ana(...timed, 'RRULE:FREQ=WEEKLY;UNTIL=20261207')).toHaveLength(1);
  });

  test.each([
    ['its midnight in Madrid, as Outlook writes', '20261202T230000Z'],
    ['its midnight in New York', '20261203T050000Z'],
    ['its midnight in UTC', '20261203T000000Z'],
    ['its last second in Madrid', '20261203T225959Z'],
    ['its last second in New York', '20261204T045959Z'],
    ['its last second in UTC', '20261203T235959Z'],
    ['its last second on no clock', '20261203T235959'],
  ])('the last whole day of a rule can be given by %s', (_, until) => {
    const days = ana('DTSTART;VALUE=DATE:20261201', `RRULE:FREQ=DAILY;UNTIL=${until}`);
    expect(days).toEqual(['ana 2026-12-01T00:00/2026-12-04T00:00']);
  });

  test.each([
    ['BYDAY beside BYYEARDAY', '20261201', 'FREQ=YEARLY;BYYEARDAY=335,336,337;BYDAY=TU'],
    ['the 53rd Thursday of a year', '20261231', 'FREQ=YEARLY;BYDAY=53TH'],
    ['BYWEEKNO=53 from a start outside of these weeks', '20261201', 'FREQ=YEARLY;BYWEEKNO=53;BYDAY=TU;COUNT=3'],
  ])('a rule with %s, which the library gets wrong, is taken once, with a warning', (_, start, rule) => {
    const event = [`DTSTART;VALUE=DATE:${start}`, `RRULE:${rule}`, 'SUMMARY:ana'];
    expect(leave(calendar(event))).toHaveLength(1);
    expect(warnings(calendar(event))).toEqual(['an event whose repetition cannot be read, taken once']);
  });

  test('a rule with BYWEEKNO that began years ago keeps its weekday', () => {
    expect(ana('DTSTART;VALUE=DATE:20241230', 'RRULE:FREQ=YEARLY;BYWEEKNO=1')).toEqual([
      'ana 2027-01-04T00:00/2027-01-05T00:00',
    ]);
  });

  test('a rule with BYWEEKNO=53 from a start in such a week is evaluated', () => {
    expect(ana('DTSTART;VALUE=DATE:20261228', 'RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO,FR')).toEqual([
      'ana 2026-12-28T00:00/2026-12-29T00:00',
      'ana 2027-01-01T00:00/2027-01-02T00:00',
    ]);
  });

  test('an instance moved into the window from outside is read', () => {
    const series = ['UID:s', 'DTSTART;VALUE=DATE:20200106', 'RRULE:FREQ=WEEKLY;UNTIL=20200201', 'SUMMARY:ana'];
    const moved = ['UID:s', 'RECURRENCE-ID;VALUE=DATE:20200113', 'DTSTART;VALUE=DATE:20261224', 'SUMMARY:ana'];
    expect(leave(calendar(series, moved))).toEqual(['ana 2026-12-24T00:00/2026-12-25T00:00']);
  });

  test('RANGE=THISANDFUTURE moves, lengthens or ends the later instances', () => {
    const series = [
      'UID:s',
      'DTSTART:20261201T090000Z',
      'DTEND:20261201T100000Z',
      'RRULE:FREQ=DAILY;COUNT=3',
      'SUMMARY:ana',
    ];
    const id = ['UID:s', 'RECURRENCE-ID;RANGE=THISANDFUTURE:20261202T090000Z', 'SUMMARY:ana'];
    expect(leave(calendar(series, [...id, 'DTSTART:20261202T120000Z', 'DTEND:20261202T140000Z']))).toEqual([
      'ana 2026-12-01T09:00Z/2026-12-01T10:00Z',
      'ana 2026-12-02T12:00Z/2026-12-02T14:00Z',
      'ana 2026-12-03T12:00Z/2026-12-03T14:00Z',
    ]);
    expect(leave(calendar(series, [...id, 'DTSTART:20261202T120000Z', 'STATUS:CANCELLED']))).toEqual([
      'ana 2026-12-01T09:00Z/2026-12-01T10:00Z',
    ]);
  });

  test('the version of an event with the higher SEQUENCE wins', () => {
    const version = (sequence: number, day: string) => [
      'UID:1',
      `SEQUENCE:${sequence}`,
      `DTSTART;VALUE=DATE:${day}`,
      'SUMMARY:ana',
    ];
    expect(leave(calendar(version(2, '20261224'), version(1, '20261223')))).toEqual([
      'ana 2026-12-24T00:00/2026-12-25T00:00',
    ]);
  });

  describe('of several revisions (RFC 5546 §2.1.5)', () => {
    const revision = (sequence: number, stamp: string, ...lines: string[]) => [
      'UID:s',
      `SEQUENCE:${sequence}`,
      `DTSTAMP:202611${stamp}T080000Z`,
      'SUMMARY:ana',
      ...lines,
    ];
    const series = ['DTSTART;VALUE=DATE:20261201', 'RRULE:FREQ=DAILY;COUNT=2'];
    const to = (day: number) => ['RECURRENCE-ID;VALUE=DATE:20261202', `DTSTART;VALUE=DATE:202612${day}`];
    const cancelled = ['RECURRENCE-ID;VALUE=DATE:20261202', 'DTSTART;VALUE=DATE:20261202', 'STATUS:CANCELLED'];
    const days = (...events: string[][]) =>
      [events, events.toReversed()].map((all) => leave(calendar(...all)).map((line) => line.slice(12, 14)));
    const both = (...expected: string[]) => [expected, expected];

    test('of an event the later DTSTAMP counts if the SEQUENCE is the same, and that is shown', () => {
      const versions = [
        revision(1, '20', 'DTSTART;VALUE=DATE:20261223'),
        revision(1, '21', 'DTSTART;VALUE=DATE:20261224'),
      ];
      expect(days(...versions)).toEqual(both('24'));
      expect(warnings(calendar(...versions))).toEqual(['an event that another one of its UID and SEQUENCE replaces']);
    });

    test('events of one UID that nothing tells apart all count', () => {
      const events = [
        revision(1, '20', 'DTSTART;VALUE=DATE:20261222'),
        revision(1, '20', 'DTSTART;VALUE=DATE:20261224'),
      ];
      expect(leave(calendar(...events))).toHaveLength(2);
    });

    test('an EXDATE deletes an older override of that date', () => {
      const master = revision(2, '20', ...series, 'EXDATE;VALUE=DATE:20261202');
      expect(days(master, revision(1, '20', ...to(24)))).toEqual(both('01'));
      expect(days(master, revision(2, '19', ...to(24)))).toEqual(both('01'));
      expect(days(master, revision(1, '21', ...to(24)))).toEqual(both('01'));
    });

    test('an EXDATE does not delete an override that is newer, or as old', () => {
      const master = revision(2, '20', ...series, 'EXDATE;VALUE=DATE:20261202');
      expect(days(master, revision(3, '19', ...to(24)))).toEqual(both('01', '24'));
      expect(days(master, revision(2, '21', ...to(24)))).toEqual(both('01', '24'));
      expect(days(master, revision(2, '20', ...to(24)))).toEqual(both('01', '24'));
    });

    test('an older override of another date stays', () => {
      const master = revision(2, '20', ...series, 'EXDATE;VALUE=DATE:20261201');
      expect(days(master, revision(1, '20', ...to(24)))).toEqual(both('24'));
    });

    test('an EXDATE in UTC deletes an older override that is named in a zone', () => {
      const master = revision(
        2,
        '20',
        ...[
          madrid('DTSTART', '20261201T090000'),
          'DURATION:PT1H',
          'RRULE:FREQ=DAILY;COUNT=2',
          'EXDATE:20261202T080000Z',
        ],
      );
      const moved = [madrid('RECURRENCE-ID', '20261202T090000'), madrid('DTSTART', '20261224T090000'), 'DURATION:PT1H'];
      expect(days(master, revision(1, '20', ...moved))).toEqual(both('01'));
      expect(days(master, revision(2, '20', ...moved))).toEqual(both('01', '24'));
    });

    test('of an instance the higher SEQUENCE counts, then the later DTSTAMP, also if it is cancelled', () => {
      const master = revision(0, '20', ...series);
      expect(days(master, revision(2, '20', ...to(24)), revision(1, '21', ...to(23)))).toEqual(both('01', '24'));
      expect(days(master, revision(1, '20', ...to(23)), revision(1, '21', ...to(24)))).toEqual(both('01', '24'));
      expect(days(master, revision(2, '20', ...cancelled), revision(1, '21', ...to(24)))).toEqual(both('01'));
      expect(days(master, revision(1, '21', ...cancelled), revision(1, '20', ...to(24)))).toEqual(both('01'));
      expect(days(master, revision(1, '20', ...cancelled), revision(2, '20', ...to(24)))).toEqual(both('01', '24'));
    });

    test('of an instance that is named in UTC and in a zone one revision counts, without its series too', () => {
      const inZone = [madrid('RECURRENCE-ID', '20261202T090000'), 'DTSTART;VALUE=DATE:20261223'];
      const inUtc = ['RECURRENCE-ID:20261202T080000Z', 'DTSTART;VALUE=DATE:20261224'];
      expect(days(revision(1, '20', ...inZone), revision(2, '20', ...inUtc))).toEqual(both('24'));
    });

    test('a cancelled series takes its older overrides along, and an override that is newer revives its instance', () => {
      const master = revision(2, '20', ...series, 'STATUS:CANCELLED');
      expect(days(master, revision(1, '21', ...to(24)))).toEqual(both());
      expect(days(master, revision(2, '20', ...to(24)))).toEqual(both());
      expect(days(master, revision(3, '20', ...to(24)))).toEqual(both('24'));
    });

    test('a cancelled event cancels its older revisions, and not a newer one', () => {
      const day = 'DTSTART;VALUE=DATE:20261224';
      expect(days(revision(1, '20', day), revision(2, '20', day, 'STATUS:CANCELLED'))).toEqual(both());
      expect(days(revision(2, '20', day), revision(1, '20', day, 'STATUS:CANCELLED'))).toEqual(both('24'));
    });
  });

  test('a rule of every second neither takes long nor fills the store: the event counts once, with a warning', () => {
    const event = ['DTSTART:20261201T090000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY', 'SUMMARY:ana'];
    expect(leave(calendar(event))).toEqual(['ana 2026-12-01T09:00Z/2026-12-01T09:01Z']);
    expect(warnings(calendar(event))).toEqual(['an event that repeats too often, of which 1 are taken']);
  });

  test('a feed of very many absences is cut, with a warning', () => {
    const events = Array.from({ length: 7 }, (_, hour) => [
      `UID:${hour}`,
      `DTSTART:20261201T0${hour}0000Z`,
      'DURATION:PT10M',
      'RRULE:FREQ=HOURLY;INTERVAL=2',
      'SUMMARY:ana',
    ]);
    const reading = read(calendar(...events));
    expect('content' in reading && reading.content.leave.length).toBeLessThanOrEqual(10_000);
    expect(warnings(calendar(...events))).toContain('more than 10000 times, of which the rest is left out');
  });

  test('a feed that takes too long to parse is a fault', () => {
    const feed = calendar(['DTSTART;VALUE=DATE:20261224', 'SUMMARY:ana']);
    const context = { feed: EVERYONE, people: PEOPLE, from: 0, to: 1, outOfTime: () => true };
    expect(parseFeed(feed, context)).toEqual({ fault: 'reading it takes too long' });
  });
});

describe('whom an event of a company-wide feed concerns', () => {
  const whom = (...lines: string[]) =>
    leave(calendar(['DTSTART;VALUE=DATE:20261224', ...lines])).map((line) => line.split(' ')[0]);

  test.each([
    ['its attendee, whatever the case', ['ATTENDEE:MAILTO:Ana@Example.com', 'SUMMARY:ben'], ['ana']],
    [
      'its attendee rather than the organizer',
      ['ATTENDEE:mailto:ana@example.com', 'ORGANIZER:mailto:ben@example.com'],
      ['ana'],
    ],
    [
      'its organizer, if no attendee is of the roster',
      ['ATTENDEE:mailto:x@y.com', 'ORGANIZER:mailto:ben@example.com'],
      ['ben'],
    ],
    ['all of its attendees', ['ATTENDEE:mailto:ana@example.com', 'ATTENDEE:mailto:ben@example.com'], ['ana', 'ben']],
    [
      'that of several whom the summary names',
      ['ATTENDEE:mailto:ana@example.com', 'ATTENDEE:mailto:ben@example.com', 'SUMMARY:Ben on leave'],
      ['ben'],
    ],
    ['nobody who is only informed', ['ATTENDEE;ROLE=NON-PARTICIPANT:mailto:ben@example.com', 'SUMMARY:ana'], ['ana']],
    ['the key with which the summary begins', ['SUMMARY:ANA – leave'], ['ana']],
    ['the identity with which the summary begins', ['SUMMARY:US0123456789abcdef0123456789abcdef (leave)'], ['cy']],
    ['nobody by a part of a word', ['SUMMARY:Benefits day'], []],
    ['nobody by a longer name', ['SUMMARY:ana-maria: leave'], []],
    ['nobody by a longer address', ['SUMMARY:ana@example.com.org'], []],
    ['nobody whom the summary mentions later', ['SUMMARY:Holiday ana'], []],
    ['nobody without a sign', ['SUMMARY:Company party'], []],
  ])('%s', (_, lines, expected) => {
    expect(whom(...lines).toSorted()).toEqual(expected);
  });

  test('events that name nobody are counted', () => {
    const party = ['DTSTART;VALUE=DATE:20261224', 'SUMMARY:Company party'];
    expect(warnings(calendar(party, party))).toEqual(['an event that names nobody of the roster (2 times)']);
  });

  describe('by the names that the roster gives', () => {
    const named = (key: string, ...names: string[]) => ({ ...person(key, `${key}@example.com`, 'UTC'), names });
    const whomOf = (people: readonly Person[], summary: string) =>
      leave(calendar(['DTSTART;VALUE=DATE:20261224', `SUMMARY:${summary}`]), EVERYONE, people).map(
        (line) => line.split(' ')[0],
      );
    const people = [
      named('ap', 'Ana Pérez'),
      named('jm', 'José María de la Cruz'),
      named('mz', 'Müller-Zöllner, Uwe'),
      named('ana', 'Ana'),
    ];

    test.each([
      ['Ana Pérez (Vacation)', 'ap'],
      ['ana perez on leave', 'ap'],
      ['ANA PEREZ', 'ap'],
      ['Pérez\\, Ana', 'ap'],
      ['Perez\\, Ana: vacation', 'ap'],
      ['PEREZ\\,ANA - vacation', 'ap'],
      ['Ana Pe\u0301rez', 'ap'],
      ['Vacation – Ana Pérez', 'ap'],
      ['Vacation - Perez\\, Ana', 'ap'],
      ['Vacation: Ana Pérez (approved)', 'ap'],
      ['Vacation (Ana Perez)', 'ap'],
      ['[Vacation] Ana Pérez', 'ap'],
      ['de la Cruz\\, José María', 'jm'],
      ['Cruz\\, Jose Maria de la', 'jm'],
      ['Uwe Müller-Zöllner – Urlaub', 'mz'],
      ['Muller-Zollner\\, Uwe', 'mz'],
      ['Vacation – Ana', 'ana'],
      ['Ana - Holiday', 'ana'],
      ['Uwe Müller-Zöllner – cover: Ana', 'mz'],
    ])('%s means %s', (summary, key) => {
      expect(whomOf(people, summary)).toEqual([key]);
    });

    test('a title can list several people', () => {
      expect(whomOf(people, 'Ana\\, Uwe Müller-Zöllner: course').toSorted()).toEqual(['ana', 'mz']);
      expect(whomOf(people, 'Course – Ana and Ana Pérez').toSorted()).toEqual(['ana', 'ap']);
    });

    test.each([
      'Vacation Ana',
      'Vacation – Ana Gómez',
      'Meeting (Ana) cover (Ana Pérez)',
      'Course – Ana and Bo',
      'Pérez',
    ])('%s means nobody', (summary) => {
      expect(whomOf(people, summary)).toEqual([]);
    });

    test('names that differ in case or accents are told apart as they are written, and match nobody otherwise', () => {
      const twins = [named('ana'), named('ANA'), named('1', 'Jose'), named('2', 'José')];
      expect(whomOf(twins, 'ana')).toEqual(['ana']);
      expect(whomOf(twins, 'ANA: leave')).toEqual(['ANA']);
      expect(whomOf(twins, 'Ana: leave')).toEqual([]);
      expect(whomOf(twins, 'Jose: leave')).toEqual(['1']);
      expect(whomOf(twins, 'josé: leave')).toEqual(['2']);
    });

    test('a name shared by two people matches neither', () => {
      expect(whomOf([named('1', 'Ana Pérez'), named('2', 'Pérez, Ana')], 'Ana Pérez')).toEqual([]);
    });
  });
});

describe('what is leave', () => {
  const day = 'DTSTART;VALUE=DATE:20261224';
  const counts = (lines: readonly string[], feed: Feed = EVERYONE) =>
    leave(calendar([day, 'SUMMARY:ana: away', ...lines]), feed).length === 1;
  const ignoring = (...ignore: string[]): Feed => ({ ...EVERYONE, person: 0, ignore });
  const titled = (summary: string, feed: Feed) => leave(calendar([day, `SUMMARY:${summary}`]), feed).length === 1;

  test.each([
    ['FREE', false],
    ['free', false],
    ['WORKINGELSEWHERE', false],
    ['TENTATIVE', true],
    ['BUSY', true],
    ['OOF', true],
  ])('an event that Outlook shows as %s is leave: %s', (status, expected) => {
    const lines = [`X-MICROSOFT-CDO-BUSYSTATUS:${status}`];
    expect(counts(lines)).toBe(expected);
    expect(counts([...lines, 'TRANSP:OPAQUE'])).toBe(expected);
    expect(counts([...lines, 'TRANSP:TRANSPARENT'])).toBe(expected);
  });

  test('a transparent event is leave unless it says more: Google writes whole days of leave so', () => {
    expect(counts(['TRANSP:TRANSPARENT'])).toBe(true);
  });

  test('events shown as free are counted, since Outlook shows new whole days as free', () => {
    const free = ['X-MICROSOFT-CDO-BUSYSTATUS:FREE', day, 'SUMMARY:ana: stand-in'];
    expect(warnings(calendar(free, free))).toEqual(['an event shown as free time, which is no leave (2 times)']);
  });

  test('an instance says for itself whether it is free time, and is like its series if it does not', () => {
    const series = ['UID:s', 'DTSTART;VALUE=DATE:20261201', 'RRULE:FREQ=DAILY;COUNT=3', 'SUMMARY:ana'];
    const moved = (date: string, ...lines: string[]) => [
      'UID:s',
      `RECURRENCE-ID;VALUE=DATE:${date}`,
      `DTSTART;VALUE=DATE:${date}`,
      ...lines,
    ];
    const free = 'X-MICROSOFT-CDO-BUSYSTATUS:FREE';
    const busy = 'X-MICROSOFT-CDO-BUSYSTATUS:BUSY';
    expect(leave(calendar([...series, busy], moved('20261202', free), moved('20261203')))).toEqual([
      'ana 2026-12-01T00:00/2026-12-02T00:00',
      'ana 2026-12-03T00:00/2026-12-04T00:00',
    ]);
    expect(leave(calendar([...series, free], moved('20261202', busy), moved('20261203')))).toEqual([
      'ana 2026-12-02T00:00/2026-12-03T00:00',
    ]);
  });

  test('a holiday is a holiday even if Outlook shows it as free', () => {
    expect(dates(calendar([day, 'X-MICROSOFT-CDO-BUSYSTATUS:FREE', 'SUMMARY:Christmas Eve']))).toEqual(['2026-12-24']);
  });

  test.each([
    ['Home office', ['home office'], false],
    ['HOME-OFFICE (Ana)', ['home office'], false],
    ['Télétravail', ['teletravail'], false],
    ['Ana: stand-in for Ben', ['home office', 'stand-in'], false],
    ['Homework', ['home'], true],
    ['Office at home', ['home office'], true],
    ['Away', [], true],
  ])('the title %j is leave in a feed that ignores %j: %s', (summary, ignore, expected) => {
    expect(titled(summary, ignoring(...ignore))).toBe(expected);
  });

  test('ignored events are not warned about', () => {
    expect(warnings(calendar([day, 'SUMMARY:Home office']), ignoring('home office'))).toEqual([]);
  });
});

describe('half-day holidays', () => {
  const eve = (...lines: string[]) => halfDays(calendar(['UID:eve', ...lines, 'SUMMARY:Christmas Eve']));

  test('are on everyone’s own clock, also if they are written in a zone', () => {
    const half = ['2026-12-24T14:00/2026-12-25T00:00'];
    expect(eve('DTSTART:20261224T140000', 'DTEND:20261225T000000')).toEqual(half);
    expect(eve(madrid('DTSTART', '20261224T140000'), madrid('DTEND', '20261225T000000'))).toEqual(half);
    expect(eve(madrid('DTSTART', '20261224T140000'), madrid('DTEND', '20261224T235900'))).toEqual(half);
  });

  test('are instants if they are written in UTC', () => {
    expect(eve('DTSTART:20261224T130000Z', 'DTEND:20261224T230000Z')).toEqual(['2026-12-24T13:00Z/2026-12-24T23:00Z']);
  });

  test('can repeat, and are no whole days', () => {
    const yearly = ['DTSTART:20251224T140000', 'DTEND:20251225T000000', 'RRULE:FREQ=YEARLY;WKST=SU'];
    expect(eve(...yearly)).toEqual(['2026-12-24T14:00/2026-12-25T00:00', '2027-12-24T14:00/2027-12-25T00:00']);
    expect(dates(calendar(yearly))).toEqual([]);
  });
});

describe('texts', () => {
  test.each([
    ['', 'it is no calendar: BEGIN:VCALENDAR is missing'],
    ['<!doctype html><title>Sign in</title>', 'it is no calendar: BEGIN:VCALENDAR is missing'],
    ['BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:a', 'it breaks off: END:VCALENDAR is missing'],
  ])('%j is a fault', (text, fault) => {
    expect(read(text)).toEqual({ fault });
  });

  describe('that are damaged', () => {
    const day = (date: number, ...lines: string[]) => [
      `UID:${date}`,
      `DTSTART;VALUE=DATE:202612${date}`,
      'SUMMARY:ana',
      ...lines,
    ];
    const whole = calendar(day(20), day(22), day(24));
    const days = (text: string) => leave(text).map((line) => line.slice(12, 14));
    const cut = (text: string, what: string | RegExp) => {
      expect(text.search(what)).toBeGreaterThan(0);
      return text.replace(what, '');
    };
    const alarm = ['BEGIN:VALARM', 'TRIGGER:-PT15M', 'END:VALARM'];

    test.each([
      ['an event without its end', cut(whole, 'END:VEVENT\r\n'), 2],
      ['the last event without its end', cut(whole, /END:VEVENT\r\n(?=END:VCALENDAR)/), 2],
      ['an event without its beginning', cut(whole, 'BEGIN:VEVENT\r\n'), 2],
      ['an indented event', whole.replace(/BEGIN:VEVENT\r\nUID:22/, ' BEGIN:VEVENT\r\nUID:22'), 2],
      ['only indented events', whole.replaceAll(/(UID|DTSTART|SUMMARY|\w+:VEVENT)/g, '\t$1'), 0],
      ['an alarm without its end', cut(calendar(day(20, ...alarm), day(22), day(24)), 'END:VALARM\r\n'), 2],
      ['an event that cannot be parsed', calendar(day(20), day(22), day(24, 'RRULE:FREQ=SOMETIMES')), 2],
      ['an event with a broken start', whole.replace('DTSTART;VALUE=DATE:20261222', 'DTSTART 20261222'), 2],
    ])('%s is a fault', (_, text, left) => {
      expect(read(text)).toEqual({ fault: `it is damaged: ${left} of 3 events can be read` });
    });

    test('two events of which the lines in between are lost are a fault', () => {
      const lost = cut(whole, /SUMMARY:ana\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n/);
      expect(read(lost)).toEqual({ fault: 'it is damaged: 1 of 2 events can be read' });
    });

    test('a second calendar that breaks off is a fault', () => {
      expect(read(`${calendar(day(20)).replace('END:VCALENDAR\r\n', '')}${whole}`)).toEqual({
        fault: 'it breaks off: END:VCALENDAR is missing',
      });
    });

    test.each([
      ['blanks behind its lines', whole.replaceAll('\r\n', ' \t\r\n')],
      ['line feeds', whole.replaceAll('\r\n', '\n')],
      ['bare carriage returns', whole.replaceAll('\r\n', '\r')],
      ['carriage returns twice', whole.replaceAll('\r\n', '\r\r\n')],
      ['a bare carriage return in a text', whole.replace('SUMMARY:ana', 'SUMMARY:ana: a\rb')],
      ['a text that is not folded', whole.replace('SUMMARY:ana', 'SUMMARY:ana: a\r\nbring the keys\r\n\r\nthanks')],
      ['a line twice', whole.replace('UID:20', 'UID:20\r\nUID:20')],
      ['a rule in lower case', calendar(day(20), day(22, 'RRULE:freq=daily; interval=2;count=2;'))],
    ])('a calendar with %s is read', (_, text) => {
      expect(days(text)).toEqual(['20', '22', '24']);
      expect(warnings(text)).toEqual([]);
    });

    test('a time zone that cannot be parsed is counted, and is no fault where its name says enough', () => {
      const zone = 'BEGIN:VTIMEZONE\r\nTZID:Europe/Madrid\r\nBEGIN:STANDARD\r\nRRULE:FREQ=OFTEN\r\nEND:STANDARD\r\n';
      const event = calendar([madrid('DTSTART', '20261224T090000'), 'DURATION:PT1H', 'SUMMARY:ana']);
      for (const text of [`${zone}END:VTIMEZONE\r\nBEGIN:VEVENT`, `${zone}BEGIN:VEVENT`]) {
        const feed = event.replace('BEGIN:VEVENT', text);
        expect(leave(feed)).toEqual(['ana 2026-12-24T08:00Z/2026-12-24T09:00Z']);
        expect(warnings(feed)).toEqual(['a time zone that cannot be parsed']);
      }
    });
  });

  test('warnings contain no names and no texts of events', () => {
    const secret = calendar(
      ['UID:ana@example.com', 'DTSTART:never', 'SUMMARY:ana: surgery'],
      ['DTSTART;VALUE=DATE:20261224', 'SUMMARY:Zoe: surgery'],
    );
    expect(warnings(secret).join()).not.toMatch(/ana|zoe|surgery/i);
  });

  test('a holiday that spans centuries brings the dates of the window only', () => {
    const found = dates(calendar(['DTSTART;VALUE=DATE:16000101', 'DTEND;VALUE=DATE:21991231']));
    expect(found.length).toBeLessThan(410);
    expect(found[0]).toBe('2026-11-19');
  });
});
