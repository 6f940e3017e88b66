import { statusOf } from '../../assets/lib/errors';

// Explains failed Twilio calls to the person who deploys.

const STATUS_PAGE = 'https://status.twilio.com shows known outages';

/** Causes of 401: https://www.twilio.com/docs/api/errors/20003 */
const BAD_CREDENTIALS =
  'Twilio rejects ACCOUNT_SID and AUTH_TOKEN in .env (401). Copy both from the front page of the Twilio console again: ' +
  'they must belong to the same account, and that account must not be suspended.';

/** Why a call to Twilio failed, and what to do about it, in sentences. @param wanted what could not be done: "The account could not be fetched" */
export function explainApiError(error: unknown, wanted: string): string {
  const status = statusOf(error);
  if (status === 401) return BAD_CREDENTIALS;
  if (status === undefined) {
    const detail = error instanceof Error ? error.message : String(error);
    return `${wanted} (${detail}): Twilio cannot be reached from this computer. Check the internet connection (and HTTP_PROXY, if your network needs it), then try again.`;
  }
  // https://www.twilio.com/docs/api/errors/20403
  if (status === 403) return `${wanted}: Twilio denied access (403). Usually the account is suspended or closed.`;
  if (status === 429) return `${wanted}: Twilio is busy (429). Try again in a few minutes.`;
  if (status >= 500) return `${wanted}: Twilio has an outage (${status}). Try again later; ${STATUS_PAGE}.`;
  return `${wanted}: Twilio answered ${status}.`;
}
