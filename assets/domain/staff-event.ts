import * as z from '../lib/zod';
import { DAY, MINUTE } from './time';

/** How far ahead of ours a sender's clock may be. */
export const CLOCK_AHEAD_MS = 5 * MINUTE;

const text = z.string().min(1).max(256);
const INSTANT = { error: 'expected an instant such as 2026-11-30T17:00:00Z' };
/** RFC 3339 with an offset or Z, read as ms since the epoch. `t` and `z` may be lower case (section 5.6). */
export const rfc3339Instant = z
  .string(INSTANT)
  .transform((written) => written.toUpperCase())
  .pipe(z.iso.datetime({ offset: true, ...INSTANT }))
  .transform((iso) => Date.parse(iso));

/** An address of a picture; empty takes it away. */
const avatar = z
  .string()
  .regex(/^[\x21-\x7e]{0,512}$/, { error: 'expected an address of at most 512 ASCII characters' });

/** The name of a shift, as pages and calendars show it. */
const label = z
  .string()
  .regex(/^[^\p{Cc}]{1,64}$/u, { error: 'expected 1 to 64 characters, none of them a control character' });

/** A longer shift is a mistake, such as a year that was typed wrongly: it would keep somebody on duty until it is noticed. */
const LONGEST_SHIFT_MS = 366 * DAY;

/** Who is meant: the Frontline identity or SID, or else a key of the roster. Exactly one. */
const who = {
  identity: text
    .refine((identity) => identity !== '.' && identity !== '..', { error: 'must not be . or ..' })
    .optional(),
  person: text.optional(),
};

const data = {
  'staff.offboarded': z.strictObject({ ...who, effectiveAt: rfc3339Instant.optional() }),
  'staff.offboarding_cancelled': z.strictObject(who),
  'staff.reinstated': z.strictObject({ ...who, effectiveAt: rfc3339Instant.optional() }),
  'staff.leave': z.strictObject({ ...who, id: text.optional(), from: rfc3339Instant, to: rfc3339Instant }),
  'staff.leave_cancelled': z.strictObject({ ...who, id: text }),
  'staff.shift': z.strictObject({
    ...who,
    id: text,
    from: rfc3339Instant,
    to: rfc3339Instant,
    label: label.optional(),
  }),
  'staff.shift_cancelled': z.strictObject({ ...who, id: text }),
  'staff.availability': z.strictObject({ ...who, available: z.boolean(), until: rfc3339Instant.optional() }),
  'staff.profile': z.strictObject({
    ...who,
    friendlyName: z.string().min(1).max(128).optional(),
    avatar: avatar.optional(),
  }),
} as const;

// Strict all through: a misspelt `effectiveAt` that was passed over would lock someone out at once.
const event = <T extends keyof typeof data>(type: T) =>
  z.strictObject({ id: text, timestamp: rfc3339Instant, type: z.literal(type), data: data[type] });

// Also when something else is wrong already, so that all faults come at once; hence the care with what is there.
const evenIfFaulty = { when: () => true };

/** What may be there of a period whose parts may have faults. */
interface MaybePeriod {
  readonly from?: unknown;
  readonly to?: unknown;
}

function isBackwards(data: MaybePeriod | undefined): boolean {
  return typeof data?.from === 'number' && typeof data.to === 'number' && data.from >= data.to;
}

function isTooLong(data: MaybePeriod | undefined): boolean {
  return typeof data?.from === 'number' && typeof data.to === 'number' && data.to - data.from > LONGEST_SHIFT_MS;
}

/**
 * The one inner form of everything that a sender can say about a member of staff. Instants come as RFC 3339 and are
 * kept as ms since the epoch. The order of events is by `timestamp`, never by arrival.
 */
export const staffEvent = z
  .discriminatedUnion('type', [
    event('staff.offboarded'),
    event('staff.offboarding_cancelled'),
    event('staff.reinstated'),
    event('staff.leave'),
    event('staff.leave_cancelled'),
    event('staff.shift'),
    event('staff.shift_cancelled'),
    event('staff.availability'),
    event('staff.profile'),
  ])
  .refine((event) => !event?.data || (event.data.identity === undefined) !== (event.data.person === undefined), {
    ...evenIfFaulty,
    path: ['data', 'identity'],
    error: 'expected exactly one of identity and person',
  })
  .refine((event) => (event?.type !== 'staff.leave' && event?.type !== 'staff.shift') || !isBackwards(event.data), {
    ...evenIfFaulty,
    path: ['data', 'to'],
    error: 'expected an instant after data.from',
  })
  .refine((event) => event?.type !== 'staff.shift' || !isTooLong(event.data), {
    ...evenIfFaulty,
    path: ['data', 'to'],
    error: 'expected an instant at most 366 days after data.from',
  })
  .refine(
    (event) =>
      event?.type !== 'staff.profile' || event.data?.friendlyName !== undefined || event.data?.avatar !== undefined,
    { ...evenIfFaulty, path: ['data'], error: 'expected friendlyName, avatar or both' },
  );

/**
 * A sender's body without the optional fields that it writes as `null`, as many writers of JSON do for what is absent. Any other
 * `null` stays, and is refused: that of a field that must be there, and that of a name that is not known.
 */
export function withoutNulls(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { type } = body;
  if (typeof type !== 'string' || !Object.hasOwn(data, type) || typeof body.data !== 'object' || body.data === null)
    return body;
  const shape: Readonly<Record<string, z.ZodType>> = data[type as keyof typeof data].shape;
  const isAbsent = ([name, value]: [string, unknown]) =>
    value === null && Object.hasOwn(shape, name) && shape[name]?.safeParse(undefined).success === true;
  return { ...body, data: Object.fromEntries(Object.entries(body.data).filter((field) => !isAbsent(field))) };
}

export type StaffEvent = z.infer<typeof staffEvent>;
export type StaffEventType = StaffEvent['type'];

/**
 * A StaffEvent as it is received. `content`: the words of a sender that gives no time of its own, so that `timestamp` is from
 * our clock, and different each time the same words arrive. Two deliveries of one id and one content are one event. No part
 * of the body of a delivery: our own code sets it. `source`: who said it; absent of what is no provider's. `onlyIfNews`: the
 * sender says this with every change of the person, so it counts only where the same source said the opposite before.
 * `senderId`: the sender's id of the person, where the roster does not map it, so that `data` has another name that the sender gave.
 */
export type ReceivedEvent = StaffEvent & {
  readonly content?: string;
  readonly source?: EventSource;
  readonly onlyIfNews?: true;
  readonly senderId?: string;
};

/** Why an event with `onlyIfNews` is ignored, for its sender. */
export const NO_NEWS = 'sent at each change of a person: it ends only what the same sender reported';

/** Who sent an event. */
interface EventSource {
  /** The provider's name. */
  readonly name: string;
  /** It is one of the roster's `authority`: its reinstatements and cancellations count for the lock-outs of every source. */
  readonly liftsAll: boolean;
}
