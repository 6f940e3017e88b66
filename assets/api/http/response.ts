import type { TwilioResponse } from '@twilio-labs/serverless-runtime-types/types';
import { type Answer, problem } from './answer';

/**
 * Twilio Functions run on AWS Lambda, which carries answers of at most 6 MB, headers included
 * (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
 */
const MOST_BYTES = 6 * 1024 * 1024 - 64 * 1024;

const TOO_LARGE = problem(
  'invalid_payload',
  'The answer is larger than the 6 MB that the platform carries: ask for a smaller page or fewer days. If the request was to change something, that has been done.',
);

/** An answer that the platform would not carry. */
class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

/**
 * Writes an answer into an empty response of the platform's.
 * @param report takes the error of an answer that is too large; a problem that says so is sent in its place.
 */
export function writeAnswer(
  answer: Answer,
  response: TwilioResponse,
  report: (error: unknown) => void,
): TwilioResponse {
  const isTooLarge = bytesOf(answer) > MOST_BYTES;
  if (isTooLarge) report(new AnswerTooLarge());
  const sent = isTooLarge ? TOO_LARGE : answer;
  response.setStatusCode(sent.status).setBody(bodyOf(sent));
  const headers = { ...sent.headers, 'X-Content-Type-Options': 'nosniff' };
  for (const [name, value] of Object.entries(headers)) response.appendHeader(name, value);
  return response;
}

function bytesOf({ body }: Answer): number {
  return Buffer.byteLength(typeof body === 'string' ? body : JSON.stringify(body));
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
