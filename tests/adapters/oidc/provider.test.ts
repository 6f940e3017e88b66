/** Tokens of somebody else's OpenID Connect provider, got as an application gets them. */
import { createHash, randomBytes } from 'node:crypto';
import { createIssuer } from '../../../assets/adapters/oidc/issuer.private';
import { createTokenVerifier } from '../../../assets/adapters/oidc/verify-token.private';
import { PROVIDERS_CLIENT as CLIENT, type Provider, startProvider } from '../../support/provider-process';

const REDIRECT = 'https://rosterline.example/index.html';
const OTHER_PAGE = 'https://another.example/index.html';
let provider: Provider;
let issuer: string;

beforeAll(async () => {
  provider = await startProvider();
  ({ issuer } = provider);
  await provider.sendBackTo(REDIRECT, OTHER_PAGE);
});
afterAll(() => provider.end());

/** Signs somebody in with the provider's own forms. @returns where it sends the browser in the end */
async function signIn(login: string, address: URL): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = address;
  let form: URLSearchParams | undefined;
  for (let steps = 0; steps < 20 && !url.href.startsWith(REDIRECT); steps++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: form }),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    form = undefined;
    const location = answer.headers.get('location');
    if (location !== null) {
      url = new URL(location, url);
      continue;
    }
    const html = await answer.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1];
    const action = /action="([^"]+)"/.exec(html)?.[1];
    if (prompt === undefined || action === undefined) throw new Error(`${answer.status} at ${url}: ${html}`);
    form = new URLSearchParams({ prompt, login, password: 'any' });
    url = new URL(action, url);
  }
  return url;
}

/** A code with PKCE (RFC 7636), and what it is redeemed with. */
async function codeOf(login: string) {
  const codeVerifier = randomBytes(32).toString('base64url');
  const place = await ours().place();
  const asked = new URL('endpoint' in place ? place.endpoint : '');
  asked.search = new URLSearchParams({
    client_id: CLIENT,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: 'openid email',
    state: 'state',
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  const code = (await signIn(login, asked)).searchParams.get('code') ?? '';
  return { code, codeVerifier, redirectUri: REDIRECT };
}

const ours = () =>
  createIssuer(
    { issuer, clientId: CLIENT },
    { fetch, now: Date.now, log: () => undefined, pages: [REDIRECT, OTHER_PAGE] },
  );

test('An ID token of a real provider says who it is about, to the client that it is for and to no other', async () => {
  const redeemed = await ours().redeem(await codeOf('carla'));
  const token = 'idToken' in redeemed ? redeemed.idToken : '';
  const ports = { fetch, now: Date.now, log: () => undefined };
  const subject = { sub: 'carla', email: 'carla@example.com' };
  expect(await createTokenVerifier({ issuer, clientId: CLIENT }, ports)(token)).toEqual({ subject });
  expect(await createTokenVerifier({ issuer, clientId: 'another' }, ports)(token)).toHaveProperty('refused');
});

test('A code of a real provider is redeemed once', async () => {
  const code = await codeOf('carla');
  expect(await ours().redeem(code)).toHaveProperty('idToken');
  expect(await ours().redeem(code)).toMatchObject({ refused: 'invalid_grant' });
});

test('A code of a real provider is worth nothing without its verifier, or for another page', async () => {
  const stolen = { ...(await codeOf('carla')), codeVerifier: randomBytes(32).toString('base64url') };
  expect(await ours().redeem(stolen)).toMatchObject({ refused: 'invalid_grant' });
  const elsewhere = { ...(await codeOf('carla')), redirectUri: OTHER_PAGE };
  expect(await ours().redeem(elsewhere)).toMatchObject({ refused: 'invalid_grant' });
});
