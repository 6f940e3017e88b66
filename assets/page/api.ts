/** The page's API client. Every failure is thrown as {@link RequestFailed}. */
import type { RosterView, WhyView } from '../api/views/views';
import { t } from './i18n/translate';
import type { Order } from './model/acts';
import { type ApiError, OFFLINE, toApiError } from './model/errors';
import type { ActResult } from './model/outcomes';

/** A Function has ten seconds; an answer that takes longer was lost on the way. */
const TIMEOUT_MS = 15_000;

export class RequestFailed extends Error {
  /** @param body what the server answered, if it was JSON */
  constructor(
    readonly error: ApiError,
    readonly body?: unknown,
  ) {
    super(error.detail);
  }
}

/** A page of so many people, or those at these places of the roster (from 0, at most 100). */
export type RosterQuery = RosterDays &
  ({ readonly page: number; readonly size: number } | { readonly places: readonly number[] });

interface RosterDays {
  readonly from: number;
  readonly days: number;
  readonly look?: boolean;
  /** The first page has the ETags of all others. */
  readonly etags?: boolean;
}

/** An answer, or `same` if the ETag still matches (304). */
export type RosterAnswer = 'same' | { readonly view: RosterView; readonly etag: string | undefined };

export async function fetchRoster(secret: string, query: RosterQuery, etag?: string): Promise<RosterAnswer> {
  const { from, days, look, etags } = query;
  const parameters = new URLSearchParams({
    ...('places' in query ? { places: query.places.join() } : { page: String(query.page), size: String(query.size) }),
    from: new Date(from).toISOString(),
    days: String(days),
    ...(look && { look: 'true' }),
    ...(etags && { etags: 'true' }),
  });
  const response = await request(secret, `/roster?${parameters}`, etag ? { headers: { 'If-None-Match': etag } } : {});
  if (response.status === 304) return 'same';
  return { view: await parseJson<RosterView>(response), etag: response.headers.get('ETag') ?? undefined };
}

export async function fetchWhy(secret: string, person: string): Promise<WhyView> {
  return parseJson<WhyView>(await request(secret, `/people/why?${new URLSearchParams({ person })}`, {}));
}

export async function sendOrder(secret: string, { path, body }: Order): Promise<readonly ActResult[]> {
  const response = await request(secret, path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  });
  return (await parseJson<{ readonly results: readonly ActResult[] }>(response)).results;
}

/** Any request of somebody who has signed in. @throws RequestFailed */
export async function request(secret: string, path: string, init: RequestInit): Promise<Response> {
  // A header cannot carry other characters; the browser would report them as a network failure.
  if (!/^[\x21-\x7e]+$/.test(secret)) throw new RequestFailed(toApiError(401, {}));
  return send(path, { ...init, headers: { ...init.headers, Authorization: `Bearer ${secret}` } });
}

/** Any request of the page. @throws RequestFailed */
export async function send(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, {
    ...init,
    headers: { ...init.headers, Accept: 'application/json' },
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => {
    throw new RequestFailed(OFFLINE);
  });
  if (response.ok || response.status === 304) return response;
  const body: unknown = await response.json().catch(() => undefined);
  throw new RequestFailed(toApiError(response.status, body), body);
}

/** Both sides share the types of assets/api/views, so the body is not validated again. */
export async function parseJson<T>(response: Response): Promise<T> {
  return (await response.json().catch(() => {
    throw new RequestFailed(toApiError(response.status, { detail: t('errors.no-json') }));
  })) as T;
}
