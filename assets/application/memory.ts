import type { Liveness } from './tick/liveness';

/** What a warm process remembers from one execution to the next. If it is lost, that costs a call or an alert more. */
export interface Memory {
  /** Alerts that were sent while Sync could not be asked: cause → until when (ms) it stays quiet. */
  readonly alerts: Map<string, number>;
  /** What was read last of the heartbeat and when (ms), or why it could not be; and how many reads may still be made at once. */
  readonly pulse: {
    last?: { readonly at: number; readonly pulse: Liveness } | { readonly at: number; readonly error: unknown };
    reads: number;
    /** When `reads` was counted, ms. */
    counted: number;
  };
}

export function createMemory(): Memory {
  return { alerts: new Map(), pulse: { reads: 0, counted: Number.NEGATIVE_INFINITY } };
}
