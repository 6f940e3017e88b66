import { createHmac } from 'node:crypto';
import type { RecordStore } from '../../application/ports';
import { readRecord } from '../../domain/person/record-codec';
import type { SyncFor } from './versioned-store';

/** 20 reads and 20 writes a second is what Sync allows a Map with all its Items; four have room for a busy hour. */
const SHARDS = 4;

/** The person records in Sync. @param key keys the HMAC of the names. */
export function createRecordStore(sync: SyncFor, key: string): RecordStore {
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
