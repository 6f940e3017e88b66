/** One person's day under more and more rules. Highest first: left, override, leave, holiday, swap, shift or rotation, off. */

import { createResolver } from '../../../assets/domain/schedule/resolver';
import type { PersonFacts } from '../../../assets/domain/schedule/schedule';
import { smallRoster, validRoster } from '../../support/roster';

const at = (text: string): number => Date.parse(`${text}Z`);
const MONDAY_TEN = at('2026-11-23T10:00');
const facts = (one: PersonFacts): Map<string, PersonFacts> => new Map([['ana', one]]);

/** Ana works on Mondays 07:00–15:00 in Madrid (06:00–14:00 UTC). */
function state(yaml: string, instant: number, fact?: PersonFacts): string {
  const { available, reason } = createResolver(validRoster(smallRoster(yaml))).verdict(0, instant, fact);
  return `${available ? 'on' : 'off'}: ${reason}`;
}

const HOLIDAY = 'holidays: { es: [2026-11-23] }\n';
const LEAVE = 'leave: [{ who: ana, from: 2026-11-23, to: 2026-11-23 }]\n';
const OVERRIDE = 'overrides: [{ who: ana, from: 2026-11-23T10:00, to: 2026-11-23T12:00, available: true }]\n';
const SWAP = 'swaps: [{ shift: early, date: 2026-11-23, give: ana, take: ben }]\n';
const withHoliday = (yaml: string) => state(yaml + HOLIDAY, MONDAY_TEN);

test('a person without a rule is off duty', () => {
  expect(state('', at('2026-11-23T15:00'))).toBe('off: off');
});

test('a person on shift is on duty', () => {
  expect(state('', MONDAY_TEN)).toBe('on: shift early');
});

test('a swap takes the shift from one and gives it to the other, at the giver’s hours', () => {
  const resolver = createResolver(validRoster(smallRoster(SWAP)));
  const [ana, ben] = resolver.window(at('2026-11-23T00:00'), at('2026-11-24T00:00'));
  expect(ana?.on).toEqual([]);
  expect(ana?.off.map((stretch) => stretch.reason)).toEqual(['swap early (to ben)']);
  expect(ben?.on.map(({ from, to, reason }) => [from, to, reason])).toEqual([
    [at('2026-11-23T06:00'), at('2026-11-23T14:00'), 'swap early (for ana)'],
    [at('2026-11-23T14:00'), at('2026-11-23T20:00'), 'shift early'],
  ]);
});

test('a shift given away does not hide another shift of the same person', () => {
  const other = `  - { id: other, days: [mon], from: "09:00", to: "12:00", who: [ana] }\n${SWAP}`;
  expect(state(other, MONDAY_TEN)).toBe('on: shift other');
  expect(state(other, at('2026-11-23T12:00'))).toBe('off: swap early (to ben)');
});

test('a shift taken in a swap can be swapped again', () => {
  const chain = `swaps:
  - { shift: early, date: 2026-11-23, give: ana, take: ben }
  - { shift: early, date: 2026-11-23, give: ben, take: ana }
`;
  expect(state(chain, MONDAY_TEN)).toBe('on: swap early (for ben)');
});

test('leave beats a shift; an override beats leave', () => {
  expect(state(LEAVE, MONDAY_TEN)).toBe('off: leave');
  expect(state(LEAVE + OVERRIDE, MONDAY_TEN)).toBe('on: override');
  expect(state(LEAVE + OVERRIDE, at('2026-11-23T11:00'))).toBe('off: leave');
});

test('a holiday counts for those who have it, from midnight to midnight on their own clock', () => {
  const roster = validRoster(
    smallRoster(HOLIDAY).replace('zone: Europe/Madrid', 'zone: Europe/Madrid, holidays: [es]'),
  );
  const resolver = createResolver(roster);
  expect(resolver.verdict(0, MONDAY_TEN)).toMatchObject({
    available: false,
    reason: 'holiday es',
    until: at('2026-11-23T23:00'),
  });
  expect(resolver.verdict(1, at('2026-11-23T16:00'))).toMatchObject({ available: true, reason: 'shift early' });
  expect(withHoliday('')).toBe('on: shift early');
});

