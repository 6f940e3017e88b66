import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { TwilioEnv } from '../api';
import { methodNotAllowed, Refusal } from '../twilio-errors';
import { newSid } from './named-objects';

/** The one Service that there is. Every account has a default one, which is never empty of settings. */
export interface SyncService {
  readonly accountSid: string;
  readonly sid: string;
  /** Address that the URLs of everything in it begin with. */
  readonly url: string;
  readonly createdAt: number;
}

export function createService(accountSid: string, createdAt: number): SyncService {
  const sid = newSid('IS');
  return { accountSid, sid, url: `https://sync.twilio.com/v1/Services/${sid}`, createdAt };
}

function show({ accountSid, sid, url, createdAt }: SyncService) {
  const date = new Date(createdAt).toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    sid,
    unique_name: 'default',
    account_sid: accountSid,
    friendly_name: null,
    date_created: date,
    date_updated: date,
    url,
    webhook_url: null,
    webhooks_from_rest_enabled: false,
    reachability_webhooks_enabled: false,
    acl_enabled: false,
    reachability_debouncing_enabled: false,
    reachability_debouncing_window: 5000,
    links: { documents: `${url}/Documents`, maps: `${url}/Maps`, lists: `${url}/Lists`, streams: `${url}/Streams` },
  };
}

/** Refuses what names another Service; that the code is 54050 is assumed. */
export function checkService(service: SyncService) {
  return createMiddleware<TwilioEnv>(async (c, next) => {
    const name = c.req.param('service');
    if (name !== 'default' && name !== service.sid) throw new Refusal(404, 54050, 'Service not found');
    await next();
  });
}

export function serviceRoutes(service: SyncService): Hono<TwilioEnv> {
  return new Hono<TwilioEnv>().get('/', (c) => c.json(show(service))).all('/', methodNotAllowed);
}
