import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import fc from 'fast-check';
import { parseSecrets } from '../../../assets/lib/secret';
import { readConfiguration } from '../../../assets/main/configuration';
import type { ConfigurationProblem } from '../../../assets/main/configuration/environment';
import type { SecretKind } from '../../../assets/providers/provider-config';
import { providersWith } from '../../../assets/providers/provider-configs';

const PROJECT = join(__dirname, '../../..');
const EXAMPLE = parse(readFileSync(join(PROJECT, '.env.example')));
/** All of the example that is no secret. */
const HARMLESS = new Set(['SYNC_SERVICE']);
/** Each value of the example, under its name. */
const PUBLIC = Object.entries(EXAMPLE)
  .filter(([name, text]) => text !== '' && !HARMLESS.has(name))
  .flatMap(([name, text]) => parseSecrets(text).map(({ value }) => [name, value] as const));

const secretsOf = (kind: SecretKind) => providersWith(kind).map(({ secret }) => secret);

/** As long as is needed, and no more. */
const KEY = { RECORD_KEY: 'record-key-16-ch' };

function problems(env: Record<string, unknown>, local = false): readonly ConfigurationProblem[] {
  const read = readConfiguration(env, { local });
  return 'problems' in read ? read.problems : [];
}
const faulty = (env: Record<string, unknown>) => problems(env).map(({ name }) => name);

