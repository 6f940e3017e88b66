import { createMiddleware } from 'hono/factory';
import type { TwilioEnv } from './api';
import { TwilioError } from './twilio-errors';

/** The accepted callers: the account itself, or one of its API keys. */
export interface AccountCredentials {
  readonly accountSid: string;
  readonly authToken: string;
  readonly keys: { has(sid: string, secret: string): boolean };
}

/**
 * Lets through who sends, as HTTP Basic, this account's SID and token or an API key's SID and secret; anyone else is answered
 * 401/20003. Source: https://www.twilio.com/docs/usage/requests-to-twilio
 * @param others products that look at their callers' credentials themselves.
 */
export function authenticate({ accountSid, authToken, keys }: AccountCredentials, others: ReadonlySet<string>) {
  return createMiddleware<TwilioEnv>(async (c, next) => {
    if (others.has(c.env.target.product)) return next();
    const [, credentials] = /^basic +(\S+)$/i.exec(c.req.header('Authorization') ?? '') ?? [];
    const [, user, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(credentials ?? '', 'base64').toString('utf8')) ?? [];
    const isKnown =
      user !== undefined &&
      password !== undefined &&
      ((user === accountSid && password === authToken) || keys.has(user, password));
    if (!isKnown) throw new TwilioError(401, 20003, 'Authenticate', { 'WWW-Authenticate': 'Basic realm="Twilio API"' });
    await next();
  });
}
