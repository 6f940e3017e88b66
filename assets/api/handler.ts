import type {
  Context,
  ServerlessCallback,
  ServerlessEventObject,
  ServerlessFunctionSignature,
  TwilioResponse,
} from '@twilio-labs/serverless-runtime-types/types';
import { type Answer, problem } from './http/answer';

/** What the handler needs of the platform. */
export interface Platform {
  /** An empty `Twilio.Response`. */
  readonly newResponse: () => TwilioResponse;
  /** Takes an error that kept an answer from being sent. */
  readonly report: (error: unknown) => void;
}

/** An answer that the platform would not carry. */
class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

/**
 * Twilio Functions run on AWS Lambda, which carries answers of at most 6 MB, headers included
 * (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
 */
const MOST_BYTES = 6 * 1024 * 1024 - 64 * 1024;

/** Sent with 500 where not even a response could be made. A text: the runtimes show an Error's stack to the caller. */
const LAST_RESORT = 'The request could not be finished. Send it again.';

/**
 * The handler of a Function. It returns nothing and calls `callback` from the promise that it started: before Runtime Handler
 * 2.1.2 the platform does not know handlers that return a promise
 * (https://www.twilio.com/docs/serverless/functions-assets/functions/async-await-migration). Every call is answered, by a
 * rejection or a throw as well: the platform would let the caller wait for ten seconds.
 */
export function handlerOf(
  answerTo: (context: Context, event: ServerlessEventObject) => Promise<Answer>,
  { newResponse, report }: Platform,
): ServerlessFunctionSignature {
  async function respond(context: Context, event: ServerlessEventObject, callback: ServerlessCallback) {
    try {
      const answer = await answerTo(context, event);
      const isTooLarge = bytesOf(answer) > MOST_BYTES;
      if (isTooLarge) report(new AnswerTooLarge());
      callback(null, responseOf(isTooLarge ? TOO_LARGE : answer, newResponse()));
    } catch (error) {
      report(error);
      callback(LAST_RESORT);
    }
  }
  return (context, event, callback) => {
    respond(context, event, callback).catch(report);
  };
}

const TOO_LARGE = problem(
  'invalid_payload',
  'The answer is larger than the 6 MB that the platform carries: ask for a smaller page or fewer days. If the request was to change something, that has been done.',
);

function bytesOf({ body }: Answer): number {
  return Buffer.byteLength(typeof body === 'string' ? body : JSON.stringify(body));
}

function responseOf(answer: Answer, response: TwilioResponse): TwilioResponse {
  response.setStatusCode(answer.status).setBody(bodyOf(answer));
  const headers = { ...answer.headers, 'X-Content-Type-Options': 'nosniff' };
  for (const [name, value] of Object.entries(headers)) response.appendHeader(name, value);
  return response;
}

/**
 * The runtimes turn an object into text under `application/json` only, and the local one quotes a text under it a second time
 * (`serialize` in https://github.com/twilio-labs/serverless-toolkit/blob/main/packages/runtime-handler/src/dev-runtime/internal/response.ts).
 * So `application/json` has an object, which is also what Twilio's documentation shows, and every other type has text.
 */
function bodyOf({ headers, body }: Answer): object | string {
  if (typeof body === 'string' || headers['Content-Type'] === 'application/json') return body;
  return JSON.stringify(body);
}
