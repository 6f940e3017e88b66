import * as z from '../../lib/zod';
import { HANDOVER_REASONS, HANDOVER_STEPS } from './handover';
import { EMPLOYMENT_ACTS, HELD_REASONS, type PersonRecord } from './record';
import { fromV1, recordV1 } from './record-v1';
import { TARGET_NAMES } from './target';

const epochMs = z.number();

const targetChange = z.strictObject({
  access: z.boolean().exactOptional(),
  available: z.boolean().exactOptional(),
  name: z.string().exactOptional(),
  avatar: z.string().exactOptional(),
});

const employmentEvent = z.strictObject({
  kind: z.enum(['offboarded', 'reinstated', 'cancelled']),
  occurredAt: epochMs,
  effectiveAt: epochMs,
  event: z.string(),
  key: z.string(),
  source: z.string().exactOptional(),
  liftsAll: z.boolean().exactOptional(),
});

const profileValue = z.strictObject({ value: z.string(), occurredAt: epochMs });

const leave = z.strictObject({
  key: z.string(),
  from: epochMs,
  to: epochMs,
  occurredAt: epochMs,
  cancelled: z.boolean(),
});

const targetState = z.strictObject({
  pending: z
    .strictObject({
      change: targetChange,
      event: z.string(),
      since: epochMs,
      attempts: z.number(),
      next: epochMs,
      missing: z.boolean().exactOptional(),
    })
    .exactOptional(),
  failed: z.array(
    z.strictObject({
      change: targetChange,
      event: z.string(),
      since: epochMs,
      at: epochMs,
      reason: z.string().exactOptional(),
    }),
  ),
  before: z.strictObject({ access: z.boolean(), available: z.boolean(), key: z.string() }).exactOptional(),
  applied: z.strictObject({ available: z.boolean(), at: epochMs }).exactOptional(),
});

const handover = z.strictObject({
  id: z.string(),
  because: z.enum(HANDOVER_REASONS),
  key: z.string().exactOptional(),
  to: z.string(),
  asked: z.literal(true).exactOptional(),
  since: epochMs,
  step: z.enum(HANDOVER_STEPS),
  first: z.number(),
  next: z.number(),
  page: z.string().exactOptional(),
  pass: epochMs.exactOptional(),
  back: z.number().exactOptional(),
  moved: z.number(),
  failed: z.number(),
  waiting: z.number().exactOptional(),
  returned: z.number().exactOptional(),
  tries: z.number().exactOptional(),
  told: z.number().exactOptional(),
  lease: z.strictObject({ by: z.string(), until: epochMs }).exactOptional(),
});

// Strict: a field that this release does not know would be lost when it writes the record.
const personRecord = z.strictObject({
  v: z.literal(2),
  identity: z.string(),
  employmentEvents: z.array(employmentEvent),
  lastAppliedEvent: z.string().exactOptional(),
  held: z.array(z.strictObject({ ...employmentEvent.shape, reason: z.enum(HELD_REASONS) })),
  leave: z.array(leave),
  shifts: z.array(z.strictObject({ ...leave.shape, label: z.string().exactOptional() })).exactOptional(),
  override: z
    .strictObject({
      available: z.boolean(),
      from: epochMs,
      until: epochMs.nullable(),
      occurredAt: epochMs,
      event: z.string(),
    })
    .exactOptional(),
  profile: z.strictObject({ name: profileValue.exactOptional(), avatar: profileValue.exactOptional() }),
  deliveries: z.array(z.strictObject({ key: z.string(), digest: z.string(), receivedAt: epochMs })),
  // A target that this release does not know is refused: writing the record would lose what it has still to be told.
  targets: z.partialRecord(z.enum(TARGET_NAMES), targetState),
  acts: z
    .array(z.strictObject({ act: z.enum(EMPLOYMENT_ACTS), at: epochMs, by: z.string(), keys: z.array(z.string()) }))
    .exactOptional(),
  handover: handover.exactOptional(),
});

const stored = z.discriminatedUnion('v', [recordV1, personRecord]);

/** What is stored is not a record that this release can read: a later version, or damaged. It must not be guessed at. */
export class UnreadableRecord extends Error {
  override readonly name = 'UnreadableRecord';

  constructor(cause: unknown) {
    super('the stored record cannot be read', { cause });
  }
}

/** A stored record of any version, as version 2: the only one that is written. @throws UnreadableRecord */
export function readRecord(data: unknown): PersonRecord {
  const { success, data: record, error } = stored.safeParse(data);
  if (!success) throw new UnreadableRecord(error);
  return record.v === 1 ? fromV1(record) : record;
}
