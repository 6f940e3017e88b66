import { Conflict, type Erasure, type ErasureStore } from '../../application/ports';
import { DAY, SECOND } from '../../domain/time';
import * as z from '../../lib/zod';
import type { SyncFor } from './versioned-store';

const MAP = 'rosterline-erasures';
/** The keys of notes; all other keys are names of records. */
const NOTED = 'erased-';
/** By then all that there was in the audit has expired, and every sender whose retries are documented has long given up. */
const KEPT_SECONDS = (35 * DAY) / SECOND;

const erasure = z.object({
  v: z.literal(1),
  pseudonym: z.string(),
  next: z.string().exactOptional(),
  done: z.boolean(),
  rewritten: z.number(),
});

/** So often it is tried again because somebody else wrote in between. */
const MAX_TRIES = 4;

const note = z.object({ v: z.literal(1), at: z.number() });

/**
 * The erasures that take longer than one execution: an Item each in the Map `rosterline-erasures`, under the record's name. That
 * somebody was erased at all is noted there as well.
 */
export function createErasureStore(sync: SyncFor): ErasureStore {
  /** Of what this execution has read. */
  const revisions = new Map<string, string>();
  return {
    async list() {
      const items = (await sync.prepare.items(MAP)).filter(({ key }) => !key.startsWith(NOTED));
      for (const { key, revision } of items) revisions.set(key, revision);
      return items.map(({ key, data }) => parse(key, data));
    },
    async read(who) {
      const found = await sync.prepare.readItem(MAP, who);
      if (found) revisions.set(who, found.revision);
      return found && parse(who, found.data);
    },
    async save({ who, ...progress }) {
      const data = { v: 1, ...progress };
      try {
        await sync.confirm.writeItem(MAP, who, data, revisions.get(who), KEPT_SECONDS);
      } catch (error) {
        // Another execution goes on with it, and its place is as good.
        if (!(error instanceof Conflict)) throw error;
      }
    },
    remove: (who) => sync.confirm.removeItem(MAP, who),
    async note(who, at) {
      for (let tries = 1; ; tries++) {
        const found = await sync.prepare.readItem(MAP, NOTED + who);
        // Written by another request just now, or by our own first attempt, whose answer was lost.
        if (found && (note.safeParse(found.data).data?.at ?? 0) >= at) return;
        try {
          return void (await sync.prepare.writeItem(MAP, NOTED + who, { v: 1, at }, found?.revision, KEPT_SECONDS));
        } catch (error) {
          // The read may have been of before the last write, so a conflict does not tell that anybody has noted it.
          if (!(error instanceof Conflict) || tries === MAX_TRIES) throw error;
        }
      }
    },
    async erasedSince(who, since) {
      const found = await sync.prepare.readItem(MAP, NOTED + who);
      if (found === undefined) return false;
      const read = note.safeParse(found.data);
      // Only an erasure writes here: what cannot be read is one of the last weeks.
      return !read.success || read.data.at >= since;
    },
  };
}

/** What cannot be read is begun again: lines under the pseudonym that it had stay under that. */
function parse(who: string, data: unknown): Erasure {
  const { success, data: found } = erasure.safeParse(data);
  return success ? { who, ...found } : { who, pseudonym: 'erased', done: false, rewritten: 0 };
}
