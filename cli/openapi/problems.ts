import { z } from 'zod';
import { PROBLEMS, type ProblemCode } from '../../assets/api/http/answer';
import { ROLES } from '../../assets/domain/roster/operators';
import { fault } from './answers';
import { countingVersion } from './roster-views';
import { called } from './typed';

// What is answered where something is refused or fails (RFC 9457).

const codes = Object.keys(PROBLEMS) as ProblemCode[]; // the keys of a constant, which has no others
export const PROBLEM_STATUSES = [...new Set(codes.map((code) => PROBLEMS[code].status))].sort();
const codesOf = (status: number) => codes.filter((code) => PROBLEMS[code].status === status);

/** Of an operator whose role does not allow it: the role that they have, and the one that it takes. */
const FORBIDDEN = { role: z.enum(ROLES).exactOptional(), needed: z.enum(ROLES).exactOptional() };

/** The problems of each status (RFC 9457). */
export const problems: ReadonlyMap<number, z.ZodType> = new Map(
  PROBLEM_STATUSES.map((status) => [
    status,
    called(
      `Problem${status}`,
      z.strictObject({
        type: z.enum(codesOf(status).map((code) => `urn:rosterline:problem:${code}`)),
        title: z.string(),
        status: z.literal(status),
        code: z.enum(codesOf(status)),
        detail: z.string(),
        errors: z.array(fault).exactOptional(),
        ...(status === 409 && { current: countingVersion.exactOptional() }),
        ...(status === 403 && FORBIDDEN),
        dryRun: z.literal(true).exactOptional().describe('Of deliveries that ask for a dry run'),
      }),
    ),
  ]),
);

/** What each problem of a status means, for people. */
export function titlesOf(status: number): string {
  return codesOf(status)
    .map((code) => `${code}: ${PROBLEMS[code].title}`)
    .join('; ');
}
