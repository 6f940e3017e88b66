import { firstRoster } from '../../../cli/init/first-roster';
import { listOf, rosterOfList } from './list';

const questionsOf = (csv: string) =>
  rosterOfList(csv)
    .questions.filter(({ person }) => person !== undefined)
    .map(({ person, field, message }) => `${person} ${field}: ${message}`);

test.each([
  ['an address', 'ben@example.com'],
  ['an address in other case', 'BEN@example.com'],
  ['a name', 'Ben Ode'],
  ['a name with the last part first', 'Ode, Ben'],
  ['a name without its accents', 'Bén Ode'],
  ['a number', '17'],
])('a manager is found by %s', (_, manager) => {
  const { people, questions } = rosterOfList(
    `name,email,employee id,zone,phone,manager\nAna,ana@example.com,16,,,"${manager}"\nBen Ode,ben@example.com,17,,,\n`,
  );
  expect(people.get('ana')?.manager).toBe('ben');
  expect(questions.map(({ field }) => field)).toEqual(['shifts']);
});

test('a manager who is not there, has left, is the person or may be either of two is asked about', () => {
  const csv = `name,email,manager,status
Ana,ana@example.com,Zoe,active
Ben,ben@example.com,Old,active
Cy,cy@example.com,Cy,active
Dee,dee@example.com,Twin,active
Twin,t1@example.com,,active
Twin,t2@example.com,,active
Old,old@example.com,,inactive
`;
  expect(questionsOf(csv)).toEqual([
    'ana manager: the list has the manager "Zoe", who is not in it: who is it?',
    'ben manager: the list has the manager "Old", who has left: who is it?',
    'cy manager: the list has the manager "Cy", who is the person: who is it?',
    'dee manager: the list has the manager "Twin", and so are called t1, t2: which one is it?',
  ]);
});

test.each(['DEPROVISIONED', 'Deactivated', 'Inactive', 'terminated', 'Inactivo', 'ausgeschieden'])(
  'somebody with the status %s is left out of the roster and listed',
  (status) => {
    const { people, departed } = rosterOfList(`email,status\nana@example.com,Active\nben@example.com,${status}\n`);
    expect([...people.keys()]).toEqual(['ana']);
    expect(departed).toEqual([{ line: 3, identity: 'ben@example.com', name: undefined, status }]);
  },
);

test.each(['Suspended', 'On Leave', 'STAGED', 'baja'])(
  'somebody with the status %s stays in the roster and is asked about',
  (status) => {
    const csv = `email,status\nana@example.com,${status}\n`;
    expect(rosterOfList(csv).departed).toEqual([]);
    expect(questionsOf(csv)).toEqual([
      `ana status: the list has the status "${status}": delete the line if they have left`,
    ]);
  },
);

test('somebody with a last day stays in the roster and is asked about', () => {
  expect(questionsOf('email,termination date\nana@example.com,2026-10-31\nben@example.com,\n')).toEqual([
    'ana status: the list has "2026-10-31" as the last day: delete the line if they have left',
  ]);
});

test('a time zone is taken by its IANA name or that of Windows, and asked about otherwise', () => {
  const csv =
    'email,time zone\nana@example.com,Asia/Tokyo\nben@example.com,Eastern Standard Time\ncy@example.com,Here\ndee@example.com,Europe/Madrid\n';
  const { people } = rosterOfList(csv);
  expect([...people.values()].map(({ zone }) => zone)).toEqual([
    'Asia/Tokyo',
    'America/New_York',
    undefined,
    // As the roster's.
    undefined,
  ]);
  expect(questionsOf(csv)).toEqual([
    'cy zone: the list has the time zone "Here": which one is it, such as Europe/Madrid?',
  ]);
});

test("a phone number is taken with its country only, and if it is one person's", () => {
  const csv = `email,phone
ana@example.com,+34 600-00 (00) 01
ben@example.com,0034600000002
cy@example.com,600 000 003
dee@example.com,+34600000004
eve@example.com,+34 600000004
`;
  const { people } = rosterOfList(csv);
  expect([...people.values()].map(({ phone }) => phone)).toEqual([
    '+34600000001',
    '+34600000002',
    undefined,
    undefined,
    undefined,
  ]);
  expect(questionsOf(csv)).toEqual([
    'cy phone: the list has "600 000 003", which has no country code like +34',
    'dee phone: the list has +34600000004 for several people: whose is it?',
    'eve phone: the list has +34600000004 for several people: whose is it?',
  ]);
});

test('a team is a list of keys, and has another name than any person', () => {
  const csv =
    'email,department\nana@example.com,Customer Support\nben@example.com,Customer Support\ncy@example.com,Ana\n';
  expect([...rosterOfList(csv).teams]).toEqual([
    ['customer-support', ['ana', 'ben']],
    ['team-ana', ['cy']],
  ]);
});

test('a team of a German list has a name as German is written without umlauts', () => {
  const list = listOf('email,Abteilung\na@x.org,Kältetechnik Süd\n');
  const teamIn = (zone: string) => [...firstRoster({ ...list, zone, isZoneGiven: true }).teams.keys()];
  expect([teamIn('Europe/Vienna'), teamIn('Europe/Madrid')]).toEqual([['kaeltetechnik-sued'], ['kaltetechnik-sud']]);
});
