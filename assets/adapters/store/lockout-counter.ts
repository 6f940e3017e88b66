import { APPLIED_NAME_LENGTH, type LockoutCounter } from '../../application/ports';
import { LOCKOUT_WINDOW_MS, recentLockouts } from '../../domain/policies/lockout-limit';
import type { Log } from '../../lib/log';
import * as z from '../../lib/zod';
import type { Versioned, VersionedStore } from './versioned-store';

/**
 * People counted in one Document: 24 bytes each, so that it stays below 10 KiB, above which Sync allows 2 writes a second
 * instead of 20 (https://www.twilio.com/docs/sync/limits).
 */
const DOCUMENT_CAPACITY = 400;

/** So many Documents are read at once; there are more only if all of these have been needed. */
const DOCUMENTS_AT_ONCE = 5;

const instant = z.number().nonnegative();
const current = z.object({
  v: z.literal(2),
  /** What the times below are counted from, ms since the epoch. */
  since: instant,
  lockedOut: z.record(z.string(), instant),
  /** The Document replaces one that could not be read, and counts as full until then. */
  fullUntil: instant.optional(),
});
const former = z.object({
  v: z.literal(1),
  lockedOut: z.array(z.object({ who: z.string(), at: instant })),
});

/** One Document of the count. */
interface Page {
  readonly index: number;
  readonly revision: string | undefined;
  /** Who was counted here within the hour. */
  readonly counted: Map<string, number>;
  readonly capacity: number;
  readonly fullUntil?: number;
  /** Its content cannot be understood. */
  readonly damaged?: true;
}

/**
 * Counts lock-outs in Documents `rosterline-guard`, `rosterline-guard-1` and so on. Their capacities add up to the limit, and
 * each is written only at the revision that was read, so no race can admit more than the limit.
 */
export function createLockoutCounter(sync: VersionedStore, log: Log): LockoutCounter {
  return {
    async admit(people, now, limit) {
      const { pages, admitted, left, uncounted } = await readCount(people, now, limit);
      // Every write has ended before a conflict is thrown: whoever reads again finds all that was counted.
      const written = await Promise.allSettled(
        pages.map((page) => {
          if (page.damaged) return replace(page, now);
          return page.fullUntil === undefined ? add(page, left.splice(0, roomOf(page)), now) : [];
        }),
      );
      for (const result of written) {
        if (result.status === 'rejected') throw result.reason;
        for (const who of result.value) admitted.add(who);
      }
      return { admitted, uncounted };
    },
    async wouldAdmit(people, now, limit) {
      const { pages, admitted, left, uncounted } = await readCount(people, now, limit);
      for (const page of pages) {
        const isOpen = !page.damaged && page.fullUntil === undefined;
        for (const who of isOpen ? left.splice(0, roomOf(page)) : []) admitted.add(who);
      }
      return { admitted, uncounted };
    },
  };

  /** The Documents; who of these people is counted in them already, and who is left to be counted. */
  async function readCount(people: readonly string[], now: number, limit: number) {
    const pages = await readPages(people.length, now, limit);
    const uncounted = pages.some(({ damaged, fullUntil }) => damaged || fullUntil !== undefined);
    const isCounted = (who: string) => pages.some(({ counted }) => counted.has(shortName(who)));
    const admitted = new Set(people.filter(isCounted));
    return { pages, uncounted, admitted, left: people.filter((who) => !admitted.has(who)) };
  }

  /** All Documents that there are, and as many more as it takes for this many people. They come into being in their order. */
  async function readPages(people: number, now: number, limit: number): Promise<readonly Page[]> {
    const read: Page[] = [];
    const sizes = capacities(limit);
    for (let from = 0; from < sizes.length; from += DOCUMENTS_AT_ONCE) {
      const some = sizes.slice(from, from + DOCUMENTS_AT_ONCE).map(async (capacity, offset) => {
        const index = from + offset;
        return toPage(index, capacity, await sync.readDocument(nameOf(index)), now);
      });
      read.push(...(await Promise.all(some)));
      const isLast = read.at(-1)?.revision === undefined;
      if (isLast && read.reduce((room, page) => room + roomOf(page), 0) >= people) break;
    }
    return read;
  }

  async function add(page: Page, people: readonly string[], now: number): Promise<readonly string[]> {
    if (people.length === 0) return [];
    const entries = [...page.counted, ...people.map((who): [string, number] => [shortName(who), Math.ceil(now)])];
    const since = Math.min(...entries.map(([, at]) => at));
    const lockedOut = Object.fromEntries(entries.map(([who, at]) => [who, at - since]));
    await sync.writeDocument(nameOf(page.index), { v: 2, since, lockedOut }, page.revision);
    return people;
  }

  /** Nobody knows who was counted in it: the worst case is that it was full until a moment ago. In an hour, that is over. */
  async function replace(page: Page, now: number): Promise<readonly string[]> {
    log('error', 'The count of lock-outs cannot be read; it counts as full for an hour', {
      document: nameOf(page.index),
    });
    const data = { v: 2, since: now, lockedOut: {}, fullUntil: now + LOCKOUT_WINDOW_MS };
    await sync.writeDocument(nameOf(page.index), data, page.revision);
    return [];
  }
}

/** How many each Document may hold. */
function capacities(limit: number): number[] {
  const documents = Math.max(1, Math.ceil(limit / DOCUMENT_CAPACITY));
  return Array.from({ length: documents }, (_, index) =>
    Math.min(DOCUMENT_CAPACITY, limit - index * DOCUMENT_CAPACITY),
  );
}

function nameOf(index: number): string {
  return index === 0 ? 'rosterline-guard' : `rosterline-guard-${index}`;
}

function shortName(who: string): string {
  return who.slice(0, APPLIED_NAME_LENGTH);
}

function roomOf({ capacity, counted }: Page): number {
  return Math.max(0, capacity - counted.size);
}

function toPage(index: number, capacity: number, found: Versioned | undefined, now: number): Page {
  const empty = { index, capacity, revision: found?.revision, counted: new Map<string, number>() };
  if (!found) return empty;
  const read = timesIn(found.data);
  // A time further ahead than the window would hold offboardings for longer than an hour.
  const latest = now + LOCKOUT_WINDOW_MS;
  if (!read || [...read.times.values(), read.fullUntil ?? 0].some((at) => at > latest)) {
    return { ...empty, damaged: true };
  }
  const { times, fullUntil } = read;
  return {
    ...empty,
    counted: recentLockouts(times, now),
    ...(fullUntil !== undefined && fullUntil > now && { fullUntil }),
  };
}

/** What a Document says, in this form or the one before. Undefined if it cannot be understood. */
function timesIn(data: unknown): { times: Map<string, number>; fullUntil?: number | undefined } | undefined {
  const read = current.safeParse(data);
  if (read.success) {
    const { since, lockedOut, fullUntil } = read.data;
    return { times: new Map(Object.entries(lockedOut).map(([who, after]) => [who, since + after])), fullUntil };
  }
  const old = former.safeParse(data);
  return old.success ? { times: new Map(old.data.lockedOut.map(({ who, at }) => [shortName(who), at])) } : undefined;
}
