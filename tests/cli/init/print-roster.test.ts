import fc from 'fast-check';
import { readRoster } from '../../../assets/roster-file/read';
import { printRoster } from '../../../cli/init/print-roster';
import { rosterOfList } from './list';

const CSV = `name,email,time zone,manager,phone,department
"Pérez, Ana",ana.perez@example.com,Asia/Tokyo,ben@example.com,+34600000001,Support
Ben: # [x],ben@example.com,,Zoe,600,Support
`;

const errorsOf = (text: string) => {
  const read = readRoster(text, 'roster.yaml');
  return 'errors' in read ? read.errors : [];
};

test('a first roster has everything that the list says, and its questions where they belong', () => {
  const text = printRoster(rosterOfList(CSV), 'people.csv');
  expect(text).toContain(`people:
  ana-perez: { identity: ana.perez@example.com, names: [ Ana Pérez ], zone: Asia/Tokyo, manager: ben, phone: "+34600000001" }
  # ? manager: the list has the manager "Zoe", who is not in it: who is it? (line 3)
  # ? phone: the list has "600", which has no country code like +34 (line 3)
  ben: { identity: ben@example.com, names: [ "Ben: # [x]" ] }

teams:
  support: [ ana-perez, ben ]
`);
  expect(text).toContain('# ? NOBODY IS ON A SHIFT YET.');
  expect(errorsOf(text)).toEqual([]);
});

test('a first roster switches nobody on: it has no shifts, and its example is a comment', () => {
  const read = readRoster(printRoster(rosterOfList(CSV), 'people.csv'), 'roster.yaml');
  expect(read).toMatchObject({ roster: { shifts: [], overrides: [] } });
});

test('the example of shifts is valid once its comment marks are deleted', () => {
  const text = printRoster(rosterOfList(CSV), 'people.csv');
  const [before = '', example = ''] = text.split(/^(?=# shifts:)/m);
  const read = readRoster(before + example.replaceAll(/^# /gm, ''), 'roster.yaml');
  expect(read).toMatchObject({ roster: { shifts: [{ id: 'early' }, { id: 'late' }] } });
});

test('whatever a list contains, its roster is valid and has everybody by the right identity', () => {
  const cell = fc
    .string({
      unit: fc.constantFrom(
        'a',
        'Z',
        '0',
        '7',
        ' ',
        '#',
        ':',
        "'",
        '{',
        '}',
        '[',
        '&',
        '*',
        '!',
        '%',
        '@',
        '+',
        '-',
        '\n',
        '\u2028',
        'é',
        '\\',
      ),
      maxLength: 8,
    })
    .map((text) => text.trim());
  const row = fc.record({
    name: cell,
    email: cell.map((text) => `x${text.replace(/\s/g, '')}@example.com`),
    zone: cell,
    manager: cell,
    phone: cell,
    team: cell,
  });
  const rows = fc.uniqueArray(row, { selector: ({ email }) => email.toLowerCase(), minLength: 1, maxLength: 6 });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(rows, (people) => {
      const lines = people.map((one) => Object.values(one).map(quoted).join(','));
      const text = printRoster(rosterOfList(['name,email,zone,manager,phone,team', ...lines].join('\n')), 'people.csv');
      const read = readRoster(text, 'roster.yaml');
      if ('errors' in read) throw new Error(`${JSON.stringify(read.errors)}\n${text}`);
      expect(read.roster.people.map(({ identity }) => identity)).toEqual(people.map(({ email }) => email));
    }),
  );
});

test('a name of a file cannot end the comment that it stands in', () => {
  const text = printRoster(rosterOfList(CSV), 'a\nprotect: [ x ]\u2028b.csv');
  expect(text).toContain('# A first roster, made from a protect: [ x ] b.csv.');
});
