import { Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { methodNotAllowed } from '../twilio-errors';
import { answerList, showEnvironment } from './answers';
import { alreadyExists, hostPart, optionalField, requiredField } from './forms';
import { environmentOf, serviceOf } from './lookup';
import { type Environment, removeResource, type ServerlessStore, type Service } from './store';

/** Environments: https://www.twilio.com/docs/serverless/api/resource/environment */
export function environmentRoutes(store: ServerlessStore): Hono<TwilioEnv> {
  const shower = (service: Service) => (environment: Environment) => showEnvironment(store, service, environment);
  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const service = serviceOf(store, c);
      return answerList(c, 'environments', service.environments, shower(service));
    })
    .post('/', (c) => {
      const service = serviceOf(store, c);
      const uniqueName = requiredField(c.var.form, 'UniqueName', 100);
      const suffix = optionalField(c.var.form, 'DomainSuffix', 16);
      const domainSuffix = suffix === undefined ? null : hostPart('DomainSuffix', suffix).toLowerCase();
      const domainName = `${service.domainBase}${domainSuffix === null ? '' : `-${domainSuffix}`}.twil.io`;
      for (const other of service.environments) {
        if (other.uniqueName === uniqueName) throw alreadyExists('Environment', uniqueName);
        if (other.domainName === domainName) throw alreadyExists('Environment with the domain', domainName);
      }
      const lists = { variables: [], deployments: [], logs: [] };
      const environment = { ...store.newResource('ZE'), uniqueName, domainSuffix, domainName, ...lists };
      service.environments.push(environment);
      return c.json(shower(service)(environment), 201);
    })
    .all('/', methodNotAllowed)
    .get('/:environment', (c) => {
      const { service, environment } = environmentOf(store, c);
      return c.json(shower(service)(environment));
    })
    .delete('/:environment', (c) => {
      const { service, environment } = environmentOf(store, c);
      removeResource(service.environments, environment);
      return c.body(null, 204);
    })
    .all('/:environment', methodNotAllowed);
}
