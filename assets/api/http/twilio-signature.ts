import type { Log } from '../../lib/log';
import { type Answer, problem } from './answer';

/**
 * Refuses a request that Twilio did not sign, and logs what to look at.
 * @param what the address is for: `a text message`. @param address its path. @param configured where it is configured at Twilio.
 */
export function unsigned(what: string, address: string, configured: string, log: Log): Answer {
  log('warn', `Rejected ${what}`, {
    hint: `not from Twilio; or ${configured} is not https://<this deployment's domain>${address} without a query, by POST; or this deployment has no AUTH_TOKEN of the account`,
  });
  const { headers, ...refusal } = problem('unauthorized', "Twilio's signature is missing or wrong.");
  return { ...refusal, headers: { ...headers, 'WWW-Authenticate': 'X-Twilio-Signature realm="rosterline"' } };
}
