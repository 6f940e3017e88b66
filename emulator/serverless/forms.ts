import { badRequest, TwilioError } from '../twilio-errors';

/** A field that must be there and may have so many characters; refuses with 400/20001. */
export function requiredField(form: URLSearchParams, name: string, most: number): string {
  const value = form.get(name) ?? '';
  if (value === '') throw badRequest(`Missing required parameter ${name} in the post body`);
  return checkLength(name, value, most);
}

/** A field that may be missing. */
export function optionalField(form: URLSearchParams, name: string, most: number): string | undefined {
  const value = form.get(name);
  return value === null || value === '' ? undefined : checkLength(name, value, most);
}

function checkLength(name: string, value: string, most: number): string {
  if (value.length > most) throw badRequest(`${name} must have at most ${most} characters`);
  return value;
}

export function booleanField(form: URLSearchParams, name: string): boolean | undefined {
  const value = form.get(name)?.toLowerCase();
  if (value === undefined) return undefined;
  if (value !== 'true' && value !== 'false') throw badRequest(`${name} must be true or false`);
  return value === 'true';
}

/** Part of a host name: letters, digits and hyphens. */
export function hostPart(name: string, value: string): string {
  if (!/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(value)) {
    throw badRequest(`${name} may have letters, digits and hyphens only, and no hyphen at its ends`);
  }
  return value;
}

/** 409/20409 for a name that another one has. Status and code are assumed; that it is refused is documented. */
export function alreadyExists(what: string, value: string): TwilioError {
  return new TwilioError(409, 20409, `${what} ${value} already exists`);
}
