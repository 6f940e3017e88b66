import { CLOCK_SKEW_MS } from '../../domain/time';
import { Conflict, type Heartbeat, type HeartbeatStore } from '../ports';

/** An execution that has not ended by then was killed: the platform gives it ten seconds. */
const LEASE_MS = 12_000;

/** So often a lease is asked for again because something else was written to the same document meanwhile. */
const MAX_CONFLICTS = 3;

/**
 * Takes the lease. Undefined if somebody else has it: they are at work, and the next minute comes.
 * @param by names this execution. @returns `damaged`: what was stored before could not be read, and is overwritten. @throws Conflict if the document is written again and again, and not with a lease.
 */
export async function takeLease(
  store: HeartbeatStore,
  by: string,
  now: number,
): Promise<{ beat: Heartbeat; revision: string; damaged?: true } | undefined> {
  for (let conflicts = 0; ; conflicts++) {
    const { beat, revision, damaged } = await store.read();
    const { lease } = beat;
    // One that ends later than any lease of now can was taken by a clock that was wrong: nobody is at work.
    if (lease && lease.until > now && lease.until <= now + LEASE_MS + CLOCK_SKEW_MS) {
      if (lease.by !== by) return undefined;
      // Written by a first attempt of ours whose answer was lost.
      if (revision !== undefined) return { beat, revision };
    }
    const leased = { ...beat, lease: { by, until: now + LEASE_MS } };
    try {
      const written = await store.write(leased, revision, 'prepare');
      return { beat: leased, revision: written, ...(damaged && { damaged }) };
    } catch (error) {
      if (!(error instanceof Conflict) || conflicts === MAX_CONFLICTS) throw error;
    }
  }
}
