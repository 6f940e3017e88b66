/**
 * Where the packed content of a feed is kept. A Document holds 16 KiB: content that does not fit into the head, `<name>`, is
 * in parts, `<name>-<generation>-<n>`. Parts are never changed, only written under a new generation before the head names
 * it, so that nobody reads parts of two answers.
 */
import { createHash } from 'node:crypto';
import { Conflict } from '../application/ports';
import { DAY, type EpochMs } from '../domain/time';
import * as z from '../lib/zod';
import type { FeedCache } from './feed-cache';
import type { FeedDocuments } from './store-documents';

/** What the head says of it: `packed` itself, or the generation and number of its parts and when they were written. */
export interface Placement {
  readonly packed?: string | undefined;
  readonly generation?: string | undefined;
  readonly parts: number;
  readonly partsAt: EpochMs;
}

type PackedCache = FeedCache['packed'];

export const NO_CONTENT: Placement = { parts: 0, partsAt: 0 };

/** Past 10 KiB Sync allows a Document 2 writes a second only; the rest is for what else the head holds. */
const PART_LENGTH = 9000;
/** Parts that stay the same are written again this often, so that they do not expire. */
const RENEWAL = 30 * DAY;

const part = z.object({ packed: z.string() });

/** The packed content that a head stands for; undefined if there is none or a part is gone. */
export async function loadPacked(
  documents: FeedDocuments,
  name: string,
  { packed, generation, parts }: Placement,
  cache: PackedCache,
): Promise<string | undefined> {
  if (generation === undefined) return packed;
  const cached = cache.get(name);
  if (cached?.generation === generation) return cached.packed;
  const found = await Promise.all(partNames(name, generation, parts).map(documents.fetch));
  const pieces = found.filter((document) => document !== undefined);
  if (pieces.length < found.length) return undefined;
  const whole = pieces.map(({ data }) => part.parse(data).packed).join('');
  cache.set(name, { generation, packed: whole });
  return whole;
}

/** Writes the parts, unless they are there already; none for content that fits into the head. */
export async function placePacked(
  documents: FeedDocuments,
  name: string,
  packed: string,
  now: EpochMs,
  before: Placement | undefined,
): Promise<Placement> {
  if (packed.length <= PART_LENGTH) return { packed, ...NO_CONTENT };
  const pieces = packed.match(new RegExp(`.{1,${PART_LENGTH}}`, 'g')) ?? [];
  const parts = pieces.length;
  const digest = createHash('sha256').update(packed).digest('hex').slice(0, 16);
  const same = before?.generation?.startsWith(digest) ? before : undefined;
  const generation = same?.generation ?? `${digest}${now.toString(36)}`;
  if (same !== undefined && now - same.partsAt < RENEWAL) return { generation, parts, partsAt: same.partsAt };
  const names = partNames(name, generation, parts);
  await Promise.all(names.map((partName, index) => writePart(documents, partName, pieces[index] ?? '')));
  return { generation, parts, partsAt: now };
}

/** For once the head names `placement`: caches its content, and removes the parts that no head names any more. */
export async function retirePacked(
  documents: FeedDocuments,
  name: string,
  packed: string | undefined,
  placement: Placement,
  before: Placement | undefined,
  cache: PackedCache,
): Promise<void> {
  const { generation } = placement;
  if (generation !== undefined && packed !== undefined) cache.set(name, { generation, packed });
  const old = before?.generation;
  if (old === undefined || old === generation) return;
  // Parts that cannot be removed now expire.
  await Promise.allSettled(partNames(name, old, before?.parts ?? 0).map(documents.remove));
}

async function writePart(documents: FeedDocuments, name: string, packed: string): Promise<void> {
  try {
    await documents.create(name, { packed });
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    // It exists with the same content: writing it again makes its life longer.
    await documents.update(name, { packed });
  }
}

function partNames(name: string, generation: string, parts: number): string[] {
  return Array.from({ length: parts }, (_, index) => `${name}-${generation}-${index}`);
}
