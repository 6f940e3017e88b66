import {
  type Attempt,
  authorizationAddress,
  codeIn,
  isIssuerAnswer,
  isToken,
  nonceOf,
} from '../../../assets/page/model/open-id';

const ATTEMPT: Attempt = {
  issuer: 'https://login.example.com/tenant',
  answersNameIssuer: true,
  state: 'the-state',
  nonce: 'the-nonce',
  codeVerifier: 'v'.repeat(43),
  redirectUri: 'https://rosterline.example/index.html',
  fragment: '',
};
const ISS = encodeURIComponent(ATTEMPT.issuer);

describe('An answer', () => {
  test('with the state of this tab, from the issuer, has the code', () => {
    expect(codeIn(`?code=c&state=the-state&iss=${ISS}`, ATTEMPT)).toEqual({ code: 'c' });
    expect(codeIn('?code=c&state=the-state', { ...ATTEMPT, answersNameIssuer: false })).toEqual({ code: 'c' });
  });

  test.each([
    ['another state', `?code=c&state=other&iss=${ISS}`, ATTEMPT],
    ['no state', `?code=c&iss=${ISS}`, ATTEMPT],
    ['two states', `?code=c&state=the-state&state=other&iss=${ISS}`, ATTEMPT],
    ['two codes', `?code=c&code=d&state=the-state&iss=${ISS}`, ATTEMPT],
    ['no code', `?code=&state=the-state&iss=${ISS}`, ATTEMPT],
    ['no attempt in this tab', `?code=c&state=the-state&iss=${ISS}`, undefined],
  ])('with %s is not used', (_, search, attempt) => {
    expect(codeIn(search, attempt)).toMatchObject({ key: 'open-id.not-begun' });
  });

  test.each([
    ['names another issuer', '?code=c&state=the-state&iss=https%3A%2F%2Fevil.example', ATTEMPT],
    [
      'names another issuer, where it need not name one',
      '?code=c&state=the-state&iss=https%3A%2F%2Fevil.example',
      { ...ATTEMPT, answersNameIssuer: false },
    ],
    ['names no issuer, where it has to', '?code=c&state=the-state', ATTEMPT],
    ['is an error and names no issuer', '?error=access_denied&state=the-state', ATTEMPT],
  ])('that %s is not used', (_, search, attempt) => {
    expect(codeIn(search, attempt)).toEqual({ key: 'open-id.other-issuer', values: { issuer: 'login.example.com' } });
  });

  test('with an error has the words of the issuer, cut, and only if this tab has asked for it', () => {
    const refused = `?error=server_error&error_description=Broken&iss=${ISS}&state=`;
    expect(codeIn(`${refused}the-state`, ATTEMPT)).toEqual({
      key: 'open-id.refused',
      values: { issuer: 'login.example.com', error: 'server_error (Broken)' },
    });
    expect(codeIn(`${refused}other`, ATTEMPT)).toEqual({ key: 'open-id.not-begun', values: {} });
    expect(codeIn(`?error=access_denied&iss=${ISS}&state=the-state`, ATTEMPT)).toMatchObject({ key: 'open-id.denied' });
    const long = codeIn(`?error=${'x'.repeat(9000)}&iss=${ISS}&state=the-state`, ATTEMPT);
    expect('values' in long && long.values.error).toHaveLength(300);
  });

  test('is told from other queries of the page', () => {
    expect(isIssuerAnswer('?code=c&state=s')).toBe(true);
    expect(isIssuerAnswer('?error=e&state=s')).toBe(true);
    for (const other of ['', '?code=c', '?error=e', '?state=s', '?team=sales'])
      expect(isIssuerAnswer(other)).toBe(false);
  });
});

test('The address of the issuer asks for a code with PKCE by S256, and keeps a query of its own', () => {
  const view = {
    issuer: ATTEMPT.issuer,
    clientId: 'client',
    authorizationEndpoint: 'https://login.example.com/authorize?tenant=1',
    answersNameIssuer: true,
  };
  const address = new URL(authorizationAddress(view, ATTEMPT, 'the-challenge'));
  expect(address.origin + address.pathname).toBe('https://login.example.com/authorize');
  expect(Object.fromEntries(address.searchParams)).toEqual({
    tenant: '1',
    response_type: 'code',
    client_id: 'client',
    redirect_uri: ATTEMPT.redirectUri,
    scope: 'openid email',
    state: 'the-state',
    nonce: 'the-nonce',
    code_challenge: 'the-challenge',
    code_challenge_method: 'S256',
  });
});

test('The nonce of a token is read, and of what is no token there is none', () => {
  const tokenOf = (payload: string) => `e30.${Buffer.from(payload).toString('base64url')}.c2ln`;
  expect(nonceOf(tokenOf('{"nonce":"n","name":"Zoë ~~~???"}'))).toBe('n');
  for (const none of [tokenOf('{}'), tokenOf('{"nonce":7}'), tokenOf('null'), tokenOf('{'), 'a', '']) {
    expect(nonceOf(none)).toBeUndefined();
  }
});

test('A token is told from a key', () => {
  expect(isToken('eyJ.e30.c2ln')).toBe(true);
  for (const key of [`rl_${'a'.repeat(43)}`, 'ops-secret', 'a.b', 'a.b.c.d', 'a..c']) expect(isToken(key)).toBe(false);
});
