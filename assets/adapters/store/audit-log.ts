import { type AuditLine, type AuditLog, type Clock, Conflict, type Random } from '../../application/ports';
import { DAY, SECOND } from '../../domain/time';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import * as z from '../../lib/zod';
import type { SyncFor } from './versioned-store';

const line: z.ZodType<AuditLine> = z.object({
  at: z.number(),
  who: z.string(),
  because: z.string(),
  fields: z.array(z.string()),
  state: z.string().optional(),
  available: z.boolean().optional(),
  outcome: z.string(),
});

const MAP = 'rosterline-audit';
const KEPT_SECONDS = (30 * DAY) / SECOND;
/** Of about 150 bytes each: an Item stays under 10 KiB, past which Sync allows 2 writes a second only. */
const LINES_AN_ITEM = 50;

/** Items that are read to tell of one person: ten pages, which Sync gives within a second or two. */
const MOST_READ = 1000;

const item = z.object({ v: z.literal(1), lines: z.array(line) });

/** @param now ms since the epoch. @param random in [0, 1). */
export function createAuditLog(sync: SyncFor, log: Log, now: Clock, random: Random): AuditLog {
  let gathered: AuditLine[] = [];
  return {
    note: (noted) => void gathered.push(noted),
    async flush() {
      const lines = gathered;
      gathered = [];
      for (let start = 0; start < lines.length; start += LINES_AN_ITEM) {
        const chunk = lines.slice(start, start + LINES_AN_ITEM);
        const key = `${chunk[0]?.at}-${Math.floor(random() * 2 ** 48).toString(36)}-${start}`;
        try {
          await sync.confirm.writeItem(MAP, key, { v: 1, lines: chunk }, undefined, KEPT_SECONDS);
        } catch (error) {
          // A conflict is our own first attempt, whose answer was lost.
          if (!(error instanceof Conflict))
            log('warn', 'The audit could not be written', { lines: chunk, ...describeError(error) });
        }
      }
    },
    async of(who) {
      const items = (await sync.prepare.items(MAP, MOST_READ)).map(({ data }) => item.parse(data).lines);
      // Sync lets Items go late: what is too old is not there, whether it has gone or not.
      const oldest = now() - KEPT_SECONDS * 1000;
      const since = items.length < MOST_READ ? oldest : Math.max(oldest, items.at(-1)?.[0]?.at ?? 0);
      const lines = items.flat().filter((one) => one.who === who && one.at > since);
      return { lines: lines.sort((a, b) => b.at - a.at), since };
    },
    async forget(who, pseudonym) {
      let rewritten = 0;
      for (const { key, data, revision } of await sync.prepare.items(MAP)) {
        const { lines } = item.parse(data);
        const count = lines.filter((one) => one.who === who).length;
        if (count === 0) continue;
        const renamed = lines.map((one) => (one.who === who ? { ...one, who: pseudonym } : one));
        await sync.prepare.writeItem(MAP, key, { v: 1, lines: renamed }, revision);
        rewritten += count;
      }
      return rewritten;
    },
  };
}
