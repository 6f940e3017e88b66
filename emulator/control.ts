import { Hono } from 'hono';
import * as z from 'zod';
import type { TwilioEnv } from './api';
import { readControl } from './control-body';
import { type Fault, type Faults, faultSchema } from './faults';
import type { Journal } from './journal';
import { USER_STATES, type UserStore } from './users';

const changeSchema = z.strictObject({
  state: z.enum(USER_STATES).optional(),
  is_available: z.boolean().optional(),
  friendly_name: z.string().nullable().optional(),
  avatar: z.string().nullable().optional(),
});

/** One fault, or a list of them. */
const faultsSchema = (json: unknown) =>
  Array.isArray(json) ? z.array(faultSchema) : faultSchema.transform((one) => [one]);

/** The state behind the control API. */
export interface ControlOptions {
  readonly users: UserStore;
  readonly journal: Journal;
  readonly faults: Faults;
  /** The certificate authority's certificate. */
  readonly caPem: string;
  /** Clears all of it, and every API. */
  reset(): void;
}

/** The control API, for seeding, inspecting and injecting faults. It needs no credentials: only this machine can reach it. */
export function control({ users, journal, faults, caPem, reset }: ControlOptions): Hono<TwilioEnv> {
  return new Hono<TwilioEnv>()
    .get('/_local/users', (c) => c.json(users.all()))
    .put('/_local/users/:identity', async (c) => {
      const change = await readControl(c, changeSchema);
      if ('response' in change) return change.response;
      const identity = c.req.param('identity');
      return c.json(users.update(users.find(identity) ?? users.create(identity), change.data));
    })
    .get('/_local/ca.pem', (c) => c.body(caPem, 200, { 'Content-Type': 'application/x-pem-file' }))
    .get('/_local/journal', (c) => c.json(journal.entries()))
    .get('/_local/faults', (c) => c.json(faults.list()))
    .post('/_local/faults', async (c) => {
      const read = await readControl<Fault[]>(c, faultsSchema);
      if ('response' in read) return read.response;
      faults.add(read.data);
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
    .all('/_local/*', (c) => c.json({ error: `no such route: ${c.req.method} ${c.env.target.path}` }, 404));
}
