import * as http from 'node:http';
import * as https from 'node:https';
import { getExpectedTwilioSignature } from 'twilio';
import type { FormFields, ForwardCallback, ServiceAnswer, StartTimer } from '../../application/ports';
import { connectionFault } from '../../lib/errors';

/** Frontline takes no larger answer, bytes: error 48003 (https://www.twilio.com/docs/api/errors/48003). */
const MOST_BYTES = 64 * 1024;

/** The answer is larger than Frontline takes. */
class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/**
 * Sends callbacks on as Twilio sends them: a form by POST, with `X-Twilio-Signature` for the service's own address
 * (https://www.twilio.com/docs/usage/security#validating-requests), so that the service checks it as before.
 * @param authToken the account's, which Twilio signs with. @param own the origins of this deployment, which would call itself until the
 * time is over.
 */
export function createForwarder(authToken: string, own: readonly string[], startTimer: StartTimer): ForwardCallback {
  return async ({ url, fields, ms }) => {
    if (own.includes(new URL(url).origin)) return { failed: 'itself', reason: 'its address is one of this deployment' };
    const abort = new AbortController();
    const cancel = startTimer(ms, () => abort.abort());
    try {
      return await answerOf(await post(url, fields, authToken, abort.signal));
    } catch (error) {
      if (abort.signal.aborted) return { failed: 'timeout', reason: `it did not answer within ${Math.round(ms)} ms` };
      if (error instanceof TooLarge) return { failed: 'too large', reason: 'its answer is larger than 64 KB' };
      return { failed: 'unreachable', reason: `it cannot be reached (${connectionFault(error)})` };
    } finally {
      cancel();
      abort.abort(); // closes whatever is still open, on success too
    }
  };
}

function post(url: string, fields: FormFields, authToken: string, signal: AbortSignal): Promise<http.IncomingMessage> {
  const body = encoded(fields);
  const options: https.RequestOptions = {
    method: 'POST',
    signal,
    // A process that was frozen between two calls would send over a connection that the other end has closed.
    agent: false,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'content-length': Buffer.byteLength(body),
      'x-twilio-signature': getExpectedTwilioSignature(authToken, url, fields),
      accept: '*/*',
      'accept-encoding': 'identity',
      'user-agent': 'Rosterline',
    },
  };
  const { request } = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    request(url, options, resolve).on('error', reject).end(body);
  });
}

function encoded(fields: FormFields): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return form.toString();
}

async function answerOf(response: http.IncomingMessage): Promise<ServiceAnswer> {
  const { statusCode: status = 0, headers } = response;
  // The signature is for the address that is configured: another one would have to refuse it.
  if (status >= 300 && status < 400) {
    return { failed: 'redirected', reason: 'it redirects: set the address that it redirects to' };
  }
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return { failed: 'encoded', reason: 'its answer is compressed, without being asked' };
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new TooLarge();
    chunks.push(chunk);
  }
  return { status, contentType: headers['content-type'], body: Buffer.concat(chunks).toString('utf8') };
}
