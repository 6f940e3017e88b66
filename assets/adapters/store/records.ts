import { createHmac } from 'node:crypto';
import type { Clock, MisfiledRecord, RecordStore, StoredRecords } from '../../application/ports';
import type { PersonRecord } from '../../domain/person/record';
import { readRecord, UnreadableRecord } from '../../domain/person/record-codec';
import { retention } from '../../domain/person/retention';
import { MINUTE, SECOND } from '../../domain/time';
import { type MapReading, readMap } from './read-map';
import type { KeyedItem, SyncFor, Versioned } from './versioned-store';

/** 20 reads and 20 writes a second is what Sync allows a Map with all its Items; four have room for a busy hour. */
const SHARDS = 4;

/** So long reading everything may take, ms: of an execution's 8.5 s the rest is for what there is to be done. */
const READING_MS = 3500;

/** Whether Sync should have let it go by now. It does so late: https://www.twilio.com/docs/sync/objects-ttl */
function isExpired({ dateExpires }: Versioned, now: number): boolean {
  return dateExpires instanceof Date && dateExpires.getTime() <= now;
}

/** The person records in Sync. @param key keys the HMAC of the names. */
export function createRecordStore(sync: SyncFor, key: string, now: Clock): RecordStore {
  const names = new Map<string, string>();
  const name = (identity: string) => {
    const known = names.get(identity) ?? createHmac('sha256', key).update(identity).digest('hex');
    names.set(identity, known);
    return known;
  };
  /** Names of Items that are to go, as far as this execution has read or written them. */
  const expiring = new Set<string>();
  const noteExpiry = (itemKey: string, { dateExpires }: Versioned) =>
    dateExpires ? expiring.add(itemKey) : expiring.delete(itemKey);
  return {
    name,
    async read(identity) {
      const itemKey = name(identity);
      const found = await sync.prepare.readItem(mapOf(itemKey), itemKey);
      if (!found) return {};
      noteExpiry(itemKey, found);
      if (isExpired(found, now())) return { revision: found.revision };
      return { record: readRecord(found.data), revision: found.revision };
    },
    verify: () => sync.prepare.verify(),
    async write(identity, record, revision, purpose) {
      const itemKey = name(identity);
      const kept = retention(record, now());
      const ttl = kept === undefined ? (expiring.has(itemKey) ? 0 : undefined) : Math.ceil(kept / SECOND);
      const written = await sync[purpose].writeItem(mapOf(itemKey), itemKey, record, revision, ttl);
      if (kept === undefined) expiring.delete(itemKey);
      else expiring.add(itemKey);
      return written;
    },
    erase: (identity) => sync.prepare.removeItem(mapOf(name(identity)), name(identity)),
    remove: (itemKey, revision) => sync.prepare.removeItem(mapOf(itemKey), itemKey, revision),
    async all() {
      const until = now() + READING_MS;
      const readings = await Promise.all(
        Array.from({ length: SHARDS }, (_, shard) =>
          readMap(sync.prepare, mapName(shard), startsOf(shard, now()), () => now() < until),
        ),
      );
      const found = readings.flatMap(({ items }) => items);
      for (const item of found) noteExpiry(item.key, item);
      return sorted(found, readings, name, now());
    },
  };
}

const mapName = (shard: number) => `rosterline-people-${shard}`;
const shardOf = (itemKey: string) => Number.parseInt(itemKey.slice(0, 1), 16) % SHARDS;
const mapOf = (itemKey: string) => mapName(shardOf(itemKey));

/**
 * Where a Map is read from besides its beginning: its keys are hexadecimal, and those of a shard begin with every fourth digit.
 * The starts move by the minute, so that what one tick does not get to another one does.
 */
function startsOf(shard: number, now: number): string[] {
  const second = (Math.floor(now / MINUTE) % 16).toString(16);
  return Array.from({ length: 16 / SHARDS }, (_, index) => `${(shard + index * SHARDS).toString(16)}${second}`);
}

/** Tells the records that are as they should be from those that are not. */
function sorted(
  items: readonly KeyedItem[],
  readings: readonly MapReading[],
  name: (identity: string) => string,
  now: number,
): StoredRecords {
  const records: PersonRecord[] = [];
  const misfiled: MisfiledRecord[] = [];
  const unreadable: string[] = [];
  const wrongExpiry: string[] = [];
  for (const item of items) {
    const { key, data, revision } = item;
    if (isExpired(item, now)) continue;
    const record = readOrNot(data);
    if (!record) unreadable.push(key);
    else if (key !== name(record.identity)) misfiled.push({ name: key, record, revision });
    else {
      records.push(record);
      if ((retention(record, now) !== undefined) !== Boolean(item.dateExpires)) wrongExpiry.push(record.identity);
    }
  }
  return {
    records,
    misfiled,
    unreadable,
    wrongExpiry,
    complete: readings.every(({ complete }) => complete),
    isUnread: (itemKey) => readings[shardOf(itemKey)]?.covers(itemKey) !== true,
  };
}

function readOrNot(data: unknown): PersonRecord | undefined {
  try {
    return readRecord(data);
  } catch (error) {
    if (error instanceof UnreadableRecord) return undefined;
    throw error;
  }
}
