/**
 * The last good answer of each iCalendar feed: a Document `rosterline-feed-<name>` with what is known of the feed, and the
 * answer itself, packed. A Document holds 16 KiB: what does not fit is in `rosterline-feed-<name>-<generation>-<n>`. Parts are
 * never changed, only written under a new generation before the head names it, so that nobody reads parts of two answers.
 */

import { createHash } from 'node:crypto';
import type { Twilio } from 'twilio';
import { creating, reading, updating } from '../adapters/store/versioned-store';
import { Conflict } from '../application/ports';
import type { Feed, Roster } from '../domain/roster/roster';
import * as z from '../lib/zod';
import type { FeedContent } from './feed';
import { packer } from './packing';

/** What is known of a feed. Instants are ms. */
export interface StoredFeed {
  /** The last good answer; absent until there is one. */
  readonly content?: FeedContent;
  /** When the last good answer came, or was last said to be unchanged. */
  readonly good?: number;
  /** When the content was read from an answer: recurring events were followed from then on. */
  readonly read?: number;
  /** When it was last asked for. */
  readonly tried: number;
  /** Why that failed, in plain words. */
  readonly failure?: string;
  /** Since when the feed has been empty although it was not before. */
  readonly emptySince?: number;
  readonly etag?: string;
  readonly modified?: string;
  /** A digest of the people whom the content was read for. */
  readonly people?: string;
  readonly warnings: readonly string[];
  /** For the store: what was there when it was read. Hand it back on writing. */
  readonly origin?: Origin;
}

interface Origin {
  readonly revision: string;
  readonly generation?: string;
  readonly parts: number;
  readonly partsAt: number;
}

/** Everything but {@link Conflict} that is thrown means that Sync cannot be reached. */
export interface FeedStore {
  read(feed: Feed): Promise<StoredFeed | undefined>;
  /** @throws Conflict if somebody else wrote meanwhile: then that is as good. */
  write(feed: Feed, stored: StoredFeed): Promise<void>;
}

/** Past 10 KiB Sync allows a Document 2 writes a second only; the rest is for what else the head holds. */
const PART_LENGTH = 9000;
/** A feed that nobody asks for any more is forgotten. */
const TTL_SECONDS = 90 * 86_400;
/** Parts that stay as they are get a new lease of life this often. */
const RENEWAL = 30 * 86_400_000;

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
const part = z.object({ packed: z.string() });

/** What a warm process has read: feed → its generation, packed. A generation never changes, so neither does this. */
const kept = new Map<string, { readonly generation: string; readonly packed: string }>();

/**
 * @param client whose calls prepare: what the feeds say decides who is on duty, so that all of it comes before an effect.
 * @param service a Sync Service SID or `default`.
 * @param nameOf names a person or a feed so that nothing can be told from it: `Records.name`.
 */
