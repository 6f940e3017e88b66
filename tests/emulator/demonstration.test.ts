import { whatBecame } from '../../emulator/demonstration';
import { validRoster } from '../support/roster';

const rosterWith = (handover: string, manager = '') =>
  validRoster(`
version: 1
zone: UTC
people:
  ana: { identity: ana@example.com${manager} }
  ben: { identity: ben@example.com }
${handover}
`);

test.each([
  ['the roster has no handover', '', '', 'It stays with ana: the roster has no handover. docs/conversations.md'],
  ['handover names nobody', 'handover: { left: none }', '', 'It stays with ana: the roster has no handover.'],
  [
    'there is no manager',
    'handover: { left: manager }',
    '',
    'It stays with ana: the roster names no manager of theirs.',
  ],
  [
    'the manager cannot',
    'handover: { left: manager }',
    ', manager: ben',
    'It stays with ana: nobody can take it over yet.',
  ],
])('the demonstration says why a conversation stays with the leaver: %s', (_, handover, manager, sentence) => {
  expect(whatBecame(rosterWith(handover, manager), 'ana', 'ana', 'ana')).toContain(sentence);
});

test('the demonstration says to whom a conversation went', () => {
  expect(whatBecame(rosterWith(''), 'ana', 'ana', 'ben')).toBe('It was handed over to ben.');
  expect(whatBecame(rosterWith(''), 'ana', 'ana', 'nobody')).toBe('It is with nobody any more.');
});
