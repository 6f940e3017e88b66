import { type Context, Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { methodNotAllowed, Refusal } from '../twilio-errors';
import { readName, readTtl } from './fields';
import { itemRoutes, type SyncMap } from './items';
import { born, checkRevision, revisionOf, showStored, touch } from './lifetime';
import { createNamedObjects, newSid } from './named-objects';
import { answerPage } from './paging';
import type { RateLimits } from './rate-limit';
import type { SyncService } from './service';

/** For Maps nothing documents a code of their own; this is the Items' one (assumed). */
const CONFLICT = 54205;

/** Maps: https://www.twilio.com/docs/sync/api/map-resource */
export function createMaps(service: SyncService, limits: RateLimits, now: () => number) {
  const maps = createNamedObjects<SyncMap>(now);

  function named(name: string): SyncMap {
    const map = maps.find(name);
    if (!map) throw new Refusal(404, 54200, 'Map not found');
    return map;
  }

  function show(map: SyncMap) {
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

  const answer = (c: Context<TwilioEnv>, map: SyncMap, status: 200 | 201) =>
    c.json(show(map), status, { ETag: revisionOf(map) });

  const routes = new Hono<TwilioEnv>()
    .get('/', (c) => answerPage(c, { key: 'maps', things: maps.all(), keyOf: ({ sid }) => sid, show }))
    .post('/', (c) => {
      const { form } = c.var;
      const uniqueName = readName(form, 'UniqueName') ?? null;
      const life = born(now(), readTtl(form, 'CollectionTtl', 'Ttl'));
      const map = { sid: newSid('MP'), uniqueName, items: new Map(), ...life };
      maps.add(map);
      limits.write(map.sid, 0);
      return answer(c, map, 201);
    })
    .all('/', methodNotAllowed)
    .get('/:map', (c) => {
      const map = named(c.req.param('map'));
      limits.read(map.sid);
      return answer(c, map, 200);
    })
    .post('/:map', (c) => {
      const map = named(c.req.param('map'));
      const ttl = readTtl(c.var.form, 'CollectionTtl', 'Ttl');
      limits.write(map.sid, 0);
      checkRevision(map, c.req.header('If-Match'), CONFLICT);
      touch(map, now(), ttl);
      return answer(c, map, 200);
    })
    .delete('/:map', (c) => {
      const map = named(c.req.param('map'));
      limits.write(map.sid, 0);
      maps.remove(map);
      return c.body(null, 204);
    })
    .all('/:map', methodNotAllowed)
    .route('/:map/Items', itemRoutes({ service, limits, now, mapOf: (c) => named(c.req.param('map') ?? '') }));
  return { routes, clear: maps.clear };
}
