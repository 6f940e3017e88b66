import type { ValidationError } from './answer';

/** As much of a zod issue as is shown. */
interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Fields whose values are personal data, and are not echoed. */
const PERSONAL = new Set(['identity', 'person', 'friendlyName', 'avatar', 'alternateId', 'displayName']);
const LONGEST_ECHO = 60;

/** Every issue as a fault that names the field, the value found there and what was expected. */
export function toValidationErrors(
  issues: readonly Issue[],
  input: unknown,
  under: readonly PropertyKey[] = [],
): ValidationError[] {
  return issues.map(({ path, message }) => ({
    path: [...under, ...path].map(String).join('.'),
    message: `${message}${found(path, input)}`,
  }));
}

function found(path: readonly PropertyKey[], input: unknown): string {
  if (path.some((key) => PERSONAL.has(String(key)))) return '';
  let value = input;
  for (const key of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  if (value === undefined || (typeof value === 'object' && value !== null)) return '';
  const text = JSON.stringify(value);
  return `; found ${text.length > LONGEST_ECHO ? `${text.slice(0, LONGEST_ECHO)}…` : text}`;
}
