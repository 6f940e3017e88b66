import { createMiddleware } from 'hono/factory';
import type { TwilioEnv } from './api';
import { Refusal } from './twilio-errors';

/** Lets through who sends this account's SID and token as HTTP Basic; anyone else is answered 401/20003. */
export function authenticate(accountSid: string, authToken: string) {
  const expected = `${accountSid}:${authToken}`;
  return createMiddleware<TwilioEnv>(async (c, next) => {
    const [, credentials] = /^basic +(\S+)$/i.exec(c.req.header('Authorization') ?? '') ?? [];
    if (credentials === undefined || Buffer.from(credentials, 'base64').toString('utf8') !== expected) {
      throw new Refusal(401, 20003, 'Authenticate', { 'WWW-Authenticate': 'Basic realm="Twilio API"' });
    }
    await next();
  });
}
