// What reading deliveries has in common, whoever sends them: one asset in the cloud.
import { createHash } from 'node:crypto';
import type { ValidationError } from '../api/http/answer';
import { toValidationErrors } from '../api/http/faults';
import { type StaffEvent, type StaffEventType, staffEvent } from '../domain/staff-event';
import * as z from '../lib/zod';
import type { Delivery, IgnoredEvent, ProviderContext, UnmappedEvent } from './provider';

/** What came of reading one event of a delivery. */
export type Read =
  | { readonly event: StaffEvent }
  | { readonly ignored: IgnoredEvent }
  | { readonly unmapped: UnmappedEvent }
  | { readonly faults: readonly ValidationError[] };

/** A sender's name for an event or an action. */
export const nameText = z.string().min(1).max(200);

/** A sender's id of a person or a record: text or a whole number, and compared as text. */
export const idText = z.string().min(1).max(200).or(z.number().int()).transform(String);

/** The parts of a delivery put together, in their order. */
export function combine(parts: readonly Read[]): Delivery {
  return {
    events: parts.flatMap((part) => ('event' in part ? [part.event] : [])),
    ignored: parts.flatMap((part) => ('ignored' in part ? [part.ignored] : [])),
    unmapped: parts.flatMap((part) => ('unmapped' in part ? [part.unmapped] : [])),
    faults: parts.flatMap((part) => ('faults' in part ? part.faults : [])),
  };
}

/**
 * An id for an event that its sender gives none: the same for the same parts, so that a redelivery is recognised. The
 * instant belongs among them, since one id must not come with two contents.
 */
export function eventId(provider: string, ...parts: readonly unknown[]): string {
  return `${provider}_${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`;
}

export function ignore(id: string, type: string, detail?: string): Read {
  return { ignored: { id, type, ...(detail !== undefined && { detail }) } };
}

/** One event as its sender tells it. */
export interface SourceEvent {
  readonly provider: string;
  readonly id: string;
  /** The sender's own name for it. */
  readonly type: string;
  /** ms since the epoch. */
  readonly at: number;
  /** The sender's id of the person, which the roster maps (`ids`). */
  readonly person: string;
  /** The identity to take where the roster maps no such id. */
  readonly otherwise?: string | undefined;
  /** Where it stands in the payload, for faults. */
  readonly path?: readonly PropertyKey[];
}

/** An event put into the inner form, about whom the roster says that the sender means. */
export function toStaffEvent(
  told: SourceEvent,
  type: StaffEventType,
  data: object,
  { people }: Pick<ProviderContext, 'people'>,
): Read {
  const { provider, id, at, person, otherwise, path = [] } = told;
  const identity = people.identityByProvider(provider, person) ?? otherwise;
  if (identity === undefined) return { unmapped: { id, type: told.type, person } };
  const candidate = { type, id, timestamp: new Date(at).toISOString(), data: { identity, ...data } };
  const event = staffEvent.safeParse(candidate);
  return event.success ? { event: event.data } : { faults: toValidationErrors(event.error.issues, candidate, path) };
}

const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const WRITTEN = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d{1,3})?\d*(Z|[+-]\d\d:?\d\d)?$/;

/**
 * An instant as senders write it: Unix seconds, or ISO 8601 with any way to write the offset. @returns ms since the
 * epoch; undefined if it is none, or if it has no zone and none is given.
 */
export function parseProviderInstant(written: unknown, zone?: 'Z'): number | undefined {
  const ms = parsed(written, zone);
  return ms !== undefined && ms >= 0 && ms <= LAST_INSTANT ? ms : undefined;
}

function parsed(written: unknown, zone?: 'Z'): number | undefined {
  if (typeof written === 'number' || (typeof written === 'string' && /^\d{1,12}$/.test(written))) {
    return Math.floor(Number(written) * 1000);
  }
  const [, date, time, fraction = '', offset = zone] = WRITTEN.exec(String(written)) ?? [];
  return offset === undefined
    ? undefined
    : Date.parse(`${date}T${time}${fraction}${offset.replace(/(\d\d)(\d\d)$/, '$1:$2')}`);
}

/** An instant of the sender's, ms. */
export const providerInstant = z
  .unknown()
  .refine((written) => parseProviderInstant(written) !== undefined, {
    error: 'expected Unix seconds or an instant such as 2026-11-30T17:00:00Z',
  })
  .transform((written) => parseProviderInstant(written) ?? 0);

const LONGEST_SHIFT_MS = 24 * 60 * 60_000;
const JUST_NOW_MS = 60 * 60_000;

/**
 * Whether clocking on or off then still switches somebody now. Hours are saved again when they are corrected or
 * approved, often days later, and then say nothing of who is at work.
 */
export function isTimely(clocked: number, on: boolean, now: number): boolean {
  return clocked >= now - (on ? LONGEST_SHIFT_MS : JUST_NOW_MS);
}
