import { CLOCK_SKEW_MS } from '../../domain/time';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import { Conflict, type Heartbeat, type HeartbeatStore } from '../ports';

/** An execution that has not ended by then was killed: the platform gives it ten seconds. */
const LEASE_MS = 12_000;

/** So often a lease is asked for again because something else was written to the same document meanwhile. */
const MAX_CONFLICTS = 3;

/** The heartbeat with the lease of an execution. */
export interface Lease {
  readonly beat: Heartbeat;
  readonly revision: string;
  /** What was stored before could not be read, and was overwritten. */
  readonly damaged?: true;
}

/**
 * Takes the lease. Undefined if somebody else has it: they are at work, and the next minute comes.
 * @param by names this execution. @throws Conflict if the document is written again and again, and not with a lease.
 */
export async function takeLease(store: HeartbeatStore, by: string, now: number): Promise<Lease | undefined> {
  for (let conflicts = 0; ; conflicts++) {
    const { beat, revision, damaged } = await store.read();
    const { lease } = beat;
    // One that ends later than any lease of now can was taken by a clock that was wrong: nobody is at work.
    if (lease && lease.until > now && lease.until <= now + LEASE_MS + CLOCK_SKEW_MS) {
      if (lease.by !== by) return undefined;
      // Written by a first attempt of ours whose answer was lost.
      if (revision !== undefined) return { beat, revision };
    }
    try {
      return { ...(await takeLeaseOn({ beat, revision }, by, now, store)), ...(damaged && { damaged }) };
    } catch (error) {
      if (!(error instanceof Conflict) || conflicts === MAX_CONFLICTS) throw error;
    }
  }
}

/**
 * Takes the lease on the heartbeat as it was read, without a lease: so what was read after it is as if it had been read under the
 * lease. Whoever has the lease may write the duty table, so that what was noted of it ends here.
 * @throws Conflict if anybody has written since, such as an execution that has the lease by now.
 */
export async function takeLeaseOn(
  { beat, revision }: { readonly beat: Heartbeat; readonly revision?: string | undefined },
  by: string,
  now: number,
  store: Pick<HeartbeatStore, 'write'>,
): Promise<Lease> {
  const { dutyTable: _, ...rest } = beat;
  const leased = { ...rest, lease: { by, until: now + LEASE_MS } };
  return { beat: leased, revision: await store.write(leased, revision, 'prepare') };
}

/** Writes the heartbeat of after a pass, without a lease. @returns `conflict` if anybody has written since. */
export async function writeAfter(
  beat: Heartbeat,
  revision: string,
  { heartbeat, log }: { readonly heartbeat: Pick<HeartbeatStore, 'write'>; readonly log: Log },
): Promise<'done' | 'conflict' | 'failed'> {
  try {
    await heartbeat.write(beat, revision, 'confirm');
    return 'done';
  } catch (error) {
    // What an operator wrote to the same Document stays.
    if (error instanceof Conflict) return 'conflict';
    // A lease ends by itself within seconds.
    log('warn', 'The heartbeat could not be written', describeError(error));
    return 'failed';
  }
}
