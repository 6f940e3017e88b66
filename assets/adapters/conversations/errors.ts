import { Refused, StalePage, Unavailable } from '../../application/ports';
import { codeOf, statusOf } from '../../lib/errors';
import { likelyReason } from '../../lib/outages';

/** Twilio's code for a path that leads to nothing: https://www.twilio.com/docs/api/errors/20404 */
const NOT_FOUND = 20404;

/** Something that cannot be there, because its name cannot stand in a path. */
export class NotAddressable extends Error {
  readonly status = 404;
}

/** Whether there is no such thing. A 404 with another code is about something else, such as a role (50109). */
export function isGone(error: unknown): boolean {
  const code = codeOf(error);
  return statusOf(error) === 404 && (code === undefined || code === NOT_FOUND);
}

/** What a refusal comes to, by Twilio's code. @throws Refused, Unavailable for one that is not in the table. */
export function outcome<T>(error: unknown, table: Readonly<Record<number, T>>): T {
  const code = codeOf(error);
  const status = statusOf(error) ?? 0;
  // 429 and 5xx are no refusals, whatever code they come with.
  const isRefusal = status >= 400 && status < 500 && status !== 429;
  const known = isRefusal && typeof code === 'number' ? table[code] : undefined;
  if (known === undefined) throw failure(error);
  return known;
}

/** Believes an answer of success only if it shows the change. @throws Unavailable: it is not known what was done. */
export function effective<T>(isShown: boolean, done: T): T {
  if (isShown) return done;
  const message = 'Conversations answered that a change was made, and shows that it was not';
  throw new Unavailable(message, { cause: undefined, status: undefined, code: undefined });
}

/** The port's error for one of the SDK's. */
export function failure(error: unknown): Refused | Unavailable {
  if (error instanceof Unavailable) return error;
  const status = statusOf(error);
  const code = codeOf(error);
  if (status !== undefined && status >= 400 && status < 500 && status !== 429)
    return new Refused({ cause: error, status, code });
  const message = `Conversations cannot be reached. Likely reason: ${likelyReason(status, 'Conversations')}.`;
  return new Unavailable(message, { cause: error, status, code });
}

/** The error of a page after the first one: refused for any other reason than its credentials, it is not to be gone on from. */
export function pageFailure(error: unknown): Refused | StalePage | Unavailable {
  const failed = failure(error);
  const isStale = failed instanceof Refused && failed.status !== 401 && failed.status !== 403;
  return isStale ? new StalePage(error) : failed;
}
