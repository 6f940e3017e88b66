import { lockoutLimit } from '../../../assets/domain/policies/lockout-limit';

test.each([
  [0, 5],
  [59, 5],
  [60, 6],
  [700, 70],
])('of %i people %i may be locked out within the hour', (people, limit) => {
  expect(lockoutLimit(people)).toBe(limit);
});

test('OFFBOARDING_LIMIT wins over the size of the roster', () => {
  expect(lockoutLimit(700, 1)).toBe(1);
});
