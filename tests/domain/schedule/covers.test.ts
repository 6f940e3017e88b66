/** Who works while somebody is covered. */
import { createResolver } from '../../../assets/domain/schedule/resolver';
import type { FeedFacts } from '../../../assets/domain/schedule/schedule';
import { validRoster } from '../../support/roster';

const at = (text: string): number => Date.parse(`${text}Z`);
const DAY = 86_400_000;

/** Ana works the early shift in Madrid (07–15 UTC in winter), Ben nights in UTC, Cy and Dee take turns on the phones. */
function team(more: string, holidays = ''): string {
  return `version: 1
zone: UTC
people:
  ana: { identity: ana@example.com, zone: Europe/Madrid${holidays} }
  ben: { identity: ben@example.com }
  cy: { identity: cy@example.com }
  dee: { identity: dee@example.com }
shifts:
  - { id: early, days: [mon, tue, wed, thu, fri], from: "08:00", to: "16:00", who: [ana] }
  - { id: nights, days: [mon, tue, wed, thu, fri, sat, sun], from: "22:00", to: "06:00", who: [ben] }
  - id: phones
    days: [sat, sun]
    from: "10:00"
    to: "18:00"
    rotate: { members: [cy, dee], every: 1 week, start: 2026-11-02 }
${more}`;
}

/** "key: from–to reason" of everyone on duty, or off for a reason, by time. */
function told(yaml: string, from: string, to: string, feeds?: FeedFacts): string[] {
  const roster = validRoster(yaml);
  const time = (instant: number): string => new Date(instant).toISOString().slice(8, 16);
  return createResolver(roster, feeds)
    .window(at(from), at(to))
    .flatMap(({ on, off }, person) =>
      [...on, ...off.filter(({ kind }) => kind !== 'leave')].map((one) => {
        const duty = one.available ? 'on' : 'off';
        return `${time(one.from)}–${time(one.to)} ${roster.people[person]?.key} ${duty}: ${one.reason}`;
      }),
    )
    .sort();
}

const early = (yaml: string, from: string, to: string, feeds?: FeedFacts): string[] =>
  told(yaml, from, to, feeds).filter((line) => line.includes('early'));

test('whoever covers works the shifts of the other, and the other is off for what is covered', () => {
  const yaml = team('covers: [{ for: ana, by: dee, from: 2026-12-01, to: 2026-12-02 }]');
  expect(early(yaml, '2026-11-30T00:00', '2026-12-04T00:00')).toEqual([
    '01T07:00–01T15:00 ana off: cover by dee (shift early)',
    '01T07:00–01T15:00 dee on: cover for ana (shift early)',
    '02T07:00–02T15:00 ana off: cover by dee (shift early)',
    '02T07:00–02T15:00 dee on: cover for ana (shift early)',
    '03T07:00–03T15:00 ana on: shift early',
    '30T07:00–30T15:00 ana on: shift early',
  ]);
});

test('a cover goes by the clock of whom it is for, and only the part of a shift within it changes hands', () => {
  const yaml = team(`covers:
  - { for: ana, by: dee, from: 2026-12-01T10:00, to: 2026-12-01T11:30 }
  - { for: ben, by: ana, from: 2026-12-02, to: 2026-12-02 }
`);
  expect(early(yaml, '2026-12-01T00:00', '2026-12-02T00:00')).toEqual([
    '01T07:00–01T09:00 ana on: shift early',
    '01T09:00–01T10:30 ana off: cover by dee (shift early)',
    '01T09:00–01T10:30 dee on: cover for ana (shift early)',
    '01T10:30–01T15:00 ana on: shift early',
  ]);
  expect(told(yaml, '2026-12-01T20:00', '2026-12-03T08:00').filter((line) => line.includes('nights'))).toEqual([
    '01T22:00–02T00:00 ben on: shift nights',
    '02T00:00–02T06:00 ana on: cover for ben (shift nights)',
    '02T00:00–02T06:00 ben off: cover by ana (shift nights)',
    '02T22:00–03T00:00 ana on: cover for ben (shift nights)',
    '02T22:00–03T00:00 ben off: cover by ana (shift nights)',
    '03T00:00–03T06:00 ben on: shift nights',
  ]);
});

