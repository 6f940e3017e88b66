/** Whose turn it is. */
import { createResolver } from '../../../assets/domain/schedule/resolver';
import { validRoster } from '../../support/roster';

const at = (text: string): number => Date.parse(`${text}Z`);

function roster(shift: string, zone = 'UTC'): string {
  return `version: 1
zone: ${zone}
people:
  ana: { identity: ana@example.com }
  ben: { identity: ben@example.com }
  cy: { identity: cy@example.com }
shifts:
  - ${shift}
`;
}

/** "ana 01 10:00–02 10:00": who is on when, in order. */
function turns(yaml: string, from: string, to: string): string[] {
  const compiled = validRoster(yaml);
  const time = (instant: number): string => new Date(instant).toISOString().slice(8, 16).replace('T', ' ');
  return createResolver(compiled)
    .window(at(from), at(to))
    .flatMap(({ on }, person) => on.map((one) => ({ ...one, key: compiled.people[person]?.key })))
    .sort((a, b) => a.from - b.from)
    .map(({ key, from, to }) => `${key} ${time(from)}–${time(to)}`);
}

const ALL = 'days: [mon, tue, wed, thu, fri, sat, sun]';

test('a hand-off inside an occurrence splits it, and the two meet without a seam', () => {
  const yaml = roster(
    `{ id: call, ${ALL}, from: "00:00", to: "24:00", rotate: { members: [ana, ben], every: 1 day, start: 2026-06-01T09:00 } }`,
  );
  expect(turns(yaml, '2026-06-01T00:00', '2026-06-03T12:00')).toEqual([
    'ana 01 09:00–02 09:00',
    'ben 02 09:00–03 09:00',
    'ana 03 09:00–03 12:00',
  ]);
});

test('nobody has the turn before the rotation starts', () => {
  const yaml = roster(
    `{ id: call, ${ALL}, from: "08:00", to: "12:00", rotate: { members: [ana], every: 1 week, start: 2026-06-02T10:00 } }`,
  );
  expect(turns(yaml, '2026-06-01T00:00', '2026-06-03T00:00')).toEqual(['ana 02 10:00–02 12:00']);
});

test('the member `nobody` leaves a turn empty', () => {
  const yaml = roster(
    `{ id: call, ${ALL}, from: "08:00", to: "12:00", rotate: { members: [ana, nobody, ben], every: 1 day, start: 2026-06-01 } }`,
  );
  expect(turns(yaml, '2026-06-01T00:00', '2026-06-05T00:00')).toEqual([
    'ana 01 08:00–01 12:00',
    'ben 03 08:00–03 12:00',
    'ana 04 08:00–04 12:00',
  ]);
});

test('a rotation every other week counts calendar weeks', () => {
  const yaml = roster(
    '{ id: sat, days: [sat], from: "08:00", to: "12:00", rotate: { members: [ana, ben], every: 2 weeks, start: 2026-06-01 } }',
  );
  expect(turns(yaml, '2026-06-01T00:00', '2026-06-30T00:00').map((turn) => turn.slice(0, 6))).toEqual([
    'ana 06',
    'ana 13',
    'ben 20',
    'ben 27',
  ]);
});

test('a monthly hand-off on the 31st falls on the last day of shorter months', () => {
  const yaml = roster(
    `{ id: call, ${ALL}, from: "00:00", to: "24:00", rotate: { members: [ana, ben, cy], every: 1 month, start: 2026-01-31 } }`,
  );
  expect(turns(yaml, '2026-01-30T00:00', '2026-04-02T00:00')).toEqual([
    'ana 31 00:00–28 00:00',
    'ben 28 00:00–31 00:00',
    'cy 31 00:00–02 00:00',
  ]);
});

test('a hand-off at nine stays at nine when clocks change', () => {
  const yaml = roster(
    `{ id: call, ${ALL}, from: "00:00", to: "24:00", rotate: { members: [ana, ben], every: 12 hours, start: 2026-03-07T09:00 } }`,
    'America/New_York',
  );
  expect(turns(yaml, '2026-03-07T14:00', '2026-03-09T01:00')).toEqual([
    'ana 07 14:00–08 02:00',
    'ben 08 02:00–08 13:00',
    'ana 08 13:00–09 01:00',
  ]);
});

