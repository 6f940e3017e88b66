import type { Twilio } from 'twilio';
import { statusOf } from './errors';

/** Somebody else wrote in between: read, decide and write again. */
export class Conflict extends Error {}

/** A Document or Map Item as it was read, with the revision that a write must name. */
export interface Versioned {
  readonly data: unknown;
  readonly revision: string;
}

/** What Rosterline uses of Sync. All that is thrown but {@link Conflict} means that Sync cannot be reached. */
export interface Sync {
  readDocument(name: string): Promise<Versioned | undefined>;
  /** Creates without a revision, else updates. @returns the new revision. @throws Conflict */
  writeDocument(name: string, data: unknown, revision: string | undefined, ttlSeconds?: number): Promise<string>;
  readItem(map: string, key: string): Promise<Versioned | undefined>;
  /** As for Documents; the Map is made when it is needed. @throws Conflict */
  writeItem(
    map: string,
    key: string,
    data: unknown,
    revision: string | undefined,
    ttlSeconds?: number,
  ): Promise<string>;
  removeItem(map: string, key: string): Promise<void>;
  /** Every Item of a Map by key, ascending, or the last so many, descending; none if there is no such Map. */
  items(map: string, last?: number): Promise<readonly (Versioned & { readonly key: string })[]>;
}

const PAGE_SIZE = 100;

/** @param service a Sync Service SID or `default`. */
export function twilioSync(client: Twilio, service: string): Sync {
  // Asked for with each call: getting it makes the SDK load its Sync part, which a refusal can do without.
  const sync = () => client.sync.v1.services(service);

  async function createItem(map: string, key: string, data: unknown, ttl: { itemTtl?: number }): Promise<string> {
    const insert = () =>
      sync()
        .syncMaps(map)
        .syncMapItems.create({ key, data, ...ttl });
    try {
      return (await insert()).revision;
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
    try {
      await sync().syncMaps.create({ uniqueName: map });
    } catch (error) {
      if (statusOf(error) !== 409) throw error; // another execution made it meanwhile
    }
    return (await insert()).revision;
  }

  return {
    readDocument: (name) => absentAs(undefined, () => sync().documents(name).fetch()),
    readItem: (map, key) => absentAs(undefined, () => sync().syncMaps(map).syncMapItems(key).fetch()),
    writeDocument: (uniqueName, data, revision, ttl) =>
      conflicting(async () => {
        const content = { data, ...(ttl !== undefined && { ttl }) };
        if (revision === undefined) return (await sync().documents.create({ uniqueName, ...content })).revision;
        return (
          await sync()
            .documents(uniqueName)
            .update({ ...content, ifMatch: revision })
        ).revision;
      }),
    writeItem: (map, key, data, revision, itemTtl) =>
      conflicting(async () => {
        const ttl = itemTtl === undefined ? {} : { itemTtl };
        if (revision === undefined) return createItem(map, key, data, ttl);
        return (
          await sync()
            .syncMaps(map)
            .syncMapItems(key)
            .update({ data, ...ttl, ifMatch: revision })
        ).revision;
      }),
    async removeItem(map, key) {
      await absentAs(true, () => sync().syncMaps(map).syncMapItems(key).remove());
    },
    items: (map, last) =>
      absentAs([], () =>
        sync()
          .syncMaps(map)
          .syncMapItems.list({ pageSize: PAGE_SIZE, ...(last !== undefined && { order: 'desc', limit: last }) }),
      ),
  };
}

async function absentAs<A, T>(absent: A, call: () => Promise<T>): Promise<A | T> {
  try {
    return await call();
  } catch (error) {
    if (statusOf(error) === 404) return absent;
    throw error;
  }
}

/** 412: another revision; 409: created meanwhile; 404: expired or erased meanwhile. */
async function conflicting<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if ([404, 409, 412].includes(statusOf(error) ?? 0)) throw new Conflict();
    throw error;
  }
}
