import type { Reply } from '../messages';
import { TwilioResponse } from './response';

/** An answer of which nobody knows what the cloud makes. */
export class UndocumentedBehaviour extends Error {}

/** Whether it is TwiML: `new Twilio.twiml.VoiceResponse()` and its like. */
export type IsTwiml = (payload: unknown) => boolean;

/** What `callback(null, payload)` answers. Types that nothing documents are the local runtime's, or assumed. */
export function replyTo(payload: unknown, isTwiml: IsTwiml): Reply {
  if (payload instanceof TwilioResponse) return fromResponse(payload);
  if (typeof payload === 'string') return text('text/plain', payload);
  if (isTwiml(payload)) return text('text/xml', String(payload));
  if (payload === undefined || payload === null) return { statusCode: 200, headers: {}, body: '' };
  return text('application/json', JSON.stringify(payload));
}

const text = (type: string, body: string): Reply => ({ statusCode: 200, headers: { 'Content-Type': type }, body });

function fromResponse({ statusCode, headers, body }: TwilioResponse): Reply {
  const own = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  );
  const type = Object.keys(own).find((name) => name.toLowerCase() === 'content-type');
  if (Buffer.isBuffer(body)) return { statusCode, headers: own, body };
  if (body === null || body === undefined) return { statusCode, headers: own, body: '' };
  const isJson = type !== undefined && String(own[type]).startsWith('application/json');
  if (typeof body === 'string' && !isJson) {
    return { statusCode, headers: type ? own : { 'Content-Type': 'text/plain', ...own }, body };
  }
  if (type !== undefined && !isJson && typeof body !== 'string') {
    throw new UndocumentedBehaviour(
      `The body is no text, and its type ${own[type]} is not application/json, for which alone it is known to be made into JSON. ` +
        'Make the text in the Function',
    );
  }
  // A string that is said to be JSON is taken to be JSON already.
  const json = typeof body === 'string' ? body : JSON.stringify(body);
  return { statusCode, headers: type ? own : { 'Content-Type': 'application/json', ...own }, body: json };
}

/** What `callback(error)`, a throw or a rejection answers: 500 with the error, as the runtimes of Twilio show it. */
export function replyToError(error: unknown): Reply {
  const headers = { 'Content-Type': 'application/json' };
  if (error instanceof Error) {
    const { message, name, stack } = error;
    return { statusCode: 500, headers, body: JSON.stringify({ message, name, stack }) };
  }
  if (typeof error === 'string') return { statusCode: 500, headers: { 'Content-Type': 'text/plain' }, body: error };
  return { statusCode: 500, headers, body: JSON.stringify(error) ?? '' };
}
