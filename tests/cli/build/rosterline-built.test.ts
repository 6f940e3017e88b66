import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Context, ServerlessFunctionSignature } from '@twilio-labs/serverless-runtime-types/types';
import type { Roster } from '../../../assets/domain/roster/roster';
import type { HolidaysOf } from '../../../assets/roster-file/country-holidays';
import { build } from '../../../cli/build/build';
import { filesBelow } from '../../../cli/build/files';
import type { Inventory } from '../../../cli/build/limits';
import { cloud } from './cloud';
import { type Project, projectOf } from './project';

const REAL = join(__dirname, '../../..');

/** Calls a function with a request of these headers, as if this machine served it. @returns its response. */
function call(handler: ServerlessFunctionSignature, headers: Readonly<Record<string, string>>): Promise<unknown> {
  const context = {
    DOMAIN_NAME: 'localhost',
    PATH: '',
    RECORD_KEY: 'a key for records',
    TICK_SECRET: 'a-secret-for-ticks',
    OKTA_SECRET: 'a-secret-for-okta',
  };
  return new Promise((resolve) => {
    // The type wants what the platform adds; nothing here asks for it.
    handler(
      context as unknown as Context,
      { request: { headers: { accept: '*/*', ...headers }, cookies: {} } },
      (_, answer) => resolve(answer),
    );
  });
}

describe('Rosterline itself, built', () => {
  let sample: Project;
  let inventory: Inventory;
  let files: string[];
  beforeAll(async () => {
    sample = projectOf({});
    inventory = await build(REAL, sample.output, join(REAL, 'roster.yaml'));
    files = (await filesBelow(sample.output)).filter((file) => file.endsWith('.js'));
  });
  afterAll(() => sample.remove());

  test('can be deployed, with a file for each entry point', () => {
    expect(inventory.functions).toEqual(
      expect.arrayContaining([
        'functions/shifts/tick.js',
        'functions/webhooks/okta.js',
        'functions/webhooks/standard.js',
      ]),
    );
    const scripts = inventory.publicAssets.filter((file) => file.endsWith('.js'));
    const names = scripts.map((file) => /^assets\/page\/(.+)-[A-Z0-9]{8}\.js$/.exec(file)?.[1]);
    expect([...new Set(names)].sort()).toEqual([
      'attempt',
      'chunk',
      'de',
      'de-later',
      'de-roster',
      'dialogs',
      'en',
      'en-later',
      'en-roster',
      'es',
      'es-later',
      'es-roster',
      'list',
      'main',
      'reports-view',
      'roster-editor',
      'sheet',
      'texts',
      'wall',
    ]);
  });

  test('is JavaScript that this Node parses, file by file', async () => {
    const check = promisify(execFile);
    await Promise.all(files.map((file) => check(process.execPath, ['--check', file])));
    expect(files.length).toBeGreaterThan(5);
  });

  test('has no relative require, which would break where files are renamed', () => {
    const relative = files.filter((file) => /require\(\s*["'`]\.{1,2}\//.test(readFileSync(file, 'utf8')));
    expect(relative).toEqual([]);
  });

  test('requires only Node and its deployed dependencies', () => {
    const named = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\brequire\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map((match) => match[1]),
    );
    const others = named.filter((name = '') => !isBuiltin(name) && name !== 'twilio' && !name.startsWith('twilio/'));
    expect([...new Set(others)]).toEqual([]);
  });

  test('loads every function as the cloud does', () => {
    const { load, loaded } = cloud(sample.output, inventory.privateAssets);
    for (const file of inventory.functions) expect(typeof load(file).handler).toBe('function');
    expect(new Set(loaded).size).toBe(loaded.length);
  });

  test.each([
    ['a refused tick', 'shifts/tick', { authorization: 'Bearer wrong' }, 401, ['assets/api/shifts-tick.private.js']],
    ["Okta's verification of the address", 'webhooks/okta', { 'x-okta-verification-challenge': 'x' }, 200, []],
  ])('%s loads neither schemas nor Twilio nor the roster', async (_, address, headers, status, own) => {
    const { load, loaded } = cloud(sample.output, inventory.privateAssets);
    const answer = await call(load(`functions/${address}.js`).handler as ServerlessFunctionSignature, headers);
    expect(answer).toMatchObject({ statusCode: status });
    expect(loaded).toEqual([`functions/${address}.js`, 'assets/main/composition.private.js', ...own]);
  });

  test("keeps zod, the SDK and the people of the roster out of the root's file, which every entry point loads", () => {
    const root = readFileSync(join(sample.output, 'assets/main/composition.private.js'), 'utf8');
    expect(root).not.toMatch(/ZodError|require\("twilio"\)|ana@example\.com/);
    const core = readFileSync(join(sample.output, 'assets/main/compose.private.js'), 'utf8');
    expect(core).toMatch(/ZodError/);
    expect(core).toMatch(/require\("twilio"\)/);
    expect(core).not.toContain('ana@example.com');
    expect(readFileSync(join(sample.output, 'assets/main/deployed-roster.private.js'), 'utf8')).toContain(
      'ana@example.com',
    );
  });

  test('has the holidays of countries in a file of their own, which no function loads', () => {
    const { load, loaded } = cloud(sample.output, inventory.privateAssets);
    for (const file of inventory.functions) load(file);
    const data = 'assets/roster-file/date-holidays.private.js';
    expect(loaded).not.toContain(data);
    const holidaysOf = load(data).holidaysOf as HolidaysOf;
    expect(holidaysOf('ES', 'MD', { first: 2027, last: 2027 })).toMatchObject({
      holidays: expect.arrayContaining([expect.objectContaining({ name: 'Navidad' })]),
    });
  });

  test('has the dates of the countries that the roster names compiled in', async () => {
    const other = projectOf({
      'roster.yaml':
        'version: 1\nzone: UTC\npeople: { ana: { identity: ana, holidays: [es] } }\nholidays: { es: { country: ES } }\n',
      'functions/roster.ts': "import roster from '../roster.yaml';\nexport const handler = () => roster;",
    });
    const { functions, privateAssets } = await other.build();
    const { handler } = cloud(other.output, privateAssets).load(functions[0] ?? '');
    const { holidays, holidayYears } = (handler as () => Roster)();
    expect(holidayYears?.last).toBeGreaterThan(new Date().getUTCFullYear());
    const lastChristmas = Date.UTC(holidayYears?.last ?? 0, 11, 25) / 86_400_000;
    expect(holidays.es).toContain(lastChristmas);
    other.remove();
  });
});
