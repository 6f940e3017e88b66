type HeaderValue = string | number | readonly (string | number)[];

const COOKIES = 'Set-Cookie';
const listOf = <T>(value: T | readonly T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? [...value] : [value as T]; // Array.isArray does not narrow readonly lists

/**
 * `Twilio.Response`, a class because Functions say `new Twilio.Response()`. Its methods are documented in
 * https://www.twilio.com/docs/serverless/functions-assets/functions/headers-and-cookies/setting-and-modifying
 */
export class TwilioResponse {
  statusCode = 200;
  body: unknown = null;
  headers: Record<string, HeaderValue> = {};

  constructor(given: { statusCode?: number; body?: unknown; headers?: Record<string, HeaderValue> } = {}) {
    if (given.statusCode) this.statusCode = given.statusCode;
    if (given.body) this.body = given.body;
    this.setHeaders(given.headers ?? {});
  }

  setStatusCode(statusCode: number): this {
    this.statusCode = statusCode;
    return this;
  }

  setBody(body: unknown): this {
    this.body = body;
    return this;
  }

  /** Replaces all headers, cookies included. */
  setHeaders(headers: Record<string, HeaderValue>): this {
    if (typeof headers !== 'object') return this;
    this.headers = {};
    for (const [name, value] of Object.entries(headers)) this.appendHeader(name, value);
    return this;
  }

  /** Adds a value to those that the header has. */
  appendHeader(name: string, value: HeaderValue): this {
    if (typeof value === 'object' && !Array.isArray(value)) throw new Error('Header value cannot be an object');
    const key = name.toLowerCase() === 'set-cookie' ? COOKIES : name;
    const known = this.headers[key];
    this.headers[key] = known === undefined && key !== COOKIES ? value : [...listOf(known), ...listOf(value)];
    return this;
  }

  setCookie(name: string, value: string, attributes: readonly string[] = []): this {
    return this.appendHeader(COOKIES, [`${name}=${value}`, ...attributes].join(';'));
  }

  removeCookie(name: string): this {
    const others = listOf(this.headers[COOKIES]).filter((cookie) => !String(cookie).startsWith(`${name}=`));
    this.headers[COOKIES] = [...others, `${name}=;Max-Age=0`];
    return this;
  }
}
