import * as z from '../../lib/zod';
import type { PersonRecord, TargetState } from './record';
import { stateOf, type TargetChange } from './target';

// The record as releases before version 2 wrote it, with the parameters of UpdateUser and one target. Read only.

const epochMs = z.number();

const userChange = z.object({
  state: z.enum(['active', 'deactivated']).exactOptional(),
  isAvailable: z.boolean().exactOptional(),
  friendlyName: z.string().exactOptional(),
  avatar: z.string().exactOptional(),
});

const word = z.object({
  kind: z.enum(['offboarded', 'reinstated', 'cancelled']),
  said: epochMs,
  due: epochMs,
  event: z.string(),
  key: z.string(),
});

const said = z.object({ value: z.string(), said: epochMs });

/** Version 1 of the record. */
export const recordV1 = z.object({
  v: z.literal(1),
  identity: z.string(),
  words: z.array(word),
  carriedOut: z.string().exactOptional(),
  held: z.array(z.object({ ...word.shape, why: z.enum(['protected', 'limit']) })),
  leave: z.array(z.object({ key: z.string(), from: epochMs, to: epochMs, said: epochMs, cancelled: z.boolean() })),
  override: z
    .object({ available: z.boolean(), from: epochMs, until: epochMs.nullable(), said: epochMs, event: z.string() })
    .exactOptional(),
  profile: z.object({ friendlyName: said.exactOptional(), avatar: said.exactOptional() }),
  events: z.array(z.object({ key: z.string(), digest: z.string(), seen: epochMs })),
  pending: z
    .object({
      change: userChange,
      event: z.string(),
      since: epochMs,
      attempts: z.number(),
      next: epochMs,
      missing: z.boolean().exactOptional(),
    })
    .exactOptional(),
  failed: z.array(z.object({ change: userChange, event: z.string(), since: epochMs, at: epochMs })),
  before: z.object({ state: z.string(), isAvailable: z.boolean(), key: z.string() }).exactOptional(),
  applied: z.object({ available: z.boolean(), at: epochMs }).exactOptional(),
});

type RecordV1 = z.infer<typeof recordV1>;

/** The same record in version 2. There was one target then. */
export function fromV1(record: RecordV1): PersonRecord {
  const { identity, words, carriedOut, held, leave, override, profile, events } = record;
  return {
    v: 2,
    identity,
    employmentEvents: words.map(employmentEvent),
    ...(carriedOut !== undefined && { lastAppliedEvent: carriedOut }),
    held: held.map(({ why, ...event }) => ({ ...employmentEvent(event), reason: why })),
    leave: leave.map(occurred),
    ...(override && { override: occurred(override) }),
    profile: {
      ...(profile.friendlyName && { name: occurred(profile.friendlyName) }),
      ...(profile.avatar && { avatar: occurred(profile.avatar) }),
    },
    deliveries: events.map(({ seen, ...digests }) => ({ ...digests, receivedAt: seen })),
    targets: { frontline: targetState(record) },
  };
}

function employmentEvent({ said, due, ...rest }: z.infer<typeof word>) {
  return { ...rest, occurredAt: said, effectiveAt: due };
}

function occurred<T extends { readonly said: number }>({ said, ...rest }: T): Omit<T, 'said'> & { occurredAt: number } {
  return { ...rest, occurredAt: said };
}

function targetState({ pending, failed, before, applied }: RecordV1): TargetState {
  return {
    ...(pending && { pending: { ...pending, change: targetChange(pending.change) } }),
    failed: failed.map((failure) => ({ ...failure, change: targetChange(failure.change) })),
    ...(before && {
      before: { access: before.state !== stateOf(false), available: before.isAvailable, key: before.key },
    }),
    ...(applied && { applied }),
  };
}

function targetChange({ state, isAvailable, friendlyName, avatar }: z.infer<typeof userChange>): TargetChange {
  return {
    ...(state !== undefined && { access: state === 'active' }),
    ...(isAvailable !== undefined && { available: isAvailable }),
    ...(friendlyName !== undefined && { name: friendlyName }),
    ...(avatar !== undefined && { avatar }),
  };
}
