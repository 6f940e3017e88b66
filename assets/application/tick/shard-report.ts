import * as z from '../../lib/zod';
import type { Answers } from './count-answers';

/** What a tick needs to know of the duty shards that other executions ticked for it; they answer `POST /shifts/tick`. */
export const shardReport = z.object({
  changed: z.number(),
  failed: z.number(),
  missing: z.number(),
  unseen: z.number(),
  held: z.number(),
  unfinished: z.number(),
  frontline: z.object({
    answered: z.number(),
    failed: z.number(),
    status: z.number().optional(),
    changes: z.object({ taken: z.number(), refused: z.number(), status: z.number().optional() }).optional(),
  }),
});

export type ShardReport = z.infer<typeof shardReport>;

/** The counts of several executions together. */
export function addReports(
  reports: readonly ShardReport[],
): Omit<ShardReport, 'frontline'> & { readonly frontline: Answers } {
  const sum = (count: (report: ShardReport) => number) => reports.reduce((total, report) => total + count(report), 0);
  return {
    changed: sum(({ changed }) => changed),
    failed: sum(({ failed }) => failed),
    missing: sum(({ missing }) => missing),
    unseen: sum(({ unseen }) => unseen),
    held: sum(({ held }) => held),
    unfinished: sum(({ unfinished }) => unfinished),
    frontline: addAnswers(reports.map(({ frontline }) => frontline)),
  };
}

/** How the target took the calls of several executions. */
function addAnswers(all: readonly ShardReport['frontline'][]): Answers {
  const status = all.findLast((answers) => answers.status !== undefined)?.status;
  const changes = all.flatMap((answers) => answers.changes ?? []);
  // Of the execution that was refused most.
  const worst = [...changes].sort((a, b) => b.refused - a.refused).find((one) => one.status !== undefined);
  return {
    answered: all.reduce((sum, { answered }) => sum + answered, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    ...(status !== undefined && { status }),
    ...(changes.length > 0 && {
      changes: {
        taken: changes.reduce((sum, { taken }) => sum + taken, 0),
        refused: changes.reduce((sum, { refused }) => sum + refused, 0),
        ...(worst?.status !== undefined && { status: worst.status }),
      },
    }),
  };
}
