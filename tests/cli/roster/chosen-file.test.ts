import { chosenRoster } from '../../../cli/roster/chosen-file';

test('ROSTER names the roster file, and a file that is not there is refused with the name of the variable', () => {
  expect(chosenRoster('roster.yaml', undefined)).toBe('roster.yaml');
  expect(chosenRoster('roster.yaml', '')).toBe('roster.yaml');
  expect(chosenRoster('roster.yaml', __filename)).toBe(__filename);
  expect(() => chosenRoster('roster.yaml', 'teem.yaml')).toThrow('ROSTER is teem.yaml: there is no such file');
});
