import { type Context, Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { methodNotAllowed, TwilioError } from '../twilio-errors';
import { readName, readTtl } from './fields';
import { type ItemKind, itemRoutes } from './item-routes';
import { createItems } from './items';
import { checkRevision, newLifetime, revisionOf, showStored, touch } from './lifetime';
import type { SyncCollection, SyncParts, SyncService, SyncServices } from './model';
import { type NamedObjects, newSid } from './named-objects';
import { answerPage } from './paging';
import { syncServiceOf } from './service';

/** In what Maps and Lists differ. */
export interface CollectionKind {
  /** As it stands in paths, such as `Maps`; in lower case also the name of the list in an answer. */
  readonly path: 'Maps' | 'Lists';
  readonly sidPrefix: string;
  /** The code for one that does not exist, and its name in the message. */
  readonly missing: number;
  readonly title: string;
  /** The code for another revision. */
  readonly conflict: number;
  of(service: SyncService): NamedObjects<SyncCollection>;
  readonly items: ItemKind;
}

/** Maps: https://www.twilio.com/docs/sync/api/map-resource, Lists: https://www.twilio.com/docs/sync/api/list-resource */
export function collectionRoutes({ services, limits, now }: SyncParts, kind: CollectionKind): Hono<TwilioEnv> {
  const key = kind.path.toLowerCase();
  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const service = syncServiceOf(services, c);
      const things = kind.of(service).all(c.var.stale);
      return answerPage(c, { key, things, keyOf: ({ sid }) => sid, show: (one) => show(kind, service, one) });
    })
    .post('/', (c) => {
      const { form } = c.var;
      const service = syncServiceOf(services, c);
      const uniqueName = readName(form, 'UniqueName') ?? null;
      const lifetime = newLifetime(now(), readTtl(form, 'CollectionTtl', 'Ttl'));
      const collection = {
        sid: newSid(kind.sidPrefix),
        uniqueName,
        items: createItems(now),
        nextIndex: 0,
        ...lifetime,
      };
      limits.create(service.sid);
      kind.of(service).add(collection);
      limits.write(collection.sid, 0);
      return answer(kind, c, { service, collection }, 201);
    })
    .all('/', methodNotAllowed)
    .get('/:collection', (c) => {
      const place = collectionOf(kind, services, c, c.var.stale);
      limits.read(place.collection.sid);
      return answer(kind, c, place, 200);
    })
    .post('/:collection', (c) => {
      const place = collectionOf(kind, services, c);
      const { service, collection } = place;
      const ttl = readTtl(c.var.form, 'CollectionTtl', 'Ttl');
      limits.write(collection.sid, 0);
      checkRevision(collection, c.req.header('If-Match'), kind.conflict);
      kind.of(service).beforeChange(collection);
      touch(collection, now(), ttl);
      return answer(kind, c, place, 200);
    })
    .delete('/:collection', (c) => {
      const { service, collection } = collectionOf(kind, services, c);
      limits.write(collection.sid, 0);
      kind.of(service).remove(collection);
      return c.body(null, 204);
    })
    .all('/:collection', methodNotAllowed)
    .route(
      '/:collection/Items',
      itemRoutes({ limits, now, kind: kind.items, placeOf: (c) => collectionOf(kind, services, c) }),
    );
}

interface Place {
  readonly service: SyncService;
  readonly collection: SyncCollection;
}

/** Finds the Map or List that the path names. @throws TwilioError if there is none. */
function collectionOf(kind: CollectionKind, services: SyncServices, c: Context<TwilioEnv>, stale = false): Place {
  const service = syncServiceOf(services, c);
  const collection = kind.of(service).find(c.req.param('collection') ?? '', stale);
  if (!collection) throw new TwilioError(404, kind.missing, `${kind.title} not found`);
  return { service, collection };
}

function answer(
  kind: CollectionKind,
  c: Context<TwilioEnv>,
  { service, collection }: Place,
  status: 200 | 201,
): Response {
  return c.json(show(kind, service, collection), status, { ETag: revisionOf(collection) });
}

function show(kind: CollectionKind, service: SyncService, collection: SyncCollection) {
  const url = `${service.url}/${kind.path}/${collection.sid}`;
  return {
    sid: collection.sid,
    unique_name: collection.uniqueName,
    account_sid: service.accountSid,
    service_sid: service.sid,
    url,
    links: { items: `${url}/Items`, permissions: `${url}/Permissions` },
    ...showStored(collection),
  };
}
