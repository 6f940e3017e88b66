/** Tokens of somebody else's OpenID Connect provider, got as an application gets them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createTokenVerifier } from '../../../assets/adapters/oidc/verify-token.private';

const REDIRECT = 'https://rosterline.example/index.html';
const CLIENT = 'rosterline';
let provider: ChildProcess;
let issuer: string;

beforeAll(async () => {
  const script = join(__dirname, '../../support/openid-provider.mjs');
  provider = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'ignore'] });
  if (!provider.stdout) throw new Error('the provider has no output');
  const [line] = await once(provider.stdout, 'data');
  issuer = String(line).trim();
});
afterAll(() => {
  provider.kill();
});

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

/** Authorization Code with PKCE (RFC 7636). */
async function idTokenOf(login: string): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const asked = new URL(`${issuer}/auth`);
  asked.search = new URLSearchParams({
    client_id: CLIENT,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: 'openid email',
    state: 'state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  const code = (await signIn(login, asked)).searchParams.get('code') ?? '';
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: CLIENT,
    redirect_uri: REDIRECT,
    code,
    code_verifier: verifier,
  });
  const answer = await fetch(`${issuer}/token`, { method: 'POST', body });
  const { id_token: token, ...rest }: { id_token?: string } = JSON.parse(await answer.text());
  if (token === undefined) throw new Error(JSON.stringify(rest));
  return token;
}

test('An ID token of a real provider says who it is about, to the client that it is for and to no other', async () => {
  const token = await idTokenOf('carla');
  const ports = { fetch, now: Date.now, log: () => undefined };
  const subject = { sub: 'carla', email: 'carla@example.com' };
  expect(await createTokenVerifier({ issuer, clientId: CLIENT }, ports)(token)).toEqual({ subject });
  expect(await createTokenVerifier({ issuer, clientId: 'another' }, ports)(token)).toHaveProperty('refused');
});
