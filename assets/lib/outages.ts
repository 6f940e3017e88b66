/** What Twilio refuses, in words for an office manager. Pure, for alerts, health, the page and the command line alike. */

const STATUS_PAGE = 'see https://status.twilio.com';

/**
 * The likely reason why Twilio takes none of our calls.
 * @param status HTTP status of the last answer; undefined if there was no answer at all. @param product which was called.
 */
export function likelyReason(status: number | undefined, product: string): string {
  if (status === undefined) return `Twilio did not answer in time: ${STATUS_PAGE}`;
  if (status === 401) {
    return 'Twilio rejected the credentials (401): ACCOUNT_SID or AUTH_TOKEN is wrong or was changed; deploy again with the current ones';
  }
  if (status === 403) {
    return `Twilio denied access (403): Rosterline is deployed to another subaccount, or this account does not have ${product}`;
  }
  if (status === 429) return 'Twilio answers "too many requests" (429): another program may be using up the limit';
  if (status >= 500) return `an outage at Twilio (${status}): ${STATUS_PAGE}`;
  return `Twilio answered ${status}: check that this is the right account`;
}

/** Where the account has no Sync Service of the configured name: also the `detail` of a 503, by which the page knows it. */
export const SYNC_SERVICE_MISSING =
  'This account has no Sync Service of the name or SID in SYNC_SERVICE (default, if that is not set). Create one in the Twilio console, set SYNC_SERVICE to its SID (IS…), and deploy again.';
