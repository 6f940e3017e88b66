// Written from the contract alone: nothing of the product is used here.
import type { Said } from '../said';

/** An operator asked for an erasure, and was answered, or not at all. Instants are ms since the epoch. */
export interface Erasure {
  readonly began: number;
  readonly ended: number;
  /** The record went; otherwise all that may have come of it is that it was noted. */
  readonly done: boolean;
}

/** A timestamp in whole seconds may mean any instant of its second, ms. */
const SECOND_MS = 1000;

/** Whether what would let somebody in was said before their record was erased. */
export function erasedSince({ type, timestamp }: Said, erasures: readonly Erasure[]): 'yes' | 'maybe' | 'no' {
  if (type !== 'reinstated' && type !== 'offboarding_cancelled') return 'no';
  if (erasures.some(({ began, done }) => done && timestamp + SECOND_MS < began)) return 'yes';
  return erasures.some(({ ended }) => timestamp <= ended) ? 'maybe' : 'no';
}
