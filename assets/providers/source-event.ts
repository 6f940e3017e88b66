// Parsing that all senders' deliveries share.

import { createHash } from 'node:crypto';
import type { ValidationError } from '../api/http/answer';
import { toValidationErrors } from '../api/http/faults';
import { NO_NEWS, type ReceivedEvent, type StaffEventType, staffEvent } from '../domain/staff-event';
import { DAY, HOUR } from '../domain/time';
import * as z from '../lib/zod';
import type { IgnoredEvent, ParsedDelivery, ProviderContext, SenderAlert, UnmappedEvent } from './provider';

/** The result of parsing one event of a delivery. */
export type ParsedEvent =
  | { readonly event: ReceivedEvent }
  | { readonly ignored: IgnoredEvent }
  | { readonly unmapped: UnmappedEvent }
  | { readonly faults: readonly ValidationError[] };

/** A sender's name for an event or an action. */
export const nameText = z.string().min(1).max(200);

/** A sender's id of a person or a record: text or a whole number, and compared as text. */
export const idText = z.string().min(1).max(200).or(z.number().int()).transform(String);

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
  ['', false],
]);

const writtenFlag = z
  .union([z.boolean(), z.literal([0, 1]), z.string()])
  .nullish()
  .refine((written) => FLAGS.has(String(written ?? '').toLowerCase()), { error: 'expected true or false' });

/** A sender's flag as the writers of JSON turn it out: `true`, `1`, `"1"`, `"true"`; `null`, empty or absent is false. */
export const flag = writtenFlag.transform((written) => FLAGS.get(String(written ?? '').toLowerCase()) === true);

/** The same; `null`, empty or absent is undefined, where it must not pass for a no. */
export const statedFlag = writtenFlag.transform((written) =>
  written === '' ? undefined : FLAGS.get(String(written ?? 'absent').toLowerCase()),
);

/** Combines the events of a delivery, in their order. */
export function combine(parts: readonly ParsedEvent[]): ParsedDelivery {
  return {
    events: parts.flatMap((part) => ('event' in part ? [part.event] : [])),
    ignored: parts.flatMap((part) => ('ignored' in part ? [part.ignored] : [])),
    unmapped: parts.flatMap((part) => ('unmapped' in part ? [part.unmapped] : [])),
    faults: parts.flatMap((part) => ('faults' in part ? part.faults : [])),
  };
}

/**
 * The id of an event to which its sender gives none: a hash of the parts, so that a redelivery has the same id. The
 * instant must be one of the parts as the sender wrote it, since one id must not have two payloads; never one of our clock.
 */
export function eventId(provider: string, ...parts: readonly unknown[]): string {
  return `${provider}_${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`;
}

/** @param alert what the operators must learn all the same. */
export function ignore(id: string, type: string, detail?: string, alert?: SenderAlert): ParsedEvent {
  return { ignored: { id, type, ...(detail !== undefined && { detail }), ...(alert && { alert }) } };
}

/** One event in its sender's terms. */
export interface SourceEvent {
  readonly provider: string;
  readonly id: string;
  /** The sender's own name for it. */
  readonly type: string;
  /** ms since the epoch. */
  readonly at: number;
  /**
   * `at` is, or may be, from our clock: then the id, a hash of what the sender wrote, tells the event, whenever it arrives.
   */
  readonly isTimedByUs?: boolean;
  /** The sender's id of the person, which the roster maps (`ids`). */
  readonly person: string;
  /** The identity to use where the roster does not map `person`. */
  readonly fallbackIdentity?: string | undefined;
  /** Its path in the payload, for faults. */
  readonly path?: readonly PropertyKey[];
  /** What the sender said, where `at` is from our clock or from the delivery: repeated, it is the same event. */
  readonly content?: string | undefined;
  /** The sender says this with every change of the person: it counts only where the same source said the opposite before. */
  readonly onlyIfNews?: true;
}

/** Translates a sender's event to a StaffEvent about the person to whom the roster maps its sender's id. */
export function toStaffEvent(
  source: SourceEvent,
  type: StaffEventType,
  data: object,
  { people }: Pick<ProviderContext, 'people'>,
): ParsedEvent {
  const { provider, id, at, isTimedByUs, person, fallbackIdentity, path = [], content, onlyIfNews } = source;
  const mapped = people.identityByProvider(provider, person);
  const identity = mapped ?? fallbackIdentity;
  // Whoever cannot be matched was not locked out by this sender either.
  if (identity === undefined && onlyIfNews) return ignore(id, source.type, NO_NEWS);
  if (identity === undefined) return { unmapped: { id, type: source.type, meaning: type, person } };
  const candidate = { type, id, timestamp: new Date(at).toISOString(), data: { identity, ...data } };
  const event = staffEvent.safeParse(candidate);
  if (!event.success) return { faults: toValidationErrors(event.error.issues, candidate, path) };
  const written = isTimedByUs ? id : content;
  const found = {
    ...(written !== undefined && { content: written }),
    ...(onlyIfNews && { onlyIfNews }),
    ...(mapped === undefined && { senderId: person }),
  };
  return { event: { ...event.data, ...found } };
}

const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
/** `t` and `z` may be lower case: RFC 3339 §5.6. */
const WRITTEN = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d{1,3})?\d*(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * Parses an instant as senders write it: Unix seconds, or ISO 8601 with an offset in any notation.
 * @param zone assumed for a text without an offset.
 * @returns ms since the epoch; undefined for anything else, and for a text without an offset where no zone is given.
 */
export function parseProviderInstant(written: unknown, zone?: 'Z'): number | undefined {
  const ms = parsed(written, zone);
  return ms !== undefined && ms >= 0 && ms <= LAST_INSTANT ? ms : undefined;
}

function parsed(written: unknown, zone?: 'Z'): number | undefined {
  if (typeof written === 'number' || (typeof written === 'string' && /^\d{1,12}$/.test(written))) {
    return Math.floor(Number(written) * 1000);
  }
  if (typeof written !== 'string') return undefined;
  const [, date, time, fraction = '', offset = zone] = WRITTEN.exec(written) ?? [];
  return offset === undefined
    ? undefined
    : Date.parse(`${date}T${time}${fraction}${offset.replace(/(\d\d)(\d\d)$/, '$1:$2')}`);
}

/** The schema of a sender's instant; its output is ms since the epoch. */
export const providerInstant = z
  .unknown()
  .refine((written) => parseProviderInstant(written) !== undefined, {
    error: 'expected Unix seconds or an instant such as 2026-11-30T17:00:00Z',
  })
  .transform((written) => parseProviderInstant(written) ?? 0);

const LONGEST_SHIFT_MS = DAY;
const JUST_NOW_MS = HOUR;

/**
 * Whether clocking on or off at that time still decides availability now. Senders save hours again when they are corrected
 * or approved, often days later; such a delivery does not show who is at work.
 */
export function isTimely(clocked: number, on: boolean, now: number): boolean {
  return clocked >= now - (on ? LONGEST_SHIFT_MS : JUST_NOW_MS);
}
