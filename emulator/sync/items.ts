import { isExpired } from './lifetime';
import type { SyncItem, SyncItems } from './model';
import { createPreviousStates } from './previous-states';

/** An expired Item is removed when it is next asked for. */
export function createItems(now: () => number): SyncItems {
  const byKey = new Map<string, SyncItem>();
  const previous = createPreviousStates<SyncItem>();
  const isLive = (item: SyncItem | undefined) => item !== undefined && !isExpired(item, now());
  const liveOrNone = (item: SyncItem | undefined) => (isLive(item) ? item : undefined);
  const expire = ({ key }: SyncItem) => {
    byKey.delete(key);
    previous.forget([key]);
  };
  return {
    find: (key, stale = false) => liveOrNone(stale ? previous.of(key, byKey.get(key)) : byKey.get(key)),
    add(item) {
      byKey.set(item.key, item);
      previous.record([item.key], undefined);
    },
    beforeChange: (item) => previous.record([item.key], item),
    remove(item) {
      previous.record([item.key], item);
      byKey.delete(item.key);
    },
    all(stale = false) {
      for (const item of [...byKey.values()]) if (!isLive(item)) expire(item);
      return stale ? previous.all(byKey).filter(isLive) : [...byKey.values()];
    },
  };
}
