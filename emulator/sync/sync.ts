import { Hono } from 'hono';
import type { TwilioApi, TwilioEnv } from '../api';
import { createDocuments } from './documents';
import { createMaps } from './maps';
import { createRateLimits } from './rate-limit';
import { checkService, createService, serviceRoutes } from './service';

/** Sync v1 as far as a state store uses it: the default Service with its Documents, Maps and Map Items. No Lists, no Streams. */
export function createSync({ accountSid, now }: { accountSid: string; now: () => number }): TwilioApi {
  const service = createService(accountSid, now());
  const limits = createRateLimits(now);
  const documents = createDocuments(service, limits, now);
  const maps = createMaps(service, limits, now);

  const routes = new Hono<TwilioEnv>()
    .use('/v1/Services/:service/*', checkService(service))
    .route('/v1/Services/:service', serviceRoutes(service))
    .route('/v1/Services/:service/Documents', documents.routes)
    .route('/v1/Services/:service/Maps', maps.routes);
  const reset = () => {
    for (const held of [documents, maps, limits]) held.clear();
  };
  return { product: 'sync', plainPath: '/v1/Services', routes, reset };
}
