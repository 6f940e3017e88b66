import { readConfiguration } from '../../../assets/main/configuration';
import { SECRETS } from '../../support/world';

const read = (more: Record<string, string>, local = true) => readConfiguration({ ...SECRETS, ...more }, { local });
const problemsOf = (more: Record<string, string>, local = true) => {
  const found = read(more, local);
  return 'problems' in found ? found.problems.filter(({ name }) => name.startsWith('OIDC')) : [];
};
const OIDC_CLIENT_ID = '0oa1';

test('The OpenID Connect issuer and its client are read, and absent where they are not set', () => {
  const issuer = 'https://login.example.com/tenant/v2.0';
  expect(read({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID })).toMatchObject({
    configuration: { openId: { issuer, clientId: OIDC_CLIENT_ID } },
  });
  const { configuration } = { configuration: undefined, ...read({}) };
  expect(configuration).not.toHaveProperty('openId');
});

test('The secret of the client is read, and goes with the client', () => {
  const issuer = 'https://login.example.com';
  const all = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: 'client-secret' };
  expect(read(all)).toMatchObject({ configuration: { openId: { clientSecret: 'client-secret' } } });
  expect(problemsOf({ OIDC_CLIENT_SECRET: 'client-secret' })).toEqual([
    { name: 'OIDC_CLIENT_SECRET', message: expect.stringMatching(/^goes with OIDC_ISSUER and OIDC_CLIENT_ID/) },
  ]);
  expect(problemsOf({ ...all, OIDC_CLIENT_SECRET: 'a b' })).toEqual([
    { name: 'OIDC_CLIENT_SECRET', message: 'must be printable ASCII without spaces' },
  ]);
});

test('The issuer and the client go together', () => {
  const expected = [{ name: 'OIDC_CLIENT_ID', message: 'goes with OIDC_ISSUER: set both or neither' }];
  expect(problemsOf({ OIDC_ISSUER: 'https://login.example.com' })).toEqual(expected);
  expect(problemsOf({ OIDC_CLIENT_ID })).toEqual(expected);
});

test.each([
  'http://login.example.com',
  'login.example.com',
  'ftp://login.example.com',
  'https://u:p@login.example.com',
  'https://login.example.com/?a=b',
  'https://login.example.com/#a',
])('The issuer %s is refused without showing it', (issuer) => {
  const problems = problemsOf({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID });
  expect(problems.map(({ name }) => name)).toEqual(['OIDC_ISSUER']);
  expect(JSON.stringify(problems)).not.toContain('login.example.com');
});

test.each(['http://localhost:4011', 'http://127.0.0.1:4011'])('The issuer %s is for this machine only', (issuer) => {
  expect(problemsOf({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID })).toEqual([]);
  expect(problemsOf({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID }, false)).toEqual([
    { name: 'OIDC_ISSUER', message: 'must be an https URL' },
  ]);
});
