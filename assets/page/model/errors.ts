/** Errors of API requests and their texts. */
import { SYNC_SERVICE_MISSING } from '../../lib/outages';

export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** A failed API request. `offline` means no answer at all. */
export interface ApiError {
  readonly code:
    | 'unauthorized'
    | 'forbidden'
    | 'provider_not_configured'
    | 'invalid_payload'
    | 'upstream_unavailable'
    | 'misconfigured'
    | 'roster_changed'
    | 'offline'
    | 'unexpected';
  readonly detail: string;
  readonly fieldErrors: readonly FieldError[];
}

const KNOWN: readonly ApiError['code'][] = [
  'unauthorized',
  'forbidden',
  'provider_not_configured',
  'invalid_payload',
  'upstream_unavailable',
  'misconfigured',
  'roster_changed',
];

/** Parses an unsuccessful answer; `body` is problem+json, or anything if a proxy answered. */
export function toApiError(status: number, body: unknown): ApiError {
  const problem = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const byStatus = { 401: 'unauthorized', 403: 'provider_not_configured', 503: 'upstream_unavailable' } as const;
  const code =
    KNOWN.find((each) => each === problem.code) ??
    byStatus[status as keyof typeof byStatus] ??
    (status === 502 || status === 504 || status === 429 ? 'upstream_unavailable' : 'unexpected');
  const fieldErrors = Array.isArray(problem.errors)
    ? problem.errors.map((entry: Readonly<Record<string, unknown>>) => ({
        path: text(entry?.path),
        message: text(entry?.message),
      }))
    : [];
  return { code, detail: text(problem.detail) || `The server answered ${status}.`, fieldErrors };
}

export const OFFLINE: ApiError = { code: 'offline', detail: 'There was no answer.', fieldErrors: [] };

/** Text for the sign-in form. */
export function signInErrorText({ code, detail }: ApiError): string {
  switch (code) {
    case 'unauthorized':
      return 'That is not an operator’s key. `rosterline operator` makes one, and an admin puts it into the roster; in an emergency, the value of OPS_SECRET works.';
    case 'provider_not_configured':
      return 'No operator can sign in yet: the roster has none, and OPS_SECRET is not set on the server.';
    case 'upstream_unavailable':
      return detail === SYNC_SERVICE_MISSING
        ? detail
        : 'The server cannot reach Twilio at the moment. Try again in a minute.';
    case 'misconfigured':
      return `The server is not set up rightly and refuses to work. ${detail}`;
    case 'offline':
      return 'There was no answer: you are offline, or the server cannot be reached.';
    default:
      return `That did not work. ${detail}`;
  }
}

/** Text above stale data: why nothing newer has loaded. */
export function staleDataText({ code, detail }: ApiError): string {
  switch (code) {
    case 'offline':
      return 'No connection to the server.';
    case 'upstream_unavailable':
      return detail === SYNC_SERVICE_MISSING ? detail : 'The server cannot reach Twilio.';
    case 'misconfigured':
      return `The server is not set up rightly. ${detail}`;
    case 'provider_not_configured':
      return 'The roster has no operators any more, and OPS_SECRET is not set on the server.';
    default:
      return detail;
  }
}

/** Text for a dialog whose act failed. */
export function actionErrorText({ code, detail, fieldErrors }: ApiError): string {
  const listed = fieldErrors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ');
  switch (code) {
    case 'offline':
      return 'There was no answer, so it is not certain that it was done. Trying again does no harm.';
    case 'upstream_unavailable':
      return 'The server could not reach Twilio. It may not have been done; trying again does no harm.';
    case 'invalid_payload':
      return `The server refused it, and nothing was done. ${listed || detail}`;
    default:
      return `It was not done. ${detail}`;
  }
}
