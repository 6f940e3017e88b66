import { createHmac } from 'node:crypto';
import { type PersonRecord, readRecord } from '../decisions/decisions.private';
import type { SyncFor, WritePurpose } from './sync';

/** A record as it was read, with the revision that a write must name; both absent where there is none yet. */
export interface Stored {
  readonly record?: PersonRecord;
  readonly revision?: string;
}

/** The person records in Sync. Everything but `Conflict` that is thrown means that Sync cannot be reached. */
export interface Records {
  /** The name under which a person is kept: tells nothing of the identity without the key. */
  name(identity: string): string;
  read(identity: string): Promise<Stored>;
  /** To be asked before "there is no record" is believed without a write: see `Sync.verify`. @throws ServiceMissing */
  verify(): Promise<void>;
  /** @returns the new revision. @throws Conflict if somebody else wrote since `revision` was read. */
  write(identity: string, record: PersonRecord, revision: string | undefined, purpose: WritePurpose): Promise<string>;
  erase(identity: string): Promise<void>;
  /** Every record there is. */
  all(): Promise<PersonRecord[]>;
}

/** 20 reads and 20 writes a second is what Sync allows a Map with all its Items; four have room for a busy hour. */
const SHARDS = 4;

/** @param key keys the HMAC of the names. */
export function syncRecords(sync: SyncFor, key: string): Records {
  const names = new Map<string, string>();
  const name = (identity: string) => {
    const known = names.get(identity) ?? createHmac('sha256', key).update(identity).digest('hex');
    names.set(identity, known);
    return known;
  };
  const mapName = (shard: number) => `rosterline-people-${shard}`;
  const mapOf = (itemKey: string) => mapName(Number.parseInt(itemKey.slice(0, 1), 16) % SHARDS);
  return {
    name,
    async read(identity) {
      const found = await sync.prepare.readItem(mapOf(name(identity)), name(identity));
      return found ? { record: readRecord(found.data), revision: found.revision } : {};
    },
    verify: () => sync.prepare.verify(),
    write: (identity, record, revision, purpose) =>
      sync[purpose].writeItem(mapOf(name(identity)), name(identity), record, revision),
    erase: (identity) => sync.prepare.removeItem(mapOf(name(identity)), name(identity)),
    async all() {
      const shards = await Promise.all(
        Array.from({ length: SHARDS }, (_, shard) => sync.prepare.items(mapName(shard))),
      );
      return shards.flat().map(({ data }) => readRecord(data));
    },
  };
}
