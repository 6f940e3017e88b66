import { Hono } from 'hono';
import type { TwilioApi, TwilioEnv } from '../api';
import { documentRoutes } from './documents';
import { mapRoutes } from './maps';
import type { SyncService } from './model';
import { createNamedObjects, newSid } from './named-objects';
import { createRateLimits } from './rate-limit';
import { newService, syncServiceRoutes } from './service';

/**
 * Sync v1 as far as a state store uses it: Services with their Documents, Maps and Map Items. No Lists, no Streams. The account
 * starts with a Service named `default`, which is assumed: the documentation names it, but does not say that each account has it.
 */
export function createSync({ accountSid, now }: { accountSid: string; now: () => number }): TwilioApi {
  const services = createNamedObjects<SyncService>(now);
  const limits = createRateLimits(now);
  const defaultSid = newSid('IS');
  const start = () => services.add(newService(accountSid, now, { uniqueName: 'default', sid: defaultSid }));
  start();

  const parts = { services, limits, now };
  const routes = new Hono<TwilioEnv>()
    .route('/v1/Services', syncServiceRoutes({ accountSid, services, now }))
    .route('/v1/Services/:service/Documents', documentRoutes(parts))
    .route('/v1/Services/:service/Maps', mapRoutes(parts));
  const reset = () => {
    for (const held of [services, limits]) held.clear();
    start();
  };
  return { product: 'sync', plainPaths: ['/v1/Services'], routes, reset };
}
