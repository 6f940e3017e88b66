import {
  Conflict,
  type Kept,
  type KeptVersion,
  type Publication,
  type PublishedHead,
  type PublishedRosterStore,
  type Random,
  type RosterVersion,
  type UnreadableHead,
} from '../../application/ports';
import type { Roster } from '../../domain/roster/roster';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import * as z from '../../lib/zod';
import { pack, unpack } from './packing';
import type { SyncFor } from './versioned-store';

const NAME = 'rosterline-roster';
/** So many versions can be shown, and published anew. */
const VERSIONS_KEPT = 20;

const kept = z.object({ digest: z.string(), key: z.string(), parts: z.number() });
const version = { version: z.number(), at: z.number().nullable(), by: z.string(), note: z.string().nullable() };
const head = z.object({
  v: z.literal(1),
  ...version,
  deployed: z.string(),
  superseded: z.object({ deployed: z.string(), times: z.number() }).optional(),
  text: kept,
  compiled: kept,
  compiler: z.string(),
  history: kept,
  before: z.array(kept).optional(),
});
const part = z.object({ text: z.string() });
const history = z.array(z.object({ ...version, text: kept }));

/**
 * The published roster: the head in the Document `rosterline-roster`; text, compiled roster and history in Documents
 * `rosterline-roster-<key>-<n>`, deflated JSON. These are written once, under a key of their own, before the head names them,
 * so that nobody reads half a version, and removed when no head that anybody can be reading names them.
 */
export function createPublishedRoster(sync: SyncFor, log: Log, random: Random): PublishedRosterStore {
  const nameOf = ({ key }: Kept, index: number) => `${NAME}-${key}-${index}`;

  async function place(value: unknown): Promise<Kept> {
    const { pieces, digest } = pack(value);
    const placed = { digest, key: `${digest}${Math.floor(random() * 2 ** 48).toString(36)}`, parts: pieces.length };
    await Promise.all(
      pieces.map(async (text, index) => {
        try {
          await sync.prepare.writeDocument(nameOf(placed, index), { text }, undefined);
        } catch (error) {
          // Our own first attempt, whose answer was lost: nobody else has this key.
          if (!(error instanceof Conflict)) throw error;
        }
      }),
    );
    return placed;
  }

  async function load(from: Kept): Promise<unknown> {
    const names = Array.from({ length: from.parts }, (_, index) => nameOf(from, index));
    const documents = await Promise.all(names.map((name) => sync.prepare.readDocument(name)));
    const pieces = documents.map((document) => part.safeParse(document?.data).data?.text ?? '');
    return unpack({ pieces, digest: from.digest });
  }

  async function remove(all: readonly Kept[]): Promise<void> {
    const names = all.flatMap((one) => Array.from({ length: one.parts }, (_, index) => nameOf(one, index)));
    const removed = await Promise.allSettled(names.map((name) => sync.confirm.removeDocument(name)));
    const left = removed.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
    if (left.length === 0) return;
    log('warn', 'Parts of an old roster could not be removed and stay in Sync', {
      parts: left.length,
      ...describeError(left[0]),
    });
  }

  async function read(): Promise<PublishedHead | UnreadableHead | undefined> {
    const found = await sync.prepare.readDocument(NAME);
    if (!found) return undefined;
    const { revision } = found;
    const { success, data } = head.safeParse(found.data);
    if (!success) return { unreadable: true, revision };
    const { v: _, ...known } = data;
    return { ...known, revision };
  }

  /** @throws Conflict if somebody else wrote since `revision`. */
  async function write(next: Omit<PublishedHead, 'revision'>, revision: string | undefined): Promise<PublishedHead> {
    try {
      return { ...next, revision: await sync.prepare.writeDocument(NAME, { v: 1, ...next }, revision) };
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      // A write whose answer got lost is refused when it is tried again; what is there then is our own.
      const stored = await read();
      const isOurs = (head: PublishedHead) =>
        head.text.key === next.text.key && head.superseded?.deployed === next.superseded?.deployed;
      if (stored && !('unreadable' in stored) && isOurs(stored)) return stored;
      throw error;
    }
  }

  async function readHistory(of: PublishedHead): Promise<readonly KeptVersion[] | undefined> {
    return history.safeParse(await load(of.history)).data;
  }

  /** The history as it is, as far as it can be read. */
  async function earlierVersions(old: PublishedHead | undefined): Promise<readonly KeptVersion[]> {
    if (!old) return [];
    const found = await readHistory(old);
    if (!found) log('error', 'The history of the roster cannot be read and begins anew', { version: old.version });
    return found ?? [{ ...entryOf(old), text: old.text }];
  }

  return {
    head: read,
    // The digest shows that it is what was written; that this release understands it, `compiler` shows.
    roster: async (of) => (await load(of.compiled)) as Roster | undefined,
    async text(from) {
      const text = await load(from);
      return typeof text === 'string' ? text : undefined;
    },
    history: readHistory,
    async publish({ text, roster, over, compiler, deployed, ...entry }: Publication, before) {
      const old = before && !('unreadable' in before) ? before : undefined;
      const earlier = await earlierVersions(old);
      const [own, compiled] = await Promise.all([place(text), place(roster)]);
      const replaced = over ? [{ ...entryOf(over), text: await place(over.text) }] : [];
      const versions: KeptVersion[] = [{ ...entry, text: own }, ...replaced, ...earlier];
      const history = await place(versions.slice(0, VERSIONS_KEPT));
      const next = { ...entry, deployed, text: own, compiled, compiler, history };
      try {
        const written = await write({ ...next, ...(old && { before: [old.compiled, old.history] }) }, before?.revision);
        await remove([...versions.slice(VERSIONS_KEPT).map((one) => one.text), ...(old?.before ?? [])]);
        return written;
      } catch (error) {
        // The head may name these parts all the same: an answer was lost, and a read showed what was there before. They stay.
        if (error instanceof Conflict)
          log('warn', 'Parts of a roster may stay in Sync without being used', { key: own.key });
        throw error;
      }
    },
    supersede: ({ revision, ...known }, superseded) => write({ ...known, superseded }, revision),
    async recompile({ revision, ...known }, roster, compiler) {
      const compiled = await place(roster);
      const before = [...(known.before ?? []), known.compiled];
      return write({ ...known, compiled, compiler, before }, revision);
    },
  };
}

function entryOf({ version, at, by, note }: RosterVersion): RosterVersion {
  return { version, at, by, note };
}