test('leave of whom a cover is for changes nothing about it; leave of whoever covers leaves nobody', () => {
  const cover = 'covers: [{ for: ana, by: dee, from: 2026-12-01, to: 2026-12-01 }]\n';
  const day = ['2026-12-01T00:00', '2026-12-02T00:00'] as const;
  const away = (who: string): string => `${cover}leave: [{ who: ${who}, from: 2026-12-01, to: 2026-12-01 }]`;
  expect(early(team(away('ana')), ...day)).toEqual(['01T07:00–01T15:00 dee on: cover for ana (shift early)']);
  expect(early(team(away('dee')), ...day)).toEqual(['01T07:00–01T15:00 ana off: cover by dee (shift early)']);
});

test('an override of whom a cover is for stays with that person', () => {
  const yaml = team(`covers: [{ for: ana, by: dee, from: 2026-12-01, to: 2026-12-01 }]
overrides: [{ who: ana, from: 2026-12-01T18:00, to: 2026-12-01T19:00, available: true }]`);
  expect(told(yaml, '2026-12-01T12:00', '2026-12-01T20:00')).toEqual([
    '01T12:00–01T15:00 ana off: cover by dee (shift early)',
    '01T12:00–01T15:00 dee on: cover for ana (shift early)',
    '01T17:00–01T18:00 ana on: override',
  ]);
});

test('a holiday of either side leaves the shift to nobody', () => {
  const cover = 'covers: [{ for: ana, by: ben, from: 2026-12-07, to: 2026-12-08 }]\nholidays: { es: [2026-12-08] }';
  const celebrating = (key: string): string =>
    team(cover).replace(`${key}@example.com`, `${key}@example.com, holidays: [es]`);
  const day = ['2026-12-08T00:00', '2026-12-09T00:00'] as const;
  expect(early(celebrating('ana'), ...day)).toEqual([]);
  expect(early(celebrating('ben'), ...day)).toEqual(['08T07:00–08T15:00 ana off: cover by ben (shift early)']);
  expect(early(celebrating('cy'), ...day)).toEqual([
    '08T07:00–08T15:00 ana off: cover by ben (shift early)',
    '08T07:00–08T15:00 ben on: cover for ana (shift early)',
  ]);
});

test('a half-day holiday of whom a cover is for ends the cover of that day', () => {
  const yaml = team('covers: [{ for: ana, by: dee, from: 2026-12-24, to: 2026-12-24 }]', ', holidays: [es]');
  const noon = (Date.parse('2026-12-24T12:00Z') / 60_000) | 0;
  const holidayParts = { es: [{ clock: 'own' as const, from: noon, to: noon + 720 }] };
  expect(early(`${yaml}\nholidays: { es: [] }`, '2026-12-24T00:00', '2026-12-25T00:00', { holidayParts })).toEqual([
    '24T07:00–24T11:00 ana off: cover by dee (shift early)',
    '24T07:00–24T11:00 dee on: cover for ana (shift early)',
  ]);
});

test('a turn of a rotation is covered like a shift, and the rotation goes on as before', () => {
  const yaml = team('covers: [{ for: cy, by: ana, from: 2026-11-29, to: 2026-12-05 }]');
  expect(told(yaml, '2026-11-28T08:00', '2026-12-07T00:00').filter((line) => line.includes('phones'))).toEqual([
    '05T10:00–05T18:00 ana on: cover for cy (rotation phones)',
    '05T10:00–05T18:00 cy off: cover by ana (rotation phones)',
    '06T10:00–06T18:00 cy on: rotation phones',
    '28T10:00–28T18:00 dee on: rotation phones',
    '29T10:00–29T18:00 dee on: rotation phones',
  ]);
});

test('a cover that is limited to a shift leaves the others', () => {
  const yaml = team(`  - { id: late, days: [tue], from: "16:00", to: "18:00", zone: UTC, who: [ana] }
covers: [{ for: ana, by: dee, from: 2026-12-01, to: 2026-12-01, shift: late }]`);
  expect(told(yaml, '2026-12-01T07:00', '2026-12-01T20:00')).toEqual([
    '01T07:00–01T15:00 ana on: shift early',
    '01T16:00–01T18:00 ana off: cover by dee (shift late)',
    '01T16:00–01T18:00 dee on: cover for ana (shift late)',
  ]);
});

