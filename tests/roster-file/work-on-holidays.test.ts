/** Shifts that take place on public holidays. */
import { createResolver } from '../../assets/domain/schedule/resolver';
import type { FeedFacts } from '../../assets/domain/schedule/schedule';
import { validRoster } from '../support/roster';

const at = (text: string): number => Date.parse(`${text}Z`);
const DAY = 86_400_000;

/** Everybody has Tuesday 8 December 2026 off; the desk works, the office does not. */
function team(more = '', desk = 'who: [ana]'): string {
  return `version: 1
zone: UTC
people:
  ana: { identity: ana@example.com, holidays: [es] }
  ben: { identity: ben@example.com, holidays: [es] }
shifts:
  - { id: office, days: [mon, tue], from: "08:00", to: "12:00", who: [ana, ben] }
  - id: desk
    days: [mon, tue]
    from: "10:00"
    to: "14:00"
    holidays: work
    ${desk}
  - { id: oncall, ics: https://example.com/oncall.ics, holidays: work }
holidays: { es: [2026-12-08] }
${more}`;
}

/** What holds for a person at an hour of the holiday. */
function state(text: string, person: number, hour: string, feeds?: FeedFacts): string {
  const { available, reason } = createResolver(validRoster(text), feeds).verdict(person, at(`2026-12-08T${hour}`));
  return `${available ? 'on' : 'off'}: ${reason}`;
}

test('a shift that works on holidays takes place, and the holiday counts for all others', () => {
  expect(state(team(), 0, '09:00')).toBe('off: holiday es');
  expect(state(team(), 0, '11:00')).toBe('on: shift desk');
  expect(state(team(), 0, '13:00')).toBe('on: shift desk');
  expect(state(team(), 0, '14:00')).toBe('off: holiday es');
  expect(state(team(), 1, '11:00')).toBe('off: holiday es');
});

test('on an ordinary day it is a shift like any other', () => {
  const { reason } = createResolver(validRoster(team())).verdict(0, at('2026-12-07T11:00'));
  expect(reason).toBe('shift office');
});

test('leave and overrides beat it as they beat the holiday', () => {
  const leave = 'leave: [{ who: ana, from: 2026-12-08, to: 2026-12-08 }]\n';
  const override = 'overrides: [{ who: ana, from: 2026-12-08T11:00, to: 2026-12-08T12:00, available: false }]\n';
  expect(state(team(leave), 0, '11:30')).toBe('off: leave');
  expect(state(team(override), 0, '11:30')).toBe('off: override');
  expect(state(team(override), 0, '12:30')).toBe('on: shift desk');
});

test('a swap and a cover of it take place on the holidays of whoever takes it', () => {
  expect(state(team('swaps: [{ shift: desk, date: 2026-12-08, give: ana, take: ben }]'), 1, '13:00')).toBe(
    'on: swap desk (for ana)',
  );
  const cover = 'covers: [{ for: ana, by: ben, from: 2026-12-08, to: 2026-12-08 }]';
  expect(state(team(cover), 1, '13:00')).toBe('on: cover for ana (shift desk)');
  expect(state(team(cover), 0, '13:00')).toBe('off: holiday es');
  expect(state(team(cover), 1, '09:00')).toBe('off: holiday es');
});

test('a turn of a rotation takes place on holidays', () => {
  const text = team('', 'rotate: { members: [ana, ben], every: 1 day, start: 2026-12-07 }');
  expect(state(text, 1, '13:00')).toBe('on: rotation desk');
  expect(state(text, 0, '13:00')).toBe('off: holiday es');
});

test('a shift of a calendar takes place on holidays', () => {
  const from = at('2026-12-08T15:00');
  const shifts = [{ shift: 2, person: 1, date: from / DAY, from, to: from + DAY / 24 }];
  expect(state(team(), 1, '15:30', { shifts })).toBe('on: shift oncall');
  const without = team().replace('oncall.ics, holidays: work', 'oncall.ics');
  expect(state(without, 1, '15:30', { shifts })).toBe('off: holiday es');
});

test('a holiday of some hours counts against other shifts only', () => {
  const text = team().replace('es: [2026-12-08]', 'es: []');
  const noon = at('2026-12-08T12:00') / 60_000;
  const holidayParts = { es: [{ clock: 'own' as const, from: noon - 60, to: noon + 60 }] };
  expect(state(text, 0, '11:30', { holidayParts })).toBe('on: shift desk');
  expect(state(text, 1, '11:30', { holidayParts })).toBe('off: holiday es');
  expect(state(text, 1, '10:30', { holidayParts })).toBe('on: shift office');
});
