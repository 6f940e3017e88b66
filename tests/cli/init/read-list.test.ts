import { readPeopleList } from '../../../cli/init/read-list';
import { listOf } from './list';

const faultsOf = (csv: string) => {
  const read = readPeopleList(Buffer.from(csv));
  return 'faults' in read ? read.faults.map(({ line, message }) => `${line} ${message}`) : [];
};

test.each([
  ['commas', 'name,e-mail\nAna,ana@example.com\n'],
  ['semicolons', 'name;e-mail\r\nAna;ana@example.com\r\n'],
  ['tabs', 'name\te-mail\nAna\tana@example.com'],
  ['a byte order mark', '\uFEFFname,e-mail\nAna,ana@example.com\n'],
  ['quoted names of columns', '"name","e-mail"\n"Ana","ana@example.com"\n'],
  ['blank lines and blanks', 'name , e-mail\n\n  Ana ,  ana@example.com \n\n'],
  ['English names of columns', 'Full Name,Email Address\nAna,ana@example.com'],
  ['Spanish names of columns', 'Nombre;Correo electrónico\nAna;ana@example.com'],
  ['German names of columns', 'Anzeigename;E-Mail-Adresse\nAna;ana@example.com'],
])('a list with %s is read', (_, csv) => {
  expect(listOf(csv).people).toMatchObject([{ identity: 'ana@example.com', name: 'Ana' }]);
});

test.each([
  ['E-Mail dienstlich', 'Handynummer', 'Mannschaftsgruppe', 'Zeitzone (IANA)'],
  ['Email (work)', 'Telefon mobil', 'Crew', 'Time zone'],
  ['Correo de trabajo', 'Cell', 'Group', 'Zona horaria (IANA)'],
  ['Firmen-Mail', 'Work phone number', 'Team name', 'Zeitzone'],
])('a list with %s, %s, %s and %s has identities, phones, teams and zones', (...header) => {
  const { people, unused, unclear } = listOf(
    `Name;${header.join(';')}\nAna;ana@example.com;+34600;Field;Europe/Madrid`,
  );
  expect(people).toMatchObject([
    { identity: 'ana@example.com', phone: '+34600', team: 'Field', zone: 'Europe/Madrid' },
  ]);
  expect([unused, [...unclear]]).toEqual([[], []]);
});

test('a column whose name says nothing is that of the identities if its cells are all e-mail addresses, and no other one is', () => {
  const { people, likely } = listOf('Wer;Kontakt;Ort\nAna;ana@example.com;Bonn\nBen;ben@example.com;Köln');
  expect(people.map(({ identity }) => identity)).toEqual(['ana@example.com', 'ben@example.com']);
  expect(likely).toEqual([{ column: 'Kontakt', field: 'identity' }]);
  expect(faultsOf('Wer;Kontakt\nAna;ana@example.com\nBen;0171')).toHaveLength(1);
  expect(faultsOf('Wer;Kontakt;Vertretung\nAna;ana@example.com;ben@example.com')[0]).toBe(
    '1 found several columns that may have the identities, "Kontakt" and "Vertretung": rename the one with their identities in Frontline, mostly their e-mail addresses, to "E-Mail"',
  );
});

test("somebody else's address or phone, or a private one, is not taken for the person's", () => {
  const csv = (header: string) => `Name,${header}\nAna,ben@example.com,+34600`;
  expect(faultsOf(csv('Supervisor e-mail address,Notfall-Telefon'))[0]).toContain(
    'rename the one with their identities',
  );
  expect(faultsOf(csv('Private E-Mail,x'))).toHaveLength(1);
  expect(listOf('email,Emergency phone,Team lead\na@x.org,+34600,Ben').people[0]).toMatchObject({
    phone: undefined,
    team: undefined,
  });
});

test('a column with identities in Frontline counts more than one with addresses, and one with teams there is none', () => {
  expect(listOf('Frontline user id,E-Mail (HR)\nana,a@x.org').people[0]?.identity).toBe('ana');
  expect(listOf('Frontline team,E-Mail (HR)\nsales,a@x.org').people[0]).toMatchObject({
    identity: 'a@x.org',
    team: 'sales',
  });
});

