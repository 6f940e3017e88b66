import { mentionsOf, removePerson } from '../../../../assets/page/roster/edits/people';
import { readRoster } from '../../../../assets/roster-file/read';
import { TEAM } from '../../rosters';

test('everything that names somebody is listed with its line', () => {
  const lines = TEAM.split('\n');
  const mentions = mentionsOf(TEAM, 'ben');
  expect(mentions.map(({ words }) => words)).toEqual([
    'the manager of ana',
    'their entry in people',
    'on the shift office',
    'in the rotation of weekend',
    'leave 2026-10-21T12:00',
    'in the coverage rule nights',
  ]);
  for (const { line } of mentions) expect(lines[line - 1]).toContain('ben');
});

test('a person whom a section names that the form does not know stays, and the section is said', () => {
  const read = (text: string) => 'errors' in readRoster(text, 'roster.yaml');
  const text = `${TEAM}routing: [ { number: "+15017122661", otherwise: ben } ]\n`;
  // Once the reader knows the section, the form still must not leave a name of nobody behind.
  const result = removePerson(text, 'ben', 'empty');
  expect(result).toEqual({ fault: expect.stringMatching(read(text) ? /Correct the errors/ : /routing.*names ben/) });
  expect(mentionsOf(text, 'ben').at(-1)).toMatchObject({ words: 'routing', place: { kind: 'other' } });
});

test('a text that is no YAML names nobody', () => {
  expect(mentionsOf('people: [', 'ben')).toEqual([]);
});
