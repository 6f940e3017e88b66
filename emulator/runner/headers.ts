// The headers that a Function sees, and their limits:
// https://www.twilio.com/docs/serverless/functions-assets/functions/headers-and-cookies/limitations

const HIDDEN = new Set([
  'connection',
  'expect',
  'host',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'referer',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
  'x-real-ip',
]);
/** The last four are not in the documentation, but in Twilio's local runtime. */
const HIDDEN_PREFIXES = ['x-accel-', 'x-forwarded-', 'x-amz', 'i-twilio-', 'i-t-', 'ot-'];

const MAX_BYTES = 15 * 1024;
const MAX_HEADERS = 90;

/** Names and values by turns, as Node has them in `rawHeaders`. */
export type RawHeaders = readonly string[];

function pairs(raw: RawHeaders): [name: string, value: string][] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name.toLowerCase(), raw[index + 1] ?? '']] : []));
}

/** `event.request.headers`: lower-cased names; one that came several times has a list. */
export function visibleHeaders(raw: RawHeaders): Record<string, string | string[]> {
  const visible = new Map<string, string[]>();
  for (const [name, value] of pairs(raw)) {
    if (HIDDEN.has(name) || HIDDEN_PREFIXES.some((prefix) => name.startsWith(prefix))) continue;
    visible.set(name, [...(visible.get(name) ?? []), value]);
  }
  return Object.fromEntries(
    [...visible].map(([name, [first = '', ...more]]) => [name, more.length ? [first, ...more] : first]),
  );
}

/** `event.request.cookies`; of two with one name, the first. */
export function cookies(raw: RawHeaders): Record<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of pairs(raw)) {
    if (name !== 'cookie') continue;
    for (const part of value.split(';')) {
      const [, key, text] = /^\s*([^=\s]+)\s*=\s*"?(.*?)"?\s*$/.exec(part) ?? [];
      if (key !== undefined && !found.has(key)) found.set(key, decoded(text ?? ''));
    }
  }
  return Object.fromEntries(found);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** True if there are more than 90 headers or 15 kB, cookies included. */
export function exceedLimits(raw: RawHeaders): boolean {
  const list = pairs(raw);
  const count = list.reduce((sum, [name, value]) => sum + (name === 'cookie' ? value.split(';').length : 1), 0);
  return count > MAX_HEADERS || Buffer.byteLength(raw.join('')) > MAX_BYTES;
}

/** Makes a Function's cookie `HttpOnly` and `Secure`, as the platform does. */
export function safeCookie(cookie: string): string {
  const missing = ['HttpOnly', 'Secure'].filter((word) => !new RegExp(`;\\s*${word}\\b`, 'i').test(cookie));
  return [cookie, ...missing].join('; ');
}