describe('a weekend that turns daily', () => {
  const weekend = (count: string): string =>
    roster(
      `{ id: weekend, days: [sat, sun], from: "08:00", to: "12:00", rotate: { members: [ana, ben, cy, ana, ben, cy, nobody], every: 1 day, start: 2026-06-06, count: ${count} } }`,
    );
  const names = (count: string): string[] =>
    turns(weekend(count), '2026-06-06T00:00', '2026-06-29T00:00').map((turn) => turn.slice(0, -18));

  test('counting calendar days gives seven members the same weekday for ever', () => {
    expect(names('calendar')).toEqual(['ana', 'ben', 'ana', 'ben', 'ana', 'ben', 'ana', 'ben']);
  });

  test('counting worked days gives every member a turn', () => {
    expect(turns(weekend('worked'), '2026-06-06T00:00', '2026-06-29T00:00').map((turn) => turn.slice(0, 6))).toEqual([
      'ana 06',
      'ben 07',
      'cy 13 ',
      'ana 14',
      'ben 20',
      'cy 21 ',
      'ana 28',
    ]);
  });
});

test('worked days before the shift begins do not count', () => {
  const yaml = roster(
    '{ id: s, days: [mon, wed], from: "08:00", to: "12:00", since: 2026-06-10, rotate: { members: [ana, ben], every: 2 days, start: 2026-06-01, count: worked } }',
  );
  expect(turns(yaml, '2026-06-01T00:00', '2026-06-26T00:00').map((turn) => turn.slice(0, 6))).toEqual([
    'ana 10',
    'ana 15',
    'ben 17',
    'ben 22',
    'ana 24',
  ]);
});

test('a night shift belongs to the day on which it starts when hand-offs are in the morning', () => {
  const yaml = roster(
    '{ id: nights, days: [fri, sat], from: "22:00", to: "06:00", rotate: { members: [ana, ben], every: 1 day, start: 2026-06-01T09:00, count: worked } }',
  );
  expect(turns(yaml, '2026-06-01T00:00', '2026-06-15T00:00')).toEqual([
    'ana 05 22:00–06 06:00',
    'ben 06 22:00–07 06:00',
    'ana 12 22:00–13 06:00',
    'ben 13 22:00–14 06:00',
  ]);
});

test('a turn stays empty during leave, and coverage reports it', () => {
  const yaml = `${roster('{ id: call, days: [mon, tue], from: "08:00", to: "12:00", rotate: { members: [ana, ben], every: 1 day, start: 2026-06-01 } }')}
leave: [{ who: ana, from: 2026-06-01T10:00, to: 2026-06-01 }]
coverage: [{ id: phones, days: [mon, tue], from: "08:00", to: "12:00", min: 1 }]
`;
  expect(turns(yaml, '2026-06-01T00:00', '2026-06-03T00:00')).toEqual([
    'ana 01 08:00–01 10:00',
    'ben 02 08:00–02 12:00',
  ]);
  expect(createResolver(validRoster(yaml)).coverage(at('2026-06-01T00:00'), at('2026-06-03T00:00'))).toEqual([
    { id: 'phones', from: at('2026-06-01T10:00'), to: at('2026-06-01T12:00'), have: 0, need: 1 },
  ]);
});

test('turns stay in order when a two-hour gap pushes a hand-off past later ones', () => {
  // Troll, 29 March 2026: 01:00 becomes 03:00. The turns of 01:30 and 03:30 begin together, that of 02:30 (read as 04:30) with the next.
  const yaml = roster(
    `{ id: call, ${ALL}, from: "00:00", to: "24:00", rotate: { members: [ana, ben, cy, nobody, ana], every: 1 hour, start: 2026-03-28T23:30 } }`,
    'Antarctica/Troll',
  );
  expect(turns(yaml, '2026-03-28T23:00', '2026-03-29T02:30')).toEqual([
    'ana 28 23:30–29 00:30',
    'ben 29 00:30–29 01:30',
    'ana 29 01:30–29 02:30',
  ]);
});
