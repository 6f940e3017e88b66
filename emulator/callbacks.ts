import { Hono } from 'hono';
import { getExpectedTwilioSignature } from 'twilio';
import * as z from 'zod';
import type { TwilioEnv } from './api';
import { readControl } from './control-body';
import type { Sleep } from './fault-injection';

interface CallbackOptions {
  /** The account's, with which callbacks are signed. */
  readonly authToken: string;
  /** Where the deployed Functions are served, without a slash at the end; undefined if nowhere. */
  readonly functionsUrl: () => string | undefined;
  readonly sleep: Sleep;
}

/** How a callback ended. `error` only where Twilio would not take the answer, or none came. */
export interface CallbackResult {
  readonly status: number;
  /** Parsed if it is JSON, otherwise as text. */
  readonly body: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

const callbackSchema = z.strictObject({
  path: z.string().startsWith('/'),
  form: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});

/** What Twilio allows whom it calls, and the error codes of https://www.twilio.com/docs/api/errors that it logs otherwise. */
interface Limits {
  readonly ms: number;
  readonly timeout: number;
  readonly failed: number;
  readonly tooLarge: number;
}

/** https://www.twilio.com/docs/api/errors/48005 (6 s), …/48004, …/48003 (64 KB) */
const FRONTLINE: Limits = { ms: 6000, timeout: 48005, failed: 48004, tooLarge: 48003 };
/** https://www.twilio.com/docs/api/errors/48010 (10 s, or an error). That its answer has the limit of the others is assumed. */
const ROUTING: Limits = { ms: 10_000, timeout: 48010, failed: 48010, tooLarge: 48003 };
/** https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides (15 s), https://www.twilio.com/docs/api/errors/11200 */
const OTHER: Limits = { ms: 15_000, timeout: 11200, failed: 11200, tooLarge: 11750 };

const MAX_BYTES = 64 * 1024;

/**
 * `POST /_local/callback` `{ path, form }` calls a deployed Function as Twilio calls Frontline's callbacks and other webhooks: a form,
 * signed (https://www.twilio.com/docs/usage/security), within Twilio's limits. Answers a {@link CallbackResult}.
 */
export function callbackControl(options: CallbackOptions): Hono<TwilioEnv> {
  return new Hono<TwilioEnv>().post('/_local/callback', async (c) => {
    const read = await readControl(c, callbackSchema);
    if ('response' in read) return read.response;
    const base = options.functionsUrl();
    if (base === undefined) return c.json({ error: 'no Functions are served' }, 503);
    return c.json(await callBack(base, read.data, options));
  });
}

async function callBack(
  base: string,
  { path, form }: z.infer<typeof callbackSchema>,
  { authToken, sleep }: CallbackOptions,
): Promise<CallbackResult> {
  const url = base + path;
  const limits = limitsOf(path);
  const body = new URLSearchParams();
  for (const [name, values] of Object.entries(form)) for (const value of [values].flat()) body.append(name, value);
  const ended = new AbortController();
  const timeout = sleep(limits.ms).then((): CallbackResult => {
    const message = `no answer within ${limits.ms / 1000} s`;
    return { status: 504, body: null, error: { code: limits.timeout, message } };
  });
  const call = fetch(url, {
    method: 'POST',
    headers: { 'X-Twilio-Signature': getExpectedTwilioSignature(authToken, url, form) },
    body,
    redirect: 'manual',
    signal: ended.signal,
  }).then((answer) => resultOf(answer, limits));
  const failed = call.catch((): CallbackResult => {
    return { status: 502, body: null, error: { code: limits.failed, message: 'the connection was lost' } };
  });
  const result = await Promise.race([failed, timeout]);
  ended.abort();
  return result;
}

function limitsOf(path: string): Limits {
  if (/^\/frontline\/routing(?:\?|$)/.test(path)) return ROUTING;
  return path.startsWith('/frontline/') ? FRONTLINE : OTHER;
}

async function resultOf(answer: Response, { tooLarge }: Limits): Promise<CallbackResult> {
  const text = await readUpTo(answer, MAX_BYTES);
  if (text === undefined) {
    const message = `the answer has more than ${MAX_BYTES} bytes`;
    return { status: 502, body: null, error: { code: tooLarge, message } };
  }
  return { status: answer.status, body: parsed(text) };
}

/** Undefined if there is more. */
async function readUpTo(answer: Response, most: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
