import { type Context, Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { methodNotAllowed, Refusal } from '../twilio-errors';
import { readName, readTtl } from './fields';
import { createItems, itemRoutes, type SyncMap } from './items';
import { born, checkRevision, revisionOf, showStored, touch } from './lifetime';
import { newSid } from './named-objects';
import { answerPage } from './paging';
import { type SyncParts, type SyncService, serviceOf } from './service';

/** For Maps nothing documents a code of their own; this is the Items' one (assumed). */
const CONFLICT = 54205;

/** Maps: https://www.twilio.com/docs/sync/api/map-resource */
export function mapRoutes({ services, limits, now }: SyncParts): Hono<TwilioEnv> {
  function named(c: Context<TwilioEnv>, stale = false): { service: SyncService; map: SyncMap } {
    const service = serviceOf(services, c);
    const map = service.maps.find(c.req.param('map') ?? '', stale);
    if (!map) throw new Refusal(404, 54200, 'Map not found');
    return { service, map };
  }

  function show(service: SyncService, map: SyncMap) {
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

  const answer = (c: Context<TwilioEnv>, service: SyncService, map: SyncMap, status: 200 | 201) =>
    c.json(show(service, map), status, { ETag: revisionOf(map) });

  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const service = serviceOf(services, c);
      const things = service.maps.all(c.var.stale);
      return answerPage(c, { key: 'maps', things, keyOf: ({ sid }) => sid, show: (one) => show(service, one) });
    })
    .post('/', (c) => {
      const { form } = c.var;
      const service = serviceOf(services, c);
      const uniqueName = readName(form, 'UniqueName') ?? null;
      const life = born(now(), readTtl(form, 'CollectionTtl', 'Ttl'));
      const items = createItems(now);
      const map = { sid: newSid('MP'), uniqueName, items, ...life };
      limits.create(service.sid);
      service.maps.add(map);
      limits.write(map.sid, 0);
      return answer(c, service, map, 201);
    })
    .all('/', methodNotAllowed)
    .get('/:map', (c) => {
      const { service, map } = named(c, c.var.stale);
      limits.read(map.sid);
      return answer(c, service, map, 200);
    })
    .post('/:map', (c) => {
      const { service, map } = named(c);
      const ttl = readTtl(c.var.form, 'CollectionTtl', 'Ttl');
      limits.write(map.sid, 0);
      checkRevision(map, c.req.header('If-Match'), CONFLICT);
      service.maps.willChange(map);
      touch(map, now(), ttl);
      return answer(c, service, map, 200);
    })
    .delete('/:map', (c) => {
      const { service, map } = named(c);
      limits.write(map.sid, 0);
      service.maps.remove(map);
      return c.body(null, 204);
    })
    .all('/:map', methodNotAllowed)
    .route('/:map/Items', itemRoutes({ limits, now, mapOf: (c) => named(c) }));
}