export function syncFeeds(
  client: () => Twilio,
  service: string,
  roster: Roster,
  nameOf: (text: string) => string,
): FeedStore {
  const sync = () => client().sync.v1.services(service);
  const { pack, unpack } = packer(roster.people, nameOf);
  const uniqueName = (feed: Feed) => `rosterline-feed-${nameOf(describe(feed, roster)).slice(0, 32)}`;
  const partName = (name: string, generation: string, index: number) => `${name}-${generation}-${index}`;

  /** The packed answer that a head stands for; undefined if a part is gone. */
  async function packedOf(name: string, { packed, generation, parts }: z.infer<typeof head>) {
    if (generation === undefined) return packed;
    const known = kept.get(name);
    if (known?.generation === generation) return known.packed;
    const documents = await reading(() =>
      Promise.all(
        Array.from({ length: parts }, (_, index) =>
          sync()
            .documents(partName(name, generation, index))
            .fetch(),
        ),
      ),
    );
    if (documents === undefined) return undefined;
    const whole = documents.map(({ data }) => part.parse(data).packed).join('');
    kept.set(name, { generation, packed: whole });
    return whole;
  }

  async function writeParts(name: string, generation: string, pieces: readonly string[]): Promise<void> {
    await Promise.all(
      pieces.map(async (packed, index) => {
        const data = { packed };
        try {
          const uniqueName = partName(name, generation, index);
          await creating(() => sync().documents.create({ uniqueName, data, ttl: TTL_SECONDS }));
        } catch (error) {
          if (!(error instanceof Conflict)) throw error;
          // There already, the same: only its life is made longer.
          await updating(() =>
            sync()
              .documents(partName(name, generation, index))
              .update({ data, ttl: TTL_SECONDS }),
          );
        }
      }),
    );
  }

  /** Where the packed answer is kept: in the head, or in parts, which are written here unless they are there already. */
  async function put(name: string, packed: string, now: number, origin: Origin | undefined) {
    if (packed.length <= PART_LENGTH) return { packed, parts: 0, partsAt: 0 };
    const pieces = packed.match(new RegExp(`.{1,${PART_LENGTH}}`, 'g')) ?? [];
    const parts = pieces.length;
    const digest = createHash('sha256').update(packed).digest('hex').slice(0, 16);
    const same = origin?.generation?.startsWith(digest) ? origin : undefined;
    const generation = same?.generation ?? `${digest}${now.toString(36)}`;
    if (same !== undefined && now - same.partsAt < RENEWAL) return { generation, parts, partsAt: same.partsAt };
    await writeParts(name, generation, pieces);
    return { generation, parts, partsAt: now };
  }

  async function writeHead(name: string, data: object, revision: string | undefined): Promise<void> {
    const content = { data, ttl: TTL_SECONDS };
    if (revision === undefined) await creating(() => sync().documents.create({ uniqueName: name, ...content }));
    else
      await updating(() =>
        sync()
          .documents(name)
          .update({ ...content, ifMatch: revision }),
      );
  }

  async function readOnce(name: string): Promise<{ stored: StoredFeed; torn: boolean } | undefined> {
    const document: { data: unknown; revision: string } | undefined = await reading(() =>
      sync().documents(name).fetch(),
    );
    if (document === undefined) return undefined;
    const { revision } = document;
    const { success, data } = head.safeParse(document.data);
    // Written by another version: as if there were nothing, but to be written over.
    if (!success)
      return { stored: { tried: 0, warnings: [], origin: { revision, parts: 0, partsAt: 0 } }, torn: false };
    const { v: _, packed: _inline, generation, parts, partsAt, ...known } = data;
    const packed = await packedOf(name, data);
    const content = packed === undefined ? undefined : unpack(packed);
    const origin = { revision, parts, partsAt, ...(generation !== undefined && { generation }) };
    const torn = content === undefined && known.read !== undefined;
    if (!torn) return { stored: { ...known, ...(content && { content }), origin } as StoredFeed, torn };
    return { stored: { tried: 0, warnings: [], origin: { revision, parts: 0, partsAt: 0 } }, torn };
  }

  return {
    async read(feed) {
      const first = await readOnce(uniqueName(feed));
      // A writer may have replaced the parts between our two looks; a second time they are really gone.
      return (first?.torn ? await readOnce(uniqueName(feed)) : first)?.stored;
    },
    async write(feed, { content, origin, ...known }) {
      const name = uniqueName(feed);
      const packed = content && pack(content);
      const place = packed === undefined ? { parts: 0, partsAt: 0 } : await put(name, packed, known.tried, origin);
      await writeHead(name, { v: 1, ...known, ...place }, origin?.revision);
      if ('generation' in place && packed !== undefined) kept.set(name, { generation: place.generation, packed });
      const old = origin?.generation;
      if (old === undefined || ('generation' in place && place.generation === old)) return;
      // Nobody names them any more; what cannot be removed now expires.
      await Promise.allSettled(
        Array.from({ length: origin?.parts ?? 0 }, (_, index) =>
          sync()
            .documents(partName(name, old, index))
            .remove(),
        ),
      );
    },
  };
}

function describe(feed: Feed, { people }: Roster): string {
  const about = feed.kind === 'holidays' ? feed.calendar : (people[feed.person ?? -1]?.key ?? '');
  return JSON.stringify(['feed', feed.kind, about, feed.url]);
}
