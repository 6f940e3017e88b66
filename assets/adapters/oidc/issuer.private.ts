/** The OpenID Connect issuer at which people sign in on the page: where they go, and the token that they come back for. */

import type { AuthorizationCode, Clock, Issuer, Redemption, Unreachable } from '../../application/ports';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import * as z from '../../lib/zod';
import { discoverIssuer, type IssuerDocument } from './discovery.private';

/** The client as which the page signs people in. */
export interface ClientSettings {
  /** As the issuer writes itself in `iss`. */
  readonly issuer: string;
  readonly clientId: string;
  /** Absent: a public client, as which anybody may come; PKCE alone ties the code to the page (RFC 7636). */
  readonly clientSecret?: string;
}

interface IssuerPorts {
  readonly fetch: typeof fetch;
  readonly now: Clock;
  readonly log: Log;
  /** The addresses of the page, the first of them the one by which the deployment names itself. */
  readonly pages: readonly string[];
}

/** The token endpoint gets so long, ms. It is asked once: a code can be redeemed only once. */
const REDEEM_MS = 4000;
/** Longer ones would be no ID token, but somebody's attempt to fill our memory. Characters. */
const LONGEST_ANSWER = 64 * 1024;

const granted = z.object({ id_token: z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/) });
/** RFC 6749 §5.2 has the characters. */
const refusal = z.object({
  error: z.string().regex(/^[\x20\x21\x23-\x5b\x5d-\x7e]{1,80}$/),
  error_description: z.string().optional().catch(undefined),
});
const LONGEST_DESCRIPTION = 300;

const SILENT: Unreachable = { unreachable: 'the issuer did not answer' };

/** @returns a port whose functions never throw for what the issuer answers, and log neither code nor token. */
export function createIssuer(settings: ClientSettings, { pages, log, ...ports }: IssuerPorts): Issuer {
  const { issuer, clientId } = settings;
  const discovery = discoverIssuer(issuer, ports);

  /** The document, or why there is none. */
  async function documented(): Promise<IssuerDocument | Unreachable> {
    try {
      return await discovery.document();
    } catch (error) {
      log('error', 'Nobody can sign in on the page: the OpenID Connect issuer is at fault', describeError(error));
      return SILENT;
    }
  }

  return {
    issuer,
    clientId,
    pages,
    async place() {
      const document = await documented();
      if ('unreachable' in document) return document;
      const { authorization, token, namesItself } = document;
      if (!authorization || !token) return { unreachable: 'the issuer names no addresses for signing in' };
      return { endpoint: authorization.href, namesItself };
    },
    async redeem(code) {
      const document = await documented();
      if ('unreachable' in document) return document;
      const { token, clientMayPost } = document;
      if (!token) return { unreachable: 'the issuer names no addresses for signing in' };
      try {
        const answer = await ports.fetch(token, requestOf(code, settings, clientMayPost));
        return await readRedemption(answer);
      } catch (error) {
        log('error', 'A sign-in could not be finished: the OpenID Connect issuer did not answer', describeError(error));
        return SILENT;
      }
    },
  };
}

/**
 * A token request (RFC 6749 §4.1.3). As a public client it comes in the page's name, with its origin: Microsoft Entra ID redeems the codes of a
 * single-page application only so, and takes no client secret with an origin
 * (https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow).
 */
function requestOf(
  { code, codeVerifier, redirectUri }: AuthorizationCode,
  { clientId, clientSecret }: ClientSettings,
  clientMayPost: boolean,
): RequestInit {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: clientId,
    code,
    redirect_uri: redirectUri,
    code_verifier: codeVerifier,
  });
  const headers = new Headers({ Accept: 'application/json' });
  if (clientSecret === undefined) headers.set('Origin', new URL(redirectUri).origin);
  else if (clientMayPost) body.set('client_secret', clientSecret);
  else headers.set('Authorization', basic(clientId, clientSecret));
  return { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(REDEEM_MS) };
}

/** RFC 6749 §2.3.1: each is written as in a form before they are joined. */
function basic(clientId: string, clientSecret: string): string {
  const encoded = [clientId, clientSecret].map((text) => new URLSearchParams({ '': text }).toString().slice(1));
  return `Basic ${Buffer.from(encoded.join(':')).toString('base64')}`;
}

async function readRedemption(answer: Response): Promise<Redemption> {
  const json = parsed(await textOf(answer));
  if (answer.ok) {
    const { data } = granted.safeParse(json);
    return data ? { idToken: data.id_token } : { unreachable: 'the issuer answered without an ID token' };
  }
  const { data } = refusal.safeParse(json);
  if (answer.status >= 500 || !data) return { unreachable: `the issuer answered ${answer.status}` };
  const description = data.error_description?.slice(0, LONGEST_DESCRIPTION);
  return { refused: data.error, ...(description && { description }) };
}

/** @throws Error if it is longer than anything that we expect. */
async function textOf(answer: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LONGEST_ANSWER) throw new Error('too long');
  }
  return text + decoder.decode();
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
