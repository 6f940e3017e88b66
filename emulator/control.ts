import { type Context, Hono } from 'hono';
import * as z from 'zod';
import type { TwilioEnv } from './api';
import { type Faults, faultSchema } from './faults';
import type { Journal } from './journal';
import { STATES, type Users } from './users';

const changeSchema = z.strictObject({
  state: z.enum(STATES).optional(),
  is_available: z.boolean().optional(),
  friendly_name: z.string().nullable().optional(),
  avatar: z.string().nullable().optional(),
});

const oneOrMore = (body: unknown) => (Array.isArray(body) ? body : [body]);

/** `{ error, errors: [{ path, message }] }`, where `path` is the field that is wrong. */
function refuse(c: Context<TwilioEnv>, errors: { path: string; message: string }[]): Response {
  return c.json({ error: errors.map(({ path, message }) => `${path}: ${message}`).join('; '), errors }, 400);
}

function problems(error: z.ZodError): { path: string; message: string }[] {
  return error.issues.flatMap((issue) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : undefined;
    if (unknown) return unknown.map((key) => ({ path: [...issue.path, key].join('.'), message: 'unknown field' }));
    return [{ path: issue.path.join('.') || 'body', message: issue.message }];
  });
}

/** A body that is missing counts as one without any fields. */
async function readJson(c: Context<TwilioEnv>): Promise<{ json: unknown } | undefined> {
  const text = await c.req.text();
  try {
    return { json: text === '' ? {} : JSON.parse(text) };
  } catch {
    return undefined;
  }
}

const NOT_JSON = [{ path: 'body', message: 'is not JSON' }];

/** What the control API can look at and change. */
export interface Controlled {
  readonly users: Users;
  readonly journal: Journal;
  readonly faults: Faults;
  /** The certificate authority's certificate. */
  readonly caPem: string;
  /** Empties all of it, and every API. */
  reset(): void;
}

/** Our own API, for seeding, looking and breaking things; it needs no credentials, as nobody else can reach it. */
export function control({ users, journal, faults, caPem, reset }: Controlled): Hono<TwilioEnv> {
  return new Hono<TwilioEnv>()
    .get('/_local/users', (c) => c.json(users.all()))
    .put('/_local/users/:identity', async (c) => {
      const body = await readJson(c);
      if (!body) return refuse(c, NOT_JSON);
      const change = changeSchema.safeParse(body.json);
      if (!change.success) return refuse(c, problems(change.error));
      const identity = c.req.param('identity');
      return c.json(users.change(users.find(identity) ?? users.create(identity), change.data));
    })
    .get('/_local/ca.pem', (c) => c.body(caPem, 200, { 'Content-Type': 'application/x-pem-file' }))
    .get('/_local/journal', (c) => c.json(journal.entries()))
    .get('/_local/faults', (c) => c.json(faults.list()))
    .post('/_local/faults', async (c) => {
      const body = await readJson(c);
      if (!body) return refuse(c, NOT_JSON);
      const single = Array.isArray(body.json) ? undefined : faultSchema.safeParse(body.json);
      const read = single ?? z.array(faultSchema).safeParse(oneOrMore(body.json));
      if (!read.success) return refuse(c, problems(read.error));
      faults.add(oneOrMore(read.data));
      return c.json(faults.list());
    })
    .delete('/_local/faults', (c) => {
      faults.clear();
      return c.body(null, 204);
    })
    .post('/_local/reset', (c) => {
      reset();
      return c.body(null, 204);
    })
    .all('/_local/*', (c) => c.json({ error: `there is no ${c.req.method} ${c.env.target.path}` }, 404));
}
