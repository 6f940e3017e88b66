/** The compiled form of valid files. */
import { readFileSync } from 'node:fs';
import { parseValidRoster, smallRoster, validRoster } from '../support/roster';

const day = (date: string): number => Date.parse(date) / 86_400_000;

test('the example of the format is parsed completely', () => {
  const roster = validRoster(readFileSync(`${__dirname}/example.yaml`, 'utf8'));

  expect(roster.people[0]).toEqual({
    key: 'ana',
    identity: 'ana@example.com',
    zone: 'Europe/Madrid',
    holidays: ['es'],
    ids: { bamboohr: '123' },
    manager: 1,
    phone: '+34600000000',
  });
  expect(roster.shifts).toEqual([
    { id: 'early', zone: 'Europe/Madrid', days: 0b0011111, from: 420, to: 900, since: day('2026-01-05'), who: [0] },
    {
      id: 'weekend',
      zone: 'America/New_York',
      days: 0b1100000,
      from: 1320,
      to: 360,
      rotation: {
        members: [1, 2, null],
        every: 1,
        unit: 'week',
        start: day('2026-11-02') * 1440 + 540,
        count: 'worked',
      },
    },
  ]);
  expect(roster.holidays).toEqual({ es: [day('2026-12-25')] });
  expect(roster.leave).toEqual([{ person: 0, from: day('2026-12-24') * 1440, to: day('2026-12-27') * 1440 }]);
  expect(roster.overrides[0]).toMatchObject({ person: 1, available: true, from: day('2026-12-24') * 1440 + 540 });
  expect(roster.swaps).toEqual([{ shift: 1, date: day('2026-12-05'), give: 1, take: 2 }]);
  expect(roster.coverage[0]).toMatchObject({ id: 'nights', min: 1, of: [1, 2] });
  expect(roster.protect).toEqual(['root@example.com']);
  expect(roster.authority).toEqual(['standard', 'okta']);
});

test('a compiled roster survives JSON', () => {
  const roster = validRoster(readFileSync(`${__dirname}/example.yaml`, 'utf8'));
  expect(JSON.parse(JSON.stringify(roster))).toEqual(roster);
});

test('a shift without a zone uses each person’s own zone', () => {
  expect(validRoster(smallRoster()).shifts.map(({ id, zone, who }) => [id, zone, who])).toEqual([
    ['early', 'Europe/Madrid', [0]],
    ['early', 'America/New_York', [1]],
  ]);
});

test('numeric names keep every digit, quoted or not', () => {
  const [ana] = validRoster(
    smallRoster().replace('zone: Europe/Madrid', 'phone: +34600000000, ids: { okta: 00123, gusto: 1e3 }'),
  ).people;
  expect(ana).toMatchObject({ phone: '+34600000000', ids: { okta: '00123', gusto: '1e3' } });
});

test('names can be in any script', () => {
  expect(validRoster(smallRoster().replaceAll('ben', '小林 🌙')).people[1]?.key).toBe('小林 🌙');
});

test('times and dates need no quotes', () => {
  const text = smallRoster().replace('"07:00"', '07:00').replace('"15:00"', '24:00');
  expect(validRoster(text).shifts[0]).toMatchObject({ from: 420, to: 1440 });
});

test('feeds are collected alone or among entries', () => {
  const alone = validRoster(smallRoster('leave: { ics: https://example.com/leave.ics }'));
  expect(alone.feeds).toEqual([{ kind: 'leave', url: 'https://example.com/leave.ics' }]);

  const text = smallRoster(`leave:
  - { who: ana, from: 2026-01-02, to: 2026-01-02 }
  - { who: ben, ics: https://example.com/ben.ics }
holidays: { es: { ics: https://example.com/es.ics }, us: [2026-07-04, { ics: https://example.com/us.ics }] }`);
  const mixed = validRoster(text);
  expect(mixed.leave).toHaveLength(1);
  expect(mixed.holidays).toEqual({ es: [], us: [day('2026-07-04')] });
  expect(mixed.feeds).toEqual([
    { kind: 'leave', person: 1, url: 'https://example.com/ben.ics' },
    { kind: 'holidays', calendar: 'es', url: 'https://example.com/es.ics' },
    { kind: 'holidays', calendar: 'us', url: 'https://example.com/us.ics' },
  ]);
});

