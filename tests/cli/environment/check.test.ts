import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { readConfiguration } from '../../../assets/main/configuration';
import { checkEnvironment } from '../../../cli/environment/check';

const EXAMPLE = parse(readFileSync(join(__dirname, '../../../.env.example')));

/** As little as may be deployed. */
const GOOD = {
  ACCOUNT_SID: `AC${'1a'.repeat(16)}`,
  AUTH_TOKEN: '2b'.repeat(16),
  RECORD_KEY: 'a-record-key-of-its-own',
  TICK_SECRET: 'a-tick-secret-of-its-own',
  OPS_SECRET: 'an-ops-secret-of-its-own',
};
const problems = (env: Record<string, string | undefined>) => checkEnvironment({ ...GOOD, ...env }).problems;
const names = (env: Record<string, string | undefined>) => problems(env).map(({ name }) => name);

test('a valid environment has no problems, and everything but the credentials is uploaded', () => {
  const { ACCOUNT_SID, AUTH_TOKEN, ...ours } = GOOD;
  expect(checkEnvironment({ ...GOOD, ALERT_URL: '', OFFBOARDING_LIMIT: '7' })).toEqual({
    problems: [],
    ours: { ...ours, OFFBOARDING_LIMIT: '7' },
  });
});

test('an unchanged .env.example cannot be deployed: its secrets and the account are named', () => {
  const found = checkEnvironment(EXAMPLE).problems.map(({ name }) => name);
  const expected = Object.keys(EXAMPLE).filter((name) => EXAMPLE[name] !== '' && name !== 'SYNC_SERVICE');
  expect([...new Set(found)].sort()).toEqual(expected.sort());
  expect(expected.length).toBeGreaterThan(12);
});

test.each([
  [{ OPS_SECRET: 'a' }, ['OPS_SECRET']],
  [{ RECORD_KEY: 'x' }, ['RECORD_KEY']],
  [{ RECORD_KEY: '' }, ['RECORD_KEY']],
  [
    { TICK_SECRET: 'one-value-for-all', OPS_SECRET: 'one-value-for-all', ICS_TOKEN: 'one-value-for-all' },
    ['ICS_TOKEN', 'OPS_SECRET', 'TICK_SECRET'],
  ],
  [{ OPS_SECRET: GOOD.AUTH_TOKEN }, ['AUTH_TOKEN', 'OPS_SECRET']],
  [{ ACCOUNT_SID: '', AUTH_TOKEN: undefined }, ['ACCOUNT_SID', 'AUTH_TOKEN']],
  [{ ACCOUNT_SID: 'AC123' }, ['ACCOUNT_SID']],
  [{ ACCOUNT_SID: `SK${'1a'.repeat(16)}` }, ['ACCOUNT_SID']],
  [{ CONVERSATIONS_WEBHOOKS: 'no' }, ['CONVERSATIONS_WEBHOOKS']],
  [{ OFFBOARDING_LIMIT: 'many', ALERT_SMS_TO: '+14155550100' }, ['ALERT_SMS_TO', 'OFFBOARDING_LIMIT']],
])('%j names %j', (env, expected) => expect(names(env).sort()).toEqual(expected));

