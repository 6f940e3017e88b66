import type { Log } from '../../lib/log';
import * as z from '../../lib/zod';
import { describeError } from '../twilio/errors';
import { Conflict, type SyncFor } from './versioned-store';

const line = z.object({
  /** ms since the epoch. */
  at: z.number(),
  /** The record's name; of someone who was erased, a pseudonym that leads nowhere. */
  who: z.string(),
  /** The event or the rule of the roster. */
  because: z.string(),
  /** Names of the fields that were changed; of the values only the two that are not personal. */
  fields: z.array(z.string()),
  state: z.string().optional(),
  available: z.boolean().optional(),
  outcome: z.string(),
});

/** One change of one user. */
export type AuditLine = z.infer<typeof line>;

/** Who was changed, when, and because of what. Lines are gathered during an execution and written together at its end. */
export interface AuditLog {
  note(line: AuditLine): void;
  /** Never throws: a change is not undone because it could not be written down. */
  flush(): Promise<void>;
  /**
   * Of one person, newest first. `since`, ms: everything from then on is among them. That is 30 days, or less where so much
   * is changed that reading it all would take too long.
   */
  of(who: string): Promise<{ readonly lines: AuditLine[]; readonly since: number }>;
  /** Rewrites the lines of one person under a pseudonym. @returns how many. */
  forget(who: string, pseudonym: string): Promise<number>;
}

const MAP = 'rosterline-audit';
const KEPT_SECONDS = 30 * 86_400;
/** Of about 150 bytes each: an Item stays under 10 KiB, past which Sync allows 2 writes a second only. */
const LINES_AN_ITEM = 50;

/** Items that are read to tell of one person: ten pages, which Sync gives within a second or two. */
const MOST_READ = 1000;

const item = z.object({ v: z.literal(1), lines: z.array(line) });

/** @param now ms since the epoch. @param random in [0, 1). */
export function createAuditLog(sync: SyncFor, log: Log, now: () => number, random: () => number): AuditLog {
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
