import { type Context, Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { badRequest, methodNotAllowed, Refusal } from '../twilio-errors';
import { readData, readName, readTtl } from './fields';
import { born, checkRevision, expiry, isOver, revisionOf, type Stored, showStored, touch } from './lifetime';
import type { Named } from './named-objects';
import { answerPage } from './paging';
import type { RateLimits } from './rate-limit';
import type { SyncService } from './service';

interface SyncItem extends Stored {
  readonly key: string;
  data: object;
}

/** A Map and its Items by key. */
export interface SyncMap extends Named {
  readonly items: Map<string, SyncItem>;
}

interface ItemParts {
  readonly service: SyncService;
  readonly limits: RateLimits;
  readonly now: () => number;
  /** The Map that the request's path names; refuses if there is none. */
  readonly mapOf: (c: Context<TwilioEnv>) => SyncMap;
}

const CONFLICT = 54205;

/** Map Items: https://www.twilio.com/docs/sync/api/map-item-resource */
export function itemRoutes({ service, limits, now, mapOf }: ItemParts): Hono<TwilioEnv> {
  function living(map: SyncMap, key: string): SyncItem | undefined {
    const item = map.items.get(key);
    if (!item || !isOver(item, now())) return item;
    map.items.delete(key);
    return undefined;
  }

  function called(map: SyncMap, key: string): SyncItem {
    const item = living(map, key);
    if (!item) throw new Refusal(404, 54201, 'Map Item not found');
    return item;
  }

  function show(map: SyncMap, item: SyncItem) {
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

  const answer = (c: Context<TwilioEnv>, map: SyncMap, item: SyncItem, status: 200 | 201) =>
    c.json(show(map, item), status, { ETag: revisionOf(item) });

  /** `CollectionTtl` with an Item is about the Map that holds it. */
  function setMapTtl(map: SyncMap, ttl: number | undefined): void {
    if (ttl !== undefined) map.expiresAt = expiry(now(), ttl);
  }

  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const map = mapOf(c);
      limits.read(map.sid);
      const things = [...map.items.keys()].flatMap((key) => living(map, key) ?? []);
      return answerPage(c, { key: 'items', things, keyOf: ({ key }) => key, show: (item) => show(map, item) });
    })
    .post('/', (c) => {
      const { form } = c.var;
      const map = mapOf(c);
      const key = readName(form, 'Key');
      const data = readData(form);
      if (key === undefined || data === undefined) throw badRequest('Key and Data are required');
      const life = born(now(), readTtl(form, 'ItemTtl', 'Ttl'));
      const collectionTtl = readTtl(form, 'CollectionTtl');
      limits.write(map.sid, data.bytes);
      if (living(map, key)) throw new Refusal(409, 54208, 'An Item with this Key already exists in the Map');
      const item = { key, data: data.value, ...life };
      map.items.set(key, item);
      setMapTtl(map, collectionTtl);
      return answer(c, map, item, 201);
    })
    .all('/', methodNotAllowed)
    .get('/:key', (c) => {
      const map = mapOf(c);
      const item = called(map, c.req.param('key'));
      limits.read(map.sid);
      return answer(c, map, item, 200);
    })
    .post('/:key', (c) => {
      const { form } = c.var;
      const map = mapOf(c);
      const item = called(map, c.req.param('key'));
      const data = readData(form);
      const itemTtl = readTtl(form, 'ItemTtl', 'Ttl');
      const collectionTtl = readTtl(form, 'CollectionTtl');
      limits.write(map.sid, data?.bytes ?? 0);
      checkRevision(item, c.req.header('If-Match'), CONFLICT);
      if (data) item.data = data.value;
      touch(item, now(), itemTtl);
      setMapTtl(map, collectionTtl);
      return answer(c, map, item, 200);
    })
    .delete('/:key', (c) => {
      const map = mapOf(c);
      const item = called(map, c.req.param('key'));
      limits.write(map.sid, 0);
      checkRevision(item, c.req.header('If-Match'), CONFLICT);
      map.items.delete(item.key);
      return c.body(null, 204);
    })
    .all('/:key', methodNotAllowed);
}
