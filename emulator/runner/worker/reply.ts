import type { Reply } from '../messages';
import { TwilioResponse } from './response';

/** An answer for which the cloud's behaviour is unknown. */
export class UndocumentedBehaviour extends Error {}

/** True for TwiML, such as `new Twilio.twiml.VoiceResponse()`. */
export type IsTwiml = (payload: unknown) => boolean;

/** The reply of `callback(null, payload)`. Undocumented types follow the local runtime or are assumed. */
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
      `The body is not a string, and its type ${own[type]} is not application/json, the only type known to be serialised to JSON. ` +
        'Serialise it in the Function',
    );
  }
  // A string with a JSON type is assumed to be serialised already.
  const json = typeof body === 'string' ? body : JSON.stringify(body);
  return { statusCode, headers: type ? own : { 'Content-Type': 'application/json', ...own }, body: json };
}

/** The reply of `callback(error)`, a throw or a rejection: 500 with the error, as Twilio's runtimes show it. */
export function replyToError(error: unknown): Reply {
  const headers = { 'Content-Type': 'application/json' };
  if (error instanceof Error) {
    const { message, name, stack } = error;
    return { statusCode: 500, headers, body: JSON.stringify({ message, name, stack }) };
  }
  if (typeof error === 'string') return { statusCode: 500, headers: { 'Content-Type': 'text/plain' }, body: error };
  return { statusCode: 500, headers, body: JSON.stringify(error) ?? '' };
}
