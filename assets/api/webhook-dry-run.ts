import type { Answer, ValidationError } from './http/answer';
import { type Request, readFlag } from './http/request';

/** A delivery with this header changes nothing: its answer says what would happen. In lower case, as a Function sees it. */
export const DRY_RUN_HEADER = 'rosterline-dry-run';

/** Whether a delivery asks for a dry run; undefined if that is unclear: then it must not take effect. */
export function asksForDryRun({ headers }: Request): boolean | undefined {
  const value = Object.hasOwn(headers, DRY_RUN_HEADER) ? headers[DRY_RUN_HEADER] : undefined;
  // An empty header, as a template writes it for a variable that is not set, must not pass for a wish.
  return value === '' ? undefined : readFlag(value);
}

export const UNCLEAR: ValidationError = { path: 'Rosterline-Dry-Run', message: 'expected one header: true or false' };

/** Every answer to a request that asks for a dry run says so: an older version, which would not obey, does not. */
export function markedAsDryRun(answer: Answer): Answer {
  return typeof answer.body === 'string' ? answer : { ...answer, body: { dryRun: true, ...answer.body } };
}