test('of two columns with phones the one of mobile phones is taken, and two of a kind are left open by name', () => {
  expect(listOf('email,Telefon Büro,Telefon mobil\na@x.org,+491,+492').people[0]?.phone).toBe('+492');
  const { people, unclear } = listOf('email,Handy 1,Handy 2\na@x.org,+491,+492');
  expect(people[0]?.phone).toBeUndefined();
  expect([...unclear]).toEqual([['phone', ['Handy 1', 'Handy 2']]]);
});

test('a list in UTF-16 or Windows-1252, as Excel writes them, keeps its accents', () => {
  const text = 'name;email\nAna Pérez;ana@example.com';
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  for (const bytes of [wide, Buffer.from(text, 'latin1')])
    expect(listOf(bytes).people).toMatchObject([{ name: 'Ana Pérez' }]);
});

test('a quoted value may hold the delimiter, quotation marks and line breaks, and lines still count right', () => {
  const { people } = listOf(
    'name,email\n"Pérez, Ana",ana@example.com\n"Ben ""B""\nOde",ben@example.com\nCy,cy@example.com',
  );
  expect(people.map(({ line, name }) => [line, name])).toEqual([
    [2, 'Ana Pérez'],
    [4, 'Ben "B" Ode'],
    [5, 'Cy'],
  ]);
});

test("a report of Okta is read: its Login, User and Status, and its users' ids", () => {
  const { people, unused } = listOf(
    'User,Login,Status,Authentication Source,id\nAna Pérez,ana@example.com,ACTIVE,Okta,00u1abc\n',
  );
  expect(people).toMatchObject([
    { identity: 'ana@example.com', name: 'Ana Pérez', status: 'ACTIVE', ids: { okta: '00u1abc' } },
  ]);
  expect(unused).toEqual(['Authentication Source']);
});

test('an export of Okta with the names of its API is read, and the login is the identity', () => {
  const csv =
    'profile.firstName,profile.lastName,profile.email,profile.login,profile.mobilePhone,status\nAna,Pérez,a@x.org,ana@example.com,+34600000000,ACTIVE';
  expect(listOf(csv).people).toMatchObject([
    { identity: 'ana@example.com', email: 'a@x.org', name: 'Ana Pérez', phone: '+34600000000' },
  ]);
});

test('a report of BambooHR is read', () => {
  const csv =
    'Employee #,"First Name","Last Name","Work Email","Mobile Phone","Department","Reporting to","Status"\n7,Ana,Pérez,ana@example.com,600,Support,"Ode, Ben",Active\n';
  expect(listOf(csv).people).toMatchObject([
    {
      number: '7',
      name: 'Ana Pérez',
      identity: 'ana@example.com',
      team: 'Support',
      manager: 'Ode, Ben',
      status: 'Active',
    },
  ]);
});

test("another product's id is not taken for Okta's", () => {
  expect(listOf('id,email\n17,ana@example.com').people[0]?.ids).toEqual({});
});

test('every fault of a list is reported at once, with its line', () => {
  expect(
    faultsOf('name,email\nAna,ana@example.com\nBen\nCy,\nAna again,Ana@example.com\nEve,..\n"Dee" x,dee@example.com\n'),
  ).toEqual([
    '3 found 1 values, expected 2, as in the first line',
    '4 found nobody, expected an identity or e-mail address',
    '5 found Ana@example.com a second time, expected each person once (line 2)',
    '6 found "..", expected an identity or e-mail address',
    '7 found a quotation mark in the wrong place, expected "" for a quotation mark within a quoted value',
  ]);
});

test('a list without identities, without people or with an open quotation mark is refused', () => {
  expect(faultsOf('name,age\nAna,7\n')).toEqual([
    '1 found the columns name, age, expected one of identity, login or e-mail among them: rename the one with their identities in Frontline, mostly their e-mail addresses, to "E-Mail"',
  ]);
  expect(faultsOf('')).toEqual([
    '1 found an empty file, expected names of columns with one of identity, login or e-mail among them',
  ]);
  expect(faultsOf('email\n')).toEqual(['1 found nobody, expected a line for each person']);
  expect(faultsOf('name,email\n"Ana,ana@example.com\n')).toEqual([
    expect.stringMatching(/^\d found a quotation mark that is not closed/),
  ]);
});
