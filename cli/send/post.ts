import { isObject } from '../../assets/lib/json-merge-patch';
import type { SampleRequest } from './delivery';

/** The answer, or the reason why there is none. */
export type Outcome = { readonly status: number; readonly text: string } | { readonly unreachable: string };

const LIMIT_MS = 10_000;

/** Sends a delivery once, without following redirects: the secret is meant for this address only. */
export function post({ url, headers, body }: SampleRequest, limitMs = LIMIT_MS): Promise<Outcome> {
  return exchange(url, { method: 'POST', headers, body }, limitMs);
}

/** The same without a body, by GET. */
export function get({ url, headers }: Omit<SampleRequest, 'body'>, limitMs = LIMIT_MS): Promise<Outcome> {
  return exchange(url, { method: 'GET', headers }, limitMs);
}

async function exchange(url: string, request: RequestInit, limitMs: number): Promise<Outcome> {
  try {
    const signal = AbortSignal.timeout(limitMs);
    const answer = await fetch(url, { ...request, redirect: 'manual', signal });
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    return { unreachable: `${new URL(url).origin} ${why(error, limitMs)}` };
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'is not listening. Does npm start run, and on this port?',
  ENOTFOUND: 'is not known: no such host.',
  ECONNRESET: 'closed the connection without an answer.',
  UND_ERR_SOCKET: 'closed the connection without an answer.',
};

/** Recognises errors by their shape: those of fetch are not always an `Error` of this realm. */
function why(error: unknown, limitMs: number): string {
  const thrown = isObject(error) ? error : {};
  if (thrown.name === 'TimeoutError') return `gave no answer within ${limitMs / 1000} s.`;
  // The message of fetch is only "fetch failed"; its cause has the reason.
  const { code, message } = isObject(thrown.cause) ? thrown.cause : thrown;
  return REASONS[String(code)] ?? `could not be reached: ${message || code || String(error)}`;
}
