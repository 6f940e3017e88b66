import { Hono } from 'hono';
import * as z from 'zod';
import type { TwilioEnv } from '../api';
import { readControl } from '../control-body';
import { seededRandom } from '../random';

/** How many indexes of a List are left out before each new one: none, until `PUT /_local/list-gaps` `{ most }` says otherwise. */
export interface ListGaps {
  /** The same numbers each time after a reset. */
  next(): number;
  readonly control: Hono<TwilioEnv>;
  clear(): void;
}

const schema = z.strictObject({ most: z.int().min(0).max(1_000_000) });
const SEED = 1;

export function createListGaps(): ListGaps {
  let most = 0;
  let random = seededRandom(SEED);
  const control = new Hono<TwilioEnv>().put('/_local/list-gaps', async (c) => {
    const read = await readControl(c, schema);
    if ('response' in read) return read.response;
    most = read.data.most;
    return c.json({ most });
  });
  return {
    next: () => Math.floor(random() * (most + 1)),
    control,
    clear() {
      most = 0;
      random = seededRandom(SEED);
    },
  };
}
