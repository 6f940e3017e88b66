import { type Context, Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { badRequest, methodNotAllowed, TwilioError } from '../twilio-errors';
import { readData, readName, readTtl } from './fields';
import { checkRevision, expiry, newLifetime, revisionOf, showStored, touch } from './lifetime';
import type { SyncItem, SyncMap, SyncService } from './model';
import { answerPage } from './paging';
import type { RateLimits } from './rate-limit';

interface ItemMap {
  readonly service: SyncService;
  readonly map: SyncMap;
}

interface ItemParts {
  readonly limits: RateLimits;
  readonly now: () => number;
  /** Finds the Service and the Map that the request's path names. @throws TwilioError if there is none. */
  readonly mapOf: (c: Context<TwilioEnv>) => ItemMap;
}

const ITEM_CONFLICT = 54205;

/** Map Items: https://www.twilio.com/docs/sync/api/map-item-resource */
export function itemRoutes(parts: ItemParts): Hono<TwilioEnv> {
  const { limits, mapOf } = parts;
  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const place = mapOf(c);
      const { map } = place;
      limits.read(map.sid);
      const things = map.items.all(c.var.stale);
      return answerPage(c, { key: 'items', things, keyOf: ({ key }) => key, show: (item) => showItem(place, item) });
    })
    .post('/', (c) => createItem(parts, c))
    .all('/', methodNotAllowed)
    .get('/:key', (c) => {
      const place = mapOf(c);
      const item = findItem(place.map, c.req.param('key'), c.var.stale);
      limits.read(place.map.sid);
      return answerItem(c, place, item, 200);
    })
    .post('/:key', (c) => updateItem(parts, c, c.req.param('key')))
    .delete('/:key', (c) => {
      const { map } = mapOf(c);
      const item = findItem(map, c.req.param('key'));
      limits.write(map.sid, 0);
      checkRevision(item, c.req.header('If-Match'), ITEM_CONFLICT);
      map.items.remove(item);
      return c.body(null, 204);
    })
    .all('/:key', methodNotAllowed);
}

function createItem({ limits, now, mapOf }: ItemParts, c: Context<TwilioEnv>): Response {
  const { form } = c.var;
  const place = mapOf(c);
  const { map } = place;
  const key = readName(form, 'Key');
  const data = readData(form);
  if (key === undefined || data === undefined) throw badRequest('Key and Data are required');
  const lifetime = newLifetime(now(), readTtl(form, 'ItemTtl', 'Ttl'));
  const collectionTtl = readTtl(form, 'CollectionTtl');
  limits.write(map.sid, data.bytes);
  if (map.items.find(key)) throw new TwilioError(409, 54208, 'An Item with this Key already exists in the Map');
  const item = { key, data: data.value, ...lifetime };
  map.items.add(item);
  setMapTtl(map, now(), collectionTtl);
  return answerItem(c, place, item, 201);
}

function updateItem({ limits, now, mapOf }: ItemParts, c: Context<TwilioEnv>, key: string): Response {
  const { form } = c.var;
  const place = mapOf(c);
  const { map } = place;
  const item = findItem(map, key);
  const data = readData(form);
  const itemTtl = readTtl(form, 'ItemTtl', 'Ttl');
  const collectionTtl = readTtl(form, 'CollectionTtl');
  limits.write(map.sid, data?.bytes ?? 0);
  checkRevision(item, c.req.header('If-Match'), ITEM_CONFLICT);
  map.items.beforeChange(item);
  if (data) item.data = data.value;
  touch(item, now(), itemTtl);
  setMapTtl(map, now(), collectionTtl);
  return answerItem(c, place, item, 200);
}

/** A `CollectionTtl` sent with an Item applies to the Map that holds it. */
function setMapTtl(map: SyncMap, now: number, ttl: number | undefined): void {
  if (ttl !== undefined) map.expiresAt = expiry(now, ttl);
}

function findItem(map: SyncMap, key: string, stale = false): SyncItem {
  const item = map.items.find(key, stale);
  if (!item) throw new TwilioError(404, 54201, 'Map Item not found');
  return item;
}

function answerItem(c: Context<TwilioEnv>, place: ItemMap, item: SyncItem, status: 200 | 201): Response {
  return c.json(showItem(place, item), status, { ETag: revisionOf(item) });
}

function showItem({ service, map }: ItemMap, item: SyncItem) {
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
