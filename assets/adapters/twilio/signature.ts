import { validateRequest } from 'twilio';
import { header, type Request } from '../../api/http/request';

/**
 * Whether Twilio signed this form: https://www.twilio.com/docs/usage/security. The platform asks the same of protected
 * Functions in the cloud, but `twilio-run start` does not.
 * @param authToken the account's; without one nothing is taken for signed.
 * @param addresses those of the Function, any of which may be configured at Twilio. Query and body cannot be told apart, so
 * an address with a query never matches.
 */
export function isSignedByTwilio(
  request: Request,
  authToken: string | undefined,
  addresses: readonly string[],
): boolean {
  const signature = header(request, 'x-twilio-signature');
  if (!authToken || !signature || !Object.values(request.payload).every(isFormField)) return false;
  return addresses.some((address) => validateRequest(authToken, signature, address, { ...request.payload }));
}

/** A field that comes several times has a list. */
function isFormField(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
}
