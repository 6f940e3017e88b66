/** What the addresses of the live roster answer, as far as the command line shows it. */
import * as z from 'zod';

const version = z.object({
  version: z.number(),
  at: z.string().nullable(),
  by: z.string(),
  note: z.string().nullable(),
});
const counting = version.extend({ replaced: version.optional() });
const fault = z.object({
  path: z.string(),
  message: z.string(),
  line: z.number().optional(),
  column: z.number().optional(),
});

export const sourceAnswer = counting.extend({ yaml: z.string() });
export const historyAnswer = z.object({ versions: z.array(version.extend({ current: z.boolean() })) });
export const publishAnswer = version.extend({
  dryRun: z.boolean(),
  changes: z.array(z.object({ person: z.string(), identity: z.string(), available: z.boolean(), because: z.string() })),
  held: z.array(z.string()),
  shortfalls: z.array(
    z.object({ id: z.string(), from: z.string(), to: z.string(), have: z.number(), need: z.number() }),
  ),
  moved: z.array(
    z.object({
      shift: z.string(),
      was: z.string().nullable(),
      now: z.string().nullable(),
      from: z.string(),
      to: z.string(),
    }),
  ),
  warnings: z.array(fault),
});
export const problemAnswer = z.object({
  code: z.string(),
  detail: z.string(),
  errors: z.array(fault).optional(),
  current: counting.optional(),
});

export type Version = z.infer<typeof counting>;
export type Published = z.infer<typeof publishAnswer>;
export type Problem = z.infer<typeof problemAnswer>;