test('people can have names', () => {
  const text = smallRoster().replace('ana@example.com', 'ana@example.com, names: [Ana Pérez, "Pérez, Ana"]');
  expect(validRoster(text).people[0]?.names).toEqual(['Ana Pérez', 'Pérez, Ana']);
});

test('a leave feed can ignore titles', () => {
  const feed = '{ who: ana, ics: https://example.com/ana.ics, ignore: [home office, stand-in] }';
  expect(validRoster(smallRoster(`leave: [${feed}]`)).feeds).toEqual([
    { kind: 'leave', person: 0, url: 'https://example.com/ana.ics', ignore: ['home office', 'stand-in'] },
  ]);
});

test('shifts can come from calendars, each in its place among the others', () => {
  const roster = validRoster(
    smallRoster(`  - { id: oncall, ics: https://example.com/oncall.ics }
  - { id: late, days: [tue], from: "15:00", to: "23:00", who: [ben] }
  - { id: ana-calendar, ics: https://example.com/ana.ics, who: [ana], zone: Asia/Tokyo, ignore: [time off] }
swaps: [{ shift: oncall, date: 2026-01-06, give: ana, take: ben }]`),
  );
  // "early" is two shifts: its people live in two zones.
  expect(roster.shifts.map(({ id }) => id)).toEqual(['early', 'early', 'oncall', 'late', 'ana-calendar']);
  expect(roster.shifts[2]).toEqual({
    id: 'oncall',
    zone: 'America/New_York',
    days: 0,
    from: 0,
    to: 0,
    fromFeed: true,
  });
  expect(roster.feeds).toEqual([
    { kind: 'shift', shift: 2, url: 'https://example.com/oncall.ics' },
    {
      kind: 'shift',
      shift: 4,
      url: 'https://example.com/ana.ics',
      who: [0],
      zone: 'Asia/Tokyo',
      ignore: ['time off'],
    },
  ]);
  expect(roster.swaps).toEqual([{ shift: 2, date: day('2026-01-06'), give: 0, take: 1 }]);
});

test('a person whom only a calendar may name is not warned about as on no shift', () => {
  const alone = (feed: string) => {
    const { warnings } = parseValidRoster(smallRoster(feed).replace('who: [ana, ben]', 'who: [ana]'));
    return warnings.map(({ message }) => message);
  };
  expect(alone('  - { id: oncall, ics: https://example.com/a.ics }')).toEqual([]);
  expect(alone('  - { id: oncall, ics: https://example.com/a.ics, who: [ben] }')).toEqual([]);
  expect(alone('  - { id: oncall, ics: https://example.com/a.ics, who: [ana] }')).toEqual([
    '"ben" is on no shift, and so never available',
  ]);
});

test('anchors and empty sections are allowed', () => {
  const text = smallRoster('leave:\nswaps: []').replace('[mon]', '&days [mon, tue]');
  expect(
    validRoster(`${text}\ncoverage: [{ id: a, days: *days, from: 07:00, to: 08:00, min: 1 }]`).coverage[0],
  ).toMatchObject({ days: 0b11, of: [0, 1] });
});

test('people of a roster without any shift are one warning, and not one each', () => {
  const text = smallRoster().replace(/shifts:[\s\S]*/, '');
  expect(parseValidRoster(text).warnings.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    'people: nobody is on a shift: unless a sender reports shifts, a tick with this roster takes everybody off duty',
  ]);
});

test.each([
  [
    'a person without a shift',
    smallRoster().replace('who: [ana, ben]', 'who: [ana]'),
    'people.ben',
    '"ben" is on no shift',
  ],
  [
    'a calendar that nobody has',
    smallRoster('holidays: { es: [2026-12-25] }'),
    'holidays.es',
    'nobody has the holidays "es"',
  ],
  [
    'coverage that cannot be met',
    smallRoster('coverage: [{ id: a, days: [mon], from: 07:00, to: 08:00, min: 3 }]'),
    'coverage[0].min',
    'always fall short',
  ],
])('%s is a warning, not an error', (_, text, path, words) => {
  const [warning] = parseValidRoster(text).warnings;
  expect(warning).toMatchObject({ path, file: 'roster.yaml', message: expect.stringContaining(words) });
});

test("a swap of another person's turn is a warning", () => {
  const { warnings } = parseValidRoster(readFileSync(`${__dirname}/example.yaml`, 'utf8'));
  expect(warnings.map((one) => one.message)).toEqual([
    'has nothing of "weekend" to give on 2026-12-05: the swap changes nothing',
  ]);
});
