/** Errors of API requests and their texts. */
import { SYNC_SERVICE_MISSING } from '../../lib/outages';
import { t } from '../i18n/translate';

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
  return { code, detail: text(problem.detail) || t('errors.answered', { status: String(status) }), fieldErrors };
}

/** There was no answer at all: what that means depends on what was asked, so its detail is never shown. */
export const OFFLINE: ApiError = { code: 'offline', detail: '', fieldErrors: [] };

/** Text for the sign-in form. The server's own `detail`, here and below, is English. */
export function signInErrorText({ code, detail }: ApiError): string {
  switch (code) {
    case 'unauthorized':
      return t('errors.sign-in-key');
    case 'provider_not_configured':
      return t('errors.sign-in-nobody');
    case 'upstream_unavailable':
      return t(detail === SYNC_SERVICE_MISSING ? 'errors.no-sync-service' : 'errors.sign-in-upstream');
    case 'misconfigured':
      return t('errors.sign-in-misconfigured', { detail });
    case 'offline':
      return t('errors.sign-in-offline');
    default:
      return t('errors.sign-in-other', { detail });
  }
}

/** Text above stale data: why nothing newer has loaded. */
export function staleDataText({ code, detail }: ApiError): string {
  switch (code) {
    case 'offline':
      return t('errors.stale-offline');
    case 'upstream_unavailable':
      return t(detail === SYNC_SERVICE_MISSING ? 'errors.no-sync-service' : 'errors.stale-upstream');
    case 'misconfigured':
      return t('errors.stale-misconfigured', { detail });
    case 'provider_not_configured':
      return t('errors.stale-nobody');
    default:
      return detail;
  }
}

/** Text for a dialog whose act failed. */
export function actionErrorText({ code, detail, fieldErrors }: ApiError): string {
  const listed = fieldErrors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ');
  switch (code) {
    case 'offline':
      return t('errors.act-offline');
    case 'upstream_unavailable':
      return t('errors.act-upstream');
    case 'invalid_payload':
      return t('errors.act-refused', { detail: listed || detail });
    default:
      return t('errors.act-other', { detail });
  }
}