test('a leaving beats every override, and an event’s override beats the roster’s', () => {
  const no: PersonFacts = { override: { available: false, from: MONDAY_TEN - 1, until: null } };
  expect(state(OVERRIDE, MONDAY_TEN, no)).toBe('off: override');
  expect(state(OVERRIDE, MONDAY_TEN, { ...no, left: true })).toBe('off: left');
  expect(state(OVERRIDE, MONDAY_TEN, { left: false })).toBe('on: override');
});

test('the later of two overrides in the file wins', () => {
  const two = `overrides:
  - { who: ana, from: 2026-11-23, to: 2026-11-24, available: false }
  - { who: ana, from: 2026-11-23T11:00, to: 2026-11-23T11:30, available: true }
`;
  expect(state(two, MONDAY_TEN)).toBe('on: override');
  expect(state(two, at('2026-11-23T10:30'))).toBe('off: override');
});

test('an expired override has no effect', () => {
  const past: PersonFacts = { override: { available: false, from: MONDAY_TEN - 2, until: MONDAY_TEN } };
  expect(state('', MONDAY_TEN, past)).toBe('on: shift early');
});

test('the reason names the shift that began first when two overlap', () => {
  const roster = validRoster(
    smallRoster('  - { id: long, days: [mon], from: "06:00", to: "10:00", zone: Europe/Madrid, who: [ana] }'),
  );
  const [ana] = createResolver(roster).window(at('2026-11-23T00:00'), at('2026-11-24T00:00'));
  expect(ana?.on.map(({ from, to, reason }) => [from, to, reason])).toEqual([
    [at('2026-11-23T05:00'), at('2026-11-23T09:00'), 'shift long'],
    [at('2026-11-23T09:00'), at('2026-11-23T14:00'), 'shift early'],
  ]);
});

test('available() applies facts, and ignores facts about people outside the roster', () => {
  const resolver = createResolver(validRoster(smallRoster()));
  expect([...resolver.available(MONDAY_TEN)]).toEqual([1, 0]);
  expect([...resolver.available(MONDAY_TEN, facts({ left: true }))]).toEqual([0, 0]);
  expect([...resolver.available(MONDAY_TEN, new Map([['zed', { left: true }]]))]).toEqual([1, 0]);
  expect([...resolver.available(MONDAY_TEN)]).toEqual([1, 0]);
});

test('feeds add leave and holidays', () => {
  const roster = validRoster(
    smallRoster('holidays: { es: { ics: https://example.com/es.ics } }').replace(
      'zone: Europe/Madrid',
      'zone: Europe/Madrid, holidays: [es]',
    ),
  );
  const day = Date.parse('2026-11-23') / 86_400_000;
  expect(createResolver(roster, { holidays: { es: [day] } }).verdict(0, MONDAY_TEN).reason).toBe('holiday es');
  const leave = [{ person: 0, from: MONDAY_TEN, to: MONDAY_TEN + 1 }];
  expect(createResolver(roster, { leave }).verdict(0, MONDAY_TEN)).toMatchObject({
    reason: 'leave',
    until: MONDAY_TEN + 1,
  });
});

test('nextBoundary() ignores overrides', () => {
  const resolver = createResolver(validRoster(smallRoster(OVERRIDE)));
  expect(resolver.nextBoundary(0, MONDAY_TEN)).toBe(at('2026-11-23T14:00'));
  expect(resolver.nextBoundary(0, at('2026-11-23T14:00'))).toBe(at('2026-11-30T06:00'));
  expect(
    createResolver(validRoster(smallRoster().replace('[mon],', '[mon], until: 2026-11-23,'))).nextBoundary(
      0,
      at('2026-11-24T00:00'),
    ),
  ).toBeNull();
});

