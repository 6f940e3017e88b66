/** A request as a Function sees it, with the headers apart from the payload (query and body, merged by the platform). */
export interface Request {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
}

/**
 * Headers of which every real HTTP request brings at least one. `host` is not among what the cloud hands over
 * (https://www.twilio.com/docs/serverless/functions-assets/functions/headers-and-cookies/limitations), so it may help
 * but is never demanded.
 */
const TRANSPORT_HEADERS = ['content-type', 'content-length', 'user-agent', 'accept', 'accept-encoding', 'host'];

/**
 * Takes the platform's `event` apart, and refuses one whose `request` the sender brought along: the platform spreads
 * query and body over the event, so a key named `request` replaces the real headers.
 * @returns the request, or undefined when its headers cannot be trusted.
 */
export function readRequest(event: unknown): Request | undefined {
  if (!isPlainObject(event)) return undefined;
  const { request, ...payload } = event;
  if (!isPlainObject(request) || !isPlainObject(request.headers) || !isPlainObject(request.cookies)) return undefined;
  const { headers } = request;
  const names = Object.keys(headers);
  if (!names.every((name) => name === name.toLowerCase())) return undefined;
  if (!names.some((name) => TRANSPORT_HEADERS.includes(name))) return undefined;
  return { headers, payload };
}

/** The value of a header that came exactly once; a header sent twice is as good as none. */
export function header(request: Request, name: string): string | undefined {
  const found = Object.hasOwn(request.headers, name) ? request.headers[name] : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** A flag as JSON, a form, a query or a header bring it; absent is false, anything else undefined. */
export function readFlag(value: unknown): boolean | undefined {
  if (value === undefined || value === false || value === 'false' || value === '0') return false;
  return value === true || value === 'true' || value === '1' || value === '' ? true : undefined;
}

/** Whether the payload can have come as a JSON body; without such a content type it came by the query or was forged. */
export function isJson(request: Request): boolean {
  return /^application\/json\s*(;|$)/i.test(header(request, 'content-type') ?? '');
}

/**
 * By which method a request came, as far as its headers tell: a Function is not told. A body's headers mean POST, since the platform
 * refuses a GET that has a body. `fetch`, in browsers and Node, sends `Sec-Fetch-Mode` with every request, and `Content-Length: 0` with a POST that
 * has no body (https://fetch.spec.whatwg.org/#http-network-or-cache-fetch), so without the latter it was a GET. `curl -X POST` without data sends
 * the same headers as a GET: `unknown`.
 */
export function methodOf({ headers }: Request): 'POST' | 'GET' | 'unknown' {
  if (Object.hasOwn(headers, 'content-type') || Object.hasOwn(headers, 'content-length')) return 'POST';
  return Object.hasOwn(headers, 'sec-fetch-mode') ? 'GET' : 'unknown';
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
