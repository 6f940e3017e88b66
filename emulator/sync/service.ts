import { type Context, Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { booleanField, optionalField } from '../serverless/forms';
import { badRequest, methodNotAllowed, notFound } from '../twilio-errors';
import { newLifetime } from './lifetime';
import type { ServiceSettings, SyncService, SyncServices } from './model';
import { createNamedObjects, newSid } from './named-objects';
import { answerPage } from './paging';

interface ServiceParts {
  readonly accountSid: string;
  readonly services: SyncServices;
  readonly now: () => number;
}

const DEFAULT_SETTINGS: ServiceSettings = {
  friendlyName: null,
  webhookUrl: null,
  webhooksFromRestEnabled: false,
  reachabilityWebhooksEnabled: false,
  aclEnabled: false,
  reachabilityDebouncingEnabled: false,
  reachabilityDebouncingWindow: 5000,
};

/** Only the Service that an account starts with has a unique name: https://www.twilio.com/docs/sync/api/service */
export function newService(
  accountSid: string,
  now: () => number,
  { uniqueName = null, sid = newSid('IS') }: { uniqueName?: string | null; sid?: string } = {},
): SyncService {
  return {
    sid,
    uniqueName,
    accountSid,
    url: `https://sync.twilio.com/v1/Services/${sid}`,
    settings: DEFAULT_SETTINGS,
    documents: createNamedObjects(now),
    maps: createNamedObjects(now),
    lists: createNamedObjects(now),
    ...newLifetime(now(), undefined),
  };
}

/** The Service that the path names, by SID or as `default`; 404/20404 without one, whatever is asked of it (the code is assumed). */
export function syncServiceOf(services: SyncServices, c: Context<TwilioEnv>, stale = false): SyncService {
  const service = services.find(c.req.param('service') ?? '', stale);
  if (!service) throw notFound(c.env.target.path);
  return service;
}

/** Services, all settings of them: https://www.twilio.com/docs/sync/api/service. `UniqueName` is read-only, and ignored here. */
export function syncServiceRoutes({ accountSid, services, now }: ServiceParts): Hono<TwilioEnv> {
  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const things = services.all(c.var.stale);
      return answerPage(c, { key: 'services', things, keyOf: ({ sid }) => sid, show });
    })
    .post('/', (c) => {
      const service = { ...newService(accountSid, now), settings: readSettings(c.var.form, DEFAULT_SETTINGS) };
      services.add(service);
      return c.json(show(service), 201);
    })
    .all('/', methodNotAllowed)
    .get('/:service', (c) => c.json(show(syncServiceOf(services, c, c.var.stale))))
    .post('/:service', (c) => {
      const service = syncServiceOf(services, c);
      const settings = readSettings(c.var.form, service.settings);
      services.beforeChange(service);
      Object.assign(service, { settings, updatedAt: now() });
      return c.json(show(service));
    })
    .delete('/:service', (c) => {
      services.remove(syncServiceOf(services, c));
      return c.body(null, 204);
    })
    .all('/:service', methodNotAllowed);
}

/** Fields that are not sent stay unchanged. */
function readSettings(form: URLSearchParams, before: ServiceSettings): ServiceSettings {
  const flag = (name: string, otherwise: boolean) => booleanField(form, name) ?? otherwise;
  const window = form.get('ReachabilityDebouncingWindow');
  return {
    friendlyName: optionalField(form, 'FriendlyName', 255) ?? before.friendlyName,
    webhookUrl: optionalField(form, 'WebhookUrl', 2048) ?? before.webhookUrl,
    webhooksFromRestEnabled: flag('WebhooksFromRestEnabled', before.webhooksFromRestEnabled),
    reachabilityWebhooksEnabled: flag('ReachabilityWebhooksEnabled', before.reachabilityWebhooksEnabled),
    aclEnabled: flag('AclEnabled', before.aclEnabled),
    reachabilityDebouncingEnabled: flag('ReachabilityDebouncingEnabled', before.reachabilityDebouncingEnabled),
    reachabilityDebouncingWindow: window === null ? before.reachabilityDebouncingWindow : readWindow(window),
  };
}

function readWindow(text: string): number {
  const milliseconds = Number(text);
  if (!/^\d+$/.test(text) || milliseconds < 1000 || milliseconds > 30_000) {
    throw badRequest('ReachabilityDebouncingWindow must be from 1000 to 30000');
  }
  return milliseconds;
}

const iso = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

function show({ accountSid, sid, uniqueName, url, settings, createdAt, updatedAt }: SyncService) {
  return {
    sid,
    unique_name: uniqueName,
    account_sid: accountSid,
    friendly_name: settings.friendlyName,
    date_created: iso(createdAt),
    date_updated: iso(updatedAt),
    url,
    webhook_url: settings.webhookUrl,
    webhooks_from_rest_enabled: settings.webhooksFromRestEnabled,
    reachability_webhooks_enabled: settings.reachabilityWebhooksEnabled,
    acl_enabled: settings.aclEnabled,
    reachability_debouncing_enabled: settings.reachabilityDebouncingEnabled,
    reachability_debouncing_window: settings.reachabilityDebouncingWindow,
    links: { documents: `${url}/Documents`, maps: `${url}/Maps`, lists: `${url}/Lists`, streams: `${url}/Streams` },
  };
}
