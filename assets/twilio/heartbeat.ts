import * as z from '../zod.private';
import { Conflict, type SyncFor, type WritePurpose } from './sync';

const difference = z.object({
  /** The roster's key, or the start of the record's name. */
  person: z.string(),
  field: z.enum(['state', 'available']),
  found: z.string(),
  expected: z.string(),
});

/** A user that is not as it should be, and that is not repaired by itself. */
export type Difference = z.infer<typeof difference>;

const document = z.object({
  v: z.literal(1),
  /** Who is at work, and until when (ms) that is believed. */
  lease: z.object({ by: z.string(), until: z.number() }).optional(),
  /** The last tick that ended: when it began and how long it took, ms, and what it counted. */
  last: z
    .object({
      at: z.number(),
      took: z.number(),
      people: z.number(),
      onDuty: z.number(),
      changed: z.number(),
      missing: z.number(),
      /** People of the roster whose user could not be fetched; 0 in what an older version wrote. */
      unseen: z.number().default(0),
    })
    .optional(),
  /**
   * Frontline has answered no call of any tick since then, ms, or, with `changesOnly`, has taken no change; `status`: of the
   * last failure, absent if no answer came.
   */
  frontline: z
    .object({ failingSince: z.number(), status: z.number().optional(), changesOnly: z.literal(true).optional() })
    .optional(),
  /** The last tick after which no shift change was left over, ms: what is switched now may have been due since then. */
  settled: z.number().optional(),
  /** By the turn of the drift check in which they were found. */
  differences: z.record(z.string(), z.array(difference)),
  /** A roster whose changes are held, and one that an operator let through, by fingerprint. */
  held: z.object({ roster: z.string(), at: z.number(), people: z.number() }).optional(),
  released: z.string().optional(),
});

/** What ticks tell each other and the operators. */
export type Heartbeat = z.infer<typeof document>;

export interface HeartbeatStore {
  /** @throws SyncUnreachable */
  read(): Promise<{ beat: Heartbeat; revision?: string }>;
  /** @throws Conflict, SyncUnreachable */
  write(beat: Heartbeat, revision: string | undefined, purpose: WritePurpose): Promise<string>;
}

const NAME = 'rosterline-heartbeat';

export function syncHeartbeat(sync: SyncFor): HeartbeatStore {
  return {
    async read() {
      const found = await sync.prepare.readDocument(NAME);
      if (!found) {
        await sync.prepare.verify(); // or a missing Service would look like a system that has not ticked yet
        return { beat: { v: 1, differences: {} } };
      }
      return { beat: document.parse(found.data), revision: found.revision };
    },
    write: (beat, revision, purpose) => sync[purpose].writeDocument(NAME, beat, revision),
  };
}

/** An execution that has not ended by then was killed: the platform gives it ten seconds. */
const LEASE_MS = 12_000;

/** So often a lease is asked for again because something else was written to the same document meanwhile. */
const MAX_CONFLICTS = 3;

/**
 * Takes the lease. Undefined if somebody else has it: they are at work, and the next minute comes.
 * @param by names this execution. @throws Conflict if the document is written again and again, and not with a lease.
 */
export async function takeLease(
  store: HeartbeatStore,
  by: string,
  now: number,
): Promise<{ beat: Heartbeat; revision: string } | undefined> {
  for (let conflicts = 0; ; conflicts++) {
    const { beat, revision } = await store.read();
    const { lease } = beat;
    if (lease && lease.until > now) {
      if (lease.by !== by) return undefined;
      // Written by a first attempt of ours whose answer was lost.
      if (revision !== undefined) return { beat, revision };
    }
    const leased = { ...beat, lease: { by, until: now + LEASE_MS } };
    try {
      return { beat: leased, revision: await store.write(leased, revision, 'prepare') };
    } catch (error) {
      if (!(error instanceof Conflict) || conflicts === MAX_CONFLICTS) throw error;
    }
  }
}
