/** Whether ticks come as they should, so that what has become due is changed by the next one. */
import type { WholeView } from '../../api/views/views';
import { MINUTE } from '../../domain/time';

/** Ticks come once a minute; after this time without one the scheduler is late, ms. */
const LATE_MS = 2 * MINUTE;

export interface Ticks {
  /** When the last one began, ms since the epoch; absent: there has been none. */
  readonly last?: number;
  /** The next one has not come although it should have. */
  readonly late: boolean;
  /** The roster that counts was published after the last one. */
  readonly published: boolean;
}

/** @param now when the server last answered, ms: what has come since then is not known. Without an answer nothing is late. */
export function ticksOf(whole: WholeView | undefined, now: number): Ticks {
  if (!whole) return { late: false, published: false };
  const { tick, roster } = whole;
  if (!tick.last) return { late: true, published: false };
  const last = Date.parse(tick.last.at);
  const published = roster.at !== null && Date.parse(roster.at) > last;
  return { last, late: tick.stopped || now - last >= LATE_MS, published };
}
