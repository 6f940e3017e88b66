import { createResolver } from '../../../assets/domain/schedule/resolver';
import { readInstant } from '../../../assets/roster-file/instants';
import { holidaysUnknown } from '../../../cli/commands/show';
import { printJson, scheduleOf } from '../../../cli/roster/schedule';
import { drawTimeline } from '../../../cli/roster/timeline/draw';
import { painter } from '../../../cli/roster/timeline/glyphs';
import { smallRoster, validRoster } from '../../support/roster';

const at = (text: string): number => Date.parse(`${text}Z`);

function draw(yaml: string, from: string, to: string, width = 80): string[] {
  const roster = validRoster(yaml);
  const schedule = scheduleOf(createResolver(roster), at(from), at(to));
  return drawTimeline(roster, schedule, { width, zone: 'UTC', paint: painter(undefined), now: 0 });
}

const BUSY =
  smallRoster(`  - { id: call, days: [tue], from: "00:00", to: "24:00", zone: UTC, rotate: { members: [ben], every: 1 week, start: 2026-01-01 } }
leave: [{ who: ana, from: 2026-11-25, to: 2026-11-25 }]
overrides: [{ who: ben, from: 2026-11-26, to: 2026-11-26, available: true }]
coverage: [{ id: phones, days: [mon], from: "06:00", to: "15:00", min: 1, zone: UTC }]
`);

test('the timeline has a row for each person, a column for each day, gaps and a legend', () => {
  expect(draw(BUSY, '2026-11-23T00:00', '2026-11-27T00:00', 50)).toEqual([
    'November 2026, on the clock of UTC',
    '         Mon 23   Tue 24   Wed 25   Thu 26',
    '         0   12   0   12   0   12   0   12',
    'ana     │··███···│·······~│~~~~~~~~│········│',
    'ben     │····███·│▒▒▒▒▒▒▒▒│········│·+++++++│',
    'on duty │··1111··│11111111│········│··111111│',
    'phones  │··===···│········│········│········│',
    '',
    '· off   █ shift   ~ leave   ▒ rotation',
    '+ override: on   = enough people',
    '',
  ]);
});

test('no line is wider than the terminal, whatever the names', () => {
  const long = BUSY.replaceAll('ana', 'anastasia-of-the-long-name').replaceAll('ben', '小林小林小林小林小林');
  for (const width of [60, 80, 100, 200]) {
    for (const line of draw(long, '2026-11-02T00:00', '2026-11-20T00:00', width).slice(0, 12)) {
      expect([...line].length).toBeLessThanOrEqual(width);
    }
  }
});

test('the JSON has everyone, instants without milliseconds, and the shortfalls', () => {
  const roster = validRoster(
    `${smallRoster()}coverage: [{ id: phones, days: [tue], from: "06:00", to: "07:00", min: 1, zone: UTC }]`,
  );
  const schedule = scheduleOf(createResolver(roster), at('2026-11-23T08:00'), at('2026-11-24T12:00'));
  expect(JSON.parse(printJson(roster, schedule))).toEqual({
    people: {
      ana: [{ from: '2026-11-23T08:00:00Z', to: '2026-11-23T14:00:00Z', because: 'shift early' }],
      ben: [{ from: '2026-11-23T12:00:00Z', to: '2026-11-23T20:00:00Z', because: 'shift early' }],
    },
    coverage: [{ id: 'phones', from: '2026-11-24T06:00:00Z', to: '2026-11-24T07:00:00Z', have: 0, need: 1 }],
    warnings: [],
  });
});

test('a person who is never on duty is in the JSON with an empty list', () => {
  const roster = validRoster(smallRoster());
  const schedule = scheduleOf(createResolver(roster), at('2026-11-24T08:00'), at('2026-11-24T12:00'));
  expect(JSON.parse(printJson(roster, schedule)).people).toEqual({ ana: [], ben: [] });
});

test.each([
  ['2026-11-23T12:00:00Z', '2026-11-23T12:00'],
  ['2026-11-23T12:00Z', '2026-11-23T12:00'],
  ['2026-11-23T12:00:00.250+01:00', '2026-11-23T11:00'],
  ['2026-11-23', '2026-11-23T05:00'],
])('--from accepts %s', (text, utc) => {
  expect(readInstant(text, 'America/New_York')).toBe(at(utc));
});

test.each(['tomorrow', '2026-02-30', '2026-11-23T12:00', '2026-11-23T25:00Z', ''])('--from rejects "%s"', (text) => {
  expect(readInstant(text, 'UTC')).toBeUndefined();
});

test('show says for which years the holidays of countries are known, if the window leaves them', () => {
  const roster = { ...validRoster(smallRoster()), holidayYears: { first: 2025, last: 2029 } };
  const on = (from: string, to: string) => holidaysUnknown(roster, Date.parse(from), Date.parse(to));
  expect(on('2025-01-01T00:00Z', '2030-01-01T00:00Z')).toEqual([]);
  const note = 'Holidays of countries are known from 2025 to 2029; outside of these years they are missing here.';
  expect(on('2024-12-31T00:00Z', '2025-01-02T00:00Z')).toEqual([note]);
  expect(on('2029-12-31T00:00Z', '2030-01-02T00:00Z')).toEqual([note]);
  expect(holidaysUnknown(validRoster(smallRoster()), 0, Date.parse('2099-01-01T00:00Z'))).toEqual([]);
});
