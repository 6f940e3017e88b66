import type { PaceReport } from './shared-pace';

/** What one execution may begin with. */
export interface Share {
  /** Calls at once, at least 1. */
  readonly atOnce: number;
  /** A refusal has shown how many all of them together may make. */
  readonly isLearnt: boolean;
}

/** Divides what a target takes at once among executions. */
export interface Shares {
  /** Takes a share for one more execution; undefined while as many are at work as there should be. @param left how many are still to begin, this one included. */
  take(left: number): Share | undefined;
  /** Gives a share back. @param report what its execution has found out; absent if it did not answer. */
  giveBack(share: Share, report: PaceReport | undefined): void;
  /** How many calls at once the target takes; undefined as long as none was refused. */
  learnt(): number | undefined;
}

/**
 * Twilio runs 30 executions at once for an account (https://www.twilio.com/docs/serverless/api): the tick, and room for deliveries
 * that come meanwhile.
 */
export const MOST_EXECUTIONS = 25;
/** So many calls at once are one execution's: with more of them, those that are refused would be more of those that each makes. */
const CALLS_AN_EXECUTION = 20;
/** Calls at once of all together while nothing is known. */
const FIRST = 20;

/**
 * As many executions at once as the target takes calls for, each with an equal share: more would only refuse each other's. What
 * one has found out when it ends, the next one begins with.
 * @param noted how many calls at once the target takes, as far as is known. No more than a process begins with that knows nothing: that
 *   may be what an outage has taught, and is not believed.
 */
export function createShares(noted: number | undefined): Shares {
  const isKnown = noted !== undefined && noted > FIRST;
  let total = isKnown ? noted : FIRST;
  let isLearnt = isKnown;
  const taken = new Set<Share>();
  return {
    take(left) {
      const executions = Math.min(MOST_EXECUTIONS, Math.ceil(total / CALLS_AN_EXECUTION));
      const open = Math.min(executions - taken.size, left);
      if (open < 1) return undefined;
      const used = [...taken].reduce((sum, { atOnce }) => sum + atOnce, 0);
      const share = { atOnce: Math.max(1, Math.floor((total - used) / open)), isLearnt };
      taken.add(share);
      return share;
    },
    giveBack(share, report) {
      taken.delete(share);
      if (!report) return;
      total = Math.max(1, total + report.most - share.atOnce);
      isLearnt ||= report.refused > 0;
    },
    learnt: () => (isLearnt ? total : undefined),
  };
}