describe('a shift that an event brought', () => {
  const desk: PersonFacts = { shifts: [{ from: at('2026-11-23T13:00'), to: at('2026-11-23T18:00'), label: 'desk' }] };
  const evening = at('2026-11-23T17:00');

  test('puts a person on duty like a shift of the roster, with its label or without', () => {
    expect(state('', evening)).toBe('off: off');
    expect(state('', evening, desk)).toBe('on: shift desk');
    const [{ label: _, ...unnamed } = { from: 0, to: 0 }] = desk.shifts ?? [];
    expect(state('', evening, { shifts: [unnamed] })).toBe('on: shift');
    expect(state('', at('2026-11-23T18:00'), desk)).toBe('off: off');
  });

  test('goes on where the roster’s shift ends, and neither is hidden by the other', () => {
    const [ana] = createResolver(validRoster(smallRoster())).window(
      at('2026-11-23T00:00'),
      at('2026-11-24T00:00'),
      facts(desk),
    );
    expect(ana?.on.map(({ from, to, reason }) => [from, to, reason])).toEqual([
      [at('2026-11-23T06:00'), at('2026-11-23T14:00'), 'shift early'],
      [at('2026-11-23T14:00'), at('2026-11-23T18:00'), 'shift desk'],
    ]);
  });

  test('gives way to a leaving, an override, leave and a holiday', () => {
    const whole = { from: at('2026-11-23T00:00'), to: at('2026-11-24T00:00') };
    expect(state('', evening, { ...desk, left: true })).toBe('off: left');
    const no = { available: false, from: whole.from, until: null };
    expect(state('', evening, { ...desk, override: no })).toBe('off: override');
    expect(state('', evening, { ...desk, leave: [whole] })).toBe('off: leave');
    expect(state(LEAVE, evening, desk)).toBe('off: leave');
    const yaml = smallRoster(HOLIDAY).replace('zone: Europe/Madrid', 'zone: Europe/Madrid, holidays: [es]');
    expect(createResolver(validRoster(yaml)).verdict(0, evening, desk).reason).toBe('holiday es');
  });

  test('counts for the coverage', () => {
    const rule = 'coverage: [{ id: late, days: [mon], from: "10:00", to: "11:00", min: 2, of: [ana, ben] }]\n';
    const resolver = createResolver(validRoster(smallRoster(rule)));
    const day = [at('2026-11-23T00:00'), at('2026-11-24T00:00')] as const;
    expect(resolver.coverage(...day)).toMatchObject([{ id: 'late', have: 1, need: 2 }]);
    expect(resolver.coverage(...day, facts({ shifts: [{ from: day[0], to: day[1] }] }))).toEqual([]);
  });

  test('has boundaries at which an override without an end is over', () => {
    const resolver = createResolver(validRoster(smallRoster()));
    const next = (instant: string, fact?: PersonFacts) => resolver.nextBoundary(0, at(instant), fact);
    expect(next('2026-11-23T10:00')).toBe(at('2026-11-23T14:00'));
    expect(next('2026-11-23T10:00', desk)).toBe(at('2026-11-23T18:00'));
    const apart: PersonFacts = { shifts: [{ from: at('2026-11-24T09:00'), to: at('2026-11-24T10:00') }] };
    expect(next('2026-11-23T15:00')).toBe(at('2026-11-30T06:00'));
    expect(next('2026-11-23T15:00', apart)).toBe(at('2026-11-24T09:00'));
    // Leave and overrides of events are none.
    const away: PersonFacts = { leave: [{ from: at('2026-11-23T11:00'), to: at('2026-11-23T12:00') }] };
    expect(next('2026-11-23T10:00', away)).toBe(at('2026-11-23T14:00'));
  });
});
