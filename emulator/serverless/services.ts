import { randomInt } from 'node:crypto';
import { Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { methodNotAllowed } from '../twilio-errors';
import { answerList, showService } from './answers';
import { alreadyExists, booleanField, hostPart, optionalField, requiredField } from './forms';
import { serviceOf } from './lookup';
import { removeResource, type ServerlessStore, type Service } from './store';

/** Services: https://www.twilio.com/docs/serverless/api/resource/service */
export function serviceRoutes(store: ServerlessStore): Hono<TwilioEnv> {
  const show = (service: Service) => showService(store, service);
  return new Hono<TwilioEnv>()
    .get('/', (c) => answerList(c, 'services', store.services, show))
    .post('/', (c) => {
      const { form } = c.var;
      // It becomes part of the domain.
      const uniqueName = hostPart('UniqueName', requiredField(form, 'UniqueName', 50));
      const friendlyName = requiredField(form, 'FriendlyName', 255);
      if (store.services.some((service) => service.uniqueName === uniqueName))
        throw alreadyExists('Service', uniqueName);
      const service: Service = {
        ...store.newResource('ZS'),
        uniqueName,
        friendlyName,
        includeCredentials: booleanField(form, 'IncludeCredentials') ?? true,
        uiEditable: booleanField(form, 'UiEditable') ?? false,
        domainBase: `${uniqueName.toLowerCase()}-${randomInt(1000, 10_000)}`,
        environments: [],
        functions: [],
        assets: [],
        builds: [],
      };
      store.services.push(service);
      return c.json(show(service), 201);
    })
    .all('/', methodNotAllowed)
    .get('/:service', (c) => c.json(show(serviceOf(store, c))))
    .post('/:service', (c) => {
      const { form } = c.var;
      const service = serviceOf(store, c);
      const includeCredentials = booleanField(form, 'IncludeCredentials') ?? service.includeCredentials;
      const uiEditable = booleanField(form, 'UiEditable') ?? service.uiEditable;
      service.friendlyName = optionalField(form, 'FriendlyName', 255) ?? service.friendlyName;
      Object.assign(service, { includeCredentials, uiEditable, updatedAt: store.now() });
      return c.json(show(service));
    })
    .delete('/:service', (c) => {
      removeResource(store.services, serviceOf(store, c));
      return c.body(null, 204);
    })
    .all('/:service', methodNotAllowed);
}
