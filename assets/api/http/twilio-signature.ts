import { type Answer, problem } from './answer';

/** The answer to a request that should have been signed by Twilio: https://www.twilio.com/docs/usage/security */
export function notFromTwilio(): Answer {
  const { headers, ...refusal } = problem('unauthorized', "Twilio's signature is missing or wrong.");
  return { ...refusal, headers: { ...headers, 'WWW-Authenticate': 'X-Twilio-Signature realm="rosterline"' } };
}
