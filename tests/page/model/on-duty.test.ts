/** Who is on duty now, and who is next. */
import type { PersonView, WindowView } from '../../../assets/api/views/views';
import { observe } from '../../../assets/page/model/observations';
import { onDutyFirst, onDutyNow } from '../../../assets/page/model/on-duty';
import { rowsOf } from '../../../assets/page/model/rows';
import { isOld, wallSize } from '../../../assets/page/model/wall';
import { LEFT, NOON, ON, ON_TIME, page, person, seenNow } from './people';

const HOUR = 3_600_000;
const at = (hours: number): string => new Date(NOON + hours * HOUR).toISOString();
const shift = (from: number, to: number): WindowView => ({
  on: [{ from: at(from), to: at(to), because: 'shift early', kind: 'shift' }],
  off: [],
});
const WINDOWS = [shift(-2, 4), shift(-2, 2), shift(3, 5), shift(9, 12)];
const REACH = { from: NOON - 24 * HOUR, to: NOON + 24 * HOUR };
const [LONG, SHORT, SOON, LATER] = [0, 1, 2, 3];

function groups(people: readonly PersonView[], { team = '', now = NOON } = {}) {
  const ana = people.find((each) => each.person === 'ana');
  const observations = new Map(ana ? [['ana', observe({ ...ana, frontline: seenNow(false) }, NOON, ana)]] : []);
  return onDutyNow(rowsOf([page(people, { windows: WINDOWS })], observations), REACH, now, ON_TIME, team);
}

test('whoever’s duty ends first comes first, by their name, with what Frontline has instead', () => {
  const [group, ...others] = groups([
    person('long', { window: LONG, should: ON }),
    person('ana', { window: SHORT, should: ON, name: 'Ana Pérez' }),
  ]);
  expect(others).toEqual([]);
  expect(group?.on).toEqual([
    { person: 'ana', name: 'Ana Pérez', until: NOON + 2 * HOUR, instead: 'Off duty' },
    { person: 'long', name: 'long', until: NOON + 4 * HOUR },
  ]);
});

test('next are all who come on duty at the earliest instant, and none of those who are on duty or locked out', () => {
  const [group] = groups([
    person('later', { window: LATER }),
    person('b', { window: SOON }),
    person('gone', { window: SOON, should: LEFT }),
    person('c', { window: SOON }),
    person('on', { window: LONG, should: ON }),
  ]);
  expect(group?.next).toEqual({ at: NOON + 3 * HOUR, names: ['b', 'c'] });
});

test('a shift that begins or ends counts at once, before the server is asked again', () => {
  const people = [person('a', { window: SHORT, should: ON }), person('b', { window: SOON })];
  expect(groups(people, { now: NOON + 3 * HOUR })[0]?.on.map(({ person }) => person)).toEqual(['b']);
});

test('nobody is on duty who is locked out, or of whom it cannot be told; the latter are counted', () => {
  const [group] = groups([
    person('gone', { window: LONG, should: LEFT }),
    person('odd', { window: LONG, unreadable: true, should: { available: null } }),
  ]);
  expect(group).toEqual({ team: '', on: [], unknown: 1 });
});

describe('with teams', () => {
  const people = [
    person('a', { window: LONG, should: ON, teams: ['sales', 'support'] }),
    person('b', { window: SOON, teams: ['support'] }),
    person('c', { window: LONG, should: ON }),
    person('idle'),
  ];
  const named = (team?: string) =>
    groups(people, team === undefined ? {} : { team }).map((group) => [group.team, group.on.map((one) => one.person)]);

  test('each team has a group, and those in no team who have shifts have one', () => {
    expect(named()).toEqual([
      ['sales', ['a']],
      ['support', ['a']],
      ['', ['c']],
    ]);
  });

  test('a chosen team is alone, and empty if the roster has none of that name', () => {
    expect(named('support')).toEqual([['support', ['a']]]);
    expect(named('gone')).toEqual([['gone', []]]);
  });
});

test('data are old after two minutes without an answer, and never if there has been none', () => {
  expect(isOld(NOON, NOON + 119_999)).toBe(false);
  expect(isOld(NOON, NOON + 120_000)).toBe(true);
  expect(isOld(undefined, NOON)).toBe(false);
});

test('a wall screen has fewer names of each group the more groups there are, and at least one', () => {
  const group = (size: number) => ({
    team: 'x',
    unknown: 0,
    on: Array.from({ length: size }, () => ({ person: 'x', name: 'x' })),
  });
  expect(wallSize([group(2)])).toEqual({ most: 22, lines: 'few' });
  expect(wallSize([group(9)])).toEqual({ most: 22, lines: 'some' });
  expect(wallSize([group(50), group(50), group(50)])).toEqual({ most: 6, lines: 'many' });
  expect(wallSize(Array.from({ length: 40 }, () => group(3))).most).toBe(1);
});

test('teams with somebody on duty come before those with nobody, each in the order of the roster', () => {
  const found = groups([
    person('a', { window: LATER, teams: ['north'] }),
    person('b', { window: LATER, teams: ['south'] }),
    person('c', { window: LONG, should: ON, teams: ['east'] }),
    person('d', { window: SHORT, should: ON, teams: ['on-call'] }),
    person('e', { unreadable: true, teams: ['west'] }),
  ]);
  expect(found.map(({ team }) => team)).toEqual(['north', 'south', 'east', 'on-call', 'west']);
  expect(onDutyFirst(found).map(({ team }) => team)).toEqual(['east', 'on-call', 'west', 'north', 'south']);
});
