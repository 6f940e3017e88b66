/** Where people sign in on the page, and the token that a code is redeemed for. */
import { createIssuer } from '../../../assets/adapters/oidc/issuer.private';
import { ISSUER } from '../../support/issuer';

const PAGE = 'https://rosterline.example/index.html';
const CODE = { code: 'the-code', codeVerifier: 'v'.repeat(43), redirectUri: PAGE };
const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln';
const DOCUMENT = {
  issuer: ISSUER,
  jwks_uri: `${ISSUER}/keys`,
  authorization_endpoint: `${ISSUER}/authorize`,
  token_endpoint: `${ISSUER}/token`,
};

interface Sent {
  readonly url: string;
  readonly headers: Headers;
  readonly form: Record<string, string>;
  readonly redirect: RequestInit['redirect'];
}

/** An issuer with this document, whose token endpoint answers so. */
function issuerWith(
  tokenAnswer: () => Response | Promise<Response> = () => Response.json({ id_token: TOKEN }),
  document: object = DOCUMENT,
  clientSecret?: string,
) {
  const sent: Sent[] = [];
  const logged: unknown[] = [];
  const fetching = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = String(input);
    if (url.endsWith('/openid-configuration')) return Response.json(document);
    sent.push({
      url,
      headers: new Headers(init.headers),
      form: Object.fromEntries(new URLSearchParams(String(init.body))),
      redirect: init.redirect,
    });
    return tokenAnswer();
  };
  const issuer = createIssuer(
    { issuer: ISSUER, clientId: 'client', ...(clientSecret !== undefined && { clientSecret }) },
    { fetch: fetching, now: () => 0, log: (...line) => void logged.push(line), pages: [PAGE] },
  );
  return { issuer, sent, logged };
}

describe('People', () => {
  test('sign in where the discovery document says', async () => {
    const place = { endpoint: `${ISSUER}/authorize`, namesItself: false };
    expect(await issuerWith().issuer.place()).toEqual(place);
    const naming = { ...DOCUMENT, authorization_response_iss_parameter_supported: true };
    expect(await issuerWith(undefined, naming).issuer.place()).toEqual({ ...place, namesItself: true });
  });

  test.each([
    ['names another issuer', { issuer: 'https://login.example.com/another' }],
    ['has no authorization endpoint', { authorization_endpoint: undefined }],
    ['has its authorization endpoint on plain http', { authorization_endpoint: 'http://login.example.com/authorize' }],
    ['has a script as its authorization endpoint', { authorization_endpoint: 'javascript:alert(1)' }],
    ['has no token endpoint', { token_endpoint: undefined }],
    ['has its token endpoint on this machine', { token_endpoint: 'http://127.0.0.1/token' }],
  ])('do not sign in where the discovery document %s', async (_, faulty) => {
    const { issuer, sent } = issuerWith(undefined, { ...DOCUMENT, ...faulty });
    expect(await issuer.place()).toEqual({ unreachable: expect.any(String) });
    if (!('authorization_endpoint' in faulty)) {
      expect(await issuer.redeem(CODE)).toEqual({ unreachable: expect.any(String) });
    }
    expect(sent).toEqual([]);
  });
});

describe('A code', () => {
  test('is redeemed by one request in the name of the page, which no redirect takes elsewhere', async () => {
    const { issuer, sent, logged } = issuerWith();
    expect(await issuer.redeem(CODE)).toEqual({ idToken: TOKEN });
    expect(sent).toMatchObject([
      {
        url: `${ISSUER}/token`,
        redirect: 'error',
        form: {
          grant_type: 'authorization_code',
          client_id: 'client',
          code: CODE.code,
          code_verifier: CODE.codeVerifier,
          redirect_uri: PAGE,
        },
      },
    ]);
    expect(sent[0]?.headers.get('origin')).toBe('https://rosterline.example');
    expect(sent[0]?.headers.has('authorization')).toBe(false);
    expect(logged).toEqual([]);
  });

  test('is redeemed with the secret of the client where there is one, and then without an origin', async () => {
    const { issuer, sent } = issuerWith(undefined, DOCUMENT, 'a:b ü');
    await issuer.redeem(CODE);
    const basic = Buffer.from('client:a%3Ab+%C3%BC').toString('base64');
    expect(sent[0]?.headers.get('authorization')).toBe(`Basic ${basic}`);
    expect(sent[0]?.headers.has('origin')).toBe(false);
    expect(sent[0]?.form).not.toHaveProperty('client_secret');
  });

  test('is redeemed with the secret in the form where the issuer takes it nowhere else', async () => {
    const posting = { ...DOCUMENT, token_endpoint_auth_methods_supported: ['client_secret_post'] };
    const { issuer, sent } = issuerWith(undefined, posting, 'secret');
    await issuer.redeem(CODE);
    expect(sent[0]?.form).toMatchObject({ client_secret: 'secret' });
    expect(sent[0]?.headers.has('authorization')).toBe(false);
  });

  test('that the issuer refuses is refused with its words, which are cut', async () => {
    const refusing = (body: object) => issuerWith(() => Response.json(body, { status: 400 })).issuer.redeem(CODE);
    expect(await refusing({ error: 'invalid_grant' })).toEqual({ refused: 'invalid_grant' });
    expect(await refusing({ error: 'invalid_grant', error_description: 'x'.repeat(5000) })).toEqual({
      refused: 'invalid_grant',
      description: 'x'.repeat(300),
    });
    expect(await refusing({ error: 'invalid_grant', error_description: 7 })).toEqual({ refused: 'invalid_grant' });
  });

  test.each<[string, () => Response | Promise<Response>]>([
    ['fails', () => Promise.reject(new Error('no connection'))],
    ['answers 502', () => Response.json({ error: 'server_error' }, { status: 502 })],
    ['refuses without a word', () => new Response('<html>', { status: 400 })],
    ['refuses with what is no error code', () => Response.json({ error: 'a"b' }, { status: 400 })],
    ['grants an access token only', () => Response.json({ access_token: TOKEN })],
    ['grants what is no token', () => Response.json({ id_token: 'a b' })],
    ['answers more than is to be kept', () => new Response(`{"id_token":"${'x'.repeat(100_000)}`)],
  ])('is not redeemed while the issuer %s, which is no verdict about the code', async (_, answer) => {
    const { issuer, logged } = issuerWith(answer);
    expect(await issuer.redeem(CODE)).toEqual({ unreachable: expect.stringMatching(/^the issuer /) });
    expect(JSON.stringify(logged)).not.toContain(CODE.code);
  });
});
