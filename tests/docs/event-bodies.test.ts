import { execFileSync } from 'node:child_process';
import { parse } from 'dotenv';
import { parseSecrets } from '../../assets/lib/secret';
import { standard } from '../../assets/providers/standard/receive';
import { type Memory, memory } from '../fuzz/memory';
import { NOW } from '../providers/requests';
import { answer } from '../providers/sending';
import { filesBelow, readProjectFile } from './documents';
import { FILLS, type Fields, fieldsOf } from './event-templates';

// The bodies and commands that docs/senders gives to those who post a StaffEvent of their own: filled in, posted, and their outcome.

const ANA = 'ana@example.com';
const ENVIRONMENT = parse(readProjectFile('.env.example'));
const TOKEN = parseSecrets(ENVIRONMENT.STANDARD_SECRET ?? '').find(({ scheme }) => scheme === 'bearer')?.value;

/** What the bodies of each page say, in their order. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  zapier: ['left', 'leaves', 'back'],
  make: ['left', 'leaves', 'back', 'available'],
  n8n: ['left', 'leaves', 'back', 'available'],
  'power-automate': ['left', 'leaves', 'back'],
  workato: ['left', 'leaves', 'stays', 'back'],
  'better-stack': ['available'],
  rippling: ['leaves'],
  standard: ['leaves', 'works'],
};

const page = (name: string) => readProjectFile(`docs/senders/${name}.md`);
const blocks = (text: string, language: string) =>
  [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, of]) => of === language)
    .map(([, , code]) => code ?? '');
const bodiesOf = (name: string) => blocks(page(name), 'json').filter((code) => code.includes('"staff.'));

const BODIES = Object.entries(PAGES).flatMap(([name, meanings]) =>
  bodiesOf(name).map((body, index) => ({ name, meaning: meanings[index] ?? 'untested', body })),
);

/** The sample roster, and the local environment; everybody off duty. */
function world(): Memory {
  const here = memory(readProjectFile('roster.yaml'), ENVIRONMENT, NOW);
  here.reset();
  for (const [identity, user] of here.users) here.users.set(identity, { ...user, available: false });
  here.users.set('ada@example.com', { id: 'US1', account: 'ada@example.com', ...OFF });
  return here;
}

const OFF = { access: true, available: false, name: '', avatar: '' };

const post = (here: Memory, payload: object, authorization = `Bearer ${TOKEN}`) =>
  answer(standard, { headers: { 'content-type': 'application/json', authorization }, payload: { ...payload } }, here);

/** A body of a page about ana, or whom it names itself, as a tool sends it. @throws SyntaxError if it is no JSON. */
function filled(name: string, meaning: string, fields: Fields): Readonly<Record<string, unknown>> {
  const body = BODIES.find((one) => one.name === name && one.meaning === meaning)?.body;
  const fill = FILLS[name];
  if (body === undefined || fill === undefined) throw new Error(`${name} ${meaning}`);
  return JSON.parse(fill(body, fields));
}

const at = (seconds: number) => new Date(NOW - 3_600_000 + seconds * 1000).toISOString();

test('every page that has a body of an event is tested, and has as many bodies as are tested', () => {
  const files = filesBelow('docs/senders', '.md').map((file) => file.replace(/^.*\/(.*)\.md$/, '$1'));
  const found = files.filter((name) => bodiesOf(name).length > 0);
  expect(found.sort()).toEqual(Object.keys(PAGES).sort());
  for (const [name, meanings] of Object.entries(PAGES)) expect(bodiesOf(name)).toHaveLength(meanings.length);
});

/** What must have been said before, and what comes of it: the outcome, access and availability. */
const OUTCOMES: Readonly<Record<string, { before?: string; outcome: string; access: boolean; available: boolean }>> = {
  left: { outcome: 'applied', access: false, available: false },
  leaves: { outcome: 'deferred', access: true, available: false },
  back: { before: 'left', outcome: 'applied', access: true, available: false },
  stays: { before: 'leaves', outcome: 'applied', access: true, available: false },
  works: { outcome: 'deferred', access: true, available: false },
  available: { outcome: 'applied', access: true, available: true },
};