describe('the values of .env.example', () => {
  test('are taken where only this machine reaches the functions', () => {
    expect(problems(EXAMPLE, true)).toEqual([]);
  });

  test('are all refused elsewhere, each by its name', () => {
    expect(faulty(EXAMPLE).sort()).toEqual([...new Set(PUBLIC.map(([name]) => name))].sort());
  });

  test.each(PUBLIC)(
    'that of %s is refused under another name, as a bearer token and while it is rotated out',
    (_, text) => {
      const value = text.replace(/^whsec_/, '');
      const fresh = 'a-fresh-token-of-32-characters-0';
      for (const given of [value, `bearer:${value}`, `basic:user:${value}`, `${fresh},${value}`, `${value},${fresh}`]) {
        expect(problems({ ...KEY, OKTA_SECRET: given })).toEqual([
          { name: 'OKTA_SECRET', message: expect.stringContaining('.env.example') },
        ]);
      }
      expect(faulty({ RECORD_KEY: value })).toEqual(['RECORD_KEY']);
    },
  );

  test('that of AUTH_TOKEN is refused at run time too: whoever knows it can sign as Twilio', () => {
    expect(faulty({ ...KEY, AUTH_TOKEN: EXAMPLE.AUTH_TOKEN })).toEqual(['AUTH_TOKEN']);
    expect(faulty({ ...KEY, AUTH_TOKEN: 'b'.repeat(32) })).toEqual([]);
  });

  test('are in no file that is deployed', () => {
    const sources = readdirSync(join(PROJECT, 'assets'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(tsx?|css|html)$/.test(file))
      .map((file) => readFileSync(join(PROJECT, 'assets', file), 'utf8'));
    expect(sources.length).toBeGreaterThan(100);
    const found = PUBLIC.filter(([, value]) => sources.some((source) => source.includes(value)));
    expect(found.map(([name]) => name)).toEqual([]);
  });
});

describe('a secret that the internet could guess', () => {
  const GUESSABLE = ['TICK_SECRET', 'OPS_SECRET', 'ICS_TOKEN', 'METRICS_TOKEN', ...secretsOf('presented')];

  test.each(GUESSABLE)('%s has 16 characters at least, both values of it', (name) => {
    const enough = 'sixteen-letters!';
    expect(faulty({ ...KEY, [name]: enough })).toEqual([]);
    for (const weak of ['a', enough.slice(1), `${enough},a`, `a,${enough}`, `bearer:${enough.slice(1)}`]) {
      expect(problems({ ...KEY, [name]: weak })).toEqual([
        { name, message: expect.stringContaining('at least 16 characters') },
      ]);
    }
  });

  test('RECORD_KEY has 16 characters at least', () => {
    expect(faulty({ RECORD_KEY: 'x' })).toEqual(['RECORD_KEY']);
    expect(faulty({ RECORD_KEY: 'x'.repeat(15) })).toEqual(['RECORD_KEY']);
    expect(faulty({ RECORD_KEY: 'x'.repeat(16) })).toEqual([]);
  });

  test.each([...secretsOf('signing'), ...secretsOf('issued')])(
    '%s behind bearer:, and the password behind basic:, have 16 characters at least',
    (name) => {
      const enough = 'sixteen-letters!';
      expect(faulty({ ...KEY, [name]: `bearer:${enough}` })).toEqual([]);
      expect(faulty({ ...KEY, [name]: `basic:a:${enough}` })).toEqual([]);
      expect(faulty({ ...KEY, [name]: `bearer:${enough.slice(1)}` })).toEqual([name]);
      expect(faulty({ ...KEY, [name]: `basic:a-very-long-user-name:${enough.slice(1)}` })).toEqual([name]);
    },
  );

  test('is taken where only this machine reaches the functions', () => {
    expect(problems({ RECORD_KEY: 'x', TICK_SECRET: 'a', OPS_SECRET: 'a', OKTA_SECRET: 'bearer:a' }, true)).toEqual([]);
  });

  test('is as short as its sender makes it, where the sender makes it', () => {
    expect(faulty({ ...KEY, BAMBOOHR_SECRET: 'b', GUSTO_SECRET: 'g', HIBOB_SECRET: 'h' })).toEqual([]);
  });
});

describe('one value for several secrets', () => {
  const SHARED = 'the-same-value-everywhere';

  test('is refused under each of the names, and each names the others', () => {
    const env = { RECORD_KEY: SHARED, TICK_SECRET: SHARED, OPS_SECRET: SHARED, ICS_TOKEN: 'a-value-of-its-own' };
    expect(problems(env)).toEqual([
      { name: 'RECORD_KEY', message: 'must not have the same value as TICK_SECRET, OPS_SECRET' },
      { name: 'TICK_SECRET', message: 'must not have the same value as RECORD_KEY, OPS_SECRET' },
      { name: 'OPS_SECRET', message: 'must not have the same value as RECORD_KEY, TICK_SECRET' },
    ]);
    expect(problems(env, true)).toEqual([]);
  });

  test.each([
    ['as a bearer token', { OPS_SECRET: SHARED, GUSTO_SECRET: `bearer:${SHARED}` }],
    ['as a password', { OPS_SECRET: SHARED, GUSTO_SECRET: `basic:user:${SHARED}` }],
    ['while it is rotated', { OPS_SECRET: `a-value-of-its-own,${SHARED}`, GUSTO_SECRET: `bearer:${SHARED}` }],
    ['where the sender makes it', { OPS_SECRET: SHARED, GUSTO_SECRET: SHARED }],
  ])('is refused %s', (_, env) => {
    expect(faulty({ ...KEY, ...env }).sort()).toEqual(['GUSTO_SECRET', 'OPS_SECRET']);
  });

  test('is refused as the signing key of two senders, with whsec_ and without', () => {
    const key = Buffer.from('a key of two senders').toString('base64');
    expect(faulty({ ...KEY, STANDARD_SECRET: `whsec_${key}`, FINCH_SECRET: key })).toEqual([
      'STANDARD_SECRET',
      'FINCH_SECRET',
    ]);
  });

  test('is refused where it is AUTH_TOKEN: operators would hold the whole account', () => {
    expect(faulty({ ...KEY, AUTH_TOKEN: 'c'.repeat(32), OPS_SECRET: 'c'.repeat(32) })).toEqual([
      'AUTH_TOKEN',
      'OPS_SECRET',
    ]);
  });

  test('is not what an old and a new value of one secret are', () => {
    expect(faulty({ ...KEY, OPS_SECRET: 'the-old-value-of-it,the-new-value-of-it' })).toEqual([]);
  });

  test('is not what variables have that are no secrets', () => {
    expect(faulty({ ...KEY, OKTA_APP_ID: KEY.RECORD_KEY, SOMEBODY_ELSES_SECRET: KEY.RECORD_KEY })).toEqual([]);
  });
});

test('every weakness is named at once, beside what is at fault otherwise', () => {
  const found = problems({
    RECORD_KEY: 'x',
    STANDARD_SECRET: EXAMPLE.STANDARD_SECRET,
    TICK_SECRET: 'one-value-for-two',
    OPS_SECRET: 'one-value-for-two',
    ICS_TOKEN: 'a,b,c',
    SYNC_SERVICE: 'nowhere',
  });
  expect([...new Set(found.map(({ name }) => name))].sort()).toEqual([
    'ICS_TOKEN',
    'OPS_SECRET',
    'RECORD_KEY',
    'STANDARD_SECRET',
    'SYNC_SERVICE',
    'TICK_SECRET',
  ]);
});

test('no weakness holds a value', () => {
  const value = fc.stringMatching(/^[a-z0-9]{12,40}$/);
  fc.assert(
    fc.property(value, value, (one, other) => {
      const text = JSON.stringify(
        problems({ RECORD_KEY: one, TICK_SECRET: one, OPS_SECRET: `${other},bearer:${one}` }),
      );
      expect(text).toContain('must not have the same value');
      for (const each of [one, other]) expect(text).not.toContain(each);
    }),
  );
});
