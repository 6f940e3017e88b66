import { readFileSync } from 'node:fs';
import { checkRoster } from '../../../cli/commands/check';
import { smallRoster, validRoster } from '../../support/roster';

const NOW = Date.parse('2026-11-22T12:00:00Z');

test('a valid roster exits with 0 and a one-line summary', async () => {
  expect(await checkRoster(smallRoster(), 'roster.yaml', NOW)).toMatchObject({
    lines: ['roster.yaml: valid, 2 people, 1 shift'],
    code: 0,
  });
});

test('the report for programs has every error, warning and note', async () => {
  const faulty = await checkRoster(smallRoster().replace('Europe/Madrid', 'Europe/Madird'), 'roster.yaml', NOW);
  expect(faulty.report).toEqual({
    file: 'roster.yaml',
    valid: false,
    errors: [
      {
        file: 'roster.yaml',
        line: 4,
        column: 43,
        path: 'people.ana.zone',
        message: expect.stringContaining('Europe/Madird'),
      },
    ],
    warnings: [],
    notes: [],
  });
  const feed = smallRoster('  - { id: oncall, ics: https://example.com/a.ics }').replace(
    'who: [ana, ben]',
    'who: [ana]',
  );
  expect((await checkRoster(feed, 'roster.yaml', NOW)).report).toMatchObject({
    valid: true,
    people: 2,
    shifts: 2,
    notes: [expect.stringContaining('was not fetched')],
  });
});

test('the sample roster is valid', async () => {
  expect((await checkRoster(readFileSync(`${__dirname}/../../../roster.yaml`, 'utf8'), 'roster.yaml', NOW)).code).toBe(
    0,
  );
});

test('an invalid roster exits with 1, each error as file:line:column path: message', async () => {
  const { lines, code } = await checkRoster(
    smallRoster().replace('Europe/Madrid', 'Europe/Madird'),
    'team/roster.yaml',
    NOW,
  );
  expect(code).toBe(1);
  expect(lines).toEqual([
    'team/roster.yaml:4:43 people.ana.zone: found the unknown time zone "Europe/Madird", expected an IANA time zone like Europe/Madrid; did you mean "Europe/Madrid"?',
    'team/roster.yaml: 1 error',
  ]);
});

test('coverage that falls short in the next 30 days is a warning', async () => {
  const text = smallRoster('coverage:\n  - { id: nights, days: [sat], from: "22:00", to: "06:00", min: 1 }');
  const { lines, code } = await checkRoster(text, 'roster.yaml', NOW);
  expect(code).toBe(0);
  expect(lines).toEqual([
    'roster.yaml:9:5 coverage[0]: warning: "nights" falls short 4 times in the next 30 days: Sat 28 Nov 22:00 – Sun 29 Nov 06:00 (0 of 1), Sat 5 Dec 22:00 – Sun 6 Dec 06:00 (0 of 1), Sat 12 Dec 22:00 – Sun 13 Dec 06:00 (0 of 1), and 1 more',
    'roster.yaml: valid, 2 people, 1 shift, 1 warning',
  ]);
});

test('coverage is not checked, and check says so, while shifts come from calendars', async () => {
  const text = smallRoster(
    '  - { id: oncall, ics: https://example.com/a.ics }\ncoverage: [{ id: nights, days: [sat], from: "22:00", to: "06:00", min: 1 }]',
  );
  expect((await checkRoster(text, 'roster.yaml', NOW)).lines).toEqual([
    'roster.yaml:9:1 coverage: warning: is not checked: shifts come from calendars, which only --feeds and a deployment read',
    '1 feed was not fetched, so its events are missing here (roster.yaml:8): use --feeds',
    'roster.yaml: valid, 2 people, 2 shifts, 1 warning',
  ]);
});

test('an occurrence that a clock change skips is a warning', async () => {
  const text = smallRoster('  - { id: patch, days: [sun], from: "02:30", to: "03:15", who: [ben] }');
  expect((await checkRoster(text, 'roster.yaml', NOW)).lines[0]).toBe(
    'roster.yaml:8:5 shifts[1]: warning: "patch" (02:30–03:15) does not take place on 2027-03-14: in America/New_York the clocks skip it',
  );
});

const ROTATION = (rotate: string): string =>
  smallRoster(
    `  - { id: call, days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00", rotate: { ${rotate}, every: 1 week, start: 2026-11-02T09:00 } }`,
  );

test('an edited rotation is a warning that says whose turns move', async () => {
  const earlier = { roster: validRoster(ROTATION('members: [ana, ben, nobody]')), name: 'the last commit' };
  expect((await checkRoster(ROTATION('members: [ana, ben]'), 'roster.yaml', NOW, { earlier })).lines[0]).toBe(
    'roster.yaml:8:96 shifts[1].rotate: warning: "call" moves turns, compared with the last commit: ana instead of nobody now, until Mon 23 Nov 09:00, ben instead of ana Mon 23 Nov 09:00 – Mon 30 Nov 09:00, ana instead of ben Mon 30 Nov 09:00 – Mon 7 Dec 09:00, ben instead of nobody Mon 7 Dec 09:00 – Mon 14 Dec 09:00, and 6 more in the next 90 days; to keep the turns until a date, put the edit into `changes` of the rotation',
  );
  const change = ROTATION('members: [ana, ben, nobody], changes: [{ from: 2027-03-01, members: [ana, ben] }]');
  expect((await checkRoster(change, 'roster.yaml', NOW, { earlier })).lines).toHaveLength(1);
});

test('rotations that cannot be compared are mentioned, and nothing where there are none', async () => {
  const earlier = { reason: 'roster.yaml is in no commit' };
  expect((await checkRoster(ROTATION('members: [ana, ben]'), 'roster.yaml', NOW, { earlier })).lines[0]).toBe(
    'Not checked: whether your edits move the turns of a rotation, because roster.yaml is in no commit. With a new roster that does not matter; otherwise name the earlier one by check --against <file or revision>.',
  );
  expect((await checkRoster(smallRoster(), 'roster.yaml', NOW, { earlier })).lines).toHaveLength(1);
});
