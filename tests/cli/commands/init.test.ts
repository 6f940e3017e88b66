import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InitOptions, init } from '../../../cli/commands/init';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rosterline-init-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const write = (name: string, text: string) => {
  writeFileSync(at(name), text);
  return at(name);
};

interface User {
  readonly access?: boolean;
  readonly available?: boolean;
  readonly name?: string;
}

/** Frontline with these users, by any of their names. */
const world = (users: Readonly<Record<string, User & { readonly account?: string }>> = {}, asked: string[] = []) => ({
  zone: 'Europe/Madrid',
  waiting: { progress: () => undefined, startTimer: () => () => undefined },
  frontline: () => ({
    find: async (account: string) => {
      asked.push(account);
      const user = users[account];
      if (user === undefined) return undefined;
      return { id: 'US1', account, access: true, available: false, name: '', avatar: '', ...user };
    },
  }),
});

const run = (options: Partial<InitOptions>, within = world()) =>
  init({ from: 'people.csv', out: at('roster.yaml'), ...options }, within);

test('init writes a roster and lists what it leaves open and who has left', async () => {
  const from = write('people.csv', 'email,status,shoe\nana@example.com,Active,40\nben@example.com,Inactive,41\n');
  const { code, text } = await run({ from });
  expect(code).toBe(0);
  expect(readFileSync(at('roster.yaml'), 'utf8')).toContain('\n  ana: { identity: ana@example.com }\n');
  expect(text).toContain(
    'NOBODY IS ON A SHIFT YET: with this roster live, the first tick would take everybody in it off duty.',
  );
  expect(text).toContain('zone: Europe/Madrid is the time zone of this machine');
  expect(text).toContain('they may still have access to Frontline:\n  line 3: ben@example.com (Inactive)');
  expect(text).toContain('Ignored columns:\n  shoe');
});

test('init names the columns that it has recognised by a part of their name, and asks about those of which there are two', async () => {
  const from = write('people.csv', 'E-Mail dienstlich;Handy 1;Handy 2\nana@example.com;600;601\n');
  const { code, text } = await run({ from });
  expect(code).toBe(0);
  expect(text).toContain('if one is wrong, rename it:\n  E-Mail dienstlich: identity\n');
  expect(text).toContain('"Handy 1" and "Handy 2" may each be the phone: rename the right one to Phone');
  expect(text).toContain("the list has nobody's zone, manager: add");
});

test('init leads to a start without the demonstration, which would lock one of the own people out', async () => {
  const from = write('people.csv', 'email\nana@example.com\n');
  const { text } = await run({ from });
  expect(text.split('\n').at(-1)).toBe(
    `Next: npx rosterline check ${at('roster.yaml')}, then ROSTER=${at('roster.yaml')} npm start -- --no-demo, and docs/starting.md.`,
  );
});

test('init --json prints what was written, left out and left open', async () => {
  const from = write('people.csv', 'email,status\nana@example.com,Active\nben@example.com,Inactive\n');
  const { code, text } = await run({ from, json: true, zone: 'Asia/Tokyo' });
  expect(code).toBe(0);
  expect(JSON.parse(text)).toEqual({
    file: at('roster.yaml'),
    source: from,
    zone: 'Asia/Tokyo',
    people: [{ key: 'ana', identity: 'ana@example.com' }],
    questions: [
      { field: 'shifts', message: 'nobody is on a shift: write the shifts before anything goes live' },
      { field: 'people', message: "the list has nobody's zone, manager, phone: add them where they matter" },
    ],
    departed: [{ line: 3, identity: 'ben@example.com', status: 'Inactive' }],
    unused: [],
    likely: [],
    notFound: [],
  });
});

test('init leaves a file that is there as it is, unless --force is given', async () => {
  const from = write('people.csv', 'email\nana@example.com\n');
  const out = write('roster.yaml', 'mine');
  expect(await run({ from })).toEqual({
    code: 2,
    text: `error: ${out} exists and is left as it is: give another file with --out, or --force to overwrite it`,
  });
  expect(readFileSync(out, 'utf8')).toBe('mine');
  expect((await run({ from, force: true })).code).toBe(0);
  expect(readFileSync(out, 'utf8')).toContain('ana@example.com');
});

test('init writes nothing for a list with faults, and exits with 1', async () => {
  const from = write('people.csv', 'email,name\nana@example.com\n,Ben\n');
  const { code, text } = await run({ from });
  expect([code, text]).toEqual([
    1,
    `${from}:2 found 1 values, expected 2, as in the first line\n${from}:3 found nobody, expected an identity or e-mail address\nNothing was written.`,
  ]);
  expect(() => readFileSync(at('roster.yaml'))).toThrow('ENOENT');
  expect(JSON.parse((await run({ from, json: true })).text)).toMatchObject({
    source: from,
    faults: [{ line: 2 }, { line: 3 }],
  });
});

test('init writes nothing for a list of people who have all left', async () => {
  const from = write('people.csv', 'email,status\nana@example.com,Inactive\n');
  expect(await run({ from })).toMatchObject({ code: 1, text: expect.stringContaining('nobody who has not left') });
});

test.each([
  [{ from: '/nowhere.csv' }, '--from /nowhere.csv could not be read'],
  [{ zone: 'Mars' }, '--zone is Mars; expected an IANA time zone'],
  [{ from: 'frontline' }, 'Frontline cannot list its users: give --identities'],
  [{ from: 'frontline', identities: '/nowhere' }, '--identities /nowhere could not be read'],
])('init refuses %p and exits with 2', async (options, message) => {
  expect(await run(options)).toMatchObject({ code: 2, text: expect.stringContaining(message) });
});

test('init --from frontline takes names and identities from Frontline, each user once', async () => {
  const identities = write('ids.txt', `ana@example.com\n\nUS${'1'.repeat(32)}\nben@example.com\n`);
  const users = {
    'ana@example.com': { name: 'Ana Pérez', available: true },
    [`US${'1'.repeat(32)}`]: { account: 'ana@example.com', name: 'Ana Pérez', available: true },
    'ben@example.com': { name: '' },
  };
  const { code, text } = await run({ from: 'frontline', identities }, world(users));
  expect([code, text]).toEqual([0, expect.stringContaining('1 of whom are available now')]);
  const roster = readFileSync(at('roster.yaml'), 'utf8');
  expect(roster).toContain(
    '  ana: { identity: ana@example.com, names: [ Ana Pérez ] }\n  ben: { identity: ben@example.com }\n',
  );
});

test('init --from frontline lists whom Frontline does not know and who is locked out, and exits with 1', async () => {
  const identities = write('ids.txt', 'ana@example.com\nBen@example.com\ncy@example.com\n');
  const users = { 'ana@example.com': {}, 'cy@example.com': { access: false } };
  const { code, text } = await run({ from: 'frontline', identities }, world(users));
  expect(code).toBe(1);
  expect(text).toContain('no such user (identities are case-sensitive):\n  line 2: Ben@example.com');
  expect(text).toContain('because they are deactivated in Frontline:\n  line 3: cy@example.com (deactivated)');
});

test('init --from frontline writes nothing where Frontline does not answer about somebody', async () => {
  const identities = write('ids.txt', 'ana@example.com\n');
  const failing = {
    ...world(),
    frontline: () => ({ find: () => Promise.reject(Object.assign(new Error('x'), { status: 401 })) }),
  };
  const { code, text } = await run({ from: 'frontline', identities }, failing);
  expect([code, text]).toEqual([2, expect.stringContaining('Frontline could not be asked. Likely reason:')]);
  expect(() => readFileSync(at('roster.yaml'))).toThrow('ENOENT');
});
