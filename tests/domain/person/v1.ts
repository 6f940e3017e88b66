import * as z from 'zod';
import type { PersonRecord } from '../../../assets/domain/person/record';
import type { TargetChange } from '../../../assets/domain/person/target';

// The record as the release before version 2 declared it: a copy, so that what that release reads and writes stays known.

const instant = z.number();

const userChange = z.object({
  state: z.enum(['active', 'deactivated']).optional(),
  isAvailable: z.boolean().optional(),
  friendlyName: z.string().optional(),
  avatar: z.string().optional(),
});

const word = z.object({
  kind: z.enum(['offboarded', 'reinstated', 'cancelled']),
  said: instant,
  due: instant,
  event: z.string(),
  key: z.string(),
});

const said = z.object({ value: z.string(), said: instant });

/** What the release before version 2 reads: everything else it refuses. */
export const schemaV1 = z.object({
  v: z.literal(1),
  identity: z.string(),
  words: z.array(word),
  carriedOut: z.string().optional(),
  held: z.array(z.object({ ...word.shape, why: z.enum(['protected', 'limit']) })),
  leave: z.array(z.object({ key: z.string(), from: instant, to: instant, said: instant, cancelled: z.boolean() })),
  override: z
    .object({ available: z.boolean(), from: instant, until: instant.nullable(), said: instant, event: z.string() })
    .optional(),
  profile: z.object({ friendlyName: said.optional(), avatar: said.optional() }),
  events: z.array(z.object({ key: z.string(), digest: z.string(), seen: instant })),
  pending: z
    .object({
      change: userChange,
      event: z.string(),
      since: instant,
      attempts: z.number(),
      next: instant,
      missing: z.boolean().optional(),
    })
    .optional(),
  failed: z.array(z.object({ change: userChange, event: z.string(), since: instant, at: instant })),
  before: z.object({ state: z.string(), isAvailable: z.boolean(), key: z.string() }).optional(),
  applied: z.object({ available: z.boolean(), at: instant }).optional(),
});

/** A stored record of version 1. */
export type RecordV1 = z.infer<typeof schemaV1>;

type UserChangeV1 = z.infer<typeof userChange>;

/** Version 2 written back as version 1: if nothing was lost or invented, it is the record that was read. */
export function toV1(record: PersonRecord): unknown {
  const { frontline } = record.targets;
  const event = ({ occurredAt, effectiveAt, ...rest }: PersonRecord['employmentEvents'][number]) => ({
    ...rest,
    said: occurredAt,
    due: effectiveAt,
  });
  const dated = <T extends { readonly occurredAt: number }>({ occurredAt, ...rest }: T) => ({
    ...rest,
    said: occurredAt,
  });
  return withoutUndefined({
    v: 1,
    identity: record.identity,
    words: record.employmentEvents.map(event),
    carriedOut: record.lastAppliedEvent,
    held: record.held.map(({ reason, ...held }) => ({ ...event(held), why: reason })),
    leave: record.leave.map(dated),
    override: record.override && dated(record.override),
    profile: {
      friendlyName: record.profile.name && dated(record.profile.name),
      avatar: record.profile.avatar && dated(record.profile.avatar),
    },
    events: record.deliveries.map(({ receivedAt, ...delivery }) => ({ ...delivery, seen: receivedAt })),
    pending: frontline?.pending && { ...frontline.pending, change: changeToV1(frontline.pending.change) },
    failed: (frontline?.failed ?? []).map((failure) => ({ ...failure, change: changeToV1(failure.change) })),
    before: frontline?.before && {
      state: frontline.before.access ? 'active' : 'deactivated',
      isAvailable: frontline.before.available,
      key: frontline.before.key,
    },
    applied: frontline?.applied,
  });
}

/** A change in the parameters of UpdateUser, as version 1 kept it. */
export function changeToV1({ access, available, name, avatar }: TargetChange): UserChangeV1 {
  return withoutUndefined({
    state: access === undefined ? undefined : access ? 'active' : 'deactivated',
    isAvailable: available,
    friendlyName: name,
    avatar,
  });
}

/** The same as it would be stored. */
function withoutUndefined<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
