import { Conflict, type ReportedLeaver, type UnknownLeaverStore } from '../../application/ports';
import { DAY, SECOND } from '../../domain/time';
import * as z from '../../lib/zod';
import type { SyncFor } from './versioned-store';

const NAME = 'rosterline-unknown-leavers';

/** As long as an offboarding of somebody whom Frontline does not know waits for them, ms. */
const KEPT_MS = 7 * DAY;

/** Of about 150 bytes each, below 10 KiB, past which Sync allows a Document 2 writes a second only. The newest stay. */
const MOST_KEPT = 50;

/** Names longer than this are cut, so that 50 fit. */
const LONGEST_NAME = 80;

/** So often it is tried again because somebody else wrote in between. */
const MAX_TRIES = 4;

const leaver: z.ZodType<ReportedLeaver> = z.object({
  sender: z.string(),
  id: z.string(),
  name: z.string().optional(),
  event: z.string(),
  at: z.number(),
});
const document = z.object({ v: z.literal(1), leavers: z.array(leaver) });

/** The Document `rosterline-unknown-leavers`. What cannot be read is overwritten: each of them was alerted. */
export function createUnknownLeavers(sync: SyncFor, now: () => number): UnknownLeaverStore {
  return {
    read: async () => current((await sync.prepare.readDocument(NAME))?.data),
    add: async (added) => {
      const given = new Map(added.map((one) => [keyOf(one), shortened(one)]));
      await rewrite((known) => [...known.filter((one) => !given.has(keyOf(one))), ...given.values()].slice(-MOST_KEPT));
    },
    forget: (name) => {
      const wanted = cut(name).toLowerCase();
      return rewrite((known) => known.filter((one) => one.name?.toLowerCase() !== wanted));
    },
  };

  /** @returns whether that changed anything. */
  async function rewrite(change: (known: readonly ReportedLeaver[]) => readonly ReportedLeaver[]): Promise<boolean> {
    for (let tries = 1; ; tries++) {
      const found = await sync.confirm.readDocument(NAME);
      const known = current(found?.data);
      const leavers = change(known);
      if (JSON.stringify(leavers) === JSON.stringify(known)) return false;
      try {
        await sync.confirm.writeDocument(NAME, { v: 1, leavers }, found?.revision, KEPT_MS / SECOND);
        return true;
      } catch (error) {
        if (!(error instanceof Conflict) || tries === MAX_TRIES) throw error;
      }
    }
  }

  function current(data: unknown): readonly ReportedLeaver[] {
    const leavers = document.safeParse(data).data?.leavers ?? [];
    return leavers.filter(({ at }) => at > now() - KEPT_MS);
  }
}

function keyOf({ sender, id }: ReportedLeaver): string {
  return JSON.stringify([sender, id]);
}

/** A sender's id is kept whole: it is what the roster has to have. */
function shortened({ name, ...rest }: ReportedLeaver): ReportedLeaver {
  return { ...rest, ...(name !== undefined && { name: cut(name) }) };
}

function cut(name: string): string {
  return name.slice(0, LONGEST_NAME);
}
