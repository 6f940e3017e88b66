/** The last good answer of each iCalendar feed: a Document `rosterline-feed-<name>` with what is known of the feed. */
import type { Twilio } from 'twilio';
import type { Feed, PersonIndex, Roster } from '../domain/roster/roster';
import type { EpochMs } from '../domain/time';
import * as z from '../lib/zod';
import type { FeedContent } from './feed';
import type { FeedCache } from './feed-cache';
import { createPacker } from './packing';
import { type FeedDocuments, feedDocuments } from './store-documents';
import { loadPacked, NO_CONTENT, type Placement, placePacked, retirePacked } from './store-parts';

/** What is known of a feed. */
export interface StoredFeed {
  /** The last good answer; absent until there is one. */
  readonly content?: FeedContent;
  /** When the last good answer came, or was last confirmed as unchanged. */
  readonly good?: EpochMs;
  /** When the content was parsed: recurring events were expanded from then on. */
  readonly read?: EpochMs;
  /** When it was last fetched. */
  readonly tried: EpochMs;
  /** Why that failed, in plain words. */
  readonly failure?: string;
  /** Since when the feed has been empty although it was not before. */
  readonly emptySince?: EpochMs;
  readonly etag?: string;
  readonly modified?: string;
  /** A digest of the people whom the content was read for, and of how it was read. */
  readonly people?: string;
  readonly warnings: readonly string[];
  /** For the store: what was there when it was read. Hand it back on writing. */
  readonly origin?: Origin;
}

interface Origin extends Omit<Placement, 'packed'> {
  readonly revision: string;
}

/** Everything but {@link Conflict} that is thrown means that Sync cannot be reached. */
export interface FeedStore {
  read(feed: Feed): Promise<StoredFeed | undefined>;
  /** @throws Conflict if somebody else wrote meanwhile: then that is as good. */
  write(feed: Feed, stored: StoredFeed): Promise<void>;
}

const head = z.object({
  v: z.literal(1),
  tried: z.number(),
  good: z.number().optional(),
  read: z.number().optional(),
  failure: z.string().optional(),
  emptySince: z.number().optional(),
  etag: z.string().optional(),
  modified: z.string().optional(),
  people: z.string().optional(),
  warnings: z.array(z.string()),
  packed: z.string().optional(),
  generation: z.string().optional(),
  parts: z.number(),
  partsAt: z.number(),
});

/**
 * @param client whose calls prepare: what the feeds say decides who is on duty, so that all of it comes before an effect.
 * @param service a Sync Service SID or `default`.
 * @param nameOf a pseudonym for a person or a feed: `Records.name`.
 * @param cache of this process.
 */
export function createFeedStore(
  client: () => Twilio,
  service: string,
  roster: Roster,
  nameOf: (text: string) => string,
  cache: FeedCache,
): FeedStore {
  const documents = feedDocuments(client, service);
  const { pack, unpack } = createPacker(roster.people, nameOf, cache.names);
  const documentName = (feed: Feed) => `rosterline-feed-${nameOf(describe(feed, roster)).slice(0, 32)}`;
  return {
    async read(feed) {
      const name = documentName(feed);
      const readFeed = () => readOnce(documents, name, unpack, cache);
      const first = await readFeed();
      // A writer may have replaced the parts between our reads of head and parts; missing twice, they are really gone.
      return (first?.torn ? await readFeed() : first)?.stored;
    },
    async write(feed, { content, origin, ...known }) {
      const name = documentName(feed);
      const packed = content && pack(content);
      const placement =
        packed === undefined ? NO_CONTENT : await placePacked(documents, name, packed, known.tried, origin);
      const data = { v: 1, ...known, ...placement };
      if (origin === undefined) await documents.create(name, data);
      else await documents.update(name, data, origin.revision);
      await retirePacked(documents, name, packed, placement, origin, cache.packed);
    },
  };
}

/** `torn`: the head names content that cannot be loaded. */
async function readOnce(
  documents: FeedDocuments,
  name: string,
  unpack: (packed: string) => FeedContent | undefined,
  cache: FeedCache,
): Promise<{ stored: StoredFeed; torn: boolean } | undefined> {
  const document = await documents.fetch(name);
  if (document === undefined) return undefined;
  const { revision } = document;
  const unknown = { tried: 0, warnings: [], origin: { revision, parts: 0, partsAt: 0 } };
  const { success, data } = head.safeParse(document.data);
  // Written by another version: read as unknown, so that it is fetched and overwritten.
  if (!success) return { stored: unknown, torn: false };
  const { v: _, packed: _inline, generation, parts, partsAt, ...known } = data;
  const packed = await loadPacked(documents, name, data, cache.packed);
  const content = packed === undefined ? undefined : unpack(packed);
  if (content === undefined && known.read !== undefined) return { stored: unknown, torn: true };
  const origin = { revision, parts, partsAt, ...(generation !== undefined && { generation }) };
  return { stored: { ...known, ...(content && { content }), origin } as StoredFeed, torn: false };
}

function describe(feed: Feed, { people, shifts }: Roster): string {
  const keyOf = (person: PersonIndex | undefined): string => people[person ?? -1]?.key ?? '';
  if (feed.kind === 'shift')
    return JSON.stringify(['feed', feed.kind, shifts[feed.shift]?.id, feed.who?.map(keyOf) ?? [], feed.url]);
  const about = feed.kind === 'holidays' ? feed.calendar : keyOf(feed.person);
  return JSON.stringify(['feed', feed.kind, about, feed.url]);
}
