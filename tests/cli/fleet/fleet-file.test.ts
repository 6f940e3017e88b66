import { type Belonging, readFleet } from '../../../cli/fleet/fleet-file';

const SID = `AC${'1'.repeat(32)}`;

/** Reads a fleet file whose environment files say this. */
const read = (text: string, environments: Readonly<Record<string, Partial<Belonging>>> = {}) =>
  readFleet(
    text,
    'fleets/fleet.yaml',
    (env) => environments[env] && { service: 'default', dryRun: false, ...environments[env] },
  );

/** The errors, one line each. */
function errorsIn(...args: Parameters<typeof read>): readonly string[] {
  const result = read(...args);
  return 'errors' in result ? result.errors.map(({ line, path, message }) => `${line} ${path}: ${message}`) : [];
}

test('a fleet file lists accounts whose files are relative to it', () => {
  expect(
    read(`accounts:
  - { name: acme, env: acme.env, roster: /etc/acme.yaml }
  - { name: globex, env: ../globex.env, roster: globex.yaml, environment: prod, url: "https://g-1-prod.twil.io/" }
  - { name: initech, env: initech.env, roster: globex.yaml, production: true }
`),
  ).toEqual({
    accounts: [
      { name: 'acme', env: 'fleets/acme.env', roster: '/etc/acme.yaml', suffix: 'dev' },
      {
        name: 'globex',
        env: 'globex.env',
        roster: 'fleets/globex.yaml',
        suffix: 'prod',
        url: 'https://g-1-prod.twil.io',
      },
      { name: 'initech', env: 'fleets/initech.env', roster: 'fleets/globex.yaml', suffix: '' },
    ],
  });
});

test('all faults of a fleet file are reported at once, each with its line', () => {
  expect(
    errorsIn(`accounts:
  - { name: acme, env: acme.env, roster: a.yaml, url: "http://127.0.0.1:3000" }
  - { name: ACME, env: ./acme.env, rooster: a.yaml }
  - { name: a b, roster: "", environment: Not a label, production: true, url: "http://acme.example" }
  - globex
extra: 1
`),
  ).toEqual([
    '3 accounts[1].roster: "roster" is missing: expected the path of a roster file',
    '3 accounts[1].name: found the name of acme again, expected one of its own',
    '3 accounts[1].env: found the environment file of acme again, expected one of its own',
    expect.stringMatching(/^3 accounts\[1\]\.rooster: found the unknown key "rooster".*did you mean "roster"\?$/),
    '4 accounts[2].env: "env" is missing: expected the path of an environment file',
    expect.stringMatching(/^4 accounts\[2\]\.name: found "a b", expected a name/),
    '4 accounts[2].roster: found "", expected the path of a roster file',
    expect.stringMatching(/^4 accounts\[2\]\.environment: found "Not a label", expected at most 16 lowercase/),
    expect.stringMatching(/^4 accounts\[2\]\.url: found "http:\/\/acme\.example", expected the address/),
    expect.stringMatching(/^5 accounts\[3\]: found "globex", expected a mapping with name, env, roster/),
    expect.stringMatching(/^6 extra: found the unknown key "extra"/),
  ]);
});

test.each([
  ['', '1 : found nothing, expected a mapping with accounts'],
  ['accounts:', '1 accounts: found nothing, expected a list of accounts'],
  ['{}', '1 accounts: "accounts" is missing: expected a list of accounts'],
  ['accounts: []', '1 accounts: found an empty list, expected at least one account'],
  ['accounts: { acme: { env: a } }', '1 accounts: found a mapping, expected a list of accounts'],
  ['accounts: [', '1 : not YAML: '],
  ['accounts: []\n---\na: 1', 'found a second document (---), expected one document in one file'],
])('the fleet file %j is refused in words', (text, fault) => {
  expect(errorsIn(text)[0]).toContain(fault);
});

describe('a fleet file is refused', () => {
  const two = (more = '') => `accounts:
  - { name: acme, env: /a.env, roster: a.yaml }
  - { name: globex, env: /b.env, roster: b.yaml${more} }
`;

  test('for one deployment in two entries', () => {
    expect(errorsIn(two(), { '/a.env': { sid: SID }, '/b.env': { sid: SID } })).toEqual([
      '3 accounts[1].env: found the ACCOUNT_SID of acme again, and the same environment; expected a deployment of its own',
    ]);
  });

  test('for one address in two entries', () => {
    const url = 'url: "https://x-1-dev.twil.io"';
    const text = `accounts:\n  - { name: a, env: /a, roster: a, ${url} }\n  - { name: b, env: /b, roster: b, ${url} }\n`;
    expect(errorsIn(text)).toEqual(['3 accounts[1].url: found the deployment of a again, expected one of its own']);
  });

  test('for two live deployments that would switch the same users', () => {
    const environments = { '/a.env': { sid: SID }, '/b.env': { sid: SID, service: 'IS2' } };
    expect(errorsIn(two(', environment: prod'), environments)).toEqual([
      expect.stringContaining('both would switch the same users; expected DRY_RUN=true in one of them'),
    ]);
  });

  test('for a dry run that shares its records, and for no other', () => {
    const dry = (service: string) => ({ '/a.env': { sid: SID }, '/b.env': { sid: SID, dryRun: true, service } });
    expect(errorsIn(two(', environment: prod'), dry('default'))).toEqual([
      expect.stringContaining('the same SYNC_SERVICE: they would share their records'),
    ]);
    expect(errorsIn(two(', environment: prod'), dry('IS2'))).toEqual([]);
  });
});
