import type { Twilio } from 'twilio';
import { Conflict, Unavailable, type WritePurpose } from '../../application/ports';
import { statusOf } from '../../lib/errors';
import type { ClientFor } from '../twilio/transport';
import { creating, reading, serviceMissing, unreachable, updating } from './sync-errors';

/** A Document or Map Item as it was read, with the revision that a write must name. */
export interface Versioned {
  readonly data: unknown;
  readonly revision: string;
  /** Items only: when they go. Null or absent for what stays. Sync lets them go later than that. */
  readonly dateExpires?: Date | null;
}

/** An Item of a Map with its key. */
export type KeyedItem = Versioned & { readonly key: string };

/** What Rosterline uses of Sync. Throws {@link Conflict} and {@link Unavailable}, nothing else. */
export interface VersionedStore {
  /**
   * Makes sure that the Service is there. To be asked where "there is none" would be believed without a write: a read
   * answers 404 just the same where the Service is missing. Costs a call only if this execution has had nothing from it.
   * @throws ServiceMissing
   */
  verify(): Promise<void>;
  readDocument(name: string): Promise<Versioned | undefined>;
  /** Creates without a revision, else updates. @returns the new revision. @throws Conflict */
  writeDocument(name: string, data: unknown, revision: string | undefined, ttlSeconds?: number): Promise<string>;
  removeDocument(name: string): Promise<void>;
  readItem(map: string, key: string): Promise<Versioned | undefined>;
  /** As for Documents; the Map is made when it is needed. A TTL of 0 lets an Item stay that was to go. @throws Conflict */
  writeItem(
    map: string,
    key: string,
    data: unknown,
    revision: string | undefined,
    ttlSeconds?: number,
  ): Promise<string>;
  /** @param revision absent: whatever it is by now. @throws Conflict if it has another one. */
  removeItem(map: string, key: string, revision?: string): Promise<void>;
  /** Every Item of a Map by key, ascending, or the last so many, descending; none if the Service has no such Map. */
  items(map: string, last?: number): Promise<readonly KeyedItem[]>;
  /** As {@link items}, and makes the Map where there is none yet: a burst of first Items need not. */
  openMap(map: string): Promise<{ readonly items: readonly KeyedItem[]; readonly isNew: boolean }>;
  /**
   * The Items of a Map by key, a page of at most 100 at a time; none if the Service has no such Map.
   * @param from begins with this key. That it may be one that is not there is not documented: look at what comes.
   */
  pages(map: string, from?: string): AsyncIterable<readonly KeyedItem[]>;
  /**
   * Appends an Item to a List, which is made when it is needed. Repeated after a lost answer it appends another one.
   * @returns the Item's index: greater than that of every Item before it.
   */
  append(list: string, data: unknown, ttlSeconds: number): Promise<number>;
  /** Makes a List, if there is none yet. */
  makeList(list: string): Promise<void>;
}

/** Sync for what precedes effects, all reading included, and for what confirms them. */
export type SyncFor = Readonly<Record<WritePurpose, VersionedStore>>;

/** @param service a Sync Service SID or `default`. */
export function syncFor(clientFor: ClientFor, service: string): SyncFor {
  const presence: Presence = { shown: false, looking: undefined, making: new Map() };
  return {
    prepare: createSyncStore(clientFor, 'prepare', service, presence),
    confirm: createSyncStore(clientFor, 'confirm', service, presence),
  };
}

/** What one execution knows of the Service, whatever its calls are for. */
interface Presence {
  /** Something has come from the Service. */
  shown: boolean;
  /** The look for it that is under way. */
  looking: Promise<void> | undefined;
  /** The Maps and Lists that it is making: one call each, however many Items are the first of theirs. */
  readonly making: Map<string, Promise<void>>;
}

/** The most that Sync gives at once: https://www.twilio.com/docs/sync/api/map-item-resource */
const PAGE_SIZE = 100;
/** The longest TTL: https://www.twilio.com/docs/api/errors/54011 */
const LONGEST_TTL_SECONDS = 31_536_000;