describe('an unknown name', () => {
  const message = (name: string) => problems({ [name]: 'some-value-or-other' }).map(({ message }) => message);

  test.each([
    ['OFFBORDING_LIMIT', 'OFFBOARDING_LIMIT'],
    ['offboarding_limit', 'OFFBOARDING_LIMIT'],
    ['ICS_TOKN', 'ICS_TOKEN'],
    ['BAMBOO_HR_SECRET', 'BAMBOOHR_SECRET'],
    ['OKTA_APPID', 'OKTA_APP_ID'],
    ['AUTHTOKEN', 'AUTH_TOKEN'],
    ['DRYRUN', 'DRY_RUN'],
    ['CONVERSATION_WEBHOOKS', 'CONVERSATIONS_WEBHOOKS'],
    ['TICK_TOKEN', 'TICK_SECRET'],
    ['tick_secret', 'TICK_SECRET'],
    ['RECORDS_KEY', 'RECORD_KEY'],
  ])('%s is rejected with the suggestion %s', (name, meant) => {
    expect(message(name)).toEqual([`is unknown; did you mean ${meant}?`]);
  });

  test.each([
    'GITHUB_TOKEN',
    'AWS_SECRET_ACCESS_KEY',
    'NPM_CONFIG_REGISTRY',
    'TWILIO_API_KEY',
    'API_KEY',
    'constructor',
  ])('%s is rejected because it would be uploaded', (name) =>
    expect(message(name)).toEqual(['does not belong to Rosterline and would be uploaded; remove it from the file']),
  );

  test.each(['FLEX_INSTANCE'])('%s is rejected as not supported yet', (name) =>
    expect(message(name)).toEqual([expect.stringContaining('not supported by this version')]),
  );

  test('is neither uploaded nor rejected while it is empty', () => {
    expect(checkEnvironment({ ...GOOD, GITHUB_TOKEN: 'x' }).ours).not.toHaveProperty('GITHUB_TOKEN');
    expect(problems({ GITHUB_TOKEN: '', OFFBORDING_LIMIT: '' })).toEqual([]);
  });
});

test('.env.example has exactly the known names', () => {
  const { ours } = checkEnvironment(Object.fromEntries(Object.keys(EXAMPLE).map((name) => [name, 'x'])));
  expect(Object.keys(ours).sort()).toEqual(
    Object.keys(EXAMPLE)
      .filter((name) => !['ACCOUNT_SID', 'AUTH_TOKEN'].includes(name))
      .sort(),
  );
  const everything = Object.fromEntries(Object.keys(EXAMPLE).map((name) => [name, 'x']));
  expect(checkEnvironment(everything).problems.map(({ message }) => message)).not.toContainEqual(
    expect.stringMatching(/unknown|not ours/),
  );
});

describe('the size limits of the platform', () => {
  test('allow 450 bytes for a value', () => {
    expect(names({ OKTA_APP_ID: 'x'.repeat(450) })).toEqual([]);
    expect(names({ OKTA_APP_ID: 'x'.repeat(451) })).toEqual(['OKTA_APP_ID']);
  });

  test('reserve room for the platform, so that a deployed environment is valid at run time', () => {
    const long = (characters: number) => {
      const each = (seed: string) => `bearer:${seed.repeat(characters)}`.slice(0, characters);
      return {
        BAMBOOHR_SECRET: each('b'),
        GUSTO_SECRET: each('g'),
        HIBOB_SECRET: each('h'),
        FINCH_SECRET: each('f'),
        OKTA_SECRET: each('o'),
        ZENDUTY_SECRET: each('z'),
      };
    };
    const PLATFORM = {
      DOMAIN_NAME: `${'rosterline-with-a-long-name'}-1234-production.twil.io`,
      PATH: '/webhooks/sevenshifts',
      SERVICE_SID: `ZS${'0'.repeat(32)}`,
      ENVIRONMENT_SID: `ZE${'0'.repeat(32)}`,
    };
    let largest = 0;
    for (let characters = 30; characters <= 450; characters++) {
      const env = { ...GOOD, ...long(characters) };
      if (checkEnvironment(env).problems.length > 0) break;
      largest = characters;
      expect(readConfiguration({ ...env, ...PLATFORM }, { local: false })).toHaveProperty('configuration');
    }
    expect(largest).toBeGreaterThan(350);
    expect(largest).toBeLessThan(450);
    expect(problems(long(450))).toEqual([{ name: 'environment', message: expect.stringMatching(/2672 bytes/) }]);
  });
});

test('no problem contains a value', () => {
  const secret = 'zq-secret-zq';
  const env = Object.fromEntries(
    [...Object.keys(EXAMPLE), 'GITHUB_TOKEN', 'OIDC_ISSUER'].map((name) => [name, secret]),
  );
  const text = JSON.stringify(checkEnvironment(env).problems);
  expect(text).toContain('must not have the same value');
  expect(text).not.toContain('zq');
});
