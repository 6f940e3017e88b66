import { readFileSync } from 'node:fs';
import { checkRoster } from '../../../cli/commands/check';
import { smallRoster } from '../../support/roster';

const NOW = Date.parse('2026-11-22T12:00:00Z');

test('a valid roster exits with 0 and a one-line summary', () => {
  expect(checkRoster(smallRoster(), 'roster.yaml', NOW)).toEqual({
    lines: ['roster.yaml: valid, 2 people, 1 shift'],
    code: 0,
  });
});

test('the sample roster is valid', () => {
  expect(checkRoster(readFileSync(`${__dirname}/../../../roster.yaml`, 'utf8'), 'roster.yaml', NOW).code).toBe(0);
});

test('an invalid roster exits with 1, each error as file:line:column path: message', () => {
  const { lines, code } = checkRoster(smallRoster().replace('Europe/Madrid', 'Europe/Madird'), 'team/roster.yaml', NOW);
  expect(code).toBe(1);
  expect(lines).toEqual([
    'team/roster.yaml:4:43 people.ana.zone: found the unknown time zone "Europe/Madird", expected an IANA time zone like Europe/Madrid; did you mean "Europe/Madrid"?',
    'team/roster.yaml: 1 error',
  ]);
});

test('coverage that falls short in the next 30 days is a warning', () => {
  const text = smallRoster('coverage:\n  - { id: nights, days: [sat], from: "22:00", to: "06:00", min: 1 }');
  const { lines, code } = checkRoster(text, 'roster.yaml', NOW);
  expect(code).toBe(0);
  expect(lines).toEqual([
    'roster.yaml:9:5 coverage[0]: warning: "nights" falls short 4 times in the next 30 days: Sat 28 Nov 22:00 – Sun 29 Nov 06:00 (0 of 1), Sat 5 Dec 22:00 – Sun 6 Dec 06:00 (0 of 1), Sat 12 Dec 22:00 – Sun 13 Dec 06:00 (0 of 1), and 1 more',
    'roster.yaml: valid, 2 people, 1 shift, 1 warning',
  ]);
});

test('coverage is not checked, and check says so, while shifts come from calendars', () => {
  const text = smallRoster(
    '  - { id: oncall, ics: https://example.com/a.ics }\ncoverage: [{ id: nights, days: [sat], from: "22:00", to: "06:00", min: 1 }]',
  );
  expect(checkRoster(text, 'roster.yaml', NOW).lines).toEqual([
    'roster.yaml:9:1 coverage: warning: is not checked: only a deployment reads the calendars that shifts come from',
    'roster.yaml: valid, 2 people, 2 shifts, 1 warning',
  ]);
});

test('an occurrence that a clock change skips is a warning', () => {
  const text = smallRoster('  - { id: patch, days: [sun], from: "02:30", to: "03:15", who: [ben] }');
  expect(checkRoster(text, 'roster.yaml', NOW).lines[0]).toBe(
    'roster.yaml:8:5 shifts[1]: warning: "patch" does not take place on 2027-03-14: in America/New_York the clocks skip it',
  );
});
