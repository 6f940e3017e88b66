import { type Context, Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { methodNotAllowed, TwilioError } from '../twilio-errors';
import { readData, readTtl } from './fields';
import { checkRevision, expiry, newLifetime, revisionOf, showStored, touch } from './lifetime';
import type { SyncCollection, SyncItem, SyncService } from './model';
import { answerPage } from './paging';
import type { RateLimits } from './rate-limit';

interface Place {
  readonly service: SyncService;
  readonly collection: SyncCollection;
}

/** In what the Items of Maps and of Lists differ. */
export interface ItemKind {
  /** The code for one that does not exist, and its name in the message. */
  readonly missing: number;
  readonly title: string;
  /** The code for another revision. */
  readonly conflict: number;
  /** The refusal of a creation without Data. */
  withoutData(): TwilioError;
  /** Reads what a creation says of the key. @returns what gives the key, once nothing else speaks against it. */
  newKey(form: URLSearchParams, collection: SyncCollection): () => string;
  /** The key that is meant by a part of a path or by `From`. */
  keyFrom(text: string): string;
  /** Where it is, below its Service. */
  pathOf(key: string, collection: SyncCollection): string;
  /** How the key and the collection are shown. */
  fields(key: string, collection: SyncCollection): object;
}

interface ItemParts {
  readonly limits: RateLimits;
  readonly now: () => number;
  readonly kind: ItemKind;
  /** Finds the Service and the Map or List that the request's path names. @throws TwilioError if there is none. */
  readonly placeOf: (c: Context<TwilioEnv>) => Place;
}

/** Map Items: https://www.twilio.com/docs/sync/api/map-item-resource, List Items: https://www.twilio.com/docs/sync/api/listitem-resource */
export function itemRoutes(parts: ItemParts): Hono<TwilioEnv> {
  const { limits, kind, placeOf } = parts;
  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const place = placeOf(c);
      limits.read(place.collection.sid);
      const things = place.collection.items.all(c.var.stale);
      const show = (item: SyncItem) => showItem(kind, place, item);
      return answerPage(c, { key: 'items', things, keyOf: ({ key }) => key, keyFrom: kind.keyFrom, show });
    })
    .post('/', (c) => createItem(parts, c))
    .all('/', methodNotAllowed)
    .get('/:key', (c) => {
      const place = placeOf(c);
      const item = findItem(kind, place, c.req.param('key'), c.var.stale);
      limits.read(place.collection.sid);
      return answerItem(c, kind, place, item, 200);
    })
    .post('/:key', (c) => updateItem(parts, c, c.req.param('key')))
    .delete('/:key', (c) => {
      const place = placeOf(c);
      const item = findItem(kind, place, c.req.param('key'));
      limits.write(place.collection.sid, 0);
      checkRevision(item, c.req.header('If-Match'), kind.conflict);
      place.collection.items.remove(item);
      return c.body(null, 204);
    })
    .all('/:key', methodNotAllowed);
}

function createItem({ limits, now, kind, placeOf }: ItemParts, c: Context<TwilioEnv>): Response {
  const { form } = c.var;
  const place = placeOf(c);
  const { collection } = place;
  const keyFor = kind.newKey(form, collection);
  const data = readData(form);
  if (data === undefined) throw kind.withoutData();
  const lifetime = newLifetime(now(), readTtl(form, 'ItemTtl', 'Ttl'));
  const collectionTtl = readTtl(form, 'CollectionTtl');
  limits.write(collection.sid, data.bytes);
  const item = { key: keyFor(), data: data.value, ...lifetime };
  collection.items.add(item);
  setCollectionTtl(collection, now(), collectionTtl);
  return answerItem(c, kind, place, item, 201);
}

function updateItem({ limits, now, kind, placeOf }: ItemParts, c: Context<TwilioEnv>, key: string): Response {
  const { form } = c.var;
  const place = placeOf(c);
  const { collection } = place;
  const item = findItem(kind, place, key);
  const data = readData(form);
  const itemTtl = readTtl(form, 'ItemTtl', 'Ttl');
  const collectionTtl = readTtl(form, 'CollectionTtl');
  limits.write(collection.sid, data?.bytes ?? 0);
  checkRevision(item, c.req.header('If-Match'), kind.conflict);
  collection.items.beforeChange(item);
  if (data) item.data = data.value;
  touch(item, now(), itemTtl);
  setCollectionTtl(collection, now(), collectionTtl);
  return answerItem(c, kind, place, item, 200);
}

/** A `CollectionTtl` sent with an Item applies to the Map or List that holds it. */
function setCollectionTtl(collection: SyncCollection, now: number, ttl: number | undefined): void {
  if (ttl !== undefined) collection.expiresAt = expiry(now, ttl);
}

function findItem(kind: ItemKind, { collection }: Place, key: string, stale = false): SyncItem {
  const item = collection.items.find(kind.keyFrom(key), stale);
  if (!item) throw new TwilioError(404, kind.missing, `${kind.title} not found`);
  return item;
}

function answerItem(c: Context<TwilioEnv>, kind: ItemKind, place: Place, item: SyncItem, status: 200 | 201): Response {
  return c.json(showItem(kind, place, item), status, { ETag: revisionOf(item) });
}

function showItem(kind: ItemKind, { service, collection }: Place, item: SyncItem) {
  return {
    ...kind.fields(item.key, collection),
    account_sid: service.accountSid,
    service_sid: service.sid,
    url: `${service.url}/${kind.pathOf(item.key, collection)}`,
    data: item.data,
    ...showStored(item),
  };
}
