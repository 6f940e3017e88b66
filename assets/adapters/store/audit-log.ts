import {
  type AuditLine,
  type AuditLog,
  type AuditReading,
  type Clock,
  Conflict,
  type Random,
  Unavailable,
} from '../../application/ports';
import { DAY, SECOND } from '../../domain/time';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import * as z from '../../lib/zod';
import type { KeyedItem, SyncFor, VersionedStore } from './versioned-store';

const line: z.ZodType<AuditLine> = z.object({
  at: z.number(),
  who: z.string(),
  because: z.string(),
  source: z.string().optional(),
  by: z.string().optional(),
  reason: z.string().optional(),
  fields: z.array(z.string()),
  state: z.string().optional(),
  available: z.boolean().optional(),
  outcome: z.string(),
});

const MAP = 'rosterline-audit';
const KEPT_SECONDS = (30 * DAY) / SECOND;
/** Of about 150 bytes each, and 230 with an operator's name; with a reason up to 1,100. */
const LINES_AN_ITEM = 40;
/** An Item stays under 10 KiB, past which Sync allows 2 writes a second only. Of JSON in UTF-8. */
const BYTES_AN_ITEM = 9_500;

/** Items that are read to tell of one person: ten pages, which Sync gives within a second or two. */
const MOST_READ = 1000;

/** The same to tell of everybody, in a report: it may take a few seconds. */
const MOST_READ_OF_ALL = 2500;

/** Sync allows a Map 20 writes a second. */
const WRITES_AT_ONCE = 20;

const item = z.object({ v: z.literal(1), lines: z.array(line) });

/** @param now ms since the epoch. @param random in [0, 1). */
export function createAuditLog(sync: SyncFor, log: Log, now: Clock, random: Random): AuditLog {
  let gathered: AuditLine[] = [];
  return {
    note: (noted) => void gathered.push(noted),
    async flush() {
      const lines = gathered;
      gathered = [];
      // Side by side: an execution that has switched hundreds of people has a second left for all of it.
      await Promise.all(
        chunksOf(lines).map(async (chunk, index) => {
          const key = `${chunk[0]?.at}-${Math.floor(random() * 2 ** 48).toString(36)}-${index}`;
          try {
            await sync.confirm.writeItem(MAP, key, { v: 1, lines: chunk }, undefined, KEPT_SECONDS);
          } catch (error) {
            // A conflict is our own first attempt, whose answer was lost.
            if (!(error instanceof Conflict))
              log('warn', 'The audit could not be written', { lines: chunk.map(forLog), ...describeError(error) });
          }
        }),
      );
    },
    of: (who) => read(sync, now(), MOST_READ, who),
    all: () => read(sync, now(), MOST_READ_OF_ALL),
    async forget(who, pseudonym, after, mayGoOn) {
      let rewritten = 0;
      let next = after;
      try {
        for await (const page of pagesFrom(sync.prepare, after)) {
          for (let start = 0; start < page.length; start += WRITES_AT_ONCE) {
            const some = page.slice(start, start + WRITES_AT_ONCE);
            rewritten += await renameIn(some, who, pseudonym, sync.prepare);
            next = some.at(-1)?.key ?? next;
            if (!mayGoOn()) return { rewritten, ...(next !== undefined && { next }) };
          }
        }
      } catch (error) {
        // What was done is not done again; nothing done is an outage.
        if (next === after || !(error instanceof Unavailable || error instanceof Conflict)) throw error;
        log('warn', 'Erasing from the audit was interrupted; it goes on where it stopped', describeError(error));
        return { rewritten, ...(next !== undefined && { next }) };
      }
      return { rewritten };
    },
  };
}

/** The lines by Item, in their order. */
function chunksOf(lines: readonly AuditLine[]): AuditLine[][] {
  const chunks: AuditLine[][] = [];
  let bytes = 0;
  for (const line of lines) {
    const size = Buffer.byteLength(JSON.stringify(line)) + 1;
    const chunk = chunks.at(-1);
    if (chunk && chunk.length < LINES_AN_ITEM && bytes + size <= BYTES_AN_ITEM) {
      chunk.push(line);
      bytes += size;
    } else {
      chunks.push([line]);
      bytes = size;
    }
  }
  return chunks;
}

/** What somebody wrote may name people, whom the log does not; that there was a reason is said. */
function forLog({ reason, ...line }: AuditLine): object {
  return { ...line, ...(reason !== undefined && { reason: 'given, and not kept' }) };
}

/** Reads so many Items, the newest first. @param who absent: everybody. */
async function read(sync: SyncFor, now: number, most: number, who?: string): Promise<AuditReading> {
  const parsed = (await sync.prepare.items(MAP, most)).map(({ data }) => item.safeParse(data));
  const items = parsed.flatMap(({ success, data }) => (success ? [data.lines] : []));
  // Sync lets Items go late: what is too old is not there, whether it has gone or not.
  const oldest = now - KEPT_SECONDS * 1000;
  const since = parsed.length < most ? oldest : Math.max(oldest, items.at(-1)?.[0]?.at ?? 0);
  const lines = items.flat().filter((one) => (who === undefined || one.who === who) && one.at > since);
  return { lines: lines.sort((a, b) => b.at - a.at), since, unreadable: parsed.length - items.length };
}

/**
 * The audit by age, from the Item of this key on. If that has expired, so has all before it, and the beginning is the place to go
 * on: what Sync gives for a key that is not there is not documented.
 */
async function* pagesFrom(sync: VersionedStore, key: string | undefined): AsyncIterable<readonly KeyedItem[]> {
  if (key !== undefined) {
    const pages = sync.pages(MAP, key)[Symbol.asyncIterator]();
    const first = await pages.next();
    if (!first.done && first.value[0]?.key === key) {
      yield first.value;
      yield* { [Symbol.asyncIterator]: () => pages };
      return;
    }
  }
  yield* sync.pages(MAP);
}

/** Rewrites Items, side by side. @returns how many lines. */
async function renameIn(
  items: readonly KeyedItem[],
  who: string,
  pseudonym: string,
  sync: VersionedStore,
): Promise<number> {
  const counts = await Promise.all(
    items.map(async ({ key, data, revision }) => {
      const { count, renamed } = rename(data, who, pseudonym);
      if (count > 0) await sync.writeItem(MAP, key, renamed, revision);
      return count;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** An Item with the lines of one person under a pseudonym; what cannot be read as lines is searched as text. */
function rename(data: unknown, who: string, pseudonym: string): { count: number; renamed: unknown } {
  const { success, data: parsed } = item.safeParse(data);
  if (!success) {
    const text = JSON.stringify(data);
    return { count: text.split(who).length - 1, renamed: JSON.parse(text.replaceAll(who, pseudonym)) };
  }
  const count = parsed.lines.filter((one) => one.who === who).length;
  const lines = parsed.lines.map((one) => (one.who === who ? anonymous(one, pseudonym) : one));
  return { count, renamed: { v: 1, lines } };
}

/** A line that leads nowhere: what an operator wrote may name the person, or say why. */
function anonymous({ reason: _, ...line }: AuditLine, who: string): AuditLine {
  return { ...line, who };
}
