import { teamsByPerson } from '../../../assets/domain/roster/teams';

test('each person has the names of their teams once, in the order of the file, and whoever is in none has no entry', () => {
  const found = teamsByPerson({ teams: { sales: [0, 2, 0], empty: [], support: [2, 3] } });
  expect([...found].sort(([a], [b]) => a - b)).toEqual([
    [0, ['sales']],
    [2, ['sales', 'support']],
    [3, ['support']],
  ]);
  expect(teamsByPerson({})).toEqual(new Map());
});
