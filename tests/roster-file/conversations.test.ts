/** `handover` and `routing`: what becomes of conversations. */
import { errorsIn, parseValidRoster, validRoster } from '../support/roster';

const roster = (more: string, teams = 'teams: { sales: [ana, ben], manager: [cy] }', boss = ''): string => `version: 1
zone: UTC
people:
  ana: { identity: ana@example.com${boss} }
  ben: { identity: ben@example.com, manager: ana }
  cy: { identity: cy@example.com, manager: ana }
${teams}
shifts:
  - { id: desk, days: [mon], from: "09:00", to: "17:00", who: [ana, ben, cy] }
${more}`;

const SALES = 'teams: { sales: [ana, ben] }';
const one = (more: string) => roster(more, SALES);

describe('A hand-over', () => {
  test('goes to whom the file names, and is at once where it does not say when', () => {
    expect(validRoster(one('handover: { left: sales, leave: ben }')).handover).toEqual({
      left: { kind: 'team', team: 'sales' },
      leave: { kind: 'person', person: 1 },
      after: 0,
    });
    expect(validRoster(one('handover: { left: close, after: 2 hours }')).handover).toEqual({
      left: { kind: 'close' },
      leave: { kind: 'none' },
      after: 7_200_000,
    });
  });

  test.each([
    ['30 minutes', 1_800_000],
    ['0 hours', 0],
    ['1 day', 86_400_000],
  ])('waits for %s', (text, ms) => {
    expect(validRoster(one(`handover: { left: close, after: ${text} }`)).handover?.after).toBe(ms);
  });

  test('is absent where the file has none', () => {
    expect(validRoster(one(''))).not.toHaveProperty('handover');
  });

  test('to a name that nobody has is an error', () => {
    expect(errorsIn(one('handover: { left: salse }'))).toEqual([
      '10:19 handover.left: found "salse", expected none, close, manager, a key of people or the name of a team; did you mean "sales"?',
    ]);
  });

  test('to a word that is the name of a team as well is an error', () => {
    expect(errorsIn(roster('handover: { left: manager }'))).toEqual([
      '10:19 handover.left: found "manager", which is a word of this key and the name of a team too: expected another name for a team',
    ]);
  });

  test('whose time is no length is an error', () => {
    expect(errorsIn(one('handover: { after: 2h }'))).toEqual([
      '10:20 handover.after: found "2h", expected a time like "0 hours", "30 minutes" or "2 days"',
    ]);
  });

  test('to the manager warns of those who have none', () => {
    const { warnings } = parseValidRoster(one('handover: { left: manager }'));
    expect(warnings.map(({ message }) => message)).toEqual([
      'no manager is given for ana: their conversations would wait for somebody to take them',
    ]);
  });
});

describe('Routing', () => {
  test('has a team for a number, waits where nobody is on duty, and begins with nobody in particular', () => {
    expect(validRoster(one('routing: [{ number: "+15017122661", team: sales }]')).routing).toEqual([
      { number: '+15017122661', team: 'sales', sticky: false, otherwise: { kind: 'wait' } },
    ]);
    expect(
      validRoster(
        one(
          'routing: [{ number: "whatsapp:+15017122661", team: sales, sticky: true, otherwise: cy }, { number: "+15017122662", team: sales, otherwise: sales }]',
        ),
      ).routing,
    ).toMatchObject([{ sticky: true, otherwise: { person: 2 } }, { otherwise: { team: 'sales' } }]);
  });

  test('by a team that there is not, or a number twice, is an error', () => {
    expect(
      errorsIn(
        one(
          'routing: [{ number: "+15017122661", team: ana }, { number: "+15017122661", team: sales, otherwise: none }]',
        ),
      ),
    ).toEqual([
      '10:43 routing[0].team: found the unknown team "ana", expected a name out of teams',
      '10:60 routing[1].number: found "+15017122661" a second time, expected one entry for each number',
      '10:100 routing[1].otherwise: found "none", expected wait, a key of people or the name of a team',
    ]);
  });

  test('without a number or a team names what is missing', () => {
    expect(errorsIn(one('routing: [{ sticky: yes please }]'))).toEqual([
      expect.stringContaining('routing[0].number'),
      expect.stringContaining('routing[0].team'),
      expect.stringContaining('found "yes please", expected true or false'),
    ]);
  });
});

test('the people of a team stay with its name', () => {
  expect(validRoster(one('')).teams).toEqual({ sales: [0, 1] });
  expect(validRoster(roster('', ''))).not.toHaveProperty('teams');
});
