/** What is wrong with the YAML itself does not hide the other errors. */
import { errorsIn, smallRoster } from '../support/roster';

const person = (rest: string): string => smallRoster().replace('ben@example.com', `ben@example.com, ${rest}`);

test('people as a list are one error, and nobody who is named elsewhere is another', () => {
  const text = smallRoster().replace('  ana: {', '  - ana: {').replace('  ben: {', '  - ben: {');
  expect(errorsIn(text)).toEqual([
    '4:3 people: found a list, expected a mapping from keys to people: a line like "ana: { identity: ana@example.com }" for each, without a dash',
  ]);
});

test('a merge key is one error, and what it brings is not missing', () => {
  const text = smallRoster('  - { <<: *early, id: late, who: [bne] }').replace('- { id', '- &early { id');
  expect(errorsIn(text)).toEqual([
    '8:7 shifts[1].<<: found the merge key <<, expected keys: write them out here; an alias can stand for a whole value, not for a part of a mapping'.replace(
      '.<<',
      '."<<"',
    ),
    expect.stringContaining('found the unknown person "bne"'),
  ]);
});

test('merge keys of one another end', () => {
  expect(errorsIn('a: &a { <<: *a, b: &b { <<: [*a, *b] } }').length).toBeGreaterThan(0);
});

test.each([
  ['a duplicate key', person('zone: UTC, zone: UTC').replace('[mon]', '[mno]'), 'found the key "zone" twice'],
  ['an unknown alias', person('zone: *utc').replace('[mon]', '[mno]'), 'found the alias *utc'],
  ['a key that is a list', smallRoster('? [a]\n: b').replace('[mon]', '[mno]'), 'found a key that is not text'],
])('%s does not hide the other errors', (_, text, words) => {
  const faults = errorsIn(text);
  expect(faults).toHaveLength(2);
  expect(faults.join()).toContain(words);
  expect(faults.join()).toContain('did you mean "mon"?');
});

test('a section that is begun anew is an error, and what it adds is checked at its own lines', () => {
  const text = smallRoster(`people:
  cy: { identity: cy@example.com, zone: Mars }
shifts:
  - { id: late, days: [tue], from: "15:00", to: "23:00", who: [cy, bne] }
`);
  expect(errorsIn(text)).toEqual([
    '8:1 people: found the key "people" twice in one mapping, expected it once',
    expect.stringMatching(/^9:41 people\.cy\.zone: /),
    '10:1 shifts: found the key "shifts" twice in one mapping, expected it once',
    expect.stringMatching(/^11:68 shifts\[1\]\.who\[1\]: found the unknown person "bne"/),
  ]);
});
