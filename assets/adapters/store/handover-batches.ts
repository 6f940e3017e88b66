import { isDeepStrictEqual } from 'node:util';
import {
  type Batch,
  type BatchEntry,
  BatchUnreadable,
  Conflict,
  type HandoverBatches,
  MOVE_OUTCOMES,
  type StoredBatch,
} from '../../application/ports';
import { DAY, SECOND } from '../../domain/time';
import * as z from '../../lib/zod';
import type { SyncFor } from './versioned-store';

/** As long as Sync keeps anything, about: https://www.twilio.com/docs/api/errors/54011 */
const KEPT_SECONDS = (365 * DAY) / SECOND;

/** Short, so that 200 of them stay below 10 KiB: the conversation, the taker's index or -1, the outcome or -1, and a number. */
const entry = z.union([
  z.tuple([z.string(), z.number(), z.number()]),
  z.tuple([z.string(), z.number(), z.number(), z.string()]),
]);
const document = z.object({ v: z.literal(1), at: z.number(), takers: z.array(z.string()), entries: z.array(entry) });

const nameOf = (id: string, number: number) => `rosterline-handover-${id}-${number}`;

/** The batches of hand-overs: a Document `rosterline-handover-<id>-<n>` each. */
export function createHandoverBatches(sync: SyncFor): HandoverBatches {
  const read = async (id: string, number: number): Promise<StoredBatch | undefined> => {
    const found = await sync.prepare.readDocument(nameOf(id, number));
    if (!found) {
      await sync.prepare.verify(); // or a missing Service would look like a hand-over of which nothing is done
      return undefined;
    }
    return { ...parse(found.data), number, revision: found.revision };
  };
  /** A write whose answer was lost is refused when it is repeated: what is there then is our own. */
  const unlessOurs = async (id: string, number: number, batch: Batch, error: unknown): Promise<StoredBatch> => {
    const there = error instanceof Conflict ? await read(id, number) : undefined;
    if (there && isDeepStrictEqual(serialise(there), serialise(batch))) return there;
    throw error;
  };
  return {
    read,
    async create(id, number, batch) {
      try {
        const revision = await sync.prepare.writeDocument(
          nameOf(id, number),
          serialise(batch),
          undefined,
          KEPT_SECONDS,
        );
        return { ...batch, number, revision };
      } catch (error) {
        return unlessOurs(id, number, batch, error);
      }
    },
    async write(id, batch) {
      const { number, revision } = batch;
      try {
        const written = await sync.confirm.writeDocument(nameOf(id, number), serialise(batch), revision, KEPT_SECONDS);
        return { ...batch, revision: written };
      } catch (error) {
        return unlessOurs(id, number, batch, error);
      }
    },
    remove: (id, number) => sync.prepare.removeDocument(nameOf(id, number)),
  };
}

function serialise({ at, takers, entries }: Batch): z.infer<typeof document> {
  return {
    v: 1,
    at,
    takers: [...takers],
    entries: entries.map(({ conversation, taker = -1, outcome, address }) => {
      const code = outcome === undefined ? -1 : MOVE_OUTCOMES.indexOf(outcome);
      return address === undefined ? [conversation, taker, code] : [conversation, taker, code, address];
    }),
  };
}

/** @throws BatchUnreadable */
function parse(data: unknown): Batch {
  const { success, data: found, error } = document.safeParse(data);
  if (!success) throw new BatchUnreadable('a batch cannot be read', { cause: error });
  return { at: found.at, takers: found.takers, entries: found.entries.map(parseEntry) };
}

function parseEntry([conversation, taker, code, address]: z.infer<typeof entry>): BatchEntry {
  const outcome = MOVE_OUTCOMES[code];
  if (outcome === undefined && code !== -1) throw new BatchUnreadable(`unknown outcome ${code}`);
  return {
    conversation,
    ...(taker >= 0 && { taker }),
    ...(outcome && { outcome }),
    ...(address !== undefined && { address }),
  };
}
