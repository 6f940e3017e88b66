import { badRequest, TwilioError } from '../twilio-errors';
import type { ConversationStore } from './model';

const MAX_IDENTITY_CHARACTERS = 256;

/** A field that may be missing; one that is empty counts as missing. At most so many characters. */
export function textField(form: URLSearchParams, name: string, most: number): string | undefined {
  const value = form.get(name);
  if (value === null || value === '') return undefined;
  if (value.length > most) throw badRequest(`${name} must have at most ${most} characters`);
  return value;
}

/** `Identity`: https://www.twilio.com/docs/conversations-classic/conversations-limits */
export const identityField = (form: URLSearchParams) => textField(form, 'Identity', MAX_IDENTITY_CHARACTERS);

/** `Attributes`: JSON as text. @param most bytes */
export function attributesField(form: URLSearchParams, most: number): string | undefined {
  const value = form.get('Attributes');
  if (value === null) return undefined;
  if (Buffer.byteLength(value) > most) throw badRequest(`Attributes must have at most ${most} bytes`);
  try {
    JSON.parse(value);
  } catch {
    throw badRequest('Attributes must be JSON');
  }
  return value;
}

/** `RoleSid`, one of the service's: https://www.twilio.com/docs/api/errors/50109 */
export function roleField(form: URLSearchParams, { roleSids }: ConversationStore): string | undefined {
  const value = form.get('RoleSid') ?? undefined;
  if (value !== undefined && !roleSids.includes(value)) throw new TwilioError(400, 50109, 'Role does not exist');
  return value;
}
