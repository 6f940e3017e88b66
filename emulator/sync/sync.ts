import { Hono } from 'hono';
import type { TwilioApi, TwilioEnv } from '../api';
import { collectionRoutes } from './collections';
import { documentRoutes } from './documents';
import { createListGaps } from './list-gaps';
import { lists } from './lists';
import { MAPS } from './maps';
import type { SyncService } from './model';
import { createNamedObjects, newSid } from './named-objects';
import { createRateLimits, UNLIMITED } from './rate-limit';
import { newService, syncServiceRoutes } from './service';

interface SyncOptions {
  readonly accountSid: string;
  readonly now: () => number;
  /** False: no call is refused for its rate. */
  readonly isLimited?: boolean | undefined;
}

/**
 * Sync v1 as far as a state store uses it: Services with their Documents, Maps, Lists and Items. No Streams. The account
 * starts with a Service named `default`, which is assumed: the documentation names it, but does not say that each account has it.
 */
export function createSync({ accountSid, now, isLimited = true }: SyncOptions): TwilioApi {
  const services = createNamedObjects<SyncService>(now);
  const limits = isLimited ? createRateLimits(now) : UNLIMITED;
  const defaultSid = newSid('IS');
  const start = () => services.add(newService(accountSid, now, { uniqueName: 'default', sid: defaultSid }));
  start();

  const gaps = createListGaps();
  const parts = { services, limits, now };
  const routes = new Hono<TwilioEnv>()
    .route('/v1/Services', syncServiceRoutes({ accountSid, services, now }))
    .route('/v1/Services/:service/Documents', documentRoutes(parts))
    .route('/v1/Services/:service/Maps', collectionRoutes(parts, MAPS))
    .route('/v1/Services/:service/Lists', collectionRoutes(parts, lists(gaps.next)));
  const reset = () => {
    for (const held of [services, limits, gaps]) held.clear();
    start();
  };
  return { product: 'sync', plainPaths: ['/v1/Services'], routes, control: gaps.control, reset };
}
