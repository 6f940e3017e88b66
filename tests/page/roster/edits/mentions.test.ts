import { mentionsOf, removePerson } from '../../../../assets/page/roster/edits/people';
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
  const text = `${TEAM}routing: [ { number: "+15017122661", otherwise: ben } ]\n`;
  expect(removePerson(text, 'ben', 'empty')).toEqual({ fault: 'Line 37 (routing) names ben: change that first.' });
  expect(mentionsOf(text, 'ben').at(-1)).toMatchObject({ words: 'routing', place: { kind: 'other' } });
});

test('a text that is no YAML names nobody', () => {
  expect(mentionsOf('people: [', 'ben')).toEqual([]);
});
