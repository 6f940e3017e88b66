/** An OpenID Connect issuer in memory: its discovery document, its keys, and the tokens that it, or somebody else, makes. */
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';

export const ISSUER = 'https://login.example.com/tenant';
export const CLIENT = 'rosterline-client';

interface Key {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

interface Issuer {
  keys: Key[];
  /** What it answers instead. */
  fault: (() => Response) | undefined;
  discovery: Readonly<Record<string, unknown>>;
  /** The addresses that were fetched. */
  readonly asked: string[];
  readonly fetch: (input: string | URL | Request) => Promise<Response>;
  /** A token with the usual claims; undefined takes one away. */
  token(claims?: Claims, key?: Key, header?: { typ?: string }): Promise<string>;
}

/** What a token says, right or wrong. */
export type Claims = Readonly<Record<string, unknown>>;

export async function makeKey(kid: string, alg = 'RS256'): Promise<Key> {
  return { kid, alg, ...(await generateKeyPair(alg, { extractable: true })) };
}

/** @param now ms; tokens are of then. */
export function createIssuer(now: () => number): Issuer {
  const asked: string[] = [];
  const issuer: Issuer = {
    keys: [],
    fault: undefined,
    discovery: { issuer: ISSUER, jwks_uri: `${ISSUER}/keys` },
    asked,
    fetch: async (input: string | URL | Request): Promise<Response> => {
      const url = String(input);
      asked.push(url.replace(ISSUER, ''));
      if (issuer.fault) return issuer.fault();
      if (url.endsWith('/.well-known/openid-configuration')) return Response.json(issuer.discovery);
      const keys = issuer.keys.map(async ({ kid, alg, publicKey }) => ({
        ...(await exportJWK(publicKey)),
        kid,
        alg,
        use: 'sig',
      }));
      return Response.json({ keys: await Promise.all(keys) });
    },
    async token(claims = {}, key = issuer.keys[0], header = {}) {
      if (!key) throw new Error('the issuer has no key');
      const seconds = Math.floor(now() / 1000);
      const payload = { iss: ISSUER, aud: CLIENT, sub: '00u1', iat: seconds, exp: seconds + 3600, ...claims };
      return new SignJWT(payload).setProtectedHeader({ alg: key.alg, kid: key.kid, ...header }).sign(key.privateKey);
    },
  };
  return issuer;
}
