import { type Context, Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { badRequest, methodNotAllowed, Refusal } from '../twilio-errors';
import { readData, readName, readTtl } from './fields';
import { born, checkRevision, expiry, isOver, revisionOf, type Stored, showStored, touch } from './lifetime';
import type { Named } from './named-objects';
import { answerPage } from './paging';
import { createPast } from './past';
import type { RateLimits } from './rate-limit';
import type { SyncService } from './service';

interface SyncItem extends Stored {
  readonly key: string;
  data: object;
}

/** The Items of a Map, by key. */
interface SyncItems {
  /** @param stale as it was before the last write to it. */
  find(key: string, stale?: boolean): SyncItem | undefined;
  /** Adds an Item. */
  add(item: SyncItem): void;
  /** To be called before an Item is changed in its place. */
  willChange(item: SyncItem): void;
  remove(item: SyncItem): void;
  /** @param stale as they were before the last write to any of them. */
  all(stale?: boolean): SyncItem[];
}

/** A Map and its Items. */
export interface SyncMap extends Named {
  readonly items: SyncItems;
}

/** What has expired is gone when it is next asked for. */
export function createItems(now: () => number): SyncItems {
  const byKey = new Map<string, SyncItem>();
  const past = createPast<SyncItem>();
  const isThere = (item: SyncItem | undefined) => item !== undefined && !isOver(item, now());
  const living = (item: SyncItem | undefined) => (isThere(item) ? item : undefined);
  const expire = ({ key }: SyncItem) => {
    byKey.delete(key);
    past.forget([key]);
  };
  return {
    find: (key, stale = false) => living(stale ? past.of(key, byKey.get(key)) : byKey.get(key)),
    add(item) {
      byKey.set(item.key, item);
      past.note([item.key], undefined);
    },
    willChange: (item) => past.note([item.key], item),
    remove(item) {
      past.note([item.key], item);
      byKey.delete(item.key);
    },
    all(stale = false) {
      for (const item of [...byKey.values()]) if (!isThere(item)) expire(item);
      return stale ? past.all(byKey).filter(isThere) : [...byKey.values()];
    },
  };
}

interface Place {
  readonly service: SyncService;
  readonly map: SyncMap;
}

interface ItemParts {
  readonly limits: RateLimits;
  readonly now: () => number;
  /** The Service and the Map that the request's path names; refuses if there is none. */
  readonly mapOf: (c: Context<TwilioEnv>) => Place;
}

const CONFLICT = 54205;

/** Map Items: https://www.twilio.com/docs/sync/api/map-item-resource */
export function itemRoutes({ limits, now, mapOf }: ItemParts): Hono<TwilioEnv> {
  function called(map: SyncMap, key: string, stale = false): SyncItem {
    const item = map.items.find(key, stale);
    if (!item) throw new Refusal(404, 54201, 'Map Item not found');
    return item;
  }

  function show({ service, map }: Place, item: SyncItem) {
    return {
      key: item.key,
      account_sid: service.accountSid,
      service_sid: service.sid,
      map_sid: map.sid,
      url: `${service.url}/Maps/${map.sid}/Items/${encodeURIComponent(item.key)}`,
      data: item.data,
      ...showStored(item),
    };
  }

  const answer = (c: Context<TwilioEnv>, place: Place, item: SyncItem, status: 200 | 201) =>
    c.json(show(place, item), status, { ETag: revisionOf(item) });

  /** `CollectionTtl` with an Item is about the Map that holds it. */
  function setMapTtl(map: SyncMap, ttl: number | undefined): void {
    if (ttl !== undefined) map.expiresAt = expiry(now(), ttl);
  }

  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const place = mapOf(c);
      const { map } = place;
      limits.read(map.sid);
      const things = map.items.all(c.var.stale);
      return answerPage(c, { key: 'items', things, keyOf: ({ key }) => key, show: (item) => show(place, item) });
    })
    .post('/', (c) => {
      const { form } = c.var;
      const place = mapOf(c);
      const { map } = place;
      const key = readName(form, 'Key');
      const data = readData(form);
      if (key === undefined || data === undefined) throw badRequest('Key and Data are required');
      const life = born(now(), readTtl(form, 'ItemTtl', 'Ttl'));
      const collectionTtl = readTtl(form, 'CollectionTtl');
      limits.write(map.sid, data.bytes);
      if (map.items.find(key)) throw new Refusal(409, 54208, 'An Item with this Key already exists in the Map');
      const item = { key, data: data.value, ...life };
      map.items.add(item);
      setMapTtl(map, collectionTtl);
      return answer(c, place, item, 201);
    })
    .all('/', methodNotAllowed)
    .get('/:key', (c) => {
      const place = mapOf(c);
      const { map } = place;
      const item = called(map, c.req.param('key'), c.var.stale);
      limits.read(map.sid);
      return answer(c, place, item, 200);
    })
    .post('/:key', (c) => {
      const { form } = c.var;
      const place = mapOf(c);
      const { map } = place;
      const item = called(map, c.req.param('key'));
      const data = readData(form);
      const itemTtl = readTtl(form, 'ItemTtl', 'Ttl');
      const collectionTtl = readTtl(form, 'CollectionTtl');
      limits.write(map.sid, data?.bytes ?? 0);
      checkRevision(item, c.req.header('If-Match'), CONFLICT);
      map.items.willChange(item);
      if (data) item.data = data.value;
      touch(item, now(), itemTtl);
      setMapTtl(map, collectionTtl);
      return answer(c, place, item, 200);
    })
    .delete('/:key', (c) => {
      const { map } = mapOf(c);
      const item = called(map, c.req.param('key'));
      limits.write(map.sid, 0);
      checkRevision(item, c.req.header('If-Match'), CONFLICT);
      map.items.remove(item);
      return c.body(null, 204);
    })
    .all('/:key', methodNotAllowed);
}
