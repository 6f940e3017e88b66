import { createHmac } from 'node:crypto';
import type { Twilio } from 'twilio';
import { type PersonRecord, readRecord } from '../decisions/decisions.private';
import { statusOf } from './errors';

/** A record as it was read, with the revision that a write must name; both absent where there is none yet. */
export interface Stored {
  readonly record?: PersonRecord;
  readonly revision?: string;
}

/** The person records in Sync. Everything but {@link Conflict} that is thrown means that Sync cannot be reached. */
export interface Records {
  /** The name under which a person is kept: tells nothing of the identity without the key. */
  name(identity: string): string;
  read(identity: string): Promise<Stored>;
  /** @returns the new revision. @throws Conflict if somebody else wrote since `revision` was read. */
  write(identity: string, record: PersonRecord, revision: string | undefined): Promise<string>;
  /** Every record there is. */
  all(): Promise<PersonRecord[]>;
}

/** Somebody else wrote in between: read, decide and write again. */
export class Conflict extends Error {}

/** 20 reads and 20 writes a second is what Sync allows a Map with all its Items; four have room for a busy hour. */
const SHARDS = 4;
const PAGE_SIZE = 100;

/** @param service a Sync Service SID or `default`. @param key keys the HMAC of the names. */
export function syncRecords(client: Twilio, service: string, key: string): Records {
  const sync = client.sync.v1.services(service);
  const name = (identity: string) => createHmac('sha256', key).update(identity).digest('hex');
  const mapName = (shard: number) => `rosterline-people-${shard}`;
  const mapOf = (itemKey: string) => mapName(Number.parseInt(itemKey.slice(0, 1), 16) % SHARDS);

  async function create(itemKey: string, record: PersonRecord): Promise<string> {
    const insert = () => sync.syncMaps(mapOf(itemKey)).syncMapItems.create({ key: itemKey, data: record });
    try {
      return (await insert()).revision;
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
    try {
      await sync.syncMaps.create({ uniqueName: mapOf(itemKey) });
    } catch (error) {
      if (statusOf(error) !== 409) throw error; // another execution made it meanwhile
    }
    return (await insert()).revision;
  }

  return {
    name,
    async read(identity) {
      const itemKey = name(identity);
      try {
        const item = await sync.syncMaps(mapOf(itemKey)).syncMapItems(itemKey).fetch();
        return { record: readRecord(item.data), revision: item.revision };
      } catch (error) {
        if (statusOf(error) === 404) return {};
        throw error;
      }
    },
    async write(identity, record, revision) {
      const itemKey = name(identity);
      try {
        if (revision === undefined) return await create(itemKey, record);
        const item = sync.syncMaps(mapOf(itemKey)).syncMapItems(itemKey);
        return (await item.update({ data: record, ifMatch: revision })).revision;
      } catch (error) {
        // 412: another revision; 409: created meanwhile; 404: expired or erased meanwhile.
        if ([404, 409, 412].includes(statusOf(error) ?? 0)) throw new Conflict();
        throw error;
      }
    },
    async all() {
      const shards = await Promise.all(
        Array.from({ length: SHARDS }, async (_, shard) => {
          try {
            return await sync.syncMaps(mapName(shard)).syncMapItems.list({ pageSize: PAGE_SIZE });
          } catch (error) {
            if (statusOf(error) === 404) return [];
            throw error;
          }
        }),
      );
      return shards.flat().map((item) => readRecord(item.data));
    },
  };
}
