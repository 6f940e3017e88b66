import * as z from '../../lib/zod';
import type { SyncFor } from './versioned-store';

/** What was last applied to each person of a shard. People go by {@link dutyName}. */
export interface AppliedShard {
  /** When the tick that wrote it began, ms: what a record says to have been applied later is newer. */
  readonly at: number;
  readonly on: ReadonlySet<string>;
  readonly off: ReadonlySet<string>;
  /** People for whom Frontline had no user. */
  readonly missing: ReadonlySet<string>;
  /** Absent if the document does not exist yet. */
  readonly revision?: string;
}

/** The duty table: Documents `rosterline-duty-<n>`. */
export interface AppliedTable {
  read(shard: number): Promise<AppliedShard>;
  /** @throws Conflict if another tick wrote meanwhile; the next one puts it right. */
  write(shard: number, table: AppliedShard): Promise<void>;
}

/** Characters of a record name that stand for a person: 72 bits, so that nobody is taken for somebody else. */
const NAME_LENGTH = 12;

/** 12 bytes a person keep a Document of 800 below 10 KiB, past which Sync allows 2 writes a second only. */
const PEOPLE_A_DOCUMENT = 800;

const document = z.object({ v: z.literal(1), at: z.number(), on: z.string(), off: z.string(), missing: z.string() });

export function dutyName(recordName: string): string {
  return Buffer.from(recordName, 'hex').toString('base64url').slice(0, NAME_LENGTH);
}

/** How many Documents a roster of this size needs. Names spread by chance, so that more than one are filled to 80 %. */
export function dutyShards(people: number): number {
  return people <= PEOPLE_A_DOCUMENT ? 1 : Math.ceil(people / (0.8 * PEOPLE_A_DOCUMENT));
}

export function dutyShardOf(recordName: string, shards: number): number {
  return Number.parseInt(recordName.slice(0, 8), 16) % shards;
}

/** What a dry run would have applied goes by itself once the dry run is over. */
const DRY_RUN_TTL_SECONDS = 7 * 86_400;

/**
 * @param dryRun keeps a table of its own, `rosterline-dry-run-<n>`, as if each change had been made: so each tick of a dry run
 * reports what a tick in earnest would change, and the real table goes on saying what was really applied.
 */
export function createAppliedTable(sync: SyncFor, dryRun = false): AppliedTable {
  const nameOf = (shard: number) => `rosterline-${dryRun ? 'dry-run' : 'duty'}-${shard}`;
  return {
    async read(shard) {
      const found = await sync.prepare.readDocument(nameOf(shard));
      if (!found) return { at: 0, on: new Set(), off: new Set(), missing: new Set() };
      const { at, on, off, missing } = document.parse(found.data);
      return { at, on: unpack(on), off: unpack(off), missing: unpack(missing), revision: found.revision };
    },
    async write(shard, { at, on, off, missing, revision }) {
      const data = { v: 1, at, on: pack(on), off: pack(off), missing: pack(missing) };
      await sync.confirm.writeDocument(nameOf(shard), data, revision, dryRun ? DRY_RUN_TTL_SECONDS : undefined);
    },
  };
}

function pack(names: ReadonlySet<string>): string {
  return [...names].join('');
}

function unpack(names: string): Set<string> {
  const set = new Set<string>();
  for (let i = 0; i + NAME_LENGTH <= names.length; i += NAME_LENGTH) set.add(names.slice(i, i + NAME_LENGTH));
  return set;
}
