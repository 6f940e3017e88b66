import type { FaultRates } from './faults';
import type { Said } from './said';

/** A sender waits no longer for an answer than an execution may take, ms. */
export const PROMPT_MS = 8500;
/** Younger than this, ms, when it arrives: a lock-out does not need its record then. */
const FRESH_MS = 4 * 60_000;

/**
 * Whether a delivery is a lock-out that has to be done within its request: Frontline is well, and Sync is slow, refuses or hangs.
 * A Sync that answers 429 is busy, and not down.
 */
export function mustBePrompt(said: readonly Said[], { sync, frontline }: FaultRates, now: number): boolean {
  const [only] = said;
  if (!only || said.length > 1 || only.type !== 'offboarded' || only.effectiveAt !== undefined) return false;
  const { delay, ...faults } = frontline;
  const isFrontlineWell = delay[1] < 1000 && Object.values(faults).every((rate) => rate === 0);
  const isSyncDown = sync.refused === 1 || sync.hangs === 1 || sync.delay[0] >= 1000;
  return isFrontlineWell && isSyncDown && only.timestamp > now - FRESH_MS;
}
