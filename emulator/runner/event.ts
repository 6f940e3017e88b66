import { parse } from 'node:querystring';
import { cookies, type RawHeaders, visibleHeaders } from './headers';
import { nestedQuery } from './nested-query';

/** The parts of a request that reach a Function. */
export interface FunctionRequest {
  readonly rawHeaders: RawHeaders;
  /** Media type of the body in lower case, without parameters; empty if there is none. */
  readonly type: string;
  /** Without its question mark. */
  readonly query: string;
  readonly body: Buffer;
}

/** A body that cannot be parsed; the Function is not called. */
export class InvalidBody extends Error {}

/**
 * The second argument of a Function. Body keys override query keys, and either overrides `request`, which is why a Function
 * must not trust `event.request` unseen. Bodies of other types are dropped, as the local runtime does.
 */
export function eventOf({ rawHeaders, type, query, body }: FunctionRequest): Record<string, unknown> {
  const request = { headers: visibleHeaders(rawHeaders), cookies: cookies(rawHeaders) };
  return { request, ...nestedQuery(query), ...bodyKeys(type, body) };
}

/** A list becomes an object with the keys 0, 1, …; a form stays flat, and a key that comes twice has a list. */
function bodyKeys(type: string, body: Buffer): object {
  if (type === 'application/x-www-form-urlencoded') return { ...parse(body.toString()) };
  if (type !== 'application/json' || body.length === 0) return {};
  const json = parsed(body.toString());
  // Neither a text nor a number can be merged into the event.
  if (typeof json !== 'object' || json === null) throw new InvalidBody('The body is neither a JSON object nor a list');
  return { ...json };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidBody('The body is not JSON');
  }
}
