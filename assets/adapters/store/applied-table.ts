import { APPLIED_NAME_LENGTH, type AppliedTable } from '../../application/ports';
import { DAY, SECOND } from '../../domain/time';
import * as z from '../../lib/zod';
import type { SyncFor } from './versioned-store';

const document = z.object({ v: z.literal(1), at: z.number(), on: z.string(), off: z.string(), missing: z.string() });

/** What a dry run would have applied goes by itself once the dry run is over. */
const DRY_RUN_TTL_SECONDS = (7 * DAY) / SECOND;

/**
 * The duty table: Documents `rosterline-duty-<n>`.
 * @param dryRun keeps a table of its own, `rosterline-dry-run-<n>`, as if each change had been made: so each tick of a dry run
 * reports what a tick in earnest would change, and the real table goes on saying what was really applied.
 */
export function createAppliedTable(sync: SyncFor, dryRun = false): AppliedTable {
  const nameOf = (shard: number) => `rosterline-${dryRun ? 'dry-run' : 'duty'}-${shard}`;
  return {
    async read(shard) {
      const found = await sync.prepare.readDocument(nameOf(shard));
      if (!found) return { at: 0, on: new Set(), off: new Set(), missing: new Set() };
      const { revision } = found;
      const { success, data } = document.safeParse(found.data);
      if (!success) return { at: 0, on: new Set(), off: new Set(), missing: new Set(), revision, damaged: true };
      const { at, on, off, missing } = data;
      return { at, on: unpack(on), off: unpack(off), missing: unpack(missing), revision };
    },
    async write(shard, { at, on, off, missing, revision }) {
      const data = { v: 1, at, on: pack(on), off: pack(off), missing: pack(missing) };
      return sync.confirm.writeDocument(nameOf(shard), data, revision, dryRun ? DRY_RUN_TTL_SECONDS : undefined);
    },
  };
}

function pack(names: ReadonlySet<string>): string {
  return [...names].join('');
}

function unpack(names: string): Set<string> {
  const set = new Set<string>();
  for (let i = 0; i + APPLIED_NAME_LENGTH <= names.length; i += APPLIED_NAME_LENGTH)
    set.add(names.slice(i, i + APPLIED_NAME_LENGTH));
  return set;
}
