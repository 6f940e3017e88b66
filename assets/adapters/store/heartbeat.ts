import type { Clock, Heartbeat, HeartbeatMemory, HeartbeatStore } from '../../application/ports';
import { CLOCK_SKEW_MS } from '../../domain/time';
import * as z from '../../lib/zod';
import type { SyncFor } from './versioned-store';

const difference = z.object({
  person: z.string(),
  field: z.enum(['state', 'available']),
  found: z.string(),
  expected: z.string(),
  since: z.number().optional(),
});

const partial = z.object({ since: z.number(), people: z.number() }).optional();

const document = z.object({
  v: z.literal(1),
  lease: z.object({ by: z.string(), until: z.number() }).optional(),
  last: z
    .object({
      at: z.number(),
      took: z.number(),
      people: z.number(),
      onDuty: z.number(),
      changed: z.number(),
      missing: z.number(),
      /** 0 in what an older version wrote. */
      unseen: z.number().default(0),
    })
    .optional(),
  frontline: z
    .object({ failingSince: z.number(), status: z.number().optional(), changesOnly: z.literal(true).optional() })
    .optional(),
  /** `fullyAppliedAt`, under the name that the releases before gave it. */
  settled: z.number().optional(),
  /** By person; older releases kept them by the turn of the check, a number, which is no person's name. */
  differences: z.record(z.string(), z.array(difference)),
  notKept: z.object({ lastRound: z.number(), thisRound: z.number() }).optional(),
  drift: z
    .object({
      staying: z.string(),
      departed: z.object({ at: z.number(), name: z.string() }).optional(),
      again: z.array(z.string()),
      stalledSince: z.number().optional(),
    })
    .optional(),
  rosterPeople: z.object({ roster: z.string(), open: z.number(), unreadableSince: z.number().optional() }).optional(),
  published: z.number().optional(),
  routed: z.number().optional(),
  partial: z.object({ unseen: partial, changes: partial }).optional(),
  evidence: z
    .object({
      filed: z.string().optional(),
      failingSince: z.number().optional(),
      verified: z.object({ slot: z.number(), names: z.array(z.string()) }).optional(),
    })
    .optional(),
  concurrency: z.object({ most: z.number(), at: z.number() }).optional(),
  erasing: z.number().optional(),
  dutyTable: z
    .object({
      digest: z.string(),
      shards: z.array(z.tuple([z.string(), z.number()])),
      missing: z.array(z.string()),
      since: z.number(),
      readAgain: z.number().optional(),
    })
    .optional(),
  held: z.object({ roster: z.string(), at: z.number(), people: z.number() }).optional(),
  released: z.string().optional(),
});

const NAME = 'rosterline-heartbeat';

export function createHeartbeatStore(sync: SyncFor, now: Clock, memory: HeartbeatMemory = {}): HeartbeatStore {
  return {
    recall() {
      const { written } = memory;
      return written && { beat: believable(written.beat, now()), revision: written.revision };
    },
    async read() {
      const found = await sync.prepare.readDocument(NAME);
      if (!found) {
        await sync.prepare.verify(); // or a missing Service would look like a system that has not ticked yet
        return { beat: { v: 1, differences: {} } };
      }
      const { revision } = found;
      const { success, data } = document.safeParse(found.data);
      if (!success) return { beat: { v: 1, differences: {} }, revision, damaged: true };
      const { settled, ...beat } = data;
      return { beat: believable({ ...beat, fullyAppliedAt: settled }, now()), revision };
    },
    async write(beat, revision, purpose) {
      const { fullyAppliedAt, ...rest } = beat;
      // Until the answer has come, nobody knows which one is there.
      memory.written = undefined;
      const written = await sync[purpose].writeDocument(NAME, { ...rest, settled: fullyAppliedAt }, revision);
      memory.written = { beat, revision: written };
      return written;
    },
  };
}

/** The heartbeat without what it says of the future: nobody has ticked, finished or failed then. */
function believable({ last, frontline, held, routed, fullyAppliedAt, ...beat }: Heartbeat, now: number): Heartbeat {
  const isPast = (instant: number) => instant <= now + CLOCK_SKEW_MS;
  const past = (instant: number) => Math.min(instant, now);
  return {
    ...beat,
    ...(last && isPast(last.at) && { last: { ...last, at: past(last.at) } }),
    ...(frontline && { frontline: { ...frontline, failingSince: past(frontline.failingSince) } }),
    ...(routed !== undefined && { routed: past(routed) }),
    ...(held && { held: { ...held, at: past(held.at) } }),
    ...(fullyAppliedAt !== undefined && isPast(fullyAppliedAt) && { fullyAppliedAt: past(fullyAppliedAt) }),
  };
}
