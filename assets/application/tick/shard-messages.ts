import * as z from '../../lib/zod';
import type { Answers } from './count-answers';

/** What a tick asks another execution for with `POST /shifts/tick`: the shift changes of one duty shard. */
export const shardOrder = z.object({
  shard: z.number(),
  /** How many calls at once it may begin with, as one of several; absent: as many as it takes alone. */
  atOnce: z.number().optional(),
  /** A refusal has shown how many all of them together may make. */
  isLearnt: z.boolean().optional(),
  /** When its changes have to be made, ms since the epoch; absent: it takes the time that an execution has. */
  until: z.number().optional(),
});

export type ShardOrder = z.infer<typeof shardOrder>;

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
  /** Absent if it did not share what the target takes. */
  pace: z.object({ most: z.number(), refused: z.number() }).optional(),
});

export type ShardReport = z.infer<typeof shardReport>;

/** The counts of several executions together. */
export function addReports(
  reports: readonly ShardReport[],
): Omit<ShardReport, 'frontline' | 'pace'> & { readonly frontline: Answers } {
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
