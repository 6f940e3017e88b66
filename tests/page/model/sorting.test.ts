/** The order of the people. */
import type { PersonView, WindowView } from '../../../assets/api/views/views';
import { rowsOf } from '../../../assets/page/model/rows';
import { type Sort, sorted } from '../../../assets/page/model/sorting';
import { LEFT, NOON, ON, page, person } from './people';

const at = (hours: number): string => new Date(NOON + hours * 3_600_000).toISOString();
const shift = (from: number, to: number): WindowView => ({
  on: [{ from: at(from), to: at(to), because: 'shift early', kind: 'shift' }],
  off: [],
});
const WINDOWS = [shift(-2, 2), shift(3, 5), shift(9, 12), { on: [], off: [] }];
const REACH = { from: NOON - 864e5, to: NOON + 864e5 };

const PEOPLE: PersonView[] = [
  person('never', { window: 3 }),
  person('left', { window: 0, should: LEFT }),
  person('later', { window: 2 }),
  person('stranger', { onRoster: false, should: { available: null } }),
  person('zoe', { window: 0, should: ON }),
  person('soon', { window: 1 }),
  person('b10', { window: 0, should: ON }),
  person('b9', { window: 0, should: ON }),
  person('x', { window: 0, should: ON, name: 'Ángel Ruiz' }),
];
const order = (sort: Sort) =>
  sorted(rowsOf([page(PEOPLE, { windows: WINDOWS })], new Map()), sort, REACH, NOON).map(({ person }) => person.person);

test('those on duty come first, then who is due next, then the others, and who is locked out last', () => {
  expect(order('duty')).toEqual(['x', 'b9', 'b10', 'zoe', 'soon', 'later', 'never', 'stranger', 'left']);
});

test('by name goes by the roster’s name of a person, else by the key, with numbers by their value', () => {
  expect(order('name')).toEqual(['x', 'b9', 'b10', 'later', 'left', 'never', 'soon', 'stranger', 'zoe']);
});

test('the order of the roster is left as it is', () => {
  expect(order('roster')).toEqual(PEOPLE.map((each) => each.person));
});
