/** The stretches with too few people, and the occurrences that clocks swallow. */
import { createResolver } from '../../../assets/domain/schedule/resolver';
import { smallRoster, validRoster } from '../../support/roster';

const at = (text: string): number => Date.parse(`${text}Z`);
const short = (yaml: string, from: string, to: string) =>
  createResolver(validRoster(smallRoster(yaml)))
    .coverage(at(from), at(to))
    .map(
      ({ id, from, to, have, need }) =>
        `${id} ${new Date(from).toISOString().slice(5, 16)}–${new Date(to).toISOString().slice(5, 16)} ${have}/${need}`,
    );

// Ana works on Mondays 06:00–14:00 UTC, Ben 12:00–20:00 UTC.
const WANTED = 'coverage: [{ id: phones, days: [mon], from: "01:00", to: "20:00", min: 2, zone: UTC }]';

test('a shortfall states how many are on duty and how many are needed', () => {
  expect(short(WANTED, '2026-11-22T00:00', '2026-11-29T00:00')).toEqual([
    'phones 11-23T01:00–11-23T06:00 0/2',
    'phones 11-23T06:00–11-23T12:00 1/2',
    'phones 11-23T14:00–11-23T20:00 1/2',
  ]);
});

test('shortfalls are cut to the window', () => {
  expect(short(WANTED, '2026-11-23T03:00', '2026-11-23T07:00')).toEqual([
    'phones 11-23T03:00–11-23T06:00 0/2',
    'phones 11-23T06:00–11-23T07:00 1/2',
  ]);
});

test('shortfalls that meet at midnight are one', () => {
  const always = 'coverage: [{ id: always, days: [tue, wed], from: "00:00", to: "24:00", min: 1, zone: UTC }]';
  expect(short(always, '2026-11-23T00:00', '2026-11-30T00:00')).toEqual(['always 11-24T00:00–11-26T00:00 0/1']);
});

test('only the people named in a rule count for it', () => {
  const of = 'coverage: [{ id: phones, days: [mon], from: "07:00", to: "08:00", min: 1, zone: UTC, of: [ben] }]';
  expect(short(of, '2026-11-23T00:00', '2026-11-24T00:00')).toEqual(['phones 11-23T07:00–11-23T08:00 0/1']);
});

test('a person who has left covers nothing', () => {
  const resolver = createResolver(
    validRoster(smallRoster('coverage: [{ id: p, days: [mon], from: "07:00", to: "08:00", min: 1, zone: UTC }]')),
  );
  const window = [at('2026-11-23T00:00'), at('2026-11-24T00:00')] as const;
  expect(resolver.coverage(...window)).toEqual([]);
  expect(resolver.coverage(...window, new Map([['ana', { left: true }]]))).toHaveLength(1);
});

test('an occurrence that a clock change leaves no time is dropped and reported', () => {
  // New York, 8 March 2026: 02:30 is read as 03:30, and 03:15 comes before it.
  const roster = validRoster(
    smallRoster().replace('days: [mon], from: "07:00", to: "15:00"', 'days: [sun], from: "02:30", to: "03:15"'),
  );
  const resolver = createResolver(roster);
  const window = [at('2026-03-02T00:00'), at('2026-03-10T00:00')] as const;
  expect(resolver.window(...window)[1]?.on).toEqual([]);
  expect(resolver.dropped(...window)).toEqual([
    {
      list: 'shifts',
      id: 'early',
      zone: 'America/New_York',
      date: Date.parse('2026-03-08') / 86_400_000,
      from: 150,
      to: 195,
    },
  ]);
});
