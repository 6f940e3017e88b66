import type { Pace } from '../ports';

/** What an execution that shares the target with others has found out. */
export interface PaceReport {
  /** How many calls at once it made at its end. */
  readonly most: number;
  /** How many of its calls were refused as too many. */
  readonly refused: number;
}

/** One process makes no more calls at once: it has as many sockets. */
const MOST = 100;
/** Growth for each success while nothing is known of what the target takes: half as much again for each round of calls. */
const QUICK = 0.5;
/** Growth for each success once it is: each step that is one too many costs one refused call, so that fewer than one in a hundred are. */
const SLOW = 1 / 150;

/**
 * The pace of one of several executions that share what the target takes. None of them can see the others' calls: which call is
 * refused is chance, and its place among the calls of its own process says nothing. But where they make so many calls too many
 * at once, so many are refused, and if each refusal takes one from the limit of whoever it came to, all together make as many as are taken.
 * @param share how many calls at once it begins with, at least 1. @param isLearnt a refusal has shown that all of them together may not make many more.
 */
export function sharedPace(share: number, isLearnt: boolean): Pace & { report(): PaceReport } {
  let most = Math.min(MOST, Math.max(1, share));
  let growth = isLearnt ? SLOW : QUICK;
  let refused = 0;
  return {
    atOnce: () => most,
    succeeded() {
      most = Math.min(MOST, most + growth);
    },
    refused() {
      refused++;
      growth = SLOW;
      most = Math.max(1, most - 1);
    },
    report: () => ({ most: Math.floor(most), refused }),
  };
}
