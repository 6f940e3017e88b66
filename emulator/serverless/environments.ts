import { Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { methodNotAllowed } from '../twilio-errors';
import { listed, showEnvironment } from './answers';
import { hostPart, optionalField, requiredField, taken } from './forms';
import { type Environment, type Holdings, remove, type Service } from './holdings';
import { environmentOf, serviceOf } from './place';

/** Environments: https://www.twilio.com/docs/serverless/api/resource/environment */
export function environmentRoutes(holdings: Holdings): Hono<TwilioEnv> {
  const shower = (service: Service) => (environment: Environment) => showEnvironment(holdings, service, environment);
  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const service = serviceOf(holdings, c);
      return listed(c, 'environments', service.environments, shower(service));
    })
    .post('/', (c) => {
      const service = serviceOf(holdings, c);
      const uniqueName = requiredField(c.var.form, 'UniqueName', 100);
      const suffix = optionalField(c.var.form, 'DomainSuffix', 16);
      const domainSuffix = suffix === undefined ? null : hostPart('DomainSuffix', suffix).toLowerCase();
      const domainName = `${service.domainBase}${domainSuffix === null ? '' : `-${domainSuffix}`}.twil.io`;
      for (const other of service.environments) {
        if (other.uniqueName === uniqueName) throw taken('Environment', uniqueName);
        if (other.domainName === domainName) throw taken('Environment with the domain', domainName);
      }
      const lists = { variables: [], deployments: [], logs: [] };
      const environment = { ...holdings.born('ZE'), uniqueName, domainSuffix, domainName, ...lists };
      service.environments.push(environment);
      return c.json(shower(service)(environment), 201);
    })
    .all('/', methodNotAllowed)
    .get('/:environment', (c) => {
      const { service, environment } = environmentOf(holdings, c);
      return c.json(shower(service)(environment));
    })
    .delete('/:environment', (c) => {
      const { service, environment } = environmentOf(holdings, c);
      remove(service.environments, environment);
      return c.body(null, 204);
    })
    .all('/:environment', methodNotAllowed);
}