describe.each(BODIES)('docs/senders/$name.md, $meaning', ({ name, meaning, body }) => {
  const expected = OUTCOMES[meaning];

  test('the body has its outcome, and is a duplicate when the tool repeats it', async () => {
    if (!expected) throw new Error(`no outcome for ${name}: ${body}`);
    const here = world();
    if (expected.before !== undefined) await post(here, filled(name, expected.before, fieldsOf(ANA, at(0))));
    const payload = filled(name, meaning, fieldsOf(ANA, at(60)));
    expect(await post(here, payload)).toMatchObject({ status: 200, outcomes: [expected.outcome] });
    const identity = Object(payload.data).identity;
    expect(here.users.get(identity)).toMatchObject({ access: expected.access, available: expected.available });
    expect((await post(here, payload)).outcomes).toEqual(['duplicate']);
  });

  test('without the token of the page, the body changes nobody', async () => {
    const here = world();
    const payload = filled(name, meaning, fieldsOf(ANA, at(60)));
    for (const authorization of ['', 'Bearer ', `Bearer ${TOKEN}x`, String(TOKEN)]) {
      expect((await post(here, payload, authorization)).status).toBe(401);
    }
    expect(here.changes.count).toBe(0);
  });

  test('a field that the tool does not have, where the event needs it, is rejected and changes nobody', async () => {
    const all = fieldsOf(ANA, at(60));
    const complete = JSON.stringify(filled(name, meaning, all));
    for (const field of ['identity', 'changedAt', 'endsAt']) {
      const here = world();
      let payload: Readonly<Record<string, unknown>>;
      try {
        payload = filled(name, meaning, { ...all, [field]: undefined });
      } catch (error) {
        expect(error).toMatchObject({ name: 'SyntaxError' }); // the tool refuses to send it, or the platform to take it
        continue;
      }
      if (JSON.stringify(payload) === complete) continue; // this body has no such field
      expect([field, (await post(here, payload)).status]).toEqual([field, 400]);
      expect(here.changes.count).toBe(0);
    }
  });
});

test('Zapier: the time at which the Zap runs is taken, with its own offset', async () => {
  const body = bodiesOf('zapier')[0] ?? '';
  const payload = JSON.parse(
    FILLS.zapier?.(body.replace('"{{Changed at}}Z"', '"{{zap_meta_utc_iso}}"'), fieldsOf(ANA, at(60))) ?? '',
  );
  expect(payload.timestamp).toMatch(/\+00:00$/);
  expect((await post(world(), payload)).outcomes).toEqual(['applied']);
});

test('Better Stack: a variable that is not filled in changes nobody', async () => {
  const here = world();
  const send = (fields: Fields) => post(here, filled('better-stack', 'available', fields));
  expect((await send(fieldsOf('$NAME', at(60)))).outcomes).toEqual(['unknown_user']);
  expect((await send(fieldsOf(ANA, '$TIME'))).status).toBe(400);
  expect(here.changes.count).toBe(0);
});

test('Workato: a date alone is rejected', async () => {
  const payload = filled('workato', 'leaves', fieldsOf(ANA, at(60)));
  const data = { ...Object(payload.data), effectiveAt: '2026-11-30' };
  expect((await post(world(), { ...payload, data })).status).toBe(400);
});

test('an offset without a colon is rejected', async () => {
  const payload = filled('n8n', 'left', fieldsOf(ANA, at(60)));
  expect((await post(world(), { ...payload, timestamp: '2026-11-22T08:00:00+0100' })).status).toBe(400);
});

/** The words that a shell makes of a command whose `curl` and `date` do nothing of their own. */
function wordsOf(command: string, now: number): string[] {
  const seconds = now / 1000;
  const written = new Date(now).toISOString().slice(0, 19);
  const script = `curl() { printf '%s\\0' "$@"; }
    date() { case "$*" in
      +%s) echo ${seconds};;
      '-u +%Y-%m-%dT%H:%M:%SZ') echo ${written}Z;;
      '-u +%Y-%m-%dT%H:%M:%S') echo ${written};;
      *) echo unknown;;
    esac; }
    ${command}`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

const COMMANDS = Object.keys(PAGES).flatMap((name) =>
  blocks(page(name), 'sh')
    .filter((code) => code.startsWith('curl '))
    .map((command) => ({ name, command })),
);

test('each page about a tool has a command to try it with', () => {
  const own = Object.keys(PAGES).filter((name) => page(name).includes('**See that it works**'));
  expect(COMMANDS.map(({ name }) => name)).toEqual(own);
  expect(own).toHaveLength(6);
});

test.each(COMMANDS)('docs/senders/$name.md: the command as written is answered "applied"', async ({ command }) => {
  const [silent, url, ...options] = wordsOf(command, NOW);
  expect([silent, url]).toEqual(['-sS', 'http://127.0.0.1:3000/webhooks/standard']);
  const values = (flag: string) => options.filter((_, index) => options[index - 1] === flag);
  const headers = Object.fromEntries(
    values('-H').map((line) => {
      const [, key = '', value = ''] = /^([^:]+): (.*)$/.exec(line) ?? [];
      return [key.toLowerCase(), value];
    }),
  );
  const [body = ''] = values('-d');
  const here = world();
  const payload = JSON.parse(body);
  const answered = await answer(standard, { headers, payload }, here);
  expect(answered).toMatchObject({ status: 200, outcomes: ['applied'] });
  expect(here.users.get(payload.data.identity)).toMatchObject(
    payload.type === 'staff.offboarded' ? { access: false } : { access: true, available: true },
  );
});
