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
    '1 found the columns name, age, expected names of columns with one of identity, login or e-mail among them',
  ]);
  expect(faultsOf('')).toEqual([
    '1 found an empty file, expected names of columns with one of identity, login or e-mail among them',
  ]);
  expect(faultsOf('email\n')).toEqual(['1 found nobody, expected a line for each person']);
  expect(faultsOf('name,email\n"Ana,ana@example.com\n')).toEqual([
    expect.stringMatching(/^\d found a quotation mark that is not closed/),
  ]);
});
