/** What an address answers. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON as an object, whatever its type; text for types that are not JSON, such as a calendar. */
  readonly body: object | string;
}

/** The closed set of errors. Everything else that happens is an outcome, not an error. */
export const PROBLEMS = {
  unauthorized: { status: 401, title: 'The request is not authentic' },
  forbidden: { status: 403, title: 'The role of this operator does not allow this' },
  provider_not_configured: { status: 403, title: 'This address has no secret yet and refuses everything' },
  invalid_payload: { status: 400, title: 'The payload is not valid' },
  callback_not_configured: { status: 404, title: 'No service is configured behind this address' },
  roster_changed: { status: 409, title: 'Somebody else has changed the roster' },
  payload_conflict: { status: 409, title: 'One event id came with two contents' },
  upstream_unavailable: { status: 503, title: 'Twilio could not be reached in time' },
  callback_failed: { status: 502, title: 'The service behind this address gave no usable answer' },
  callback_timeout: { status: 504, title: 'The service behind this address did not answer in time' },
  misconfigured: { status: 500, title: 'The configuration has faults' },
} as const;

/** RFC 9110 §11.6.1 demands a challenge with 401. Every address with a secret takes it as a bearer token, whatever else it takes. */
const CHALLENGE = 'Bearer realm="rosterline"';

export type ProblemCode = keyof typeof PROBLEMS;

/** One fault in a payload: a path such as `data.effectiveAt`, and what was found and expected there. */
export interface ValidationError {
  readonly path: string;
  readonly message: string;
  /** Where in a text, from 1. */
  readonly line?: number;
  readonly column?: number;
}

/** An answer of `200` with JSON. Nothing of ours may be cached on the way. */
export function ok(body: object): Answer {
  return { status: 200, headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }, body };
}

/** A problem with members of its own (RFC 9457 §3.2). */
export function withMembers(answer: Answer, members: object): Answer {
  return typeof answer.body === 'string' ? answer : { ...answer, body: { ...answer.body, ...members } };
}

/**
 * An error as RFC 9457 problem details.
 * @param detail for people; nothing internal, no secret, no personal data.
 */
export function problem(
  code: ProblemCode,
  detail: string,
  errors?: readonly ValidationError[],
  retryAfterSeconds = 5,
): Answer {
  const { status, title } = PROBLEMS[code];
  return {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      ...(status === 401 && { 'WWW-Authenticate': CHALLENGE }),
      ...(status === 503 && { 'Retry-After': String(retryAfterSeconds) }),
    },
    body: { type: `urn:rosterline:problem:${code}`, title, status, code, detail, ...(errors && { errors }) },
  };
}
