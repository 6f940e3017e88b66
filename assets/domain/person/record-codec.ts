import * as z from '../../lib/zod';
import type { PersonRecord } from './record';

const epochMs = z.number();

const userChange = z.object({
  state: z.enum(['active', 'deactivated']).optional(),
  isAvailable: z.boolean().optional(),
  friendlyName: z.string().optional(),
  avatar: z.string().optional(),
});

/** `said` is the event's own timestamp; `due` the same, or the later instant from which it holds. */
const employmentEvent = z.object({
  kind: z.enum(['offboarded', 'reinstated', 'cancelled']),
  said: epochMs,
  due: epochMs,
  event: z.string(),
  key: z.string(),
});

const said = z.object({ value: z.string(), said: epochMs });

const personRecord = z.object({
  v: z.literal(1),
  identity: z.string(),
  /** What was said of the person's employment, by HR and the identity provider. */
  words: z.array(employmentEvent),
  /** The word that was last made to take effect, by its key. */
  carriedOut: z.string().optional(),
  /** Offboardings that wait for an operator, and why. */
  held: z.array(z.object({ ...employmentEvent.shape, why: z.enum(['protected', 'limit']) })),
  /** By digest of the leave's id. A cancelled one stays for a while, in case it arrives after its cancellation. */
  leave: z.array(z.object({ key: z.string(), from: epochMs, to: epochMs, said: epochMs, cancelled: z.boolean() })),
  override: z
    .object({ available: z.boolean(), from: epochMs, until: epochMs.nullable(), said: epochMs, event: z.string() })
    .optional(),
  /** What was last said of each profile field, and when. */
  profile: z.object({ friendlyName: said.optional(), avatar: said.optional() }),
  /** The last deliveries: digests of the id and of the content, and when each was seen. */
  events: z.array(z.object({ key: z.string(), digest: z.string(), seen: epochMs })),
  /** What Frontline has still to be told since `since`, and not before `next` by anyone else than who wrote it. */
  pending: z
    .object({
      change: userChange,
      event: z.string(),
      since: epochMs,
      attempts: z.number(),
      next: epochMs,
      /** Frontline has no such user: tried again when there is one. */
      missing: z.boolean().optional(),
    })
    .optional(),
  /** What was given up: for an operator to look at and to replay. */
  failed: z.array(z.object({ change: userChange, event: z.string(), since: epochMs, at: epochMs })),
  /** The user as it was before the last lock-out, for undoing a mistaken one. */
  before: z.object({ state: z.string(), isAvailable: z.boolean(), key: z.string() }).optional(),
  /** The availability last applied for an event. The duty table has it from the next tick that writes. */
  applied: z.object({ available: z.boolean(), at: epochMs }).optional(),
});

/** @throws if the stored data is not a record: it was written by something else, and must not be guessed at. */
export function readRecord(data: unknown): PersonRecord {
  return personRecord.parse(data);
}
