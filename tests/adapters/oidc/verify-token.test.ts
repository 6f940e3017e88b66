import { exportSPKI, SignJWT } from 'jose';
import { createTokenVerifier } from '../../../assets/adapters/oidc/verify-token.private';
import { CLIENT, type Claims, createIssuer, ISSUER, makeKey } from '../../support/issuer';

const START = Date.parse('2026-11-02T12:00:00Z');
const clock = { now: START };
const now = () => clock.now;
const logged: string[] = [];
let first: Awaited<ReturnType<typeof makeKey>>;
let second: Awaited<ReturnType<typeof makeKey>>;
let issuer: ReturnType<typeof createIssuer>;
let verify: ReturnType<typeof createTokenVerifier>;

beforeAll(async () => {
  [first, second] = await Promise.all([makeKey('one'), makeKey('two')]);
});
beforeEach(() => {
  clock.now = START;
  logged.length = 0;
  // The library keeps its own time.
  jest.spyOn(Date, 'now').mockImplementation(now);
  issuer = createIssuer(now);
  issuer.keys = [first];
  const log = (_: string, message: string) => void logged.push(message);
  verify = createTokenVerifier({ issuer: ISSUER, clientId: CLIENT }, { fetch: issuer.fetch, now, log });
});
afterEach(() => jest.restoreAllMocks());

const seconds = (offset: number) => START / 1000 + offset;
const check = async (claims: Claims = {}, key = issuer.keys[0], header: { typ?: string } = {}) =>
  verify(await issuer.token(claims, key, header));

describe('A token', () => {
  test.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('signed by the issuer with %s says who it is about', async (alg) => {
    issuer.keys = [await makeKey('k', alg)];
    expect(await check()).toEqual({ subject: { sub: '00u1' } });
  });

  test('brings an e-mail address only if the issuer says that it has verified it', async () => {
    const email = 'ana@example.com';
    expect(await check({ email, email_verified: true })).toEqual({ subject: { sub: '00u1', email } });
    for (const email_verified of [false, undefined, 'true', 1]) {
      expect(await check({ email, email_verified })).toEqual({ subject: { sub: '00u1' } });
    }
    expect(await check({ email: ['ana@example.com'], email_verified: true })).toEqual({ subject: { sub: '00u1' } });
  });

  const FAULTY: [what: string, claims: Claims, refused: string][] = [
    ['that has expired', { exp: seconds(-61) }, 'it has expired'],
    ['that is not valid yet', { nbf: seconds(61) }, 'its nbf is not as expected'],
    ['for another audience', { aud: 'another-client' }, 'its aud is not as expected'],
    ['without an audience', { aud: undefined }, 'its aud is not as expected'],
    ['of another issuer', { iss: 'https://login.example.com/another' }, 'its iss is not as expected'],
    ['of an issuer with a slash more', { iss: `${ISSUER}/` }, 'its iss is not as expected'],
    ['without an expiry', { exp: undefined }, 'its exp is not as expected'],
    ['without a subject', { sub: undefined }, 'its sub is not as expected'],
    ['with an empty subject', { sub: '' }, 'it has no sub'],
    [
      'for several audiences, and no authorized party',
      { aud: [CLIENT, 'another'] },
      'it was issued to another client (azp)',
    ],
    ['issued to another client', { azp: 'another' }, 'it was issued to another client (azp)'],
    [
      'that is about a logout',
      { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } },
      'it is neither an ID token nor an access token',
    ],
  ];
  test.each(FAULTY)('%s is refused', async (_, claims, refused) => {
    expect(await check(claims)).toEqual({ refused });
  });

  test('may be a minute off', async () => {
    expect(await check({ exp: seconds(-59) })).toEqual({ subject: { sub: '00u1' } });
    expect(await check({ nbf: seconds(59) })).toEqual({ subject: { sub: '00u1' } });
  });

  test('for several audiences is accepted if it was issued to this client', async () => {
    expect(await check({ aud: [CLIENT, 'another'], azp: CLIENT })).toEqual({ subject: { sub: '00u1' } });
  });

  test('of the type of a logout token is refused', async () => {
    expect(await check({}, first, { typ: 'logout+jwt' })).toHaveProperty('refused');
    expect(await check({}, first, { typ: 'at+jwt' })).toHaveProperty('subject');
  });

  test('signed by somebody else under a key id of the issuer is refused', async () => {
    const forger = { ...second, kid: 'one' };
    expect(await check({}, forger)).toEqual({ refused: 'its signature is wrong' });
  });

  test('whose content was changed after it was signed is refused', async () => {
    const [header, payload, signature] = (await issuer.token()).split('.');
    const changed = { ...JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()), sub: 'somebody' };
    const forged = [header, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.');
    expect(await verify(forged)).toEqual({ refused: 'its signature is wrong' });
  });

  test('without a signature (alg none) is refused', async () => {
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const claims = { iss: ISSUER, aud: CLIENT, sub: '00u1', iat: seconds(0), exp: seconds(3600) };
    for (const signature of ['', 'c2lnbmF0dXJl']) {
      const token = `${encode({ alg: 'none', kid: 'one' })}.${encode(claims)}.${signature}`;
      expect(await verify(token)).toEqual({ refused: 'its algorithm is not accepted' });
    }
  });

  test('signed with the public key as a shared secret (HS256) is refused', async () => {
    const shared = new TextEncoder().encode(await exportSPKI(first.publicKey));
    const claims = { iss: ISSUER, aud: CLIENT, sub: '00u1', iat: seconds(0), exp: seconds(3600) };
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'one' }).sign(shared);
    expect(await verify(token)).toEqual({ refused: 'its algorithm is not accepted' });
  });

  test.each(['a.b.c', 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln', ''])('that is none (%j) is refused', async (token) => {
    expect(await verify(token)).toHaveProperty('refused');
  });
});

