/** What an OpenID Connect issuer says of itself (OpenID Connect Discovery 1.0), for whoever asks it for keys or for tokens. */
import type { Clock } from '../../application/ports';
import { HOUR, SECOND } from '../../domain/time';
import * as z from '../../lib/zod';

/** Each call to the issuer gets so long, ms. */
export const LIMIT_MS = 2000;
/** The document is fetched again after so long. */
const DISCOVERY_MS = HOUR;
/** An issuer that did not answer is left alone for so long: anybody can make us ask it. */
const PAUSE_MS = 10 * SECOND;
export const UNREACHABLE = 'the issuer did not answer with its keys';

/** The issuer could not be asked. */
export class IssuerUnreachable extends Error {
  override readonly name = 'IssuerUnreachable';
}

/** What of the discovery document is used. Addresses are as safe as the issuer's own; one that is not is absent. */
export interface IssuerDocument {
  readonly keys: URL;
  readonly authorization?: URL;
  readonly token?: URL;
  /** RFC 9207 §3. */
  readonly namesItself: boolean;
  /** How a client with a secret may prove itself; without a word of it by Basic credentials (OpenID Connect Discovery 1.0 §3). */
  readonly clientMayPost: boolean;
}

/** An issuer's document, and its keys' or other files by GET. @throws IssuerUnreachable, also for a while after it has failed */
export interface Discovery {
  readonly document: () => Promise<IssuerDocument>;
  readonly get: (url: URL) => Promise<Response>;
}

interface Ports {
  readonly fetch: typeof fetch;
  readonly now: Clock;
}

const documentSchema = z.object({
  issuer: z.string(),
  jwks_uri: z.string(),
  authorization_endpoint: z.string().optional(),
  token_endpoint: z.string().optional(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
});

/** @param issuer as it writes itself in `iss`. What was fetched is kept for the life of the process. */
export function discoverIssuer(issuer: string, ports: Ports): Discovery {
  const get = pausingAfterFailure(ports);
  let known: { readonly at: number; readonly document: IssuerDocument } | undefined;
  return {
    get,
    async document() {
      if (known && Math.abs(ports.now() - known.at) < DISCOVERY_MS) return known.document;
      try {
        const address = new URL(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
        const document = readDocument(await (await get(address)).json(), issuer);
        if (!document) throw new IssuerUnreachable('the issuer’s discovery document is not that of OIDC_ISSUER');
        known = { at: ports.now(), document };
        return document;
      } catch (error) {
        // What it said before is as good as ever; whether it can be reached there is another question.
        if (known) return known.document;
        throw error instanceof IssuerUnreachable ? error : new IssuerUnreachable(UNREACHABLE, { cause: error });
      }
    },
  };
}

/** Undefined unless the document is the issuer's own and has a safe address of its keys. */
function readDocument(json: unknown, issuer: string): IssuerDocument | undefined {
  const { data } = documentSchema.safeParse(json);
  if (data?.issuer !== issuer) return undefined;
  const keys = safeAddress(data.jwks_uri, issuer);
  const authorization = safeAddress(data.authorization_endpoint, issuer);
  const token = safeAddress(data.token_endpoint, issuer);
  const methods = data.token_endpoint_auth_methods_supported;
  return (
    keys && {
      keys,
      ...(authorization && { authorization }),
      ...(token && { token }),
      namesItself: data.authorization_response_iss_parameter_supported === true,
      clientMayPost: methods?.includes('client_secret_post') === true && !methods.includes('client_secret_basic'),
    }
  );
}

/** Undefined unless an address is as safe as the issuer's. */
function safeAddress(address: string | undefined, issuer: string): URL | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isAsLocal = url.protocol === 'http:' && url.hostname === new URL(issuer).hostname && issuer.startsWith('http:');
  return url.protocol === 'https:' || isAsLocal ? url : undefined;
}

/** Fetches from the issuer, and from nowhere that it redirects to. */
function pausingAfterFailure({ fetch, now }: Ports): Discovery['get'] {
  let failedAt: number | undefined;
  return async (url) => {
    if (failedAt !== undefined && Math.abs(now() - failedAt) < PAUSE_MS) throw new IssuerUnreachable(UNREACHABLE);
    try {
      const answer = await fetch(url, {
        headers: { Accept: 'application/json' },
        redirect: 'error',
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      if (!answer.ok) throw Object.assign(new Error('refused'), { status: answer.status });
      failedAt = undefined;
      return answer;
    } catch (error) {
      failedAt = now();
      throw new IssuerUnreachable(UNREACHABLE, { cause: error });
    }
  };
}
