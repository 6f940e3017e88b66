import type { Context } from 'hono';
import type { TwilioEnv } from '../api';
import { type Environment, findResource, type ServerlessStore, type Service } from './store';

/** The Service that the path names, by SID or unique name. */
export function serviceOf(store: ServerlessStore, c: Context<TwilioEnv>): Service {
  return findResource(store.services, c.req.param('service') ?? '', c.env.target.path);
}

/** The Service and the Environment that the path names. */
export function environmentOf(store: ServerlessStore, c: Context<TwilioEnv>) {
  const service = serviceOf(store, c);
  const environment: Environment = findResource(
    service.environments,
    c.req.param('environment') ?? '',
    c.env.target.path,
  );
  return { service, environment };
}
