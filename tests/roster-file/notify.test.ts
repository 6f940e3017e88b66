/** `notify`: what people are told, and how. */
import { errorsIn, parseValidRoster, validRoster } from '../support/roster';

const PEOPLE = `  ana: { identity: ana@example.com, phone: "+34600000000", slack: U0ANA }
  ben: { identity: ben@example.com, phone: "+34600000001", ids: { slack: U0BEN } }`;

const roster = (more: string, people = PEOPLE): string => `version: 1
zone: UTC
people:
${people}
teams: { sales: [ana] }
shifts:
  - { id: desk, days: [mon], from: "09:00", to: "17:00", who: [ana, ben] }
${more}`;

const notify = (text: string) => validRoster(roster(`notify: ${text}`)).notify;

describe('notify', () => {
  test('reads everything that it may have', () => {
    expect(
      notify(
        '{ by: [slack, sms], shift: 30 minutes, changes: true, handover: true, quiet: { from: 22:00, to: 07:00 }, language: es, group: { S0SALES: sales, S0ALL: everybody } }',
      ),
    ).toEqual({
      by: ['slack', 'sms'],
      shift: 1_800_000,
      changes: true,
      handover: true,
      quiet: { from: 1320, to: 420 },
      language: 'es',
      groups: [{ group: 'S0SALES', team: 'sales' }, { group: 'S0ALL' }],
    });
  });

  test('tells no more than it says', () => {
    expect(notify('{ by: [sms], shift: 2 hours }')).toEqual({
      by: ['sms'],
      shift: 7_200_000,
      changes: false,
      handover: false,
      groups: [],
    });
    expect(notify('{ group: { S0ALL: everybody } }')).toMatchObject({ by: [], groups: [{ group: 'S0ALL' }] });
  });

  test('is absent where the file has none', () => {
    expect(validRoster(roster(''))).not.toHaveProperty('notify');
  });

  test.each([
    ['{ shift: 30 minutes }', '9:1 notify: found no "by", expected the channels, like by: [slack, sms]'],
    [
      '{ by: [sms], changes: false }',
      '9:1 notify: found nothing to tell, expected one of shift, changes, handover, group',
    ],
    [
      '{ by: [sms], shift: 0 hours }',
      '9:29 notify.shift: found "0 hours", expected a time like "30 minutes", "2 hours" or "1 day"',
    ],
    ['{ by: [sms], shift: 8 days }', '9:29 notify.shift: found "8 days", expected at most 7 days'],
    ['{ by: [email], shift: 1 hour }', '9:16 notify.by[0]: found "email", expected one of sms, slack'],
    ['{ by: [sms], shift: 1 hour, language: fr }', '9:47 notify.language: found "fr", expected one of en, es, de'],
    ['{ by: [sms], changes: often }', '9:31 notify.changes: found "often", expected true or false'],
    [
      '{ by: [sms], changes: true, quiet: { from: 00:00, to: 24:00 } }',
      '9:63 notify.quiet.to: found "24:00", expected another time than that of "from": nobody would ever be told anything',
    ],
    [
      '{ group: { S0SALES: salse } }',
      '9:29 notify.group.S0SALES: found the unknown team "salse", expected a name out of teams, or everybody; did you mean "sales"?',
    ],
    [
      '{ group: { sales: everybody } }',
      '9:20 notify.group.sales: found the key "sales", expected the id of a Slack user group like S0123ABCD',
    ],
  ])('refuses %s', (text, error) => {
    expect(errorsIn(roster(`notify: ${text}`))).toEqual([error]);
  });

  test('reads in which language somebody is told things, who then is told them', () => {
    const people = `${PEOPLE}\n  cy: { identity: cy@example.com, slack: U0CY, notify: { language: de } }`;
    const cy = validRoster(roster('', people)).people[2];
    expect(cy).toMatchObject({ key: 'cy', language: 'de' });
    expect(cy).not.toHaveProperty('notify');
  });

  test.each(['{ language: fr }', 'all', '{}'])('refuses %s beside a person', (value) => {
    const people = `${PEOPLE}\n  cy: { identity: cy@example.com, notify: ${value} }`;
    expect(errorsIn(roster('', people))).toEqual([
      expect.stringMatching(/people\.cy\.notify: found .*, expected none, or \{ language: … \} with one of en, es, de/),
    ]);
  });

  test('refuses an unknown key beside the language of a person', () => {
    const people = `${PEOPLE}\n  cy: { identity: cy@example.com, notify: { language: es, by: [sms] } }`;
    expect(errorsIn(roster('', people))).toEqual([
      '6:59 people.cy.notify.by: found the unknown key "by", expected one of language',
    ]);
  });

  test('refuses more groups than Slack lets be updated in a minute', () => {
    const groups = Array.from({ length: 11 }, (_, n) => `S0G${n}: everybody`).join(', ');
    expect(errorsIn(roster(`notify: { group: { ${groups} } }`))).toEqual([
      '9:18 notify.group: found 11 user groups, expected at most 10',
    ]);
  });
});

const warnings = (text: string) =>
  parseValidRoster(text).warnings.map(({ line, path, message }) => `${line} ${path}: ${message}`);

describe('A person', () => {
  test('has the Slack user of `slack`, or that by which Slack reports them', () => {
    expect(validRoster(roster('')).people.map(({ slack }) => slack)).toEqual(['U0ANA', 'U0BEN']);
  });

  test('whose Slack user somebody else has is an error', () => {
    const people = PEOPLE.replace('ids: { slack: U0BEN }', 'slack: U0ANA');
    expect(errorsIn(roster('', people))).toEqual([
      '5:67 people.ben.slack: found "U0ANA" a second time, expected a Slack user of their own for each person',
    ]);
  });

  test('whom no channel reaches is warned of, unless they want to be told nothing', () => {
    const people = `${PEOPLE}\n  cy: { identity: cy@example.com, slack: U0CY }\n  di: { identity: di@example.com, notify: none }`;
    const shift = '  - { id: late, days: [mon], from: "17:00", to: "18:00", who: [cy, di] }\n';
    expect(validRoster(roster('', people)).people[3]).toMatchObject({ key: 'di', notify: 'none' });
    expect(warnings(roster(`${shift}notify: { by: [sms], changes: true }`, people))).toEqual([
      '12 notify.by: nobody can tell cy: give them "phone", or say notify: none',
    ]);
    expect(warnings(roster(`${shift}notify: { by: [sms, slack], changes: true }`, people))).toEqual([]);
  });

  test('who can be in no group for want of a Slack user is warned of', () => {
    const people = '  ana: { identity: ana@example.com }\n  ben: { identity: ben@example.com, notify: none }';
    expect(warnings(roster('notify: { group: { S0ALL: everybody } }', people))).toEqual([
      '9 notify.group.S0ALL: no Slack user is given for ana: they are never in this group; give them "slack"',
    ]);
  });
});
