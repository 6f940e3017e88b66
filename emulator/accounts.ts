import { Hono } from 'hono';
import type { TwilioApi, TwilioEnv } from './api';
import { methodNotAllowed, notFound } from './twilio-errors';

interface AccountOptions {
  readonly accountSid: string;
  readonly authToken: string;
  readonly now: () => number;
  readonly account?: AccountTraits;
}

/** Properties in which accounts differ. */
export interface AccountTraits {
  /** As the console shows it. */
  readonly name?: string;
  readonly status?: 'active' | 'suspended' | 'closed';
  /** The SID of the account that this one is a subaccount of; its own by default. */
  readonly owner?: string;
}

/**
 * The only account: https://www.twilio.com/docs/iam/api/account#fetch-an-account-resource.
 * The plain port finds it by the address that it shares with Messaging.
 */
export function accounts({ accountSid, authToken, now, account = {} }: AccountOptions): TwilioApi {
  const createdAt = new Date(now()).toUTCString().replace('GMT', '+0000');
  const uri = `/2010-04-01/Accounts/${accountSid}`;
  const address = '/2010-04-01/Accounts/:file{[^/]+\\.json}';
  const routes = new Hono<TwilioEnv>()
    .get(address, (c) => {
      if (c.req.param('file') !== `${accountSid}.json`) throw notFound(c.env.target.path);
      return c.json({
        sid: accountSid,
        owner_account_sid: account.owner ?? accountSid,
        friendly_name: account.name ?? 'Local Twilio',
        status: account.status ?? 'active',
        type: 'Full',
        auth_token: authToken,
        date_created: createdAt,
        date_updated: createdAt,
        uri: `${uri}.json`,
        subresource_uris: { messages: `${uri}/Messages.json` },
      });
    })
    .all(address, methodNotAllowed);
  return { product: 'api', routes, reset: () => undefined };
}
