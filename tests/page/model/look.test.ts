/** The way the people are looked at, in the page's address and back. */
import fc from 'fast-check';
import { FIRST_LOOK, type Look } from '../../../assets/page/model/look';
import { RANGES } from '../../../assets/page/model/ranges';
import { addressOfNow, addressOfPeople, routeOf } from '../../../assets/page/model/route';
import { SHOWS } from '../../../assets/page/model/rows';
import { SORTS } from '../../../assets/page/model/sorting';

const looks: fc.Arbitrary<Look> = fc.record({
  text: fc.string({ unit: 'grapheme' }).map((text) => text.trim()),
  show: fc.constantFrom(...SHOWS.map(([show]) => show)),
  team: fc.string(),
  timesIn: fc.constantFrom('mine', 'theirs'),
  sort: fc.constantFrom(...SORTS),
  range: fc.constantFrom(...RANGES),
  day: fc.option(fc.integer({ min: 10_000, max: 40_000 }), { nil: undefined }),
});

const lookOf = (address: string): Look | undefined => {
  const route = routeOf(address);
  return route.view === 'people' ? route.look : undefined;
};

test('an address shows the same look that it was made of', () => {
  fc.assert(fc.property(looks, (look) => expect(lookOf(addressOfPeople(look))).toEqual(look)));
});

test('the first look has an address without anything in it, and only what differs is added', () => {
  expect(addressOfPeople(FIRST_LOOK)).toBe('#people');
  expect(
    addressOfPeople({ ...FIRST_LOOK, range: 'month', day: 20_779, show: 'on', team: 'sales & co', text: 'ana' }),
  ).toBe('#people?range=month&day=2026-11-22&show=on&team=sales+%26+co&find=ana');
});

test.each([
  'range=year&day=tomorrow&show=nobody&order=age&times=hers',
  'day=2026-02-30',
  'day=2026-13-01',
  'day=22-11-2026',
  'unknown=1',
])('what is not known in %j counts as not there', (parameters) => {
  expect(lookOf(`#people?${parameters}`)).toEqual(FIRST_LOOK);
});

test.each(['', 'sales', 'a&b=c', 'Früh?'])('the address of who is on duty now names the team %j', (team) => {
  expect(routeOf(addressOfNow(team))).toEqual({ view: 'now', team });
});
