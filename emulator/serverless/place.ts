import type { Context } from 'hono';
import type { TwilioEnv } from '../api';
import { called, type Environment, type Holdings, type Service } from './holdings';

/** The Service that the path names, by SID or unique name. */
export function serviceOf(holdings: Holdings, c: Context<TwilioEnv>): Service {
  return called(holdings.services, c.req.param('service') ?? '', c.env.target.path);
}

/** The Service and the Environment that the path names. */
export function environmentOf(holdings: Holdings, c: Context<TwilioEnv>) {
  const service = serviceOf(holdings, c);
  const environment: Environment = called(service.environments, c.req.param('environment') ?? '', c.env.target.path);
  return { service, environment };
}
