/** How the page signs people in at the OpenID Connect issuer. */
import { redeemCode, signInOptions } from '../../../assets/api/sign-in/page-sign-in.private';
import type { AuthorizationCode, Issuer } from '../../../assets/application/issuer';
import { described } from '../../support/described';

const PAGE = 'https://rosterline.example/index.html';
const SENT = { code: 'the-code', codeVerifier: 'v'.repeat(43), redirectUri: PAGE };
const HEADERS = { 'content-type': 'application/json' };

function issuer(more: Partial<Issuer> = {}): Issuer & { readonly redeemed: AuthorizationCode[] } {
  const redeemed: AuthorizationCode[] = [];
  return {
    redeemed,
    issuer: 'https://login.example.com',
    clientId: 'client',
    pages: [PAGE],
    place: async () => ({ endpoint: 'https://login.example.com/authorize', namesItself: true }),
    redeem: async (code) => {
      redeemed.push(code);
      return { idToken: 'a.b.c' };
    },
    ...more,
  };
}

const show = async (ports: { issuer?: Issuer }) =>
  described('get', '/sign-in', await signInOptions({ headers: { accept: '*/*' }, payload: {} }, ports));
const redeem = async (payload: Record<string, unknown>, ports: { issuer?: Issuer }, headers: object = HEADERS) =>
  described('post', '/sign-in/token', await redeemCode({ headers: { ...headers }, payload }, ports));

describe('GET /sign-in', () => {
  test('tells everybody what the page needs to send them to the issuer', async () => {
    expect(await show({ issuer: issuer() })).toMatchObject({
      status: 200,
      headers: { 'Cache-Control': 'no-store' },
      body: {
        openId: {
          issuer: 'https://login.example.com',
          clientId: 'client',
          authorizationEndpoint: 'https://login.example.com/authorize',
          answersNameIssuer: true,
        },
      },
    });
  });

  test('says so where OpenID Connect is not configured', async () => {
    expect(await show({})).toMatchObject({ status: 200, body: { openId: null } });
  });

  test('answers 503 while the issuer does not answer', async () => {
    const silent = issuer({ place: async () => ({ unreachable: 'the issuer did not answer' }) });
    expect(await show({ issuer: silent })).toMatchObject({ status: 503, body: { code: 'upstream_unavailable' } });
  });
});

describe('POST /sign-in/token', () => {
  test('answers the ID token that the code is redeemed for, to be kept nowhere on the way', async () => {
    const ours = issuer();
    const answer = await redeem(SENT, { issuer: ours });
    expect(answer).toMatchObject({ status: 200, headers: { 'Cache-Control': 'no-store' } });
    expect(answer.body).toEqual({ idToken: 'a.b.c' });
    expect(ours.redeemed).toEqual([SENT]);
  });

  test.each([
    'https://rosterline.example/index.html?a=b',
    'https://rosterline.example/',
    'https://rosterline.example.evil.example/index.html',
    'http://rosterline.example/index.html',
    'https://evil.example/index.html',
    '',
  ])('does not ask the issuer with the page %p, which is not ours', async (redirectUri) => {
    const ours = issuer();
    expect(await redeem({ ...SENT, redirectUri }, { issuer: ours })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'redirectUri', message: expect.stringContaining(PAGE) }] },
    });
    expect(ours.redeemed).toEqual([]);
  });

  test('names every fault at once, answers no value, and does not ask the issuer', async () => {
    const ours = issuer();
    const faulty = { code: 'ü-secret', codeVerifier: 'short-secret', redirectUri: 7, client_secret: 'x' };
    const { status, body } = await redeem(faulty, { issuer: ours });
    expect({ status, ...JSON.parse(JSON.stringify(body)) }).toMatchObject({
      status: 400,
      errors: [{ path: 'code' }, { path: 'codeVerifier' }, { path: 'redirectUri' }, { message: expect.any(String) }],
    });
    expect(JSON.stringify(body)).not.toMatch(/secret"|-secret/);
    expect(ours.redeemed).toEqual([]);
  });

  test('takes nothing from the query of a GET', async () => {
    const ours = issuer();
    expect(await redeem(SENT, { issuer: ours }, { 'sec-fetch-mode': 'navigate' })).toMatchObject({ status: 400 });
    expect(ours.redeemed).toEqual([]);
  });

  test('says what the issuer says of a code that it refuses', async () => {
    const refusing = issuer({ redeem: async () => ({ refused: 'invalid_grant', description: 'expired' }) });
    expect(await redeem(SENT, { issuer: refusing })).toMatchObject({
      status: 401,
      body: { code: 'unauthorized', detail: 'The issuer refuses it: invalid_grant (expired).' },
    });
  });

  test('answers 503 while the issuer does not answer, and 403 where none is configured', async () => {
    const silent = issuer({ redeem: async () => ({ unreachable: 'the issuer did not answer' }) });
    expect(await redeem(SENT, { issuer: silent })).toMatchObject({ status: 503 });
    expect(await redeem(SENT, {})).toMatchObject({ status: 403, body: { code: 'provider_not_configured' } });
  });

  test('answers a request whose headers cannot be trusted with 401', async () => {
    expect(await redeemCode(undefined, { issuer: issuer() })).toMatchObject({ status: 401 });
    expect(await signInOptions(undefined, { issuer: issuer() })).toMatchObject({ status: 401 });
  });
});