describe("The issuer's keys", () => {
  test('are fetched once for many tokens', async () => {
    for (let count = 0; count < 3; count++) await check();
    expect(issuer.asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  test('that were rotated are picked up when a token first names the new one, and the old one is refused then', async () => {
    await check();
    clock.now += 31_000;
    issuer.keys = [second];
    expect(await check()).toEqual({ subject: { sub: '00u1' } });
    expect(await check({}, first)).toEqual({ refused: 'the issuer has no such key' });
    expect(issuer.asked).toEqual(['/.well-known/openid-configuration', '/keys', '/keys']);
  });

  test('are not fetched again for each token that names an unknown one', async () => {
    await check();
    for (let count = 0; count < 5; count++)
      expect(await check({}, second)).toEqual({ refused: 'the issuer has no such key' });
    clock.now += 31_000;
    for (let count = 0; count < 5; count++)
      expect(await check({}, second)).toEqual({ refused: 'the issuer has no such key' });
    expect(issuer.asked).toEqual(['/.well-known/openid-configuration', '/keys', '/keys']);
  });

  test('that cannot be fetched are no verdict about the token, and the issuer is left alone for ten seconds', async () => {
    issuer.fault = () => new Response('', { status: 503 });
    const unreachable = 'the issuer did not answer with its keys';
    expect(await check()).toEqual({ unreachable });
    expect(await check()).toEqual({ unreachable });
    expect(issuer.asked).toHaveLength(1);
    expect(logged).toEqual(Array(2).fill('A token could not be verified: the OpenID Connect issuer is at fault'));
    issuer.fault = undefined;
    clock.now += 10_000;
    expect(await check()).toHaveProperty('subject');
  });

  test('that are known go on being used while the issuer does not answer, for ten minutes', async () => {
    await check();
    issuer.fault = () => new Response('', { status: 500 });
    clock.now += 9 * 60_000;
    expect(await check()).toHaveProperty('subject');
    clock.now += 60_000;
    expect(await check()).toHaveProperty('unreachable');
  });

  test.each([
    ['names another issuer', { issuer: 'https://evil.example.com', jwks_uri: `${ISSUER}/keys` }],
    ['has its keys on plain http', { issuer: ISSUER, jwks_uri: 'http://login.example.com/keys' }],
    ['has its keys on this machine', { issuer: ISSUER, jwks_uri: 'http://127.0.0.1/keys' }],
    ['has its keys in a file', { issuer: ISSUER, jwks_uri: 'file:///etc/passwd' }],
    ['has no keys', { issuer: ISSUER }],
  ])('are not fetched where the discovery document %s', async (_, discovery) => {
    issuer.discovery = discovery;
    expect(await check()).toEqual({ unreachable: 'the issuer’s discovery document is not that of OIDC_ISSUER' });
    expect(issuer.asked).toEqual(['/.well-known/openid-configuration']);
  });

  test('that are no keys are no verdict about the token', async () => {
    await check();
    clock.now += 11 * 60_000;
    issuer.fault = () => Response.json({ keys: 'none' });
    expect(await check()).toHaveProperty('unreachable');
  });
});
