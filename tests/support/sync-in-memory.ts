import type { SyncFor, VersionedStore } from '../../assets/adapters/store/versioned-store';
import { Conflict } from '../../assets/application/ports';

interface Kept {
  readonly data: unknown;
  readonly revision: string;
}

/** The Items and Lists of Sync in memory: Maps and Lists are there as soon as something is in them, and nothing expires. */
export interface SyncInMemory extends SyncFor {
  readonly maps: Map<string, Map<string, Kept>>;
}

type Around = (call: string, name: string) => Promise<void>;

/** @param before each call waits for this; it may throw. `after` likewise, once the call is done. */
export function syncInMemory(
  before: Around = async () => undefined,
  after: Around = async () => undefined,
): SyncInMemory {
  const maps = new Map<string, Map<string, Kept>>();
  const lists = new Map<string, number>();
  let revisions = 0;
  const called = async <T>(call: string, name: string, run: () => T): Promise<T> => {
    await before(call, name);
    const answer = run();
    await after(call, name);
    return answer;
  };
  const mapOf = (name: string) => {
    const found = maps.get(name) ?? new Map<string, Kept>();
    maps.set(name, found);
    return found;
  };
  const refuse = (): never => {
    throw new Error('not in this Sync');
  };
  const store: VersionedStore = {
    verify: async () => undefined,
    readItem: (map, key) => called('readItem', map, () => mapOf(map).get(key)),
    writeItem: (map, key, data, ifMatch) =>
      called('writeItem', map, () => {
        if (mapOf(map).get(key)?.revision !== ifMatch) throw new Conflict();
        const revision = String(++revisions);
        mapOf(map).set(key, { data: structuredClone(data), revision });
        return revision;
      }),
    items: (map) => called('items', map, () => [...mapOf(map)].map(([key, kept]) => ({ key, ...kept }))),
    openMap: async (map) => ({ items: await store.items(map), isNew: !maps.has(map) }),
    makeList: async () => undefined,
    append: (list) =>
      called('append', list, () => {
        const index = (lists.get(list) ?? -1) + 1;
        lists.set(list, index);
        return index;
      }),
    readDocument: refuse,
    writeDocument: refuse,
    removeDocument: refuse,
    removeItem: refuse,
    pages: refuse,
  };
  return { prepare: store, confirm: store, maps };
}
