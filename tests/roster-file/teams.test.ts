/** Teams: names for lists of people. */
import { errorsIn, parseValidRoster, validRoster } from '../support/roster';

const TEAMS = 'teams: { sales: [ana, ben], support: [cy, ben], night: [dee] }';

const roster = (shifts: string, more = '', teams = TEAMS): string => `version: 1
zone: UTC
people:
${['ana', 'ben', 'cy', 'dee'].map((key) => `  ${key}: { identity: ${key}@example.com }`).join('\n')}
${teams}
shifts:
${shifts.replace(/^/gm, '  ')}
${more}`;

const shift = (rest: string): string => `- { id: desk, days: [mon], from: "09:00", to: "17:00", ${rest} }`;
const turns = (rest: string): string => shift(`rotate: { every: 1 week, start: 2026-11-02, ${rest} }`);

test('a team stands for its people wherever people are listed', () => {
  const { shifts, coverage, feeds } = validRoster(
    roster(
      `${shift('who: [sales, dee]')}\n- { id: calendar, ics: https://example.com/a.ics, who: [support] }`,
      'coverage: [{ id: c, days: [mon], from: "09:00", to: "17:00", min: 1, of: [sales] }]',
    ),
  );
  expect(shifts[0]?.who).toEqual([0, 1, 3]);
  expect(feeds[0]).toMatchObject({ who: [2, 1] });
  expect(coverage[0]?.of).toEqual([0, 1]);
});

test('whoever is in two of the teams, or listed besides, counts once', () => {
  expect(validRoster(roster(shift('who: [sales, support]'))).shifts[0]?.who).toEqual([0, 1, 2]);
  expect(validRoster(roster(shift('who: [ben, sales]'))).shifts[0]?.who).toEqual([1, 0]);
});

test('a team among the members of a rotation has a turn together', () => {
  const members = (rest: string) => validRoster(roster(turns(rest))).shifts[0]?.rotation?.members;
  expect(members('members: [sales, cy, night]')).toEqual([[0, 1], 2, 3]);
  expect(members('members: [[sales, dee], [cy, sales]]')).toEqual([
    [0, 1, 3],
    [2, 0, 1],
  ]);
});

test('a change of a rotation may have teams, and begin with one', () => {
  const first = (next: string) => {
    const change = `changes: [{ from: 2026-11-16, members: [cy, sales, [night, ben]], next: ${next} }]`;
    return validRoster(roster(turns(`members: [ana, ben], ${change}`))).shifts[0]?.rotation?.changes?.[0]?.members;
  };
  // The change is the third turn, so whoever is third in its list is first.
  const turned = [[0, 1], [3, 1], 2];
  expect(first('sales')).toEqual([turned[1], turned[2], turned[0]]);
  expect(first('[sales]')).toEqual(first('sales'));
  expect(first('ana')).toEqual(first('sales'));
  expect(first('[ben, dee]')).toEqual(first('[night, ben]'));
  expect(first('[ben, dee]')).not.toEqual(first('sales'));
});

test('a compiled roster keeps the names of its teams', () => {
  expect(validRoster(roster(shift('who: [sales]'))).teams).toEqual({ sales: [0, 1], support: [2, 1], night: [3] });
  expect(parseValidRoster(roster(shift('who: [sales, support, night]'))).warnings).toEqual([]);
});

const desk = shift('who: [ana]');

test.each([
  [
    'with the key of a person',
    roster(desk, '', 'teams: { ana: [ben] }'),
    1,
    'teams.ana: found the team "ana", expected a name of its own: it is the key of a person',
  ],
  ['called nobody', roster(desk, '', 'teams: { nobody: [ben] }'), 1, '"nobody" stands for an empty turn'],
  [
    'with blanks around its name',
    roster(desk, '', 'teams: { " sales": [ben] }'),
    1,
    'expected text without blanks around it',
  ],
  [
    'of nobody',
    roster(desk, '', 'teams: { sales: [] }'),
    1,
    'teams.sales: found an empty list, expected at least one person',
  ],
  [
    'of a stranger',
    roster(desk, '', 'teams: { sales: [bne] }'),
    1,
    'teams.sales[0]: found the unknown person "bne", expected a key of people; did you mean "ben"?',
  ],
  [
    'of a person twice',
    roster(desk, '', 'teams: { sales: [ben, ben] }'),
    1,
    'found "ben" twice, expected each person once',
  ],
  [
    'of a team',
    roster(desk, '', 'teams: { sales: [ben], all: [sales, cy] }'),
    1,
    'teams.all[0]: found the team "sales" in a team, expected keys of people',
  ],
  ['of itself', roster(desk, '', 'teams: { sales: [sales] }'), 1, 'found the team "sales" in a team'],
  ['as a text', roster(desk, '', 'teams: { sales: ben }'), 1, 'did you mean [ben]?'],
  ['in a list', roster(desk, '', 'teams: [{ sales: [ben] }]'), 1, 'expected a mapping from names to lists of people'],
  [
    'that is listed twice',
    roster(shift('who: [sales, sales]')),
    1,
    'who[1]: found "sales" twice, expected each team once',
  ],
  [
    'that is misspelt',
    roster(shift('who: [slaes]')),
    1,
    'found the unknown person "slaes", expected a key of people or the name of a team; did you mean "sales"?',
  ],
  [
    'that is misspelt in a turn',
    roster(turns('members: [[suport, ana], cy]')),
    1,
    'members[0][0]: found the unknown person "suport", expected a key of people or the name of a team; did you mean "support"?',
  ],
  [
    'on leave',
    roster(desk, 'leave: [{ who: sales, from: 2026-12-01, to: 2026-12-02 }]'),
    1,
    'leave[0].who: found the team "sales", expected one person: a key of people',
  ],
  [
    'that covers',
    roster(desk, 'covers: [{ for: ana, by: sales, from: 2026-12-01, to: 2026-12-02 }]'),
    1,
    'covers[0].by: found the team "sales"',
  ],
  [
    'that is next without a turn',
    roster(turns('members: [ana, ben], changes: [{ from: 2026-11-16, next: sales }]')),
    1,
    'found "sales", expected one of the members (ana, ben)',
  ],
])('a team %s is an error', (_, text, count, words) => {
  const faults = errorsIn(text);
  expect(faults).toHaveLength(count);
  expect(faults[0]).toContain(words);
});

test('names of JavaScript object members are ordinary names of teams', () => {
  const text = roster(shift('who: [constructor]'), '', 'teams: { constructor: [ana], toString: [ben] }');
  expect(validRoster(text).shifts[0]?.who).toEqual([0]);
  expect(errorsIn(roster(shift('who: [valueOf]')))[0]).toContain('found the unknown person "valueOf"');
});
