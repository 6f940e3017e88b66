import { badRequest, TwilioError } from '../twilio-errors';

/** JSON as it was sent, and its size, which is what limits are about. */
export interface Data {
  readonly value: object;
  readonly bytes: number;
}

const MAX_DATA_BYTES = 16 * 1024;
const MAX_TTL_SECONDS = 31_536_000;
const MAX_NAME_CHARACTERS = 320;

/**
 * `Data` of a form; undefined if it was not sent. Too large is 413/54006 (the code is Twilio's, the status assumed); not
 * JSON is 400/54008, and so is anything but an object or an array (both assumed).
 */
export function readData(form: URLSearchParams): Data | undefined {
  const text = form.get('Data');
  if (text === null) return undefined;
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_DATA_BYTES) throw new TwilioError(413, 54006, 'Data is larger than 16 KiB');
  const invalid = new TwilioError(400, 54008, 'Data is not a JSON object');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid;
  }
  if (typeof value !== 'object' || value === null) throw invalid;
  return { value, bytes };
}

/** Seconds to live under the first of these names that was sent; undefined if none was. 0 is for ever. */
export function readTtl(form: URLSearchParams, ...names: string[]): number | undefined {
  const name = names.find((known) => form.has(known));
  if (name === undefined) return undefined;
  const text = form.get(name) ?? '';
  const seconds = Number(text);
  if (!/^\d+$/.test(text) || seconds > MAX_TTL_SECONDS) {
    throw badRequest(`${name} must be a number of seconds from 0 to ${MAX_TTL_SECONDS}`);
  }
  return seconds;
}

/** A name of an object or a key of an Item; undefined if it was not sent. */
export function readName(form: URLSearchParams, field: 'UniqueName' | 'Key'): string | undefined {
  const name = form.get(field) ?? undefined;
  if (name === '' || (name && name.length > MAX_NAME_CHARACTERS)) {
    throw badRequest(`${field} must have 1 to ${MAX_NAME_CHARACTERS} characters`);
  }
  return name;
}
