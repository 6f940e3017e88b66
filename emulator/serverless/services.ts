import { randomInt } from 'node:crypto';
import { Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { methodNotAllowed } from '../twilio-errors';
import { listed, showService } from './answers';
import { booleanField, hostPart, optionalField, requiredField, taken } from './forms';
import { type Holdings, remove, type Service } from './holdings';
import { serviceOf } from './place';

/** Services: https://www.twilio.com/docs/serverless/api/resource/service */
export function serviceRoutes(holdings: Holdings): Hono<TwilioEnv> {
  const show = (service: Service) => showService(holdings, service);
  return new Hono<TwilioEnv>()
    .get('/', (c) => listed(c, 'services', holdings.services, show))
    .post('/', (c) => {
      const { form } = c.var;
      // It becomes part of the domain.
      const uniqueName = hostPart('UniqueName', requiredField(form, 'UniqueName', 50));
      const friendlyName = requiredField(form, 'FriendlyName', 255);
      if (holdings.services.some((service) => service.uniqueName === uniqueName)) throw taken('Service', uniqueName);
      const service: Service = {
        ...holdings.born('ZS'),
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
      holdings.services.push(service);
      return c.json(show(service), 201);
    })
    .all('/', methodNotAllowed)
    .get('/:service', (c) => c.json(show(serviceOf(holdings, c))))
    .post('/:service', (c) => {
      const { form } = c.var;
      const service = serviceOf(holdings, c);
      const includeCredentials = booleanField(form, 'IncludeCredentials') ?? service.includeCredentials;
      const uiEditable = booleanField(form, 'UiEditable') ?? service.uiEditable;
      service.friendlyName = optionalField(form, 'FriendlyName', 255) ?? service.friendlyName;
      Object.assign(service, { includeCredentials, uiEditable, updatedAt: holdings.now() });
      return c.json(show(service));
    })
    .delete('/:service', (c) => {
      remove(holdings.services, serviceOf(holdings, c));
      return c.body(null, 204);
    })
    .all('/:service', methodNotAllowed);
}