test('what somebody has by a cover is covered in turn, whichever comes first in the file', () => {
  const covers = [
    '  - { for: ana, by: cy, from: 2026-12-01, to: 2026-12-02 }',
    '  - { for: cy, by: dee, from: 2026-12-02, to: 2026-12-02 }',
  ];
  const expected = [
    '01T07:00–01T15:00 ana off: cover by cy (shift early)',
    '01T07:00–01T15:00 cy on: cover for ana (shift early)',
    '02T07:00–02T15:00 ana off: cover by cy (shift early)',
    '02T07:00–02T15:00 cy off: cover by dee (shift early)',
    '02T07:00–02T15:00 dee on: cover for cy (shift early)',
  ];
  for (const order of [covers, [...covers].reverse()]) {
    expect(early(team(`covers:\n${order.join('\n')}`), '2026-12-01T06:00', '2026-12-02T20:00')).toEqual(expected);
  }
});

test('a swap comes before covers: what was given away is not covered, what was taken is', () => {
  const yaml = team(`covers: [{ for: ana, by: dee, from: 2026-12-01, to: 2026-12-06 }]
swaps:
  - { shift: early, date: 2026-12-01, give: ana, take: cy }
  - { shift: phones, date: 2026-12-06, give: cy, take: ana }`);
  expect(early(yaml, '2026-12-01T00:00', '2026-12-02T00:00')).toEqual([
    '01T07:00–01T15:00 ana off: swap early (to cy)',
    '01T07:00–01T15:00 cy on: swap early (for ana)',
  ]);
  expect(told(yaml, '2026-12-06T09:00', '2026-12-06T20:00')).toEqual([
    '06T10:00–06T18:00 ana off: cover by dee (rotation phones)',
    '06T10:00–06T18:00 cy off: swap phones (to ana)',
    '06T10:00–06T18:00 dee on: cover for ana (rotation phones)',
  ]);
});

test('an event of a calendar is covered like a shift', () => {
  const yaml = team(`  - { id: oncall, ics: https://example.com/oncall.ics }
covers: [{ for: cy, by: ana, from: 2026-12-01, to: 2026-12-01 }]`);
  const from = at('2026-11-30T20:00');
  const shifts = [{ shift: 3, person: 2, date: at('2026-11-30T00:00') / DAY, from, to: from + DAY }];
  expect(
    told(yaml, '2026-11-30T12:00', '2026-12-02T00:00', { shifts }).filter((line) => line.includes('oncall')),
  ).toEqual([
    '01T00:00–01T20:00 ana on: cover for cy (shift oncall)',
    '01T00:00–01T20:00 cy off: cover by ana (shift oncall)',
    '30T20:00–01T00:00 cy on: shift oncall',
  ]);
});

test('a cover beats the shift of whoever covers, and neither hides the other', () => {
  const yaml = team('covers: [{ for: ana, by: ben, from: 2026-12-01, to: 2026-12-01 }]').replace(
    'from: "22:00", to: "06:00"',
    'from: "06:00", to: "12:00"',
  );
  expect(told(yaml, '2026-12-01T00:00', '2026-12-02T00:00').filter((line) => line.includes('ben on'))).toEqual([
    '01T06:00–01T07:00 ben on: shift nights',
    '01T07:00–01T15:00 ben on: cover for ana (shift early)',
  ]);
});

test('a circle that got into a compiled roster ends with the last one it comes to', () => {
  const roster = validRoster(team(''));
  const time = { from: at('2026-12-01T00:00') / 60_000, to: at('2026-12-02T00:00') / 60_000 };
  const covers = [
    { person: 0, by: 1, ...time },
    { person: 1, by: 0, ...time },
  ];
  const bits = createResolver({ ...roster, covers }).available(at('2026-12-01T09:00'));
  expect([...bits]).toEqual([0, 1, 0, 0]);
});

test('nextBoundary() sees the ends of covers', () => {
  const yaml = team('covers: [{ for: ana, by: dee, from: 2026-12-01T10:00, to: 2026-12-01T11:30 }]');
  const resolver = createResolver(validRoster(yaml));
  expect(resolver.nextBoundary(0, at('2026-12-01T08:00'))).toBe(at('2026-12-01T09:00'));
  expect(resolver.nextBoundary(3, at('2026-12-01T09:30'))).toBe(at('2026-12-01T10:30'));
});
