import { usersFail } from '../../assets/application/alerts';

test('users that fail for long are named up to ten, and the others are counted', () => {
  const people = Array.from({ length: 12 }, (_, n) => `p${n}`);
  expect(usersFail(people.slice(0, 2), 'Frontline').text).toContain('the users of p0, p1 for more than an hour');
  expect(usersFail(people, 'Frontline').text).toContain('p8, p9 and 2 more for more than an hour');
});
