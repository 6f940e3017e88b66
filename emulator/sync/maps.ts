import { type Context, Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { methodNotAllowed, TwilioError } from '../twilio-errors';
import { readName, readTtl } from './fields';
import { itemRoutes } from './item-routes';
import { createItems } from './items';
import { checkRevision, newLifetime, revisionOf, showStored, touch } from './lifetime';
import type { SyncMap, SyncParts, SyncService, SyncServices } from './model';
import { newSid } from './named-objects';
import { answerPage } from './paging';
import { syncServiceOf } from './service';

/** No code is documented for Maps; this is the one for Items (assumed). */
const MAP_CONFLICT = 54205;

/** Maps: https://www.twilio.com/docs/sync/api/map-resource */
export function mapRoutes({ services, limits, now }: SyncParts): Hono<TwilioEnv> {
  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const service = syncServiceOf(services, c);
      const things = service.maps.all(c.var.stale);
      return answerPage(c, { key: 'maps', things, keyOf: ({ sid }) => sid, show: (one) => showMap(service, one) });
    })
    .post('/', (c) => {
      const { form } = c.var;
      const service = syncServiceOf(services, c);
      const uniqueName = readName(form, 'UniqueName') ?? null;
      const lifetime = newLifetime(now(), readTtl(form, 'CollectionTtl', 'Ttl'));
      const map = { sid: newSid('MP'), uniqueName, items: createItems(now), ...lifetime };
      limits.create(service.sid);
      service.maps.add(map);
      limits.write(map.sid, 0);
      return answerMap(c, service, map, 201);
    })
    .all('/', methodNotAllowed)
    .get('/:map', (c) => {
      const { service, map } = mapOf(services, c, c.var.stale);
      limits.read(map.sid);
      return answerMap(c, service, map, 200);
    })
    .post('/:map', (c) => {
      const { service, map } = mapOf(services, c);
      const ttl = readTtl(c.var.form, 'CollectionTtl', 'Ttl');
      limits.write(map.sid, 0);
      checkRevision(map, c.req.header('If-Match'), MAP_CONFLICT);
      service.maps.beforeChange(map);
      touch(map, now(), ttl);
      return answerMap(c, service, map, 200);
    })
    .delete('/:map', (c) => {
      const { service, map } = mapOf(services, c);
      limits.write(map.sid, 0);
      service.maps.remove(map);
      return c.body(null, 204);
    })
    .all('/:map', methodNotAllowed)
    .route('/:map/Items', itemRoutes({ limits, now, mapOf: (c) => mapOf(services, c) }));
}

/** Finds the Map that the path names. @throws TwilioError if there is none. */
function mapOf(services: SyncServices, c: Context<TwilioEnv>, stale = false): { service: SyncService; map: SyncMap } {
  const service = syncServiceOf(services, c);
  const map = service.maps.find(c.req.param('map') ?? '', stale);
  if (!map) throw new TwilioError(404, 54200, 'Map not found');
  return { service, map };
}

function answerMap(c: Context<TwilioEnv>, service: SyncService, map: SyncMap, status: 200 | 201): Response {
  return c.json(showMap(service, map), status, { ETag: revisionOf(map) });
}

function showMap(service: SyncService, map: SyncMap) {
  const url = `${service.url}/Maps/${map.sid}`;
  return {
    sid: map.sid,
    unique_name: map.uniqueName,
    account_sid: service.accountSid,
    service_sid: service.sid,
    url,
    links: { items: `${url}/Items`, permissions: `${url}/Permissions` },
    ...showStored(map),
  };
}
