import { Hono } from 'hono';
import * as z from 'zod';
import type { TwilioEnv } from './api';
import { readControl } from './control-body';

const secretSchema = z.strictObject({ secret: z.string().min(1) });
const SID = /^SK[0-9a-fA-F]{32}$/;

/** The account's API keys; each works like a Standard one, for all products: https://www.twilio.com/docs/iam/api-keys */
export interface Keys {
  /** True if there is a key with this SID and this secret. */
  has(sid: string, secret: string): boolean;
  /** `PUT /_local/keys/{SK…}` `{ secret }` makes a key or gives it another secret, `DELETE` revokes it. */
  readonly control: Hono<TwilioEnv>;
  /** Restores the initial keys. */
  clear(): void;
}

/** @param first the initial keys, SID → secret. */
export function createKeys(first: Readonly<Record<string, string>> = {}): Keys {
  let secrets = new Map(Object.entries(first));
  const control = new Hono<TwilioEnv>()
    .put('/_local/keys/:sid', async (c) => {
      const sid = c.req.param('sid');
      const known = { path: ['sid'], error: 'expected SK and 32 hexadecimal digits' };
      const read = await readControl(
        c,
        secretSchema.refine(() => SID.test(sid), known),
      );
      if ('response' in read) return read.response;
      secrets.set(sid, read.data.secret);
      return c.json({ sid });
    })
    .delete('/_local/keys/:sid', (c) => {
      secrets.delete(c.req.param('sid'));
      return c.body(null, 204);
    });
  return {
    has: (sid, secret) => secrets.get(sid) === secret,
    control,
    clear() {
      secrets = new Map(Object.entries(first));
    },
  };
}
