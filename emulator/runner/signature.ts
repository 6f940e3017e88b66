import { parse } from 'node:querystring';
import { validateRequest, validateRequestWithBody } from 'twilio';
import type { FunctionRequest } from './event';

/**
 * Whether a request carries Twilio's signature for one of these addresses: https://www.twilio.com/docs/usage/security. A form is
 * signed with its fields, another body by its digest in the query.
 * @param addresses what the sender may have signed: the cloud's address or our own.
 */
export function isSigned(
  signature: string | undefined,
  addresses: readonly string[],
  asked: FunctionRequest,
  authToken: string,
): boolean {
  if (!signature) return false;
  const isForm = asked.type === 'application/x-www-form-urlencoded';
  const hasDigest = /(?:^|&)bodySHA256=/.test(asked.query);
  return addresses.some((address) => {
    const url = asked.query === '' ? address : `${address}?${asked.query}`;
    if (hasDigest) return validateRequestWithBody(authToken, signature, url, asked.body.toString());
    return validateRequest(authToken, signature, url, isForm ? fieldsOf(asked.body.toString()) : {});
  });
}

/** The lists of repeated fields are made anew: under Jest, Node's own are none to the SDK, which looks at their class. */
function fieldsOf(form: string): Record<string, string | string[] | undefined> {
  return Object.fromEntries(
    Object.entries(parse(form)).map(([name, value]) => [name, Array.isArray(value) ? [...value] : value]),
  );
}
