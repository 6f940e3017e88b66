/** What the page asks of the API. Whatever goes wrong is thrown as {@link Refused}. */
import type { RosterView, WhyView } from '../api/views/views';
import type { Order } from './model/acts';
import { OFFLINE, type Trouble, troubleOf } from './model/errors';
import type { ActResult } from './model/outcomes';

/** A Function has ten seconds; what takes longer has been lost on the way. */
const PATIENCE_MS = 15_000;

export class Refused extends Error {
  constructor(readonly trouble: Trouble) {
    super(trouble.detail);
  }
}

export interface RosterQuery {
  readonly page: number;
  readonly size: number;
  readonly from: number;
  readonly days: number;
  readonly look?: boolean;
}

/** An answer, or `same` where it is the one that the ETag stands for. */
export type RosterAnswer = 'same' | { readonly view: RosterView; readonly etag: string | undefined };

export async function askRoster(secret: string, query: RosterQuery, etag?: string): Promise<RosterAnswer> {
  const { page, size, from, days, look } = query;
  const parameters = new URLSearchParams({
    page: String(page),
    size: String(size),
    from: new Date(from).toISOString(),
    days: String(days),
    ...(look && { look: 'true' }),
  });
  const response = await ask(secret, `/roster?${parameters}`, etag ? { headers: { 'If-None-Match': etag } } : {});
  if (response.status === 304) return 'same';
  return { view: await json<RosterView>(response), etag: response.headers.get('ETag') ?? undefined };
}

export async function askWhy(secret: string, person: string): Promise<WhyView> {
  return json<WhyView>(await ask(secret, `/people/why?${new URLSearchParams({ person })}`, {}));
}

export async function send(secret: string, { path, body }: Order): Promise<readonly ActResult[]> {
  const response = await ask(secret, path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  });
  return (await json<{ readonly results: readonly ActResult[] }>(response)).results;
}

async function ask(secret: string, path: string, init: RequestInit): Promise<Response> {
  // A header takes nothing else, and the browser would call it a failure of the network.
  if (!/^[\x21-\x7e]+$/.test(secret)) throw new Refused(troubleOf(401, {}));
  const response = await fetch(path, {
    ...init,
    headers: { ...init.headers, Authorization: `Bearer ${secret}`, Accept: 'application/json' },
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => {
    throw new Refused(OFFLINE);
  });
  if (response.ok || response.status === 304) return response;
  throw new Refused(troubleOf(response.status, await response.json().catch(() => undefined)));
}

/** The contract of both sides is in assets/views: what comes is taken for it. */
async function json<T>(response: Response): Promise<T> {
  return (await response.json().catch(() => {
    throw new Refused(troubleOf(response.status, { detail: 'The answer was no JSON.' }));
  })) as T;
}
