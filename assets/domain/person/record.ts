import { createHash } from 'node:crypto';
import type { StaffEvent } from '../staff-event';

/** Ids are remembered longer than any sender goes on retrying, and at most so many (16 KiB is all a Sync Item holds). */
const MEMORY_MS = 7 * 86_400_000;
const MEMORY_EVENTS = 60;
const MEMORY_LEAVES = 20;

/** Fields of a Frontline user to set. */
export interface UserChange {
  state?: 'active' | 'deactivated' | undefined;
  isAvailable?: boolean | undefined;
  friendlyName?: string | undefined;
  avatar?: string | undefined;
}

/** One event on someone's employment. Instants are ms since the epoch. */
export interface EmploymentEvent {
  kind: 'offboarded' | 'reinstated' | 'cancelled';
  /** The event's own timestamp. */
  said: number;
  /** The same, or the later instant from which it holds. */
  due: number;
  event: string;
  key: string;
}

/** The value of a profile field, and when it was last set. */
interface ProfileValue {
  value: string;
  said: number;
}

/** All live state of one person, as it is kept in Sync. Instants are ms since the epoch. */
export interface PersonRecord {
  v: 1;
  identity: string;
  /** From HR and the identity provider. */
  words: EmploymentEvent[];
  /** The key of the employment event that took effect last. */
  carriedOut?: string | undefined;
  /** Offboardings that wait for an operator, and why. */
  held: (EmploymentEvent & { why: 'protected' | 'limit' })[];
  /** By digest of the leave's id. A cancelled one stays for a while, in case it arrives after its cancellation. */
  leave: { key: string; from: number; to: number; said: number; cancelled: boolean }[];
  override?: { available: boolean; from: number; until: number | null; said: number; event: string } | undefined;
  profile: { friendlyName?: ProfileValue | undefined; avatar?: ProfileValue | undefined };
  /** The last deliveries: digests of the id and of the content, and when each was seen. */
  events: { key: string; digest: string; seen: number }[];
  /** The change that Frontline has not confirmed since `since`. Before `next` only the execution that wrote it sends it. */
  pending?:
    | {
        change: UserChange;
        event: string;
        since: number;
        attempts: number;
        next: number;
        /** Frontline has no such user: retried once it has one. */
        missing?: boolean | undefined;
      }
    | undefined;
  /** Changes that were given up, for an operator to look at and to replay. */
  failed: { change: UserChange; event: string; since: number; at: number }[];
  /** The user before the last lock-out, for undoing a mistaken one. */
  before?: { state: string; isAvailable: boolean; key: string } | undefined;
  /** The availability last applied for an event. The duty table has it from the next tick that writes. */
  applied?: { available: boolean; at: number } | undefined;
}

/** The record of someone of whom nothing has been said yet. */
export function emptyRecord(identity: string): PersonRecord {
  return { v: 1, identity, words: [], held: [], leave: [], profile: {}, events: [], failed: [] };
}

/** A short digest that stands for an id or a content. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The same for two deliveries of one event, whatever the order of their keys. */
export function contentDigest({ type, timestamp, data }: StaffEvent): string {
  return digest(JSON.stringify([type, timestamp, Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))]));
}

/** An event's id as far as it is shown: short and ASCII, so that no sender can fill a record with it. */
export function displayId(id: string): string {
  return id.replace(/[^\x20-\x7e]/g, '?').slice(0, 48);
}

/** Adds a delivery to the memory, and forgets what is too old or too much: oldest out. */
export function recordDelivery(record: PersonRecord, event: StaffEvent, now: number): PersonRecord {
  const entry = { key: digest(event.id), digest: contentDigest(event), seen: now };
  return {
    ...record,
    events: [...record.events.filter(({ seen }) => seen > now - MEMORY_MS), entry].slice(-MEMORY_EVENTS),
    leave: record.leave
      .filter(({ to, said }) => Math.max(to, said) > now - MEMORY_MS)
      .sort((a, b) => a.to - b.to)
      .slice(-MEMORY_LEAVES),
  };
}
