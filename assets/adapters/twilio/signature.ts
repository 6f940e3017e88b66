import { validateRequest } from 'twilio';

/** A request with a form, as far as its signature covers it. */
interface SignedRequest {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
}

/**
 * Whether Twilio signed this form: https://www.twilio.com/docs/usage/security. The platform asks the same of protected
 * Functions in the cloud, but `twilio-run start` does not.
 * @param authToken the account's; without one nothing is taken for signed.
 * @param addresses those of the Function, any of which may be configured at Twilio. Query and body cannot be told apart, so
 * an address with a query never matches.
 */
export function isSignedByTwilio(
  request: SignedRequest,
  authToken: string | undefined,
  addresses: readonly string[],
): boolean {
  const { 'x-twilio-signature': signature } = request.headers;
  if (
    !authToken ||
    typeof signature !== 'string' ||
    signature === '' ||
    !Object.values(request.payload).every(isFormField)
  )
    return false;
  return addresses.some((address) => validateRequest(authToken, signature, address, { ...request.payload }));
}

/** A field that comes several times has a list. */
function isFormField(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
}
