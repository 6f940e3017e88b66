/** Merging pages and observations into one list of people, and filtering it. */

import type { PersonView } from '../../../assets/api/views/views';
import { type Observation, observe } from '../../../assets/page/model/observations';
import type { Row } from '../../../assets/page/model/row';
import { filtered, rowsOf, type Show, teamsIn } from '../../../assets/page/model/rows';
import { LEFT, NOON, ON, ON_TIME, page, person, seenNow, whole } from './people';

const keys = (rows: readonly Row[]): string[] => rows.map((row) => row.person.person);
const observations = (...all: readonly (readonly [string, Observation])[]): Map<string, Observation> => new Map(all);
const seenAs = (of: PersonView, frontline = seenNow(false)) =>
  [of.person, observe({ ...of, frontline }, NOON, of)] as const;

test('rowsOf joins the pages in order, skips a page that has not loaded, and puts people in records only last', () => {
  const first = page([person('ana'), person('ben')], {
    whole: whole({ others: [person('gone', { onRoster: false })] }),
  });
  expect(keys(rowsOf([first, undefined, page([person('dee')])], observations()))).toEqual([
    'ana',
    'ben',
    'dee',
    'gone',
  ]);
});

test('each row of the roster has its position there, whatever pages are missing before it', () => {
  const first = page([person('ana'), person('ben')], {
    whole: whole({ others: [person('gone', { onRoster: false })] }),
  });
  const rows = rowsOf([first, undefined, page([person('dee')])], observations());
  expect(rows.map(({ position }) => position)).toEqual([0, 1, 4, undefined]);
});

test('a person who moved to another page between two requests has one row', () => {
  expect(
    keys(rowsOf([page([person('ana'), person('ben')]), page([person('ben'), person('cy')])], observations())),
  ).toEqual(['ana', 'ben', 'cy']);
});

test('each row has the window from its own page', () => {
  const window = (because: string) => ({
    on: [{ from: '2026-11-23T07:00:00Z', to: '2026-11-23T15:00:00Z', because, kind: 'shift' as const }],
    off: [],
  });
  const pages = [
    page([person('ana', { window: 0 })], { windows: [window('shift a')] }),
    page([person('ben', { window: 0 }), person('cy', { window: 0 })], { windows: [window('shift b')] }),
  ];
  const rows = rowsOf(pages, observations());
  expect(rows.map((row) => row.window?.on[0]?.because)).toEqual(['shift a', 'shift b', 'shift b']);
});

test('an observation is up to date until the desired or the recorded value changes', () => {
  const ana = person('ana');
  const seen = observations(seenAs(ana));
  const counts = (now: PersonView) => rowsOf([page([now])], seen)[0]?.observation !== undefined;
  expect(counts(ana)).toBe(true);
  expect(counts({ ...ana, manager: 'ben' })).toBe(true);
  expect(counts({ ...ana, frontline: { seen: 'noted', available: true } })).toBe(false);
  expect(counts(person('ana', { should: ON, frontline: ana.frontline }))).toBe(false);
  expect(counts(person('ana', { should: LEFT, frontline: ana.frontline }))).toBe(false);
});

test('a difference found by a tick is shown if the page has not fetched the user, and while it still differs', () => {
  const differences = [{ person: 'ana', field: 'available' as const, found: 'true', expected: 'false' }];
  const found = (now: PersonView, seen: ReadonlyMap<string, Observation> = observations()) =>
    rowsOf([page([now], { whole: whole({ differences }) })], seen)[0]?.found?.found;
  expect(found(person('ana'))).toBe('true');
  expect(found(person('ana'), observations(seenAs(person('ana'))))).toBeUndefined();
  expect(found(person('ana', { should: ON }))).toBeUndefined();
});

test('the filter selects people who are on duty, off duty, different, or have left', () => {
  const differs = person('dee', { should: ON });
  const people = [
    person('ana', { should: ON }),
    person('ben'),
    person('cy', { should: LEFT }),
    differs,
    person('eva', { frontline: { seen: 'missing' } }),
    person('stranger', { onRoster: false, should: { available: null } }),
  ];
  const rows = rowsOf([page(people)], observations(seenAs(differs, seenNow(false))));
  const shown = (show: Show) => keys(filtered(rows, { text: '', show, team: '' }, ON_TIME, new Set(['ben', 'gone'])));
  expect(shown('everyone')).toEqual(keys(rows));
  expect(shown('on')).toEqual(['ana', 'dee']);
  expect(shown('off')).toEqual(['ben', 'eva']);
  expect(shown('left')).toEqual(['cy']);
  expect(shown('attention')).toEqual(['ben']);
  expect(shown('differs')).toEqual(['dee', 'eva']);
});

test('a search matches every word in the key, the identity, the name at Frontline or the zone', () => {
  const ana = person('ana');
  const rows = rowsOf(
    [page([ana, person('ben', { zone: 'America/New_York', name: 'Ben Pérez' })])],
    observations(seenAs(ana, seenNow(false, 'active', 'Ana García'))),
  );
  const found = (text: string) => keys(filtered(rows, { text, show: 'everyone', team: '' }, ON_TIME, new Set()));
  expect(found('  ')).toEqual(['ana', 'ben']);
  expect(found('GARCÍA')).toEqual(['ana']);
  expect(found('new_york')).toEqual(['ben']);
  expect(found('example.com ben')).toEqual(['ben']);
  expect(found('ana ben')).toEqual([]);
  expect(found('pérez')).toEqual(['ben']);
});

test('a team selects its people, and is one of the teams that the roster has', () => {
  const rows = rowsOf(
    [page([person('ana', { teams: ['sales', 'support'] }), person('ben', { teams: ['support'] }), person('cy')])],
    observations(),
  );
  const of = (team: string) => keys(filtered(rows, { text: '', show: 'everyone', team }, ON_TIME, new Set()));
  expect(teamsIn(rows)).toEqual(['sales', 'support']);
  expect(of('support')).toEqual(['ana', 'ben']);
  expect(of('sales')).toEqual(['ana']);
  expect(of('gone')).toEqual([]);
});