/** Every call may be repeated: who creates names what is created, who updates names the revision, and removing twice is removing. */
function createSyncStore(
  clientFor: ClientFor,
  purpose: WritePurpose,
  service: string,
  presence: Presence,
): VersionedStore {
  // Asked for with each call: getting it makes the SDK load its Sync part, which a refusal can do without.
  const sync = () => clientFor(purpose).sync.v1.services(service);

  const makeMap = (map: string) =>
    makeOnce(presence.making, `map ${map}`, () => sync().syncMaps.create({ uniqueName: map }));
  const makeList = (list: string) =>
    makeOnce(presence.making, `list ${list}`, () => sync().syncLists.create({ uniqueName: list }));
  const listItems = (map: string, last?: number) => {
    const limits = { pageSize: PAGE_SIZE, ...(last !== undefined && { order: 'desc' as const, limit: last }) };
    return shown(reading(() => sync().syncMaps(map).syncMapItems.list(limits)));
  };
  const { shown, verify } = watchPresence(presence, () => reading(() => sync().fetch()));
  return {
    verify,
    readDocument: (name) => shown(reading(() => sync().documents(name).fetch())),
    readItem: (map, key) => shown(reading(() => sync().syncMaps(map).syncMapItems(key).fetch())),
    async writeDocument(uniqueName, data, ifMatch, ttl) {
      const content = { data, ...(ttl !== undefined && { ttl }) };
      const written =
        ifMatch === undefined
          ? creating(() => sync().documents.create({ uniqueName, ...content }))
          : updating(() =>
              sync()
                .documents(uniqueName)
                .update({ ...content, ifMatch }),
            );
      return (await shown(written)).revision;
    },
    writeItem(map, key, data, ifMatch, itemTtl) {
      const ttl = itemTtl === undefined ? {} : { itemTtl };
      if (ifMatch === undefined) {
        const insert = () =>
          sync()
            .syncMaps(map)
            .syncMapItems.create({ key, data, ...ttl });
        return shown(creating(() => insertInto(() => makeMap(map), insert))).then(({ revision }) => revision);
      }
      return shown(
        updating(async () => {
          const item = sync().syncMaps(map).syncMapItems(key);
          const { revision, dateExpires } = await item.update({ data, ...ttl, ifMatch });
          if (itemTtl !== 0 || !dateExpires) return revision;
          // That 0 is a valid TTL is documented, that it lets an Item stay is not: at worst it stays for a year.
          return (await item.update({ data, itemTtl: LONGEST_TTL_SECONDS, ifMatch: revision })).revision;
        }),
      );
    },
    async removeDocument(name) {
      await reading(() => sync().documents(name).remove());
    },
    async removeItem(map, key, ifMatch) {
      const item = () => sync().syncMaps(map).syncMapItems(key);
      if (ifMatch === undefined) await reading(() => item().remove());
      else await updating(() => item().remove({ ifMatch }));
    },
    async items(map, last) {
      const found = await listItems(map, last);
      if (found === undefined) await verify();
      return found ?? [];
    },
    async openMap(map) {
      const found = await listItems(map);
      if (found === undefined) await creating(() => makeMap(map));
      return { items: found ?? [], isNew: found === undefined };
    },
    async *pages(map, from) {
      const bounds = from === undefined ? {} : { from, bounds: 'inclusive' as const };
      const first = await shown(
        reading(() =>
          sync()
            .syncMaps(map)
            .syncMapItems.page({ pageSize: PAGE_SIZE, ...bounds }),
        ),
      );
      if (first === undefined) await verify();
      for (let page = first; page !== undefined; ) {
        yield page.instances;
        const { nextPageUrl } = page;
        page = nextPageUrl ? await nextPage(sync(), map, nextPageUrl) : undefined;
      }
    },
    async append(list, data, itemTtl) {
      const insert = () => sync().syncLists(list).syncListItems.create({ data, itemTtl });
      return (await shown(creating(() => insertInto(() => makeList(list), insert)))).index;
    },
    makeList: (list) => creating(() => makeList(list)),
  };
}

/** @throws Unavailable, also on 404: where there was a page there is a next one. */
async function nextPage(service: SyncService, map: string, url: string) {
  try {
    return await service.syncMaps(map).syncMapItems.getPage(url);
  } catch (error) {
    throw unreachable(error);
  }
}

type SyncService = ReturnType<Twilio['sync']['v1']['services']>;

/** Whatever comes from the Service shows that it is there; where nothing has come yet, `verify` looks. */
function watchPresence(presence: Presence, fetchService: () => Promise<unknown>) {
  async function shown<T>(answer: Promise<T>): Promise<T> {
    const came = await answer;
    presence.shown ||= came !== undefined;
    return came;
  }

  async function look(): Promise<void> {
    if ((await shown(fetchService())) === undefined) throw serviceMissing({ status: 404 });
  }

  async function verify(): Promise<void> {
    if (presence.shown) return;
    presence.looking ??= look().finally(() => {
      presence.looking = undefined;
    });
    await presence.looking;
  }

  return { shown, verify };
}

/** Inserts an Item, and makes what it belongs to where there is none yet. */
async function insertInto<T>(make: () => Promise<void>, insert: () => Promise<T>): Promise<T> {
  try {
    return await insert();
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
  }
  await make();
  try {
    return await insert();
  } catch (error) {
    // It was there a moment ago, so the Service is: Sync lags.
    throw statusOf(error) === 404 ? unreachable(error) : error;
  }
}

/** Makes a Map or a List. However many Items are the first of theirs, one execution makes it once. */
async function makeOnce(making: Presence['making'], what: string, create: () => Promise<unknown>): Promise<void> {
  const made = making.get(what) ?? createNew(create).finally(() => making.delete(what));
  making.set(what, made);
  await made;
}

async function createNew(create: () => Promise<unknown>): Promise<void> {
  try {
    await create();
  } catch (error) {
    if (statusOf(error) !== 409) throw error; // another execution made it meanwhile
  }
}
